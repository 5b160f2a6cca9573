//! The other transports: TLS and WebSocket, as `Read` and `Write`.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};
use testkit::tls::{Pair, roots};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Message, WebSocket, client};

use super::device;

/// Which certificate a client shows.
#[derive(Clone, Copy)]
pub(crate) enum Shown {
    None,
    Ours,
}

/// A TLS connection that trusts the root in this folder.
pub(crate) fn tls(address: SocketAddr, folder: &Path, shown: Shown) -> StreamOwned<ClientConnection, TcpStream> {
    let pair = Pair { certificate: folder.join("client.pem"), key: folder.join("client.key") };
    let shown = match shown {
        Shown::None => None,
        Shown::Ours => Some(&pair),
    };
    let config = testkit::tls::client(roots(&folder.join("ca.pem")), shown);
    let name = ServerName::from(address.ip());
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    StreamOwned::new(connection, device::tcp(address))
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
        match client(request, device::tcp(address)) {
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
