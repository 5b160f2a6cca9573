//! What was typed, and its way to a typed request: a [`Draft`] of strings is parsed once.

mod address;
mod demo_device;
mod desk;
mod draft;
mod entry;
mod field;
mod label;
pub mod paste;
mod refusal;
mod time_choice;
mod typed_secret;

pub use address::{AddressError, GatewayAddress, PageOrigin};
pub use demo_device::DemoDevice;
pub use desk::{Desk, DeskAction};
pub use draft::Draft;
pub use entry::{Entry, Place, Remark};
pub use field::{Field, PerField};
pub use label::{has_named_value, is_label};
pub use refusal::Refusal;
pub use time_choice::{TimeChoice, TimeRefusal};
pub use typed_secret::TypedSecret;
