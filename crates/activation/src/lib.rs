//! Activates one EnOS device, or verifies its secret by a login, over one MQTT connection.
//!
//! [`Flow`] joins the rules of [`enos`] with the session of [`mqtt`] and, like that session, does no I/O: inputs and the time
//! go in, outputs come out. [`pump()`] drives it over a [`Wire`] of two methods, and is the last of the pure code: what is behind
//! the wire (a browser's WebSocket, a simulated EnOS, a test) only translates.
//!
//! ```text
//! activate:  open -> CONNECT (mode 3) + SUBSCRIBE -> CONNACK -> the message -> secret safe -> reply -> DISCONNECT
//! log in:    open -> CONNECT (mode 2)             -> CONNACK                                       -> DISCONNECT
//! ```
//! CONNECT and SUBSCRIBE go out together, which MQTT 3.1.1 allows (section 3.1.4) and which saves a round trip. EnOS throttles
//! logins, so nothing here is ever tried a second time.
#![no_std]

extern crate alloc;

mod activated;
mod evidence;
mod failure;
mod flow;
mod gateway_fault;
mod limits;
mod other_protocol;
mod outcome;
mod pump;
mod refusal;
mod remedy;
mod request;
mod step;
mod timeline;
mod unread;

pub use activated::{Activated, SecretId};
pub use evidence::{Evidence, Subscription};
pub use failure::{Cause, Failure};
pub use flow::{Event, Flow, Output};
pub use gateway_fault::GatewayFault;
pub use limits::Limits;
pub use other_protocol::OtherProtocol;
pub use outcome::{Outcome, SignOff};
pub use pump::{Pumped, Wire, pump};
pub use refusal::{ConnackForm, NonStandardRefusal};
pub use remedy::Remedy;
pub use request::{AttemptId, Request};
pub use step::{Goal, Step};
pub use timeline::{Entry, StepState, Timeline};
pub use unread::UnreadMessage;
