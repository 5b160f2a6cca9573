//! What listens for devices: plain TCP, TLS and WebSocket.

mod identity;
mod pass;
mod websocket;
mod wire;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use simulator::{CertificateDigest, Transport};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::error::Error;
use crate::hub::Hub;

/// An open listener.
pub(crate) struct Door {
    listener: TcpListener,
    address: SocketAddr,
    kind: Kind,
}

/// What is spoken at a door underneath MQTT.
#[derive(Clone)]
pub(crate) enum Kind {
    /// TCP and nothing else.
    Plain,
    /// TLS.
    Tls(TlsAcceptor),
    /// WebSocket.
    WebSocket,
}

impl Door {
    /// Binds the address.
    pub(crate) async fn open(address: SocketAddr, kind: Kind) -> Result<Self, Error> {
        let listener = listen(address, kind.option()).await?;
        let address = listener.local_addr().map_err(|error| Error::Listen(address, error))?;
        Ok(Self { listener, address, kind })
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
    pub(crate) async fn serve(self, hub: Arc<Hub>) {
        loop {
            let Ok((stream, _)) = self.listener.accept().await else {
                // Out of file descriptors, most likely: they come back when connections end.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            let (kind, hub) = (self.kind.clone(), Arc::clone(&hub));
            // However it ends: the device has gone, and the cloud has been told.
            tokio::spawn(async move { receive(stream, kind, &hub).await });
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

async fn receive(stream: TcpStream, kind: Kind, hub: &Hub) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let ((receiver, sender), transport) = match kind {
        Kind::Plain => (wire::bytes(stream), Transport::Plain),
        Kind::WebSocket => {
            if timeout(HANDSHAKE_PATIENCE, identity::is_asked_on(&stream)).await?? {
                let (mut receiver, mut sender) = wire::bytes(stream);
                return identity::answer(Vec::new(), &mut receiver, &mut sender).await;
            }
            let socket = timeout(HANDSHAKE_PATIENCE, websocket::accept(stream)).await??;
            (wire::messages(socket), Transport::Plain)
        }
        Kind::Tls(acceptor) => {
            let stream = timeout(HANDSHAKE_PATIENCE, acceptor.accept(stream)).await??;
            let shown = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
            let certificate = shown.map(|certificate| CertificateDigest(Sha256::digest(certificate).into()));
            (wire::bytes(stream), Transport::Tls { certificate })
        }
    };
    pass::through(receiver, sender, transport, hub).await
}

/// How long TLS or WebSocket may take to open.
const HANDSHAKE_PATIENCE: Duration = Duration::from_secs(10);
