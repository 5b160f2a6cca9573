//! The opening handshake of a WebSocket (RFC 6455, 4.2), as far as it concerns the server.

use axum::body::Body;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{Method, Request, Response, StatusCode, Version};
use hyper::upgrade::{OnUpgrade, Parts, Upgraded};
use hyper_util::rt::TokioIo;

use super::stream::HttpStream;
use crate::bridge::Browser;
use crate::config::Limits;
use crate::websocket::{WebSocket, accept_key};

/// The subprotocol of MQTT over WebSocket (MQTT-6.0.0-3).
const SUBPROTOCOL: &str = "mqtt";

/// Why a request does not open a WebSocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoUpgrade {
    /// It is an ordinary request.
    NotAsked,
    /// It asks in a way that RFC 6455 does not allow.
    Malformed,
    /// It does not offer the subprotocol `mqtt`.
    Subprotocol,
}

/// A request that may become a WebSocket.
pub(crate) struct Upgrade {
    accept: String,
    on_upgrade: OnUpgrade,
}

impl Upgrade {
    /// Checks the request.
    pub(crate) fn check(request: &mut Request<Body>) -> Result<Self, NoUpgrade> {
        let headers = request.headers();
        if request.method() != Method::GET || !has_token(headers, header::UPGRADE, "websocket") {
            return Err(NoUpgrade::NotAsked);
        }
        let key = headers.get(header::SEC_WEBSOCKET_KEY).filter(|key| is_key(key));
        let version = headers.get(header::SEC_WEBSOCKET_VERSION);
        let (Some(key), Some(true)) = (key, version.map(|version| version == "13")) else {
            return Err(NoUpgrade::Malformed);
        };
        if request.version() < Version::HTTP_11 || !has_token(headers, header::CONNECTION, "upgrade") {
            return Err(NoUpgrade::Malformed);
        }
        if !offers(headers, SUBPROTOCOL) {
            return Err(NoUpgrade::Subprotocol);
        }
        Ok(Self { accept: accept_key(key.as_bytes()), on_upgrade: hyper::upgrade::on(request) })
    }

    /// The answer that opens the WebSocket.
    pub(crate) fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        let headers = response.headers_mut();
        headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
        if let Ok(accept) = HeaderValue::try_from(&self.accept) {
            headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
        }
        response
    }

    /// The WebSocket, once the answer has been sent; `None` if the visitor went away before.
    pub(crate) async fn accept(self, limits: &Limits) -> Option<Browser> {
        let upgraded = self.on_upgrade.await.ok()?;
        let Parts { io, read_buf, .. } = unwrap(upgraded)?;
        Some(WebSocket::new(io.into_inner().into_inner(), &read_buf, limits.message_size))
    }
}

/// The connection itself, without the layers that HTTP put around it.
fn unwrap(upgraded: Upgraded) -> Option<Parts<TokioIo<HttpStream>>> {
    upgraded.downcast().ok()
}

fn has_token(headers: &HeaderMap, name: header::HeaderName, token: &str) -> bool {
    list(headers, name).any(|found| found.eq_ignore_ascii_case(token))
}

fn offers(headers: &HeaderMap, subprotocol: &str) -> bool {
    list(headers, header::SEC_WEBSOCKET_PROTOCOL).any(|found| found == subprotocol)
}

/// The items of a header that is a list.
fn list(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

/// Sixteen bytes in base64: 22 digits and two equals signs.
fn is_key(key: &HeaderValue) -> bool {
    let digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    key.as_bytes().strip_suffix(b"==").is_some_and(|digits| digits.len() == 22 && digits.iter().all(digit))
}
