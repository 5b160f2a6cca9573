//! Thin adapters to the browser. They translate and decide nothing, and know nothing of devices or packets.

mod clipboard;
mod clock;
mod socket;
mod storage;
mod timer;

pub use clipboard::write_to_clipboard;
pub use clock::{monotonic_millis, unix_millis};
pub use socket::{Socket, SocketError, SocketEvent};
pub use storage::{load, store};
pub use timer::Timer;
