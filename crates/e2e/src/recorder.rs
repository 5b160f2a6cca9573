//! Stands in front of the gateway and keeps every request of the browser, up to the point where it becomes a WebSocket.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::trouble::Result;

type Kept = Arc<Mutex<Vec<u8>>>;

/// The recorder; dropping it closes all connections through it.
#[derive(Debug)]
pub(crate) struct Recorder {
    address: SocketAddr,
    kept: Kept,
    accepting: JoinHandle<()>,
}

impl Recorder {
    /// Stands in front of `gateway`, which is host and port.
    pub(crate) async fn in_front_of(gateway: &str) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let kept = Kept::default();
        let accepting = tokio::spawn(accept(listener, gateway.to_owned(), Arc::clone(&kept)));
        Ok(Self { address, kept, accepting })
    }

    /// Where the browser is to go.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// All requests so far, heads and bodies, one behind the other.
    pub(crate) fn requests(&self) -> String {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&kept).into_owned()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, gateway: String, kept: Kept) {
    let mut links = JoinSet::new();
    while let Ok((near, _)) = listener.accept().await {
        let Ok(far) = TcpStream::connect(&gateway).await else { continue };
        let (near_read, mut near_write) = near.into_split();
        let (mut far_read, far_write) = far.into_split();
        links.spawn(carry(near_read, far_write, Arc::clone(&kept)));
        links.spawn(async move {
            // Either side may end at any time; the browser sees that as we do.
            let _ = copy(&mut far_read, &mut near_write).await;
        });
    }
}

/// From the browser to the gateway.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, kept: Kept) {
    let (mut buffer, mut seen) = (vec![0; 16 * 1024], Vec::new());
    let mut is_http = true;
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        let bytes = buffer.get(..count).unwrap_or_default();
        if is_http {
            let before = seen.len();
            seen.extend_from_slice(bytes);
            let end = end_of_http(&seen);
            is_http = end.is_none();
            let new = seen.get(before..end.unwrap_or(seen.len())).unwrap_or_default();
            kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(new);
        }
        if to.write_all(bytes).await.is_err() {
            return;
        }
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
        let recorder = Recorder::in_front_of(&gateway.local_addr().unwrap().to_string()).await.unwrap();
        let mut browser = TcpStream::connect(recorder.address()).await.unwrap();
        browser.write_all(&[ASK, b"to the broker"].concat()).await.unwrap();
        browser.shutdown().await.unwrap();
        let (mut got, mut all) = (gateway.accept().await.unwrap().0, Vec::new());
        got.read_to_end(&mut all).await.unwrap();
        assert_eq!(all, [ASK, b"to the broker"].concat());
        assert_eq!(recorder.requests().as_bytes(), ASK);
    }
}
