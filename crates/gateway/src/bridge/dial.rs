//! Connects to an upstream and says in one word why it cannot.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_util::either::Either;

use super::tls_error::{local_fault, reason_of_handshake};
use crate::close_reason::CloseReason;
use crate::config::{Address, Upstream};

/// A connection to an upstream; the TLS part is boxed, since it is large.
pub(crate) type UpstreamStream = Either<TcpStream, Box<TlsStream<TcpStream>>>;

/// After how much silence the system asks whether the upstream is still there, and how often it asks again.
const KEEPALIVE: Duration = Duration::from_mins(1);
const KEEPALIVE_AGAIN: Duration = Duration::from_secs(15);

#[derive(Debug)]
pub(crate) struct DialError {
    /// What the browser is told.
    pub(crate) reason: CloseReason,
    /// What the system or the TLS library said, for the log: `connect to 192.0.2.1:11883: No route to host`.
    pub(crate) cause: Option<String>,
}

impl DialError {
    fn new(reason: CloseReason, doing: &str, cause: &impl ToString) -> Self {
        Self { reason, cause: Some(format!("{doing}: {}", cause.to_string())) }
    }

    fn timed_out(doing: &str) -> Self {
        Self::new(CloseReason::UpstreamTimeout, doing, &"no answer in time")
    }
}

/// Connects to `upstream` within `limit`, which covers the name, TCP and TLS together.
pub(crate) async fn dial(upstream: &Upstream, limit: Duration) -> Result<UpstreamStream, DialError> {
    let deadline = Instant::now() + limit;
    let resolved = timeout_at(deadline, resolve(&upstream.address)).await;
    let addresses = resolved.map_err(|_| DialError::timed_out("look up the name"))??;
    let stream = connect_any(&addresses, deadline).await?;
    prepare(&stream);
    let Some(tls) = &upstream.tls else {
        return Ok(Either::Left(stream));
    };
    let loaded = tls.current();
    let handshake = TlsConnector::from(std::sync::Arc::clone(&loaded.config)).connect(tls.server_name.clone(), stream);
    match timeout_at(deadline, handshake).await {
        Ok(Ok(stream)) => Ok(Either::Right(Box::new(stream))),
        Ok(Err(cause)) => {
            Err(DialError::new(reason_of_handshake(&cause, loaded.client_auth()), "TLS handshake", &cause))
        }
        Err(_) => Err(DialError::timed_out("TLS handshake")),
    }
}

async fn resolve(address: &Address) -> Result<Vec<SocketAddr>, DialError> {
    let doing = "look up the name";
    let found = lookup_host((address.host(), address.port())).await.map_err(|cause| {
        // A resolver that gets no socket says so in the words of the system; a name that has no address is no error of the system's.
        let fault = cause.raw_os_error().and_then(|_| local_fault(&cause));
        DialError::new(fault.map_or(CloseReason::UpstreamName, CloseReason::Local), doing, &cause)
    })?;
    let addresses: Vec<_> = found.collect();
    if addresses.is_empty() {
        return Err(DialError::new(CloseReason::UpstreamName, doing, &"it has no address"));
    }
    Ok(addresses)
}

/// Tries one address after the other, so that a dead IPv6 route does not use up the time of all.
async fn connect_any(addresses: &[SocketAddr], deadline: Instant) -> Result<TcpStream, DialError> {
    let mut error = DialError { reason: CloseReason::UpstreamUnreachable, cause: None };
    for (index, address) in addresses.iter().enumerate() {
        let doing = format!("connect to {address}");
        let left = deadline.saturating_duration_since(Instant::now());
        let share = u32::try_from(addresses.len() - index).unwrap_or(u32::MAX);
        match timeout_at(Instant::now() + left / share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(cause)) => error = DialError::new(classify(&cause), &doing, &cause),
            Err(_) => error = DialError::timed_out(&doing),
        }
    }
    Err(error)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the kinds of errors are not exhaustive")]
fn classify(cause: &io::Error) -> CloseReason {
    if let Some(fault) = local_fault(cause) {
        return CloseReason::Local(fault);
    }
    match cause.kind() {
        io::ErrorKind::ConnectionRefused => CloseReason::UpstreamRefused,
        io::ErrorKind::ConnectionReset => CloseReason::UpstreamReset,
        io::ErrorKind::TimedOut => CloseReason::UpstreamTimeout,
        _ => CloseReason::UpstreamUnreachable,
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

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;
    use crate::close_reason::LocalFault;

    #[test]
    fn tells_what_is_wrong_here_from_what_is_wrong_there() {
        let reason = |errno: Errno| classify(&io::Error::from_raw_os_error(errno.raw_os_error()));
        for (errno, expected) in [
            (Errno::MFILE, CloseReason::Local(LocalFault::Files)),
            (Errno::NFILE, CloseReason::Local(LocalFault::Files)),
            (Errno::ADDRNOTAVAIL, CloseReason::Local(LocalFault::Ports)),
            (Errno::AGAIN, CloseReason::Local(LocalFault::Ports)),
            (Errno::ACCESS, CloseReason::Local(LocalFault::Forbidden)),
            (Errno::PERM, CloseReason::Local(LocalFault::Forbidden)),
            (Errno::NOBUFS, CloseReason::Local(LocalFault::Memory)),
            (Errno::NOMEM, CloseReason::Local(LocalFault::Memory)),
            (Errno::CONNREFUSED, CloseReason::UpstreamRefused),
            (Errno::CONNRESET, CloseReason::UpstreamReset),
            (Errno::TIMEDOUT, CloseReason::UpstreamTimeout),
            (Errno::NETUNREACH, CloseReason::UpstreamUnreachable),
            (Errno::HOSTUNREACH, CloseReason::UpstreamUnreachable),
        ] {
            assert_eq!(reason(errno), expected, "{errno:?}");
        }
    }
}
