//! Connects to an upstream and says in one word why it cannot.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;

use super::fault::fault_of_handshake;
use crate::close::{CloseReason, TlsFault};
use crate::config::{Address, Upstream};
use crate::wire::Link;

/// After how much silence the system asks whether the upstream is still there, and how often it asks again.
const KEEPALIVE: Duration = Duration::from_mins(1);
const KEEPALIVE_AGAIN: Duration = Duration::from_secs(15);

/// Why no connection to an upstream came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DialError {
    /// The host name has no address.
    Name,
    /// Nothing listens at the address.
    Refused,
    /// The connection was cut as soon as it was there.
    Reset,
    /// No answer in time.
    TimedOut,
    /// The address cannot be reached.
    Unreachable,
    /// TLS failed.
    Tls(TlsFault),
}

impl From<DialError> for CloseReason {
    fn from(error: DialError) -> Self {
        match error {
            DialError::Name => Self::UpstreamName,
            DialError::Refused => Self::UpstreamRefused,
            DialError::Reset => Self::UpstreamReset,
            DialError::TimedOut => Self::UpstreamTimeout,
            DialError::Unreachable => Self::UpstreamUnreachable,
            DialError::Tls(fault) => Self::UpstreamTls(fault),
        }
    }
}

/// Connects to `upstream` within `limit`, which covers the name, TCP and TLS together.
pub(crate) async fn dial(upstream: &Upstream, limit: Duration) -> Result<Link, DialError> {
    let deadline = Instant::now() + limit;
    let addresses = timeout_at(deadline, resolve(upstream.address())).await.map_err(|_| DialError::TimedOut)??;
    let stream = connect_any(&addresses, deadline).await?;
    prepare(&stream);
    let Some(tls) = upstream.tls() else {
        return Ok(Link::Plain(stream));
    };
    let handshake = TlsConnector::from(Arc::clone(&tls.config)).connect(tls.server_name.clone(), stream);
    match timeout_at(deadline, handshake).await {
        Ok(Ok(stream)) => Ok(Link::Tls(Box::new(stream))),
        Ok(Err(cause)) => Err(DialError::Tls(fault_of_handshake(&cause))),
        Err(_) => Err(DialError::TimedOut),
    }
}

async fn resolve(address: &Address) -> Result<Vec<SocketAddr>, DialError> {
    let found = lookup_host((address.host(), address.port())).await.map_err(|_| DialError::Name)?;
    let addresses: Vec<_> = found.collect();
    if addresses.is_empty() {
        return Err(DialError::Name);
    }
    Ok(addresses)
}

/// Tries one address after the other, so that a dead IPv6 route does not use up the time of all.
async fn connect_any(addresses: &[SocketAddr], deadline: Instant) -> Result<TcpStream, DialError> {
    let mut error = DialError::Unreachable;
    for (index, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let share = u32::try_from(addresses.len() - index).unwrap_or(u32::MAX);
        match timeout_at(Instant::now() + left / share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(cause)) => error = classify(&cause),
            Err(_) => error = DialError::TimedOut,
        }
    }
    Err(error)
}

fn classify(cause: &io::Error) -> DialError {
    let kind = cause.kind();
    if kind == io::ErrorKind::ConnectionRefused {
        DialError::Refused
    } else if kind == io::ErrorKind::ConnectionReset {
        DialError::Reset
    } else if kind == io::ErrorKind::TimedOut {
        DialError::TimedOut
    } else {
        DialError::Unreachable
    }
}

/// No Nagle, which would hold small packets back for 40 ms, and probes that notice a peer which has vanished.
///
/// A system that refuses either option still gives a working connection, so refusals are passed over.
fn prepare(stream: &TcpStream) {
    let _ = stream.set_nodelay(true);
    let probes = TcpKeepalive::new().with_time(KEEPALIVE).with_interval(KEEPALIVE_AGAIN);
    let _ = SockRef::from(stream).set_tcp_keepalive(&probes);
}
