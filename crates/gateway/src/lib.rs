//! Serves the provisioning page and bridges its WebSocket to MQTT.
//!
//! A browser can open no TCP connection and EnOS offers no WebSocket, so this program stands between the two: it takes
//! `WebSocket`s of the subprotocol `mqtt` at `/mqtt` (and at `/mqtt/{name}`) and carries their bytes, unchanged, to an
//! upstream that its operator listed. It knows nothing of MQTT and keeps nothing of what passes.
//!
//! # Close codes
//! When a connection ends, the browser is told why: `CloseEvent.code`, and `CloseEvent.reason`, which starts with the
//! word below, a colon and a space. Words and codes are stable; the sentence after the word is for people.
//!
//! | code | word | what happened |
//! |---|---|---|
//! | 1000 | `upstream-closed` | the MQTT server closed the connection; EnOS refuses some logins like this |
//! | 1001 | `gateway-stopping` | the gateway is shutting down |
//! | 1002 | `broken-frame` | a WebSocket frame of the browser violated the protocol |
//! | 1003 | `text-message` | the browser sent text instead of binary |
//! | 1008 | `too-early` | the browser sent more than 64 KiB before the MQTT server was connected |
//! | 1009 | `too-large` | the browser sent a message over the limit |
//! | 1013 | `gateway-full` | the connection limit is reached, in all or for this address |
//! | 4500 | `upstream-name` | the MQTT server's host name cannot be resolved |
//! | 4501 | `upstream-refused` | no service is listening at the MQTT server's address |
//! | 4502 | `upstream-timeout` | the MQTT server did not answer in time |
//! | 4503 | `upstream-tls` | TLS with the MQTT server failed; the sentence says whose certificate is at fault |
//! | 4504 | `upstream-unreachable` | no route to the MQTT server |
//! | 4505 | `upstream-reset` | the MQTT server closed the connection unexpectedly |
//! | 4506 | `upstream-stalled` | the MQTT server stopped receiving data |
//! | 4507 | `idle` | the connection was idle for too long |
//! | 4508 | `gateway-machine` | the gateway's own machine keeps it from connecting; the sentence says what is used up or forbidden |
//! | 4509 | `upstream-time` | by the gateway's clock the MQTT server's certificate has expired or is not valid yet |
//! | 4510 | `gateway-clock` | the gateway's clock cannot be right, so it cannot judge a certificate |
//!
//! # Example
//! ```
//! use gateway::config::{ClientFiles, Config, DEFAULT_NAME, Upstream, Upstreams};
//! use gateway::Server;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let address = "tcp://127.0.0.1:11883".parse()?;
//! let mut upstreams = Upstreams::default();
//! upstreams.insert(Upstream::new(DEFAULT_NAME, address, &ClientFiles::default(), None)?);
//!
//! let mut config = Config::new(upstreams);
//! config.listen.set_port(0);
//! let server = Server::start(config).await?;
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//!
//! // It serves until the future is ready; this one is at once.
//! server.run(|| async {}).await;
//! # Ok(())
//! # }
//! ```
//!
//! # Refused handshakes
//! A handshake that is refused has no close code; its HTTP status is 404 for an upstream that is not listed, 403 for a
//! foreign origin, 421 for a host that is not the gateway's, 400 without the subprotocol `mqtt`, 426 for an ordinary request or another version of the
//! protocol than 13, and 503 while the gateway stops.

mod bridge;
mod certificate;
pub mod cli;
mod client_stream;
mod close_reason;
pub mod config;
mod http;
mod limits;
mod log;
mod metrics;
mod state;
mod wrong_protocol;

pub use close_reason::{CloseReason, LocalFault, TlsFault};
pub use http::Server;
pub use log::{LogFormat, LogLevel, log_warnings, start as start_log};

/// Raises the soft limit of open files to the hard one.
///
/// A bridged connection needs two sockets, and the usual soft limit of 1024 would end at some 500 of them. It stays that
/// low for the sake of old programs that use `select`, which this one does not. A system that refuses leaves the limit as
/// it is.
pub fn raise_file_limit() {
    let _ = rlimit::increase_nofile_limit(u64::MAX);
}
