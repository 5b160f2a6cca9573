//! What the page knows, what a person can do on it, and its frame.

pub mod action;
pub mod changes;
mod clipboard;
pub mod core;
pub mod current;
pub mod effect;
pub mod event;
pub mod gateway;
mod idle;
pub mod incoming;
pub mod lazy;
pub mod panel;
pub mod route;
pub mod session;
pub mod settings;
pub mod state;
pub mod tool_action;
pub mod update;
pub mod view;

/// Under this name the browser keeps the profiles. They hold no secret.
pub const PROFILES: &str = "profiles";
/// Under this name the browser keeps when connection requests were made; see `enos::RequestLog`.
pub const REQUESTS: &str = "requests";
