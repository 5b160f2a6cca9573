//! Admission to the bridge: which request may open a WebSocket, and to which upstream.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Response, StatusCode};
use tracing::info;

use super::{Browser, Session, close_browser};
use crate::close_reason::CloseReason;
use crate::config::is_authority;
use crate::http::{NoUpgrade, OwnSlot, Upgrade, answer};
use crate::shutdown::Stage;
use crate::state::State;

/// Why a request is not let through to the bridge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    /// No upstream of this name is listed.
    UnlistedUpstream,
    /// The page that asks was not loaded from here and is not listed.
    ForeignOrigin,
    /// The gateway takes no new connections any more.
    Stopping,
    /// The request is no opening handshake, or a wrong one.
    NoUpgrade(NoUpgrade),
}

/// Opens a WebSocket to the upstream called `name`, if the request may have one.
pub(crate) fn open(state: &Arc<State>, name: &str, peer: IpAddr, mut request: Request) -> Response<Body> {
    match try_open(state, name, peer, &mut request) {
        Ok(response) => response,
        Err(refusal) => {
            state.metrics.refused(refusal.word());
            match refusal {
                Refusal::ForeignOrigin => info!(
                    peer = %peer,
                    reason = refusal.word(),
                    origin = shown(request.headers(), header::ORIGIN),
                    host = shown(request.headers(), header::HOST),
                    "connection refused: list the origin with --origin, or let the proxy hand on the Host header"
                ),
                Refusal::UnlistedUpstream | Refusal::Stopping | Refusal::NoUpgrade(_) => {
                    info!(peer = %peer, reason = refusal.word(), "connection refused");
                }
            }
            refusal.response()
        }
    }
}

fn try_open(state: &Arc<State>, name: &str, peer: IpAddr, request: &mut Request) -> Result<Response<Body>, Refusal> {
    let upstream = state.upstreams.find(name).ok_or(Refusal::UnlistedUpstream)?;
    let origin = text(request.headers(), header::ORIGIN)?;
    let host = text(request.headers(), header::HOST)?;
    if !state.admits(origin, host) {
        return Err(Refusal::ForeignOrigin);
    }
    if state.stop.stage() != Stage::Running {
        return Err(Refusal::Stopping);
    }
    let upgrade = Upgrade::check(request).map_err(Refusal::NoUpgrade)?;
    let response = upgrade.response();
    let bridge_slot = state.bridge_slots.admit(peer);
    let http_slot = request.extensions().get::<OwnSlot>().cloned();
    let state = Arc::clone(state);
    tokio::spawn(async move {
        let Some(browser) = upgrade.accept(&state.limits).await else {
            return;
        };
        match bridge_slot {
            Some(slot) => {
                let session = Session { state, upstream, slot };
                session.serve(browser).await;
            }
            // A page cannot read the status of a refused handshake, so a full gateway accepts the WebSocket to say that it is full.
            // Until it has heard that, it holds its slot among the HTTP connections, and may have to make room.
            None => match http_slot {
                Some(OwnSlot(slot)) => {
                    slot.wait();
                    tokio::select! {
                        () = turn_away(&state, browser, peer) => {}
                        () = slot.evicted() => {}
                    }
                }
                None => turn_away(&state, browser, peer).await,
            },
        }
    });
    Ok(response)
}

async fn turn_away(state: &State, browser: Browser, peer: IpAddr) {
    let reason = CloseReason::Full;
    state.metrics.refused(reason.word());
    info!(peer = %peer, reason = reason.word(), "connection refused");
    close_browser(browser, &reason, state.limits.farewell).await;
}

/// The text of a header; what is no text is no origin that anybody listed.
fn text(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, Refusal> {
    let value = headers.get(name);
    let text = value.map(HeaderValue::to_str).transpose();
    text.map_err(|_| Refusal::ForeignOrigin)
}

/// A header of a refused request for the log: as much of it as can be an origin or a host, and nothing else.
fn shown(headers: &HeaderMap, name: HeaderName) -> &str {
    let Some(value) = headers.get(name) else { return "(none)" };
    let is_plain = |text: &&str| is_authority(text.split_once("://").map_or(*text, |(_, authority)| authority));
    value.to_str().ok().filter(is_plain).unwrap_or("(malformed)")
}

impl Refusal {
    fn word(self) -> &'static str {
        match self {
            Self::UnlistedUpstream => "unlisted-upstream",
            Self::ForeignOrigin => "foreign-origin",
            Self::Stopping => "gateway-stopping",
            Self::NoUpgrade(NoUpgrade::NotAsked) => "no-websocket",
            Self::NoUpgrade(NoUpgrade::Malformed) => "malformed-handshake",
            Self::NoUpgrade(NoUpgrade::Subprotocol) => "subprotocol",
        }
    }

    fn response(self) -> Response<Body> {
        match self {
            Self::UnlistedUpstream => answer(
                StatusCode::NOT_FOUND,
                "unlisted-upstream: no upstream of this name is listed in the gateway's configuration\n",
            ),
            Self::ForeignOrigin => answer(
                StatusCode::FORBIDDEN,
                "foreign-origin: pages of this origin may not use this gateway; its operator can list the origin with --origin\n",
            ),
            Self::Stopping => {
                answer(StatusCode::SERVICE_UNAVAILABLE, "gateway-stopping: the gateway is being stopped\n")
            }
            Self::NoUpgrade(NoUpgrade::NotAsked) => {
                let mut response =
                    answer(StatusCode::UPGRADE_REQUIRED, "no-websocket: this path speaks MQTT over WebSocket only\n");
                let headers = response.headers_mut();
                headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
                headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
                response
            }
            Self::NoUpgrade(NoUpgrade::Malformed) => {
                answer(StatusCode::BAD_REQUEST, "the WebSocket handshake is not valid; version 13 is spoken here\n")
            }
            Self::NoUpgrade(NoUpgrade::Subprotocol) => {
                answer(StatusCode::BAD_REQUEST, "the WebSocket must offer the subprotocol 'mqtt'\n")
            }
        }
    }
}
