//! The certificate in use, which can be exchanged while connections run.

use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::ServerConfig;
use rustls::pki_types::ServerName;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tracing::{info, warn};
use webpki::EndEntityCert;

use crate::config::tls::{TlsError, provider, unusable};
use crate::config::{HostName, ServerTls, fingerprint};

/// The certificate that new connections are shown.
#[derive(Debug)]
pub(crate) struct Certificate {
    current: RwLock<Arc<CertifiedKey>>,
}

impl Certificate {
    /// Loads it.
    pub(crate) fn load(tls: &ServerTls) -> Result<Arc<Self>, TlsError> {
        let current = RwLock::new(Arc::new(tls.load()?));
        Ok(Arc::new(Self { current }))
    }

    /// Its fingerprint.
    pub(crate) fn fingerprint(&self) -> String {
        fingerprint(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether it is for this host, so that no other's page can have come by it.
    pub(crate) fn is_for(&self, host: &HostName) -> bool {
        let pair = Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner));
        let Ok(name) = ServerName::try_from(host.as_str()) else { return false };
        let certificate = pair.cert.first().map(EndEntityCert::try_from).and_then(Result::ok);
        certificate.is_some_and(|certificate| certificate.verify_is_valid_for_subject_name(&name).is_ok())
    }

    /// What speaks TLS with it.
    pub(crate) fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, TlsError> {
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
    pub(crate) async fn renew(self: Arc<Self>, tls: ServerTls, look_every: Duration) {
        let mut seen = stamps(&tls);
        let mut last_error = String::new();
        loop {
            sleep(look_every).await;
            let found = stamps(&tls);
            let is_due = tls.is_due(&self.current.read().unwrap_or_else(PoisonError::into_inner));
            if found == seen && !is_due {
                continue;
            }
            match tls.load() {
                Ok(pair) => {
                    info!(fingerprint = fingerprint(&pair), "a new certificate is in use");
                    *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pair);
                    seen = found;
                    last_error.clear();
                }
                // Once for each error: the next look is seconds away.
                Err(error) if error.to_string() == last_error => {}
                Err(error) => {
                    warn!(%error, "the new certificate cannot be used, the old one stays");
                    last_error = error.to_string();
                }
            }
        }
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn stamps(tls: &ServerTls) -> Vec<Option<SystemTime>> {
    let files = tls.files();
    files.iter().map(|file| std::fs::metadata(file).and_then(|file| file.modified()).ok()).collect()
}
