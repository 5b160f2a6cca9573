//! EnOS Cloud as a state machine: the registry, its rules, and a broker on them, all without I/O.
//!
//! Time and randomness come from the caller, so that every test is repeatable and runs in virtual time. The same code
//! is the demo in the page and the rules of the network program `simulator-server`.
//!
//! - [`Cloud`]: products, devices, logins, activation and the device log
//! - [`Broker`] and [`Connection`]: MQTT on top of it, with [`Faults`] on demand
//! - [`Rules`]: what nobody documents, and is therefore a setting
//! - [`demo`]: the products and devices to practise on
//!
//! With the feature `serde`, [`Rules`], [`Faults`] and [`Access`] are read as the registry file of `simulator-server` has them.
//!
//! ```
//! use simulator::{Login, Time, Transport, demo, repeatable};
//!
//! let mut cloud = demo::cloud(repeatable(1));
//! let login = Login {
//!     mqtt_client_id: "inverter-0001|securemode=3,signmethod=sha256,timestamp=1548753362502|",
//!     username: "INV-0001&DemoInverter",
//!     password: b"not the hash",
//!     will_topic: None,
//!     transport: Transport::Plain,
//! };
//! let refused = cloud.log_in(&login, Time::from_millis(0)).unwrap_err();
//! assert_eq!(refused.refusal.code(), Some(742));
//! ```
#![no_std]
extern crate alloc;
#[cfg(test)]
extern crate std;

mod activation;
mod broker;
mod cloud;
pub mod demo;
mod device;
mod entropy;
mod journal;
mod json;
mod login;
mod product;
mod refusal;
mod registry;
mod rules;
mod sessions;
mod throttle;
mod time;
mod topics;

pub use activation::Activation;
pub use broker::{
    Broker, ConnackFault, Connection, ConnectionId, Faults, Framing, Input, Output, PushFault, Step, Unsolicited,
};
pub use cloud::requests::Answer;
pub use cloud::{Accepted, Cloud, Refused};
pub use device::{Access, Device, DeviceKind, DeviceState, Life, Memory};
pub use entropy::{Entropy, repeatable};
pub use journal::{Entry, Journal, Occurrence};
pub use login::{CertificateDigest, Login, Transport};
pub use product::{ActivationSwitch, CertificateRule, Product};
pub use refusal::{Refusal, Replies, Reply};
pub use registry::RegistryError;
pub use rules::{LongClientIds, PushAt, Rules};
pub use sessions::SessionId;
pub use throttle::{Throttle, ThrottleRule, Throttled};
pub use time::Time;
pub use topics::TopicUse;
