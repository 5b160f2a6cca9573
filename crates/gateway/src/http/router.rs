//! What each path answers.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{self, Path, Request};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{Method, Response, StatusCode, Version};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{any, get};
use axum::{Extension, Router};
use tracing::warn;

use super::page::Page;
use super::security_headers::SecurityHeaders;
use super::{identity, static_files};
use crate::config::{ConfigError, DEFAULT_NAME, HostName, PageSettings, TrustedProxies};
use crate::log::RateLimitedLine;
use crate::metrics::Metrics;
use crate::state::State;

/// What the gateway answers by itself.
pub(super) struct Site {
    pub(super) state: Arc<State>,
    page: Page,
    security_headers: SecurityHeaders,
    settings: PageSettings,
    /// The line about requests by hosts that are not the gateway's.
    foreign_host: RateLimitedLine,
}

type Shared = extract::State<Arc<Site>>;

impl Site {
    pub(super) fn open(state: Arc<State>) -> Result<Self, ConfigError> {
        let config = &state.config;
        Ok(Self {
            page: Page::open(&config.page, config.page_look)?,
            security_headers: SecurityHeaders::new(config.tls.as_ref(), &config.connect_sources),
            settings: config.settings.for_page(&config.upstreams, config.preconnect),
            foreign_host: RateLimitedLine::new(Duration::from_mins(1)),
            state,
        })
    }
}

pub(super) fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/mqtt", any(bridge))
        .route("/mqtt/{name}", any(bridge))
        .route("/settings.json", get(settings))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(site), check_host))
        .layer(from_fn_with_state(Arc::clone(site), add_headers))
        .with_state(Arc::clone(site))
}

/// Opens a bridge, or tells what stands behind it.
async fn bridge(
    site: Shared,
    name: Option<Path<String>>,
    client: Extension<ClientAddr>,
    request: Request,
) -> Response<Body> {
    let state = &site.state;
    let name = name.as_ref().map_or(DEFAULT_NAME, |Path(name)| name);
    if let Some(nonce) = identity::nonce(&request) {
        return identity::identify(state, name, &nonce, request.headers()).await;
    }
    let client = client.client_ip(request.headers(), &state.config.trusted_proxies);
    crate::bridge::open(state, name, client, request).await
}

async fn settings(site: Shared) -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (kind, site.settings.bytes())
}

/// For load balancers: 503 as soon as this gateway takes no new connections.
async fn health(site: Shared) -> Response<Body> {
    if site.state.shutdown.draining.is_cancelled() {
        return text_response(StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    text_response(StatusCode::OK, "ok\n")
}

/// For Prometheus, and only from this machine: how busy a gateway is concerns nobody else.
async fn metrics(site: Shared, client: Extension<ClientAddr>, headers: HeaderMap) -> Response<Body> {
    if !client.is_local(&headers) {
        return text_response(StatusCode::FORBIDDEN, "metrics are for this machine only\n");
    }
    let kind = [(header::CONTENT_TYPE, Metrics::MEDIA_TYPE), (header::CACHE_CONTROL, "no-store")];
    (kind, site.state.metrics.render(&site.state.bridge_slots)).into_response()
}

async fn page(site: Shared, request: Request) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return text_response(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
    }
    let file = static_files::serve(&site.page, request).await;
    file.unwrap_or_else(|| text_response(StatusCode::NOT_FOUND, "there is nothing at this path\n"))
}

/// Answers only under hosts that are the gateway's: a page of a site whose name was pointed at this address could read
/// everything else as if it were its own (DNS rebinding).
async fn check_host(site: Shared, request: Request, next: Next) -> Response<Body> {
    let host = match asked_host(&request) {
        Ok(host) => host,
        Err(Malformed) => return text_response(StatusCode::BAD_REQUEST, "the Host header is not valid\n"),
    };
    let Some(host) = host.filter(|host| !site.state.answers_to(host)) else { return next.run(request).await };
    let host = host.as_str();
    site.state.metrics.refused("foreign-host");
    site.foreign_host.write(|repeated| {
        warn!(
            host,
            repeated,
            "a request by a host that is not the gateway's was refused: list it with --host, or with --origin, or let the \
             proxy hand on the Host header"
        );
    });
    let text = format!(
        "foreign-host: this gateway does not go by the name {host}; its operator can list it with --host, or let the proxy \
         in front hand on the Host header\n"
    );
    text_response(StatusCode::MISDIRECTED_REQUEST, text)
}

/// A request names several hosts, or one that can be none.
struct Malformed;

/// The host that a request names; none, as only programs of old do it. Browsers always name one.
fn asked_host(request: &Request) -> Result<Option<HostName>, Malformed> {
    let mut values = request.headers().get_all(header::HOST).iter();
    let (first, second) = (values.next(), values.next());
    // A request may name the host in its first line as well, which then counts (RFC 9112, 3.2.2).
    let authority = request.uri().authority().map(Authority::as_str);
    match authority.or_else(|| first.and_then(|host| host.to_str().ok())) {
        _ if second.is_some() => Err(Malformed),
        Some(authority) => HostName::of_authority(authority).map(Some).ok_or(Malformed),
        None if first.is_none() && request.version() < Version::HTTP_11 => Ok(None),
        None => Err(Malformed),
    }
}

async fn add_headers(site: Shared, request: Request, next: Next) -> Response<Body> {
    let host = request.headers().get(header::HOST).cloned();
    let mut response = next.run(request).await;
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        let host = host.as_ref().and_then(|host| host.to_str().ok());
        site.security_headers.apply(response.headers_mut(), host);
    }
    response
}

/// A short answer in plain text, which nobody keeps.
fn text_response(status: StatusCode, text: impl Into<String>) -> Response<Body> {
    (status, [(header::CACHE_CONTROL, "no-store")], text.into()).into_response()
}

/// What a proxy adds to the requests that it passes on.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The other end of a TCP connection, noted by the listener.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClientAddr(SocketAddr);

impl ClientAddr {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self(address)
    }

    /// Who asks: the other end, or whom it speaks for where it is one of the `trusted` proxies.
    pub(crate) fn client_ip(self, headers: &HeaderMap, trusted: &TrustedProxies) -> IpAddr {
        let values = headers.get_all(FORWARDED_FOR).iter();
        trusted.visitor(self.0.ip(), values.map(|value| HeaderValue::to_str(value).unwrap_or_default()))
    }

    /// Whether the request was made on this very machine, and not handed on by a proxy that runs here.
    pub(crate) fn is_local(self, headers: &HeaderMap) -> bool {
        let forwarded = headers.contains_key(FORWARDED_FOR) || headers.contains_key(header::FORWARDED);
        self.0.ip().to_canonical().is_loopback() && !forwarded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_through_a_proxy_is_not_local() {
        let forwarded = HeaderMap::from_iter([(FORWARDED_FOR, HeaderValue::from_static("192.0.2.7"))]);
        let peer = ClientAddr::new(SocketAddr::from(([127, 0, 0, 1], 1)));
        assert!(peer.is_local(&HeaderMap::new()));
        assert!(!peer.is_local(&forwarded));
    }
}
