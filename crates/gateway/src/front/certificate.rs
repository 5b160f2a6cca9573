//! The certificate in use, which can be exchanged while connections run.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tracing::{info, warn};

use crate::config::tls::{TlsError, provider, unusable};
use crate::config::{FrontTls, fingerprint};

/// The certificate that new connections are shown.
#[derive(Debug)]
pub(super) struct Certificate {
    current: RwLock<Arc<CertifiedKey>>,
}

impl Certificate {
    /// Loads it.
    pub(super) fn load(tls: &FrontTls) -> Result<Arc<Self>, TlsError> {
        let current = RwLock::new(Arc::new(tls.load()?));
        Ok(Arc::new(Self { current }))
    }

    /// Its fingerprint.
    pub(super) fn fingerprint(&self) -> String {
        fingerprint(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What speaks TLS with it.
    pub(super) fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, TlsError> {
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|cause| unusable(Path::new("ring"), cause))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(self) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    /// Reads the files again whenever they have changed; never returns.
    ///
    /// Files that cannot be used (half written, say) leave the certificate in use as it is.
    pub(super) async fn renew(self: Arc<Self>, tls: FrontTls, look_every: Duration) {
        let mut seen = stamps(&tls);
        loop {
            sleep(look_every).await;
            let found = stamps(&tls);
            if found == seen {
                continue;
            }
            match tls.load() {
                Ok(pair) => {
                    info!(fingerprint = fingerprint(&pair), "a new certificate is in use");
                    *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pair);
                    seen = found;
                }
                Err(error) => warn!(%error, "the new certificate cannot be used, the old one stays"),
            }
        }
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn stamps(tls: &FrontTls) -> Vec<Option<SystemTime>> {
    let files = tls.files();
    files.iter().map(|file| std::fs::metadata(file).and_then(|file| file.modified()).ok()).collect()
}
