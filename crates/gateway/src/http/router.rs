//! What each path answers.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{self, Path, Request};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{Method, Response, StatusCode, Version};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{any, get};
use axum::{Extension, Router};
use tracing::warn;

use super::client_addr::ClientAddr;
use super::page::{Page, PageError};
use super::security_headers::{Scheme, SecurityHeaders};
use super::{identity, static_files};
use crate::bridge;
use crate::config::{Config, DEFAULT_NAME, HostName, PageSettings, ServerTls};
use crate::log::RateLimitedLine;
use crate::metrics::Metrics;
use crate::state::State;

/// What the gateway answers by itself.
pub(super) struct Site {
    state: Arc<State>,
    page: Page,
    security_headers: SecurityHeaders,
    settings: PageSettings,
    /// The line about requests by hosts that are not the gateway's.
    foreign_host: RateLimitedLine,
}

type Shared = extract::State<Arc<Site>>;

impl Site {
    pub(super) fn open(config: Config, state: Arc<State>) -> Result<Self, PageError> {
        let scheme = match config.tls {
            None => Scheme::Http,
            Some(ServerTls::SelfMade { .. }) => Scheme::HttpsSelfMade,
            Some(ServerTls::Files { .. }) => Scheme::Https,
        };
        Ok(Self {
            state,
            page: Page::open(config.page, config.page_look)?,
            security_headers: SecurityHeaders::new(scheme, &config.connect_sources),
            settings: config.settings.with_upstreams(&config.upstreams),
            foreign_host: RateLimitedLine::new(Duration::from_mins(1)),
        })
    }
}

/// All paths of the gateway.
pub(super) fn router(site: &Arc<Site>) -> Router {
    Router::new()
        .route("/mqtt", any(open_default))
        .route("/mqtt/{name}", any(open_named))
        .route("/settings.json", get(settings))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .fallback(page)
        .layer(from_fn_with_state(Arc::clone(site), check_host))
        .layer(from_fn_with_state(Arc::clone(site), add_headers))
        .with_state(Arc::clone(site))
}

/// Opens a bridge, or tells what stands behind it.
async fn open(site: &Site, name: &str, client: ClientAddr, request: Request) -> Response<Body> {
    let state = &site.state;
    if let Some(nonce) = identity::nonce(&request) {
        return identity::identify(state, name, &nonce, request.headers()).await;
    }
    let asker = client.client_ip(request.headers(), &state.trusted_proxies);
    bridge::open(state, name, asker, request).await
}

async fn open_default(site: Shared, client: Extension<ClientAddr>, request: Request) -> Response<Body> {
    open(&site, DEFAULT_NAME, *client, request).await
}

async fn open_named(
    site: Shared,
    Path(name): Path<String>,
    client: Extension<ClientAddr>,
    request: Request,
) -> Response<Body> {
    open(&site, &name, *client, request).await
}

async fn settings(site: Shared) -> Response<Body> {
    let mut response = Response::new(Body::from(site.settings.bytes()));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
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
    let mut response = text_response(StatusCode::OK, site.state.metrics.render(site.state.bridge_slots.count()));
    let kind = HeaderValue::from_static(Metrics::MEDIA_TYPE);
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
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
    let asked = AskedHost::of(&request);
    match asked {
        AskedHost::None => next.run(request).await,
        AskedHost::Name(host) if site.state.answers_to(&host) => next.run(request).await,
        AskedHost::Name(host) => {
            site.state.metrics.refused("foreign-host");
            site.foreign_host.write(|repeated| {
                warn!(
                    host = host.as_str(),
                    repeated,
                    "a request by a host that is not the gateway's was refused: list it with --host, or with --origin, or \
                     let the proxy hand on the Host header"
                );
            });
            text_response(
                StatusCode::MISDIRECTED_REQUEST,
                format!(
                    "foreign-host: this gateway does not go by the name {}; its operator can list it with --host, or let \
                     the proxy in front hand on the Host header\n",
                    host.as_str()
                ),
            )
        }
        AskedHost::Malformed => text_response(StatusCode::BAD_REQUEST, "the Host header is not valid\n"),
    }
}

/// The host that a request names.
enum AskedHost {
    /// None, as only programs of old do it; browsers always name one.
    None,
    /// This one.
    Name(HostName),
    /// Several, or one that can be none.
    Malformed,
}

impl AskedHost {
    fn of(request: &Request) -> Self {
        let mut values = request.headers().get_all(header::HOST).iter();
        let (first, second) = (values.next(), values.next());
        // A request may name the host in its first line as well, which then counts (RFC 9112, 3.2.2).
        let authority = request.uri().authority().map(Authority::as_str);
        let authority = authority.or_else(|| first.and_then(|host| host.to_str().ok()));
        match authority {
            _ if second.is_some() => Self::Malformed,
            Some(authority) => HostName::of_authority(authority).map_or(Self::Malformed, Self::Name),
            None if first.is_none() && request.version() < Version::HTTP_11 => Self::None,
            None => Self::Malformed,
        }
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
pub(super) fn text_response(status: StatusCode, text: impl Into<String>) -> Response<Body> {
    let mut response = (status, text.into()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
