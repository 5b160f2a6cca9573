//! Admission to the bridge: which request may open a WebSocket, and to which upstream.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Response, StatusCode};
use axum::response::IntoResponse;
use tracing::{info, warn};

use super::copy::LARGEST_READ;
use super::session::{Browser, Session};
use crate::client_stream::ClientConnection;
use crate::close_reason::CloseReason;
use crate::config::{Limits, is_authority};
use crate::limits::Opener;
use crate::state::State;

/// The subprotocol of MQTT over WebSocket (MQTT-6.0.0-3).
const SUBPROTOCOL: &str = "mqtt";
/// The version of the WebSocket protocol (RFC 6455, 4.1).
const VERSION: HeaderValue = HeaderValue::from_static("13");
/// How much is read from a browser at once, in bytes. Each connection holds as much, also while it is idle.
const READ_BUFFER: usize = 4 * 1024;

/// Why a request is not let through to the bridge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Refusal {
    status: StatusCode,
    /// The label in logs and metrics.
    reason: &'static str,
    /// What a person is told.
    text: &'static str,
}

const UNLISTED_UPSTREAM: Refusal = Refusal {
    status: StatusCode::NOT_FOUND,
    reason: "unlisted-upstream",
    text: "unlisted-upstream: no upstream of this name is listed in the gateway's configuration\n",
};
const FOREIGN_ORIGIN: Refusal = Refusal {
    status: StatusCode::FORBIDDEN,
    reason: "foreign-origin",
    text: "foreign-origin: pages of this origin may not use this gateway; its operator can list the origin with --origin\n",
};
const STOPPING: Refusal = Refusal {
    status: StatusCode::SERVICE_UNAVAILABLE,
    reason: "gateway-stopping",
    text: "gateway-stopping: the gateway is shutting down\n",
};
const NO_WEBSOCKET: Refusal = Refusal {
    status: StatusCode::UPGRADE_REQUIRED,
    reason: "no-websocket",
    text: "no-websocket: this path speaks MQTT over WebSocket only\n",
};
const OTHER_VERSION: Refusal = Refusal {
    status: StatusCode::UPGRADE_REQUIRED,
    reason: "malformed-handshake",
    text: "the WebSocket handshake must ask for version 13 of the protocol\n",
};
const MALFORMED: Refusal = Refusal {
    status: StatusCode::BAD_REQUEST,
    reason: "malformed-handshake",
    text: "the WebSocket handshake is not valid\n",
};
const OTHER_SUBPROTOCOL: Refusal = Refusal {
    status: StatusCode::BAD_REQUEST,
    reason: "subprotocol",
    text: "the WebSocket must offer the subprotocol 'mqtt'\n",
};

/// Opens a WebSocket to the upstream called `name`, if the request may have one.
pub(crate) async fn open(state: &Arc<State>, name: &str, peer: IpAddr, request: Request) -> Response<Body> {
    let headers = request.headers().clone();
    let Refusal { status, reason, text } = match try_open(state, name, peer, request).await {
        Ok(response) => return response,
        Err(refusal) => refusal,
    };
    state.metrics.refused(reason);
    if reason == FOREIGN_ORIGIN.reason {
        info!(
            %peer,
            reason,
            origin = shown(&headers, header::ORIGIN),
            host = shown(&headers, header::HOST),
            "connection refused: list the origin with --origin, or let the proxy hand on the Host header"
        );
    } else {
        info!(%peer, reason, "connection refused");
    }
    let mut response = (status, [(header::CACHE_CONTROL, "no-store")], text).into_response();
    if status == StatusCode::UPGRADE_REQUIRED {
        let headers = response.headers_mut();
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(header::SEC_WEBSOCKET_VERSION, VERSION);
    }
    response
}

async fn try_open(state: &Arc<State>, name: &str, peer: IpAddr, request: Request) -> Result<Response<Body>, Refusal> {
    let upstream = state.config.upstreams.find(name).ok_or(UNLISTED_UPSTREAM)?;
    let origin = text(request.headers(), header::ORIGIN)?;
    let host = text(request.headers(), header::HOST)?;
    if !state.admits(origin, host) {
        return Err(FOREIGN_ORIGIN);
    }
    // Before the look at the shutdown: whoever is admitted is waited for.
    let tracked = state.shutdown.running.token();
    if state.shutdown.draining.is_cancelled() {
        return Err(STOPPING);
    }
    let Some(ClientConnection { stream, slot: http_slot }) = request.extensions().get().cloned() else {
        warn!("a request without its connection");
        return Err(MALFORMED);
    };
    let upgrade = upgrade(request, &state.config.limits).await?;
    let bridge_slot = state.bridge_slots.admit(Opener::Client(peer)).slot();
    let http_slot = bridge_slot.is_none().then_some(http_slot);
    let state = Arc::clone(state);
    Ok(upgrade.on_upgrade(async move |socket: WebSocket| {
        let browser = Browser { socket, stream };
        if let Some(slot) = bridge_slot {
            let _tracked = tracked;
            return Session { state, upstream, slot, peer }.serve(browser).await;
        }
        // A page cannot read the status of a refused handshake, so a full gateway accepts the WebSocket to say that it is full.
        // Until it has heard that, it holds its slot among the HTTP connections, and may have to make room.
        let Some(slot) = http_slot else { return };
        slot.wait();
        tokio::select! {
            () = turn_away(&state, browser, peer) => {}
            () = slot.evicted() => {}
        }
    }))
}

/// Checks the opening handshake (RFC 6455, 4.2.1).
async fn upgrade(request: Request, limits: &Limits) -> Result<WebSocketUpgrade, Refusal> {
    let (mut parts, _) = request.into_parts();
    let is_asked = has_item(&parts.headers, header::UPGRADE, |item| item.eq_ignore_ascii_case("websocket"));
    if parts.method != Method::GET || !is_asked {
        return Err(NO_WEBSOCKET);
    }
    // The library takes the first line of each for all of it; a list may stand on several lines (RFC 9110, 5.3).
    if has_item(&parts.headers, header::CONNECTION, |item| item.eq_ignore_ascii_case("upgrade")) {
        parts.headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        parts.headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    }
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await.map_err(|rejection| {
        let is_version = matches!(rejection, WebSocketUpgradeRejection::InvalidWebSocketVersionHeader(_));
        if is_version { OTHER_VERSION } else { MALFORMED }
    })?;
    if !has_item(&parts.headers, header::SEC_WEBSOCKET_PROTOCOL, |item| item == SUBPROTOCOL) {
        return Err(OTHER_SUBPROTOCOL);
    }
    Ok(upgrade
        .protocols([SUBPROTOCOL])
        .max_message_size(limits.message_size)
        .max_frame_size(limits.message_size)
        .read_buffer_size(READ_BUFFER)
        // Each message goes out at once; what a browser does not take, up to one message and some pongs, waits.
        .write_buffer_size(0)
        .max_write_buffer_size(2 * LARGEST_READ))
}

async fn turn_away(state: &State, browser: Browser, peer: IpAddr) {
    let reason = CloseReason::Full;
    state.metrics.refused(reason.word());
    info!(%peer, reason = reason.word(), "connection refused");
    browser.close(&reason, state.config.limits.close_timeout).await;
}

/// Whether one of the items of a header that is a list is the one that is looked for.
fn has_item(headers: &HeaderMap, name: HeaderName, is_it: impl Fn(&str) -> bool) -> bool {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| is_it(item.trim()))
}

/// The text of a header; what is no text is no origin that anybody listed.
fn text(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, Refusal> {
    let value = headers.get(name);
    let text = value.map(HeaderValue::to_str).transpose();
    text.map_err(|_| FOREIGN_ORIGIN)
}

/// A header of a refused request for the log: as much of it as can be an origin or a host, and nothing else.
fn shown(headers: &HeaderMap, name: HeaderName) -> &str {
    let Some(value) = headers.get(name) else { return "(none)" };
    let is_plain = |text: &&str| is_authority(text.split_once("://").map_or(*text, |(_, authority)| authority));
    value.to_str().ok().filter(is_plain).unwrap_or("(malformed)")
}
