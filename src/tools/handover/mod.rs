//! Ways to hand a secret on: a QR code, an own template for copying, and words to read aloud.
//!
//! All of it is text in and text out; nothing here knows the browser.

pub(super) mod download;
pub(super) mod large_text;
mod phonetic;
mod qr;
mod qr_content;
pub(super) mod qr_view;
mod template;
mod template_error;
pub(super) mod template_view;

pub use phonetic::{GROUP, PhoneticChar, spell_out};
pub use qr::{QrCode, QrError};
pub use qr_content::{identity_text, secret_text};
pub use template::{BreaksLine, CopyTemplate, Placeholder};
pub use template_error::TemplateError;
