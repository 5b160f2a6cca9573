//! The page that brings devices onto EnOS Cloud.
//!
//! - [`mod@activation`]: drives one attempt and shows it as snapshots
//! - [`app`], [`route`], [`settings`]: the page as a whole
//! - [`preflight`]: what can be checked before a secret is typed
//! - [`form`]: what was typed, and its way to a typed request
//! - [`handover`]: ways to hand a secret on: QR code, own template, words to read aloud
//! - [`i18n`]: every sentence, in English and Chinese
//! - [`packets`]: what was exchanged, decoded and without its secrets
//! - [`profiles`], [`session_export`]: what can be kept and passed on of a form and of a session
//! - [`screens`], [`components`]: what is drawn
//! - [`hooks`], [`browser`]: the ways to the browser

pub mod activation;
pub mod app;
pub mod browser;
pub mod components;
pub mod form;
pub mod handover;
pub mod hooks;
pub mod i18n;
mod memory;
pub mod packets;
pub mod preflight;
pub mod profiles;
pub mod route;
pub mod screens;
pub mod session_export;
pub mod settings;
