//! What all connections of one gateway share.

use std::net::IpAddr;
use std::sync::Arc;

use crate::config::{Config, Limits, Origins, PageSettings, Upstreams};
use crate::front::{Policy, Scheme, Site, SiteError, Visitors};
use crate::guard::Guard;
use crate::metrics::Metrics;
use crate::stop::Stop;

/// The shared parts; they hold no state of any connection, so any gateway can take any connection.
pub(crate) struct Gateway {
    pub(crate) upstreams: Upstreams,
    pub(crate) limits: Limits,
    pub(crate) origins: Origins,
    pub(crate) policy: Policy,
    pub(crate) settings: PageSettings,
    pub(crate) site: Site,
    pub(crate) trusted_proxies: Vec<IpAddr>,
    pub(crate) visitors: Arc<Visitors>,
    pub(crate) guard: Arc<Guard>,
    pub(crate) metrics: Metrics,
    pub(crate) stop: Stop,
}

impl Gateway {
    pub(crate) fn new(config: Config) -> Result<Self, SiteError> {
        let scheme = if config.tls.is_some() { Scheme::Https } else { Scheme::Http };
        Ok(Self {
            site: Site::open(config.page)?,
            guard: Arc::new(Guard::new(&config.limits)),
            visitors: Arc::new(Visitors::new(config.limits.visitors)),
            trusted_proxies: config.trusted_proxies,
            policy: Policy::new(scheme, &config.connect_sources),
            upstreams: config.upstreams,
            limits: config.limits,
            origins: config.origins,
            settings: config.settings,
            metrics: Metrics::default(),
            stop: Stop::new(),
        })
    }
}
