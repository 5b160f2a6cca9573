//! A WebSocket server that follows a script, and a catalogue of MQTT servers that misbehave.
//!
//! - [`Script`]: what a server does, as data: bytes, frames, closes, silence
//! - [`Broker`]: plays scripts to whoever connects, and keeps an [`Account`] of what the client did
//! - [`Entry`]: a script, what the client must make of it, and the statement of MQTT 3.1.1 that asks for it
//! - [`catalogue()`]: all entries
//! - [`packets`]: MQTT packets, written by hand from the standard and not by this project's encoder
//!
//! ```
//! use scripted_broker::{Broker, Script, Act, packets};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let script = Script::new([Act::Await(packets::CONNECT), Act::Send(packets::CONNACK.to_vec()), Act::Cut]);
//! let broker = Broker::start(vec![script]).await?;
//! assert!(broker.address(0).starts_with("ws://127.0.0.1:"));
//! # Ok::<(), std::io::Error>(())
//! # })?;
//! # Ok::<(), std::io::Error>(())
//! ```

mod account;
mod broker;
mod catalogue;
mod entry;
mod frames;
mod judge;
pub mod packets;
mod play;
mod script;
mod stage;

pub use account::{Account, End};
pub use broker::Broker;
pub use catalogue::catalogue;
pub use entry::{Closing, Entry, Expected, Patience};
pub use judge::{ClientKind, Seen};
pub use script::{Act, Handshake, Script};
pub use stage::Stage;
