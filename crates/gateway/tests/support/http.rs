//! Requests as bytes, so that a test can also send what no library would.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer of the gateway.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let line = self
            .head
            .lines()
            .find(|line| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name)))?;
        line.split_once(':').map(|(_, value)| value.trim())
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("a body of text")
    }
}

/// Asks for `path` with further header lines.
pub async fn get(address: SocketAddr, path: &str, headers: &[&str]) -> Answer {
    ask(address, "GET", path, headers).await
}

/// Asks for `path` by `method`, with further header lines.
pub async fn ask(address: SocketAddr, method: &str, path: &str, headers: &[&str]) -> Answer {
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    let bytes = raw(address, request.as_bytes()).await;
    parse(&bytes).expect("an answer")
}

/// Sends `bytes` and returns all that comes back until the gateway closes.
pub async fn raw(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.expect("the gateway listens");
    // A gateway that has seen enough may close before it has read everything.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = super::soon(stream.read_to_end(&mut answer)).await;
    answer
}

/// The answer in `bytes`.
pub fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, body) = bytes.split_at(end + 4);
    let head = String::from_utf8(head.to_vec()).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head, body: body.to_vec() })
}
