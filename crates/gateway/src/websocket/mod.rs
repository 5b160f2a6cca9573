//! The server's side of a WebSocket (RFC 6455), as far as a bridge needs it.
//!
//! A bridge carries a stream of bytes: it need not wait for whole messages, nor keep them apart. So a frame is taken apart
//! where it was read, and what it carries goes on from the same memory. Nothing is allocated or copied unless a peer is slow, and
//! an idle connection holds no buffer. A library for whole messages cannot do this, which was half of its processor time.

mod decoder;
mod handshake;
mod head;
mod mask;
mod socket;

pub(crate) use decoder::Finish;
pub(crate) use handshake::accept_key;
pub(crate) use head::{LONGEST_HEAD, frame_in_place};
pub(crate) use socket::{Received, WebSocket};
