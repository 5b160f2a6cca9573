//! One question over HTTP: can the page be opened?

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(5);

/// The status code that `GET /` at an address like `http://127.0.0.1:8080` is answered with.
pub(super) fn status_of(address: &str) -> io::Result<u16> {
    let host = address.strip_prefix("http://").unwrap_or(address);
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())?;
    let mut head = [0; 12];
    stream.read_exact(&mut head)?;
    status_in(&head).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "the answer is not HTTP"))
}

/// `HTTP/1.1 200`
fn status_in(head: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(head).ok()?;
    text.strip_prefix("HTTP/1.")?.split_once(' ')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_status_and_refuses_what_is_not_http() {
        assert_eq!(status_in(b"HTTP/1.1 404"), Some(404));
        assert_eq!(status_in(b"SSH-2.0-Open"), None);
        assert_eq!(status_in(b"HTTP/1.1 no "), None);
    }
}
