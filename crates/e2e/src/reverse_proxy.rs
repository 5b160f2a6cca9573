//! A reverse proxy between the browser and the gateway, with the habits of real ones, and with bad ones.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::{SinkExt, StreamExt};
use testkit::Listener;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::trouble::{Result, Trouble};

/// The largest head of a request that is passed on, in bytes.
const LARGEST_HEAD: usize = 64 * 1024;

/// What a reverse proxy changes in the requests that it passes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    None,
    /// It takes this path off, as nginx does where `proxy_pass` ends in a slash; other paths are not found.
    TakesOff(&'static str),
    /// It asks the gateway by the gateway's own address, and not by the name that the browser used.
    DropsHost,
    /// It asks for a name and a password first (RFC 7617), and lets whoever gives any through.
    AsksForPassword,
}

/// What it sends on a WebSocket instead of passing it on, as a hostile gateway may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flood {
    /// One binary message of so many bytes.
    Binary(usize),
    /// One text message of so many bytes.
    Text(usize),
}

impl Flood {
    fn message(self) -> Message {
        match self {
            Self::Binary(length) => Message::binary(vec![0; length]),
            Self::Text(length) => Message::text("a".repeat(length)),
        }
    }
}

/// A running reverse proxy, which ends with this.
#[derive(Debug)]
pub struct ReverseProxy {
    listener: Listener,
    flood: Arc<Mutex<Option<Flood>>>,
}

impl ReverseProxy {
    /// Stands in front of a gateway.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(gateway: SocketAddr, change: Change) -> Result<Self> {
        let flood = Arc::<Mutex<Option<Flood>>>::default();
        let told = Arc::clone(&flood);
        let listener = Listener::start(move |browser| {
            let flood = *told.lock().unwrap_or_else(PoisonError::into_inner);
            serve(browser, gateway, change, flood)
        });
        Ok(Self { listener: listener.await?, flood })
    }

    /// Its own address, for a browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.listener.address())
    }

    /// From now on, a `WebSocket` gets this instead of being passed on.
    pub fn flood(&self, flood: Flood) {
        self.flood.lock().unwrap_or_else(PoisonError::into_inner).replace(flood);
    }
}

async fn serve(mut browser: TcpStream, gateway: SocketAddr, change: Change, flood: Option<Flood>) -> Result<()> {
    let head = read_head(&mut browser).await?;
    let key = header(&head, "sec-websocket-key");
    if let (Some(key), Some(flood)) = (key, flood) {
        return flood_with(browser, key, flood).await;
    }
    if change == Change::AsksForPassword && header(&head, "authorization").is_none() {
        let answer = "HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm=\"site\"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        return Ok(browser.write_all(answer.as_bytes()).await?);
    }
    let Some(head) = changed(&head, gateway, change, key.is_some()) else {
        let answer = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        return Ok(browser.write_all(answer.as_bytes()).await?);
    };
    let mut gateway = TcpStream::connect(gateway).await?;
    gateway.write_all(head.as_bytes()).await?;
    copy_bidirectional(&mut browser, &mut gateway).await?;
    Ok(())
}

pub(crate) async fn read_head(browser: &mut TcpStream) -> Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < LARGEST_HEAD {
        head.push(browser.read_u8().await?);
    }
    String::from_utf8(head)
        .map_err(|_| Trouble::NotShown { what: "a request of text".to_owned(), instead: String::new() })
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// The head as the gateway gets it: one request on each connection, unless it is for a WebSocket. `None` for a path that is not below the
/// one to be taken off.
fn changed(head: &str, gateway: SocketAddr, change: Change, is_websocket: bool) -> Option<String> {
    let (first, rest) = head.split_once("\r\n")?;
    let first = match change {
        Change::TakesOff(path) => {
            let (method, target) = first.split_once(' ')?;
            let target = target.strip_prefix(path).filter(|target| target.starts_with('/'))?;
            format!("{method} {target}")
        }
        Change::None | Change::DropsHost | Change::AsksForPassword => first.to_owned(),
    };
    let mut lines = vec![first];
    for line in rest.lines().filter(|line| !line.is_empty()) {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        match change {
            Change::DropsHost if name.eq_ignore_ascii_case("host") => lines.push(format!("host: {gateway}")),
            Change::AsksForPassword if name.eq_ignore_ascii_case("authorization") => {}
            Change::None | Change::TakesOff(_) | Change::DropsHost | Change::AsksForPassword => {
                if is_websocket || !name.eq_ignore_ascii_case("connection") {
                    lines.push(line.to_owned());
                }
            }
        }
    }
    if !is_websocket {
        lines.push("connection: close".to_owned());
    }
    Some(lines.join("\r\n") + "\r\n\r\n")
}

/// Opens the WebSocket, waits for the browser's first message, and answers it by one that is too large.
async fn flood_with(mut browser: TcpStream, key: &str, flood: Flood) -> Result<()> {
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\
         sec-websocket-protocol: mqtt\r\nsec-websocket-accept: {}\r\n\r\n",
        derive_accept_key(key.as_bytes())
    );
    browser.write_all(answer.as_bytes()).await?;
    let mut socket = WebSocketStream::from_raw_socket(browser, Role::Server, None).await;
    if socket.next().await.is_some() {
        // The browser may close before it has taken all of it.
        let _ = socket.send(flood.message()).await;
        while let Some(Ok(_)) = socket.next().await {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "GET /provision/mqtt HTTP/1.1\r\nHost: provision.example\r\nConnection: keep-alive\r\n\r\n";

    fn gateway() -> SocketAddr {
        ([127, 0, 0, 1], 1).into()
    }

    #[test]
    fn takes_a_path_off() {
        let head = changed(HEAD, gateway(), Change::TakesOff("/provision"), false).unwrap();
        assert_eq!(head, "GET /mqtt HTTP/1.1\r\nHost: provision.example\r\nconnection: close\r\n\r\n");
        assert_eq!(changed(HEAD, gateway(), Change::TakesOff("/other"), false), None);
    }

    #[test]
    fn asks_by_the_gateways_own_address() {
        let head = changed(HEAD, gateway(), Change::DropsHost, true).unwrap();
        assert_eq!(header(&head, "host"), Some("127.0.0.1:1"));
        assert_eq!(header(&head, "connection"), Some("keep-alive"));
    }
}
