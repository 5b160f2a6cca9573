//! The screen for one device.

mod form_pane;
mod screen;
mod signature_pane;

pub use form_pane::{FormPane, FormPaneProps};
pub use screen::{DeviceScreen, DeviceScreenProps};
pub use signature_pane::{SignaturePane, SignaturePaneProps, sign};
