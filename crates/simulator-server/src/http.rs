//! HTTP on the very ports of MQTT: says that this is a simulated EnOS, so that no page calls a real one *Practice*, and takes
//! WebSocket connections.
//!
//! `GET /identity?nonce=0123456789abcdef` is answered with `{"name":"simulated EnOS","version":"…","nonce":"0123456789abcdef"}`. The
//! nonce comes back so that nothing that was kept on the way can stand in for this program. A real EnOS cannot give this answer, and
//! no device asks for it: a first packet of MQTT begins with 0x10, this request with `G`.

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{FromRequestParts, WebSocketUpgrade};
use axum::http::{HeaderValue, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use mqtt::Limits;
use serde_json::json;
use simulator::Transport;

use crate::listener::Client;
use crate::stream::{ByteStream, CHUNK, Stream};

/// How long the head of a request may take.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// By this name the gateway and the page know the simulated EnOS.
const NAME: &str = "simulated EnOS";
const LONGEST_NONCE: usize = 64;

/// Whether these are the first bytes of an HTTP request, and not of MQTT.
pub(crate) fn is_request(first: &[u8]) -> bool {
    first.first() == Some(&b'G')
}

/// Answers requests. Where a client is given, it may open a WebSocket on any path.
pub(crate) async fn serve(stream: impl ByteStream + 'static, client: Option<Client>) -> hyper::Result<()> {
    let service = service_fn(|request| {
        let client = client.clone();
        async move { Ok::<_, Infallible>(answer(request, client).await) }
    });
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).title_case_headers(true);
    server.serve_connection(TokioIo::new(stream), service).with_upgrades().await
}

async fn answer(request: Request<Incoming>, client: Option<Client>) -> Response {
    match client {
        Some(client) if request.headers().contains_key(header::UPGRADE) => upgrade(request, client).await,
        Some(_) | None => identity(request.uri()),
    }
}

/// [MQTT-6.0.0-3], [MQTT-6.0.0-4]: the client must offer `mqtt`, and the server must choose it.
async fn upgrade(request: Request<Incoming>, client: Client) -> Response {
    let (mut parts, _) = request.into_parts();
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade.protocols(["mqtt"]),
        Err(rejection) => return rejection.into_response(),
    };
    if upgrade.selected_protocol().is_none() {
        return (StatusCode::BAD_REQUEST, "the subprotocol mqtt is not offered\n").into_response();
    }
    let largest = Limits::default().max_packet();
    let upgrade = upgrade.max_message_size(largest).max_frame_size(largest).read_buffer_size(CHUNK);
    upgrade.on_upgrade(|socket| client.serve(Stream::Messages(Box::new(socket)), Vec::new(), Transport::Plain))
}

fn identity(uri: &Uri) -> Response {
    let nonce = uri.query().and_then(nonce).unwrap_or_default();
    let headers = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (header::CONNECTION, HeaderValue::from_static("close")),
    ];
    let body = json!({ "name": NAME, "version": env!("CARGO_PKG_VERSION"), "nonce": nonce });
    (headers, Json(body)).into_response()
}

/// What the request wants to have back: up to 64 letters and digits.
fn nonce(query: &str) -> Option<&str> {
    let nonce = query.split('&').find_map(|pair| pair.strip_prefix("nonce="))?;
    let is_good = nonce.len() <= LONGEST_NONCE && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_good.then_some(nonce)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_a_nonce_of_letters_and_digits_and_nothing_else() {
        let nonce_of = |target: &str| target.parse::<Uri>().unwrap().query().and_then(nonce).map(str::to_owned);
        assert_eq!(nonce_of("/identity?nonce=0aZ9").as_deref(), Some("0aZ9"));
        assert_eq!(nonce_of("/any?x=1&nonce=1").as_deref(), Some("1"));
        assert_eq!(nonce_of("/identity?nonce=%22%3e"), None);
        assert_eq!(nonce_of(&format!("/identity?nonce={}", "a".repeat(65))), None);
        assert_eq!(nonce_of("/identity"), None);
    }

    #[test]
    fn takes_no_packet_of_mqtt_for_a_request() {
        assert!(is_request(b"GET / HTTP/1.1\r\n\r\n"));
        assert!(!is_request(&[0x10, 0x00]) && !is_request(&[]) && !is_request(b"POST"));
    }
}
