//! The certificate in use, which can be exchanged while connections run.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::RwLock;
use rustls::ServerConfig;
use rustls::pki_types::ServerName;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;
use tracing::{info, warn};
use webpki::EndEntityCert;

use crate::config::pem::{provider, unusable};
use crate::config::server_tls::fingerprint;
use crate::config::stamps::Stamps;
use crate::config::{ConfigError, HostName, ServerTls};

/// The certificate that new connections are shown.
#[derive(Debug)]
pub(crate) struct Certificate {
    source: ServerTls,
    current: RwLock<Arc<CertifiedKey>>,
}

impl Certificate {
    pub(crate) fn load(source: &ServerTls) -> Result<Arc<Self>, ConfigError> {
        let current = RwLock::new(Arc::new(source.load()?));
        Ok(Arc::new(Self { source: source.clone(), current }))
    }

    pub(crate) fn fingerprint(&self) -> String {
        fingerprint(&self.current.read())
    }

    /// Whether it is for this host, so that no other's page can have come by it.
    pub(crate) fn is_for(&self, host: &HostName) -> bool {
        let pair = Arc::clone(&self.current.read());
        let Ok(name) = ServerName::try_from(host.as_str()) else { return false };
        let certificate = pair.cert.first().map(EndEntityCert::try_from).and_then(Result::ok);
        certificate.is_some_and(|certificate| certificate.verify_is_valid_for_subject_name(&name).is_ok())
    }

    /// What speaks TLS with it.
    pub(crate) fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, ConfigError> {
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(|cause| unusable(Path::new("ring"), &cause))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(self) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    /// Reads the files again whenever they have changed, and makes a self-made one anew when it is due; never returns.
    ///
    /// Files that cannot be used (half written, say) leave the certificate in use as it is.
    pub(crate) async fn renew(&self, look_every: Duration) {
        let mut seen = Stamps::of(self.source.files());
        let mut last_error = None;
        loop {
            sleep(look_every).await;
            let found = Stamps::of(self.source.files());
            if found == seen && !self.source.is_due(&self.current.read()) {
                continue;
            }
            match self.source.load() {
                Ok(pair) => {
                    info!(fingerprint = fingerprint(&pair), "a new certificate is in use");
                    *self.current.write() = Arc::new(pair);
                    seen = found;
                    last_error = None;
                }
                // Once for each error: the next look is seconds away.
                Err(error) if last_error.as_ref() == Some(&error) => {}
                Err(error) => {
                    warn!(%error, "the new certificate cannot be used, the old one stays");
                    last_error = Some(error);
                }
            }
        }
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.current.read()))
    }
}
