//! MQTT 3.1.1 by hand: packets, framing and the client session, without any I/O.
//!
//! - [`Packet`] decodes from a byte slice and borrows from it, and encodes into a buffer of the caller's;
//!   neither allocates.
//! - [`Framer`] turns a stream cut anywhere (WebSocket messages, TCP segments) into whole packets.
//! - [`session`] is a client as a state machine: inputs and the time go in, outputs come out.
//!
//! ```
//! use mqtt::{Limits, Packet, Topic};
//!
//! let bytes = [0x30, 0x07, 0x00, 0x03, b'a', b'/', b'b', b'h', b'i'];
//! let Some((Packet::Publish(publish), taken)) = Packet::decode(&bytes, Limits::default())? else {
//!     unreachable!("the packet is whole")
//! };
//! assert_eq!((publish.topic, publish.payload, taken), (Topic::parse("a/b")?, &b"hi"[..], 9));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![no_std]
extern crate alloc;

mod decode_error;
mod encode_error;
mod frame;
mod packet;
mod packet_id;
mod qos;
mod secret;
pub mod session;
mod text;
mod topic;
pub mod trace;
mod wire;

pub use decode_error::{DecodeError, Field};
pub use encode_error::EncodeError;
pub use frame::Framer;
pub use packet::{
    Connack, ConnackCode, Connect, Credentials, Filters, Limits, Outcomes, Packet, PacketKind, Publish, PublishQos,
    Suback, Subscribe, SubscribeOutcome, Subscriptions, Unsubscribe, Will,
};
pub use packet_id::PacketId;
pub use qos::Qos;
pub use secret::Payload;
pub use text::{Text, TextError};
pub use topic::{Topic, TopicError, TopicFilter};
