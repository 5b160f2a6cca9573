//! Says over HTTP, on the very ports of MQTT, that this is a simulated EnOS: so that no page calls a real one *Practice*.
//!
//! `GET /identity?nonce=0123456789abcdef` is answered with `{"name":"simulated EnOS","version":"…","nonce":"0123456789abcdef"}`. The
//! nonce comes back so that nothing that was kept on the way can stand in for this program. A real EnOS cannot give this answer, and
//! no device asks for it: a first packet of MQTT begins with 0x10, this request with `G`.

use std::io;
use std::time::Duration;

use serde_json::json;
use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::stream::{Receiver, Sender};

/// Whether these are the first bytes of an HTTP request.
pub(crate) fn is_asked(first: &[u8]) -> bool {
    first.first() == Some(&b'G')
}

/// Whether a request waits on this connection that does not want to become a WebSocket. Takes nothing of it.
pub(crate) async fn is_asked_on(stream: &TcpStream) -> io::Result<bool> {
    let mut head = vec![0; LARGEST_HEAD];
    loop {
        let count = stream.peek(&mut head).await?;
        let seen = head.get(..count).unwrap_or_default();
        if count == 0 || count == LARGEST_HEAD || is_whole(seen) {
            let text = String::from_utf8_lossy(seen).to_ascii_lowercase();
            return Ok(is_asked(seen) && !text.lines().any(|line| line.starts_with("upgrade:")));
        }
        // The rest of the head is on its way: what was seen stays there, so the system does not tell when more has come.
        sleep(REST_OF_THE_HEAD).await;
    }
}

/// Reads the rest of the request, and answers it.
pub(crate) async fn answer(mut request: Vec<u8>, receiver: &mut Receiver, sender: &mut Sender) -> io::Result<()> {
    while !is_whole(&request) && request.len() < LARGEST_HEAD {
        match receiver.next().await? {
            Some(more) => request.extend_from_slice(&more),
            None => break,
        }
    }
    sender.send(response(&request).as_bytes()).await?;
    sender.close().await
}

fn is_whole(request: &[u8]) -> bool {
    request.windows(4).any(|bytes| bytes == b"\r\n\r\n")
}

fn response(request: &[u8]) -> String {
    let nonce = nonce(request).unwrap_or_default();
    let body = json!({ "name": NAME, "version": env!("CARGO_PKG_VERSION"), "nonce": nonce }).to_string();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nCache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// What the request wants to have back: up to 64 letters and digits.
fn nonce(request: &[u8]) -> Option<&str> {
    let line = request.split(|byte| *byte == b'\r').next()?;
    let target = std::str::from_utf8(line).ok()?.split(' ').nth(1)?;
    let (_, query) = target.split_once('?')?;
    let nonce = query.split('&').find_map(|pair| pair.strip_prefix("nonce="))?;
    let is_good = nonce.len() <= LONGEST_NONCE && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_good.then_some(nonce)
}

/// By this name the gateway and the page know the simulated EnOS.
const NAME: &str = "simulated EnOS";
const LONGEST_NONCE: usize = 64;
/// A browser's request is far smaller, in bytes.
const LARGEST_HEAD: usize = 4 * 1024;
const REST_OF_THE_HEAD: Duration = Duration::from_millis(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_a_nonce_of_letters_and_digits_and_nothing_else() {
        let nonce_of =
            |target: &str| nonce(format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes()).map(str::to_owned);
        assert_eq!(nonce_of("/identity?nonce=0aZ9").as_deref(), Some("0aZ9"));
        assert_eq!(nonce_of("/any?x=1&nonce=1").as_deref(), Some("1"));
        assert_eq!(nonce_of("/identity?nonce=%22%3e"), None);
        assert_eq!(nonce_of(&format!("/identity?nonce={}", "a".repeat(65))), None);
        assert_eq!(nonce_of("/identity"), None);
        assert!(response(b"GET / HTTP/1.1\r\n\r\n").contains(r#""nonce":"""#));
    }

    #[test]
    fn takes_no_packet_of_mqtt_for_a_request() {
        assert!(is_asked(b"GET / HTTP/1.1\r\n\r\n"));
        assert!(!is_asked(&[0x10, 0x00]) && !is_asked(&[]) && !is_asked(b"POST"));
    }
}
