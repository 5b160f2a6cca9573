//! Tells the page whether a simulated EnOS stands behind an upstream.
//!
//! The page asks `GET /mqtt?nonce=…`. An upstream that its operator has marked as simulated is asked in its turn, and has to give that
//! nonce back under its own name: what says nothing, or something else, counts as a real EnOS. An upstream without the mark is never
//! sent a byte of this: nobody knows what HTTP does to a real one.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, Response};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use crate::bridge::dial;
use crate::config::Upstream;
use crate::state::State;

/// What the page wants to have back, if this request asks for an identity and not for a WebSocket.
pub(super) fn nonce(request: &Request) -> Option<String> {
    let asks = request.method() == Method::GET && !request.headers().contains_key(header::UPGRADE);
    let nonce = request.uri().query()?.split('&').find_map(|pair| pair.strip_prefix("nonce="))?;
    let is_good = (1..=LONGEST_NONCE).contains(&nonce.len()) && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (asks && is_good).then(|| nonce.to_owned())
}

/// Whether the upstream called `name` is a simulated EnOS, and which.
pub(super) async fn identify(state: &State, name: &str, nonce: &str, request: &HeaderMap) -> Response<Body> {
    let version = match state.config.upstreams.find(name) {
        Some(upstream) if upstream.is_simulated => timeout(LIMIT, ask(&upstream, nonce)).await.ok().flatten(),
        Some(_) | None => None,
    };
    let body = match version {
        Some(version) => json!({ "simulated": true, "name": SIMULATED, "version": version, "nonce": nonce }),
        None => json!({ "simulated": false }),
    };
    let kind = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    let mut response = (kind, body.to_string()).into_response();
    let headers = response.headers_mut();
    // A page of another origin may read the answer where it may use the bridge.
    let text = |name| request.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let (Some(origin), true) =
        (request.get(header::ORIGIN), state.config.origins.admits(text(header::ORIGIN), text(header::HOST)))
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::VARY, HeaderValue::from_static("origin"));
    }
    response
}

/// Asks a marked upstream, and gives the version that it names.
async fn ask(upstream: &Upstream, nonce: &str) -> Option<String> {
    let mut link = dial(upstream, LIMIT).await.ok()?;
    let host = upstream.address.host();
    let request = format!("GET /identity?nonce={nonce} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    link.write_all(request.as_bytes()).await.ok()?;
    link.flush().await.ok()?;
    let mut response = Vec::new();
    link.take(LARGEST_RESPONSE).read_to_end(&mut response).await.ok()?;
    version_in(&response, nonce)
}

fn version_in(response: &[u8], nonce: &str) -> Option<String> {
    let (head, body) = std::str::from_utf8(response).ok()?.split_once("\r\n\r\n")?;
    let is_good = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)? == "200";
    let identity: Value = serde_json::from_str(body).ok()?;
    let text = |name| identity.get(name).and_then(Value::as_str);
    let is_simulated = is_good && text("name") == Some(SIMULATED) && text("nonce") == Some(nonce);
    let version = text("version").filter(|_| is_simulated)?;
    let is_version = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+');
    (version.len() <= LONGEST_VERSION && version.bytes().all(is_version)).then(|| version.to_owned())
}

/// The name that the simulated EnOS gives itself.
const SIMULATED: &str = "simulated EnOS";
/// How long an upstream may take to answer; the page waits for it with its label only.
const LIMIT: Duration = Duration::from_secs(3);
const LARGEST_RESPONSE: u64 = 4 * 1024;
const LONGEST_NONCE: usize = 64;
const LONGEST_VERSION: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"name":"simulated EnOS","version":"0.1.0","nonce":"a1"}"#;

    #[test]
    fn believes_the_right_name_and_nonce_only() {
        let version = |head: &str, body: &str| version_in(format!("{head}\r\n\r\n{body}").as_bytes(), "a1");
        assert_eq!(version("HTTP/1.1 200 OK", GOOD).as_deref(), Some("0.1.0"));
        for (head, body) in [
            ("HTTP/1.1 404 Not Found", GOOD),
            ("SSH-2.0-OpenSSH 200", GOOD),
            ("HTTP/1.1 200 OK", r#"{"name":"EnOS","version":"1","nonce":"a1"}"#),
            ("HTTP/1.1 200 OK", r#"{"name":"simulated EnOS","version":"1","nonce":"a2"}"#),
            ("HTTP/1.1 200 OK", r#"{"name":"simulated EnOS","version":"1"}"#),
            ("HTTP/1.1 200 OK", r#"{"name":"simulated EnOS","version":"<b>","nonce":"a1"}"#),
            ("HTTP/1.1 200 OK", "<html>"),
        ] {
            assert_eq!(version(head, body), None, "{head} {body}");
        }
        assert_eq!(version_in(&[0x20, 0x02, 0x00, 0x05], "a1"), None);
    }

    #[test]
    fn asks_with_a_nonce_and_without_an_upgrade_only() {
        let request = |method: &str, uri: &str| Request::builder().method(method).uri(uri).body(Body::empty());
        let nonce_of = |method, uri| nonce(&request(method, uri).expect("a request"));
        assert_eq!(nonce_of("GET", "/mqtt?nonce=a1").as_deref(), Some("a1"));
        for (method, uri) in
            [("POST", "/mqtt?nonce=a1"), ("GET", "/mqtt"), ("GET", "/mqtt?nonce="), ("GET", "/mqtt?nonce=a%0d")]
        {
            assert_eq!(nonce_of(method, uri), None, "{method} {uri}");
        }
        let mut upgrade = request("GET", "/mqtt?nonce=a1").expect("a request");
        upgrade.headers_mut().insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        assert_eq!(nonce(&upgrade), None);
    }
}
