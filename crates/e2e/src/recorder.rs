//! Stands in front of the gateway and keeps every request of the browser, up to the point where it becomes a WebSocket.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use testkit::{Listener, relay};

use crate::trouble::Result;

type Kept = Arc<Mutex<Vec<u8>>>;

/// The recorder; dropping it closes all connections through it.
#[derive(Debug)]
pub(crate) struct Recorder {
    listener: Listener,
    kept: Kept,
}

impl Recorder {
    /// Stands in front of a gateway.
    pub(crate) async fn in_front_of(gateway: SocketAddr) -> Result<Self> {
        let kept = Kept::default();
        let shared = Arc::clone(&kept);
        let listener = Listener::start(move |browser| {
            let (kept, mut seen, mut is_http) = (Arc::clone(&shared), Vec::new(), true);
            relay(browser, gateway, move |bytes| {
                if is_http {
                    let before = seen.len();
                    seen.extend_from_slice(bytes);
                    let end = end_of_http(&seen);
                    is_http = end.is_none();
                    let new = seen.get(before..end.unwrap_or(seen.len())).unwrap_or_default();
                    kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(new);
                }
            })
        });
        Ok(Self { listener: listener.await?, kept })
    }

    /// Where the browser is to go.
    pub(crate) fn address(&self) -> SocketAddr {
        self.listener.address()
    }

    /// All requests so far, heads and bodies, one behind the other.
    pub(crate) fn requests(&self) -> String {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&kept).into_owned()
    }
}

/// Where the head ends that asks for a WebSocket; what follows is for the broker.
fn end_of_http(seen: &[u8]) -> Option<usize> {
    let text: String = seen.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let asked = text.find("upgrade: websocket")?;
    // One byte for each character, or places in the text would be none in the bytes.
    let head = text.char_indices().position(|(place, _)| place == asked)?;
    let rest = seen.get(head..)?;
    rest.windows(4).position(|bytes| bytes == b"\r\n\r\n").map(|end| head + end + 4)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    const ASK: &[u8] = b"GET /mqtt HTTP/1.1\r\nUpgrade: websocket\r\nHost: h\r\n\r\n";

    #[test]
    fn tells_where_a_websocket_begins() {
        assert_eq!(end_of_http(ASK), Some(ASK.len()));
        assert_eq!(end_of_http(&[ASK, b"\x82frame"].concat()), Some(ASK.len()));
        assert_eq!(end_of_http(&ASK[..40]), None);
        assert_eq!(end_of_http(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n"), None);
        let behind = [b"POST /\xff HTTP/1.1\r\n\r\n", ASK].concat();
        assert_eq!(end_of_http(&behind), Some(behind.len()));
    }

    #[tokio::test]
    async fn passes_everything_on_and_keeps_what_is_not_for_the_broker() {
        let gateway = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let recorder = Recorder::in_front_of(gateway.local_addr().unwrap()).await.unwrap();
        let mut browser = TcpStream::connect(recorder.address()).await.unwrap();
        browser.write_all(&[ASK, b"to the broker"].concat()).await.unwrap();
        browser.shutdown().await.unwrap();
        let (mut got, mut all) = (gateway.accept().await.unwrap().0, Vec::new());
        got.read_to_end(&mut all).await.unwrap();
        assert_eq!(all, [ASK, b"to the broker"].concat());
        assert_eq!(recorder.requests().as_bytes(), ASK);
    }
}
