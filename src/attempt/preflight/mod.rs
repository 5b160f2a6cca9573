//! What can be checked before a secret is typed: the clock, the way to the gateway, and the connection requests that EnOS
//! has left for a device.
//!
//! - `clock`, `date`: this machine's clock against the `Date` of the page's own server
//! - `probe`, `suspect`: the way to the gateway, layer by layer, and what each layer rules out
//! - `throttle`: EnOS's limit on connection requests, counted along
//! - `run`, `watch`: asking the browser; the only files here that name it

mod address;
mod clock;
mod date;
mod probe;
mod run;
mod suspect;
mod throttle;
mod watch;

pub use address::GatewayHost;
pub use clock::{Clock, ClockReading, Offset, Unknown};
pub use date::parse_http_date;
pub use probe::{Layer, LayerFault, LayerState, Probe, Refusal};
pub use suspect::Suspect;
pub use throttle::{MATTERS_FOR, ThrottleState, throttle_state};
pub use watch::{CheckEvent, Watch};
