//! What listens for devices: plain TCP, TLS and WebSocket.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use simulator::{CertificateDigest, Transport};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::cloud::SharedCloud;
use crate::error::Error;
use crate::{connection, identity, stream, websocket};

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

    /// Takes devices in, for ever.
    pub(crate) async fn serve(self, cloud: Arc<SharedCloud>) {
        loop {
            let Ok((stream, _)) = self.socket.accept().await else {
                // Out of file descriptors, most likely: they come back when connections end.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let (kind, cloud) = (self.kind.clone(), Arc::clone(&cloud));
            // However it ends: the device has gone, and the cloud has been told.
            tokio::spawn(async move { receive(stream, kind, &cloud).await });
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
    #[cfg(unix)]
    {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        let _refused = setrlimit(Resource::Nofile, limit);
    }
}

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

async fn receive(stream: TcpStream, kind: Kind, cloud: &SharedCloud) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let ((receiver, sender), transport) = match kind {
        Kind::Plain => (stream::bytes(stream), Transport::Plain),
        Kind::WebSocket => {
            if timeout(HANDSHAKE_TIMEOUT, identity::is_asked_on(&stream)).await?? {
                let (mut receiver, mut sender) = stream::bytes(stream);
                return identity::answer(Vec::new(), &mut receiver, &mut sender).await;
            }
            let socket = timeout(HANDSHAKE_TIMEOUT, websocket::accept(stream)).await??;
            (stream::messages(socket), Transport::Plain)
        }
        Kind::Tls(acceptor) => {
            let stream = timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await??;
            let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
            let certificate = shown.map(|certificate| CertificateDigest(Sha256::digest(certificate).into()));
            (stream::bytes(stream), Transport::Tls { certificate })
        }
    };
    connection::serve(receiver, sender, transport, cloud).await
}

/// How long TLS or WebSocket may take to open.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
