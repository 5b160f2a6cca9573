//! What listens for devices: plain TCP, TLS and WebSocket.

use std::io::{self, Cursor};
use std::mem;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use simulator::{CertificateDigest, Transport};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::cloud::SharedCloud;
use crate::connection::{self, Ending, SEND_TIMEOUT};
use crate::error::Error;
use crate::http;
use crate::stream::{ByteStream, CHUNK, Stream};

/// An open listener.
pub(crate) struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    kind: Kind,
}

/// What carries MQTT on a listener.
#[derive(Clone)]
pub(crate) enum Kind {
    /// TCP and nothing else.
    Plain,
    /// TLS.
    Tls(TlsAcceptor),
    /// WebSocket.
    WebSocket,
}

/// One accepted connection.
#[derive(Clone)]
pub(crate) struct Client {
    address: SocketAddr,
    cloud: Arc<SharedCloud>,
    /// Its share of the connections that may be open, given back when the last clone is dropped.
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Listener {
    /// Binds the address.
    pub(crate) async fn open(address: SocketAddr, kind: Kind) -> Result<Self, Error> {
        let socket = listen(address, kind.option()).await?;
        let address = socket.local_addr().map_err(|error| Error::Listen(address, error))?;
        Ok(Self { socket, address, kind })
    }

    /// Where it listens, as an address to type.
    pub(crate) fn url(&self) -> String {
        let scheme = match self.kind {
            Kind::Plain => "tcp",
            Kind::Tls(_) => "tls",
            Kind::WebSocket => "ws",
        };
        format!("{scheme}://{}", self.address)
    }

    /// Takes devices in, for ever, as long as there are permits: one connection needs one.
    pub(crate) async fn serve(self, cloud: Arc<SharedCloud>, permits: Arc<Semaphore>) {
        let mut is_full = false;
        loop {
            let Ok((stream, address)) = self.socket.accept().await else {
                // Out of file descriptors, most likely: they come back when connections end.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let Ok(permit) = Arc::clone(&permits).try_acquire_owned() else {
                // Once for each time that it gets full, since the next are likely to come soon.
                if !mem::replace(&mut is_full, true) {
                    eprintln!("warning: closed the connection of {address}: --max-connections are open");
                }
                continue;
            };
            is_full = false;
            let client = Client { address, cloud: Arc::clone(&cloud), _permit: Arc::new(permit) };
            tokio::spawn(client.receive(stream, self.kind.clone()));
        }
    }
}

/// Binds an address, with a clear word when it is taken.
pub(crate) async fn listen(address: SocketAddr, option: &'static str) -> Result<TcpListener, Error> {
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            Error::AddressTaken(address, option)
        } else {
            Error::Listen(address, error)
        }
    })
}

/// Raises the soft limit of open files to the hard one, for each device takes one. A system that refuses leaves the limit as
/// it is.
pub(crate) fn raise_open_files_limit() {
    let _refused = rlimit::increase_nofile_limit(u64::MAX);
}

/// How many connections may be open: what is asked for, and no more than leave files for all else, most of all for the state.
pub(crate) fn most_connections(asked_for: usize) -> usize {
    #[cfg(unix)]
    {
        let allowed = rlimit::Resource::NOFILE.get_soft().ok().and_then(|files| usize::try_from(files).ok());
        let most = asked_for.min(allowed.map_or(usize::MAX, |files| files.saturating_sub(OTHER_FILES)));
        if most < asked_for {
            eprintln!("warning: the system's limit of open files allows {most} connections, not {asked_for}");
        }
        most
    }
    #[cfg(not(unix))]
    asked_for
}

/// Files that are open besides those of the connections: listeners, the state, the runtime's own.
#[cfg(unix)]
const OTHER_FILES: usize = 64;

impl Kind {
    /// The option that sets its address.
    const fn option(&self) -> &'static str {
        match self {
            Self::Plain => "listen",
            Self::Tls(_) => "tls",
            Self::WebSocket => "websocket",
        }
    }
}

impl Client {
    /// Serves a device to its end. By then the cloud has been told that it has gone.
    pub(crate) async fn serve(self, stream: Stream, first: Vec<u8>, transport: Transport) {
        match connection::serve(stream, first, transport, &self.cloud).await {
            Ok(Ending::SlowReader) => {
                let seconds = SEND_TIMEOUT.as_secs();
                eprintln!(
                    "warning: closed the connection of {}: it has not read a packet for {seconds} s",
                    self.address
                );
            }
            // An error is a connection that is gone, which the device sees for itself.
            Ok(Ending::Closed) | Err(_) => {}
        }
    }

    async fn receive(self, stream: TcpStream, kind: Kind) -> io::Result<()> {
        stream.set_nodelay(true)?;
        match kind {
            Kind::Plain => self.receive_bytes(stream, Transport::Plain).await,
            Kind::Tls(acceptor) => {
                let stream = timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await??;
                let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
                let certificate = shown.map(|certificate| CertificateDigest(Sha256::digest(certificate).into()));
                self.receive_bytes(stream, Transport::Tls { certificate }).await
            }
            Kind::WebSocket => http::serve(stream, Some(self)).await.map_err(io::Error::other),
        }
    }

    async fn receive_bytes(self, mut stream: impl ByteStream + 'static, transport: Transport) -> io::Result<()> {
        let mut first = Vec::with_capacity(CHUNK);
        timeout(HANDSHAKE_TIMEOUT, stream.read_buf(&mut first)).await??;
        if http::is_request(&first) {
            let (receiver, sender) = tokio::io::split(stream);
            let stream = tokio::io::join(Cursor::new(first).chain(receiver), sender);
            return http::serve(stream, None).await.map_err(io::Error::other);
        }
        self.serve(Stream::Bytes(Box::new(stream)), first, transport).await;
        Ok(())
    }
}

/// How long TLS may take to open, and the first bytes to come.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
