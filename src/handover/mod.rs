//! Ways to hand a secret on: a QR code, an own template for copying, and words to read aloud.
//!
//! All of it is text in and text out; nothing here knows the browser.

mod qr;
mod qr_content;
mod spoken;
mod template;
mod template_error;

pub use qr::{QrCode, QrError};
pub use qr_content::{identity_text, secret_text};
pub use spoken::{GROUP, SpokenCharacter, spell};
pub use template::{BreaksLine, CopyTemplate, Placeholder};
pub use template_error::TemplateError;
