//! The other transports: TLS and WebSocket, as `Read` and `Write`.

use std::fs::File;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, crypto::ring};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Message, WebSocket, client};

/// Which certificate a client shows.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    None,
    Ours,
}

/// A TLS connection that trusts the root in this folder.
pub(crate) fn tls(address: SocketAddr, folder: &Path, shown: Shown) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder.join("ca.pem")).unwrap()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    let config = match shown {
        Shown::None => builder.with_no_client_auth(),
        Shown::Ours => {
            let certificates = CertificateDer::pem_reader_iter(File::open(folder.join("client.pem")).unwrap());
            let key = PrivateKeyDer::from_pem_file(folder.join("client.key")).unwrap();
            builder.with_client_auth_cert(certificates.map(Result::unwrap).collect(), key).unwrap()
        }
    };
    let name = ServerName::from(address.ip());
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    StreamOwned::new(connection, open(address))
}

/// A WebSocket as a stream of bytes: each write is one message.
pub(crate) struct Messages {
    socket: WebSocket<TcpStream>,
    rest: Vec<u8>,
    /// The sizes of the messages that came.
    pub(crate) sizes: Vec<usize>,
}

impl Messages {
    /// Opens one, and gives back the server's refusal where it refuses.
    pub(crate) fn open(address: SocketAddr, subprotocol: Option<&'static str>) -> Result<Self, String> {
        let mut request = format!("ws://{address}/mqtt").into_client_request().unwrap();
        if let Some(subprotocol) = subprotocol {
            let value = HeaderValue::from_static(subprotocol);
            request.headers_mut().insert("Sec-WebSocket-Protocol", value);
        }
        match client(request, open(address)) {
            Ok((socket, response)) => {
                assert_eq!(response.headers()["Sec-WebSocket-Protocol"], "mqtt");
                Ok(Self { socket, rest: Vec::new(), sizes: Vec::new() })
            }
            Err(error) => Err(error.to_string()),
        }
    }

    pub(crate) fn send_text(&mut self) {
        self.socket.send(Message::Text("hello".into())).unwrap();
    }
}

impl Read for Messages {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match self.socket.read() {
                Ok(Message::Binary(bytes)) => {
                    self.sizes.push(bytes.len());
                    self.rest = bytes.into();
                }
                Ok(_) => {}
                Err(_) => return Ok(0),
            }
        }
        let count = buffer.len().min(self.rest.len());
        buffer[..count].copy_from_slice(&self.rest[..count]);
        self.rest.drain(..count);
        Ok(count)
    }
}

impl Write for Messages {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.socket.send(Message::Binary(bytes.to_vec().into())).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn open(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}
