//! TLS of the tests: with the gateway, and with its upstream.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use gateway::config::ClientFiles;
use rustls::pki_types::ServerName;
use rustls::{RootCertStore, SupportedProtocolVersion};
pub use testkit::tls::{Authority, Pair, roots};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;
use tokio_rustls::{TlsAcceptor, TlsConnector, client};

/// What a gateway needs to trust an authority and to show a certificate.
pub trait Files {
    /// The files, with `client` to be shown.
    fn files(&self, client: Option<&Pair>) -> ClientFiles;
}

impl Files for Authority {
    fn files(&self, client: Option<&Pair>) -> ClientFiles {
        ClientFiles {
            root: Some(self.root()),
            certificate: client.map(|pair| pair.certificate.clone()),
            key: client.map(|pair| pair.key.clone()),
            pin: None,
        }
    }
}

/// A server that shows `pair` and, if `clients` is given, asks for a certificate of that authority.
pub fn acceptor(
    pair: &Pair,
    clients: Option<&Authority>,
    versions: &[&'static SupportedProtocolVersion],
) -> TlsAcceptor {
    TlsAcceptor::from(Arc::new(pair.server(clients, versions)))
}

/// Speaks TLS on a connection to 127.0.0.1.
pub async fn connect_tls(stream: TcpStream, roots: RootCertStore) -> std::io::Result<client::TlsStream<TcpStream>> {
    let connector = TlsConnector::from(Arc::new(testkit::tls::client(roots, None)));
    let name = ServerName::from(std::net::IpAddr::from(Ipv4Addr::LOCALHOST));
    super::soon(connector.connect(name, stream)).await
}

/// Accepts TLS on the next connection; `None` if the handshake fails.
pub async fn accept_tls(listener: &tokio::net::TcpListener, acceptor: &TlsAcceptor) -> Option<TlsStream<TcpStream>> {
    let stream = super::accept(listener).await;
    super::soon(acceptor.accept(stream)).await.ok()
}

/// The address as an upstream of TLS.
pub fn mqtts(address: SocketAddr) -> String {
    format!("mqtts://{address}")
}
