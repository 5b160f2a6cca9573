//! What EnOS Cloud asks of an MQTT device: its keys, the CONNECT credentials computed from them, and the
//! activation message that brings a device its secret.
//!
//! The source is the vendor's page "Establishing Connection with EnOS Cloud using the MQTT Protocol"
//! (`docs/enos.md` retells it). Nothing here knows a socket, a clock or a packet.
//!
//! ```
//! use enos::{AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, Timestamp};
//!
//! let identity = Identity {
//!     client_id: ClientId::parse("123456")?,
//!     device_key: DeviceKey::parse("test")?,
//!     product_key: ProductKey::parse("654321")?,
//! };
//! let mode = AuthMode::Static { device_secret: Secret::parse("abcdefg")? };
//! let credentials = Credentials::compute(&identity, &mode, Timestamp::parse("1548753362502")?);
//!
//! assert_eq!(credentials.client_id, "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|");
//! assert_eq!(credentials.username, "test&654321");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod asset;
mod auth;
mod claim;
mod credentials;
mod digest;
mod field_name;
mod fingerprint;
mod identity;
mod json;
mod message;
mod reply;
mod request_log;
mod secret;
mod signature;
mod throttle;
mod timestamp;
mod topics;

pub use asset::AssetId;
pub use auth::{AuthMode, SecureMode};
pub use claim::{Claim, ClaimError};
pub use credentials::Credentials;
pub use field_name::{FieldName, normalize_name, speaks_of_secret};
pub use fingerprint::Fingerprint;
pub use identity::{ClientId, DeviceKey, Identity, IdentityError, IdentityFault, IdentityField, ProductKey};
pub use json::{JsonError, JsonProblem, Kind as JsonKind, Reader as JsonReader, quote};
pub use message::{ActivationMessage, KeyDifference, MessageError, MessageField, MessageId, Remark};
pub use reply::activation_reply;
pub use request_log::{RequestLog, SALT_LENGTH};
pub use secret::{Secret, SecretError};
pub use signature::{Part, PartName, StringToSign};
pub use throttle::{MATTERS_FOR, ThrottleState, throttle_state};
pub use timestamp::{Timestamp, TimestampError};
pub use topics::{activation_reply_topic, activation_topic};
