//! What the page knows, what a person can do on it, and its frame.

pub mod action;
pub mod changes;
pub mod clipboard;
pub mod conditions;
pub mod core;
pub mod current;
pub mod effect;
pub mod event;
pub mod gateway;
mod idle;
pub mod incoming;
pub mod lazy;
mod loading;
pub mod panel;
pub mod practice;
pub mod requests;
pub mod revealed;
pub mod route;
pub mod session;
pub mod settings;
pub mod state;
pub mod tool_action;
pub mod update;
pub mod view;
mod wipe;

/// Under this name the browser keeps the profiles. They hold no secret.
pub const PROFILES: &str = "profiles";
