//! What all connections of one gateway share.

use std::sync::Arc;
use std::time::Duration;

use crate::config::{Config, HostName, Limits, Origins, PageSettings, ServerTls, TrustedProxies, Upstreams};
use crate::http::{Certificate, Page, PageError, Scheme, SecurityHeaders};
use crate::limits::{BridgeSlots, HttpSlots};
use crate::log::Seldom;
use crate::metrics::Metrics;
use crate::shutdown::Stop;

/// The shared parts; they hold no state of any connection, so any gateway can take any connection.
pub(crate) struct State {
    pub(crate) upstreams: Upstreams,
    pub(crate) limits: Limits,
    pub(crate) origins: Origins,
    /// Where HTTPS is spoken.
    pub(crate) certificate: Option<Arc<Certificate>>,
    pub(crate) security_headers: SecurityHeaders,
    pub(crate) settings: PageSettings,
    pub(crate) page: Page,
    pub(crate) trusted_proxies: TrustedProxies,
    pub(crate) http_slots: Arc<HttpSlots>,
    pub(crate) bridge_slots: Arc<BridgeSlots>,
    pub(crate) metrics: Metrics,
    pub(crate) stop: Stop,
    /// The line about requests by hosts that are not the gateway's.
    pub(crate) foreign_host: Seldom,
}

impl State {
    pub(crate) fn new(config: Config, certificate: Option<Arc<Certificate>>) -> Result<Self, PageError> {
        let settings = config.settings.with_upstreams(&config.upstreams);
        let scheme = match config.tls {
            None => Scheme::Http,
            Some(ServerTls::SelfMade { .. }) => Scheme::HttpsSelfMade,
            Some(ServerTls::Files { .. }) => Scheme::Https,
        };
        Ok(Self {
            page: Page::open(config.page, config.page_look)?,
            bridge_slots: Arc::new(BridgeSlots::new(&config.limits)),
            http_slots: Arc::new(HttpSlots::new(&config.limits)),
            trusted_proxies: config.trusted_proxies,
            certificate,
            security_headers: SecurityHeaders::new(scheme, &config.connect_sources),
            upstreams: config.upstreams,
            limits: config.limits,
            origins: config.origins,
            settings,
            metrics: Metrics::default(),
            stop: Stop::new(),
            foreign_host: Seldom::new(Duration::from_mins(1)),
        })
    }

    /// Whether the gateway may be asked by this host: no foreign page can make it mean the gateway.
    pub(crate) fn answers_to(&self, host: &HostName) -> bool {
        self.origins.answers_to(host) || self.certificate.as_ref().is_some_and(|certificate| certificate.is_for(host))
    }

    /// Whether a page of `origin` may open a bridge by a request to `host`.
    pub(crate) fn admits(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let is_own = |origin: &str| {
            let name = host.and_then(HostName::of_authority);
            let certificate = self.certificate.as_ref().zip(name);
            certificate.is_some_and(|(certificate, name)| certificate.is_for(&name))
                && self.origins.is_from(origin, host)
        };
        self.origins.admits(origin, host) || origin.is_some_and(is_own)
    }
}
