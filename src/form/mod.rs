//! What was typed, and its way to a typed request: a [`Draft`] of strings is parsed once.

mod demo_device;
mod draft;
mod field;
mod field_error;
mod gateway_address;
mod label;
mod parse;
mod state;
pub mod swapped_keys;
mod timestamp;
mod typed_secret;
pub mod view;

pub use demo_device::DemoDevice;
pub use draft::Draft;
pub use field::{Field, PerField};
pub use field_error::FieldError;
pub use gateway_address::{AddressError, GatewayAddress, PageOrigin};
pub use label::{has_named_value, is_label};
pub use parse::{EndpointKind, FieldWarning, ParsedForm};
pub use state::{FormAction, FormState};
pub use timestamp::{TimestampChoice, TimestampError};
pub use typed_secret::TypedSecret;
