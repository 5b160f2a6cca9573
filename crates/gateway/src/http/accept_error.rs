//! What is done when the system has no more sockets to give.

use std::fs::File;
use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};
use tracing::warn;

use super::connection::Connections;
use crate::log::RateLimitedLine;

const EVERY: Duration = Duration::from_mins(1);
/// How long to wait before the system is asked again.
const BREATHER: Duration = Duration::from_millis(50);
/// A file that can always be opened, and does nothing.
const SPARE: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// Keeps one open file in reserve, so that a visitor can be told although no more files may be opened.
#[derive(Debug)]
pub(super) struct AcceptErrors {
    spare: Option<File>,
    said: RateLimitedLine,
}

/// Whether an error of `accept` concerns the one connection only, which went away before it was accepted (accept(2)).
pub(super) fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{
        ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable, Interrupted, NetworkDown,
        NetworkUnreachable, TimedOut,
    };
    let kinds = [
        ConnectionAborted,
        ConnectionRefused,
        ConnectionReset,
        HostUnreachable,
        Interrupted,
        NetworkDown,
        NetworkUnreachable,
        TimedOut,
    ];
    // EPROTO has no kind of its own.
    #[cfg(unix)]
    if rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::PROTO) {
        return true;
    }
    kinds.contains(&error.kind())
}

impl AcceptErrors {
    pub(super) fn new() -> Self {
        Self { spare: File::open(SPARE).ok(), said: RateLimitedLine::new(EVERY) }
    }

    /// Has a waiting connection make room, and tells whoever waits to be accepted; then gives the system time.
    pub(super) async fn handle(&mut self, error: &io::Error, listener: &TcpListener, connections: &Connections) {
        self.said.write(|repeated| {
            warn!(
                %error,
                repeated,
                "the system gives no more sockets, and visitors are turned away: raise its limit of open files \
                 (LimitNOFILE in the systemd unit, ulimit -n), two for each bridged connection"
            );
        });
        connections.state.http_slots.evict_one();
        if self.spare.take().is_some() {
            // Somebody waits, or the error would not have come; but another thread may be faster.
            if let Ok(Ok((stream, _))) = timeout(BREATHER, listener.accept()).await {
                connections.state.metrics.refused("no-sockets");
                connections.refuse(&stream);
            }
        }
        sleep(BREATHER).await;
        self.spare = File::open(SPARE).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn errors_of_one_connection_are_told_from_those_of_the_system() {
        use rustix::io::Errno;
        for errno in [Errno::CONNABORTED, Errno::PROTO, Errno::CONNRESET, Errno::NETDOWN, Errno::HOSTUNREACH] {
            assert!(is_of_one_connection(&errno.into()), "{errno}");
        }
        for errno in [Errno::MFILE, Errno::NFILE, Errno::NOBUFS, Errno::NOMEM] {
            assert!(!is_of_one_connection(&errno.into()), "{errno}");
        }
    }
}
