//! Names what is wrong with the credentials that a device sends.
//!
//! A device that EnOS refuses tells nobody why. Whoever can paste what it sends (client id, user name, password, or any of
//! them) gets two answers here:
//!
//! - [`compare()`]: the first difference of each from what is expected, named by the part in which it lies;
//! - [`find_mistake`]: which known mistake, or which two of them, produces exactly the password that was sent.
//!
//! Nothing here knows a socket or a clock, and no answer holds a secret: positions, names and numbers only.
//!
//! ```
//! use diagnosis::{Finding, Function, Known, Mistake, Sent, find_mistake};
//! use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};
//!
//! let identity = Identity {
//!     client_id: ClientId::parse("123456")?,
//!     device_key: DeviceKey::parse("test")?,
//!     product_key: ProductKey::parse("654321")?,
//! };
//! let secret = Secret::parse("abcdefg")?;
//! let known = Known {
//!     identity: &identity,
//!     secure_mode: SecureMode::Static,
//!     device_secret: Some(&secret),
//!     product_secret: None,
//!     timestamp: Timestamp::from_millis(1_548_753_362_502),
//! };
//! let sent = Sent {
//!     client_id: "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|",
//!     username: "test&654321",
//!     password: "4198e4fac08b00f5e8612578a9f4996cde5c832703058e77f7fcdc5f3d9988fb",
//! };
//! // HMAC instead of the plain hash: the name `hmacsha256` in some of the vendor's kits leads there.
//! let mistakes = vec![Mistake::Function(Function::HmacSha256)];
//! assert_eq!(find_mistake(&sent, &known), Finding::Explained { mistakes });
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod base;
mod candidates;
mod compare;
mod diagnose;
mod difference;
mod form;
mod function;
mod hash;
mod input;
mod mistake;
mod place;
mod reading;
mod recipe;
mod search;
mod timestamps;

pub use compare::{Comparison, Note, Verdict};
pub use diagnose::{Diagnosis, compare, diagnose, find_mistake};
pub use difference::{Difference, Glyph, Part};
pub use function::{Function, Inner};
pub use input::{Field, Known, Sent};
pub use mistake::{Case, Joints, Mistake, Plain, SecretKind, SecretSlip, Spelling, Value};
pub use place::{Parts, take_apart};
pub use search::Finding;
