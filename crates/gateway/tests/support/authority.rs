//! Certificates made for one test, and servers that use them.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gateway::config::ClientFiles;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, SanType};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;
use tokio_rustls::{TlsAcceptor, TlsConnector, client};

/// An authority that signs certificates and keeps them in a folder that goes with it.
pub struct Authority {
    folder: TempDir,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate and its key, as files.
#[derive(Clone)]
pub struct Pair {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

impl Authority {
    pub fn new() -> Self {
        Self::named("authority")
    }

    pub fn named(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).expect("a certificate");
        std::fs::write(folder.path().join("root.pem"), certificate.pem()).expect("a file");
        Self { folder, issuer: Issuer::new(params, key) }
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// A certificate for 127.0.0.1 that is valid now.
    pub fn issue(&self, file: &str) -> Pair {
        self.issue_for(file, SanType::IpAddress(Ipv4Addr::LOCALHOST.into()), Duration::days(1))
    }

    /// A certificate that has run out.
    pub fn issue_expired(&self, file: &str) -> Pair {
        self.issue_for(file, SanType::IpAddress(Ipv4Addr::LOCALHOST.into()), Duration::days(-1))
    }

    /// A certificate for this host name.
    pub fn issue_named(&self, file: &str, name: &str) -> Pair {
        let name = name.try_into().expect("a host name");
        self.issue_for(file, SanType::DnsName(name), Duration::days(1))
    }

    /// A certificate for 127.0.0.1 and these host names.
    pub fn issue_for_all(&self, file: &str, names: &[&str]) -> Pair {
        let host = |name: &&str| SanType::DnsName((*name).try_into().expect("a host name"));
        let mut all: Vec<_> = names.iter().map(host).collect();
        all.push(SanType::IpAddress(Ipv4Addr::LOCALHOST.into()));
        self.issue_between(file, all, Duration::days(-2), Duration::days(1))
    }

    /// A certificate that is not valid yet.
    pub fn issue_early(&self, file: &str) -> Pair {
        let name = SanType::IpAddress(Ipv4Addr::LOCALHOST.into());
        self.issue_between(file, vec![name], Duration::days(1), Duration::days(2))
    }

    /// A certificate that names no host.
    pub fn issue_nameless(&self, file: &str) -> Pair {
        self.issue_between(file, Vec::new(), Duration::days(-1), Duration::days(1))
    }

    fn issue_for(&self, file: &str, name: SanType, left: Duration) -> Pair {
        self.issue_between(file, vec![name], Duration::days(-2), left)
    }

    fn issue_between(&self, file: &str, names: Vec<SanType>, from: Duration, left: Duration) -> Pair {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.distinguished_name.push(DnType::CommonName, "127.0.0.1");
        params.subject_alt_names = names;
        params.not_before = OffsetDateTime::now_utc() + from;
        params.not_after = OffsetDateTime::now_utc() + left;
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let pair = Pair {
            certificate: self.folder.path().join(format!("{file}.pem")),
            key: self.folder.path().join(format!("{file}.key")),
        };
        std::fs::write(&pair.certificate, certificate.pem()).expect("a file");
        std::fs::write(&pair.key, key.serialize_pem()).expect("a file");
        pair
    }

    /// A server that shows `pair` and, if `clients` is given, asks for a certificate of that authority.
    pub fn acceptor(
        pair: &Pair,
        clients: Option<&Self>,
        versions: &[&'static SupportedProtocolVersion],
    ) -> TlsAcceptor {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(versions)
            .expect("versions that are known");
        let builder = match clients {
            None => builder.with_no_client_auth(),
            Some(authority) => {
                let roots = Arc::new(roots(&authority.root()));
                let verifier = WebPkiClientVerifier::builder_with_provider(roots, provider).build();
                builder.with_client_cert_verifier(verifier.expect("a verifier"))
            }
        };
        let key = PrivateKeyDer::from_pem_file(&pair.key).expect("a key");
        let config = builder.with_single_cert(chain(&pair.certificate), key).expect("a pair that fits");
        TlsAcceptor::from(Arc::new(config))
    }

    /// What a gateway needs to trust this authority and to show `client`.
    pub fn files(&self, client: Option<&Pair>) -> ClientFiles {
        ClientFiles {
            root: Some(self.root()),
            certificate: client.map(|pair| pair.certificate.clone()),
            key: client.map(|pair| pair.key.clone()),
            pin: None,
        }
    }
}

/// Speaks TLS on a connection to 127.0.0.1.
pub async fn connect_tls(stream: TcpStream, roots: RootCertStore) -> std::io::Result<client::TlsStream<TcpStream>> {
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions that are known")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::from(std::net::IpAddr::from(Ipv4Addr::LOCALHOST));
    super::soon(TlsConnector::from(Arc::new(config)).connect(name, stream)).await
}

/// Accepts TLS on the next connection; `None` if the handshake fails.
pub async fn accept_tls(listener: &tokio::net::TcpListener, acceptor: &TlsAcceptor) -> Option<TlsStream<TcpStream>> {
    let stream = super::accept(listener).await;
    super::soon(acceptor.accept(stream)).await.ok()
}

/// Trust in the certificates of the file at `path`.
pub fn roots(path: &Path) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    for certificate in chain(path) {
        roots.add(certificate).expect("a root");
    }
    roots
}

/// The address as an upstream of TLS.
pub fn mqtts(address: SocketAddr) -> String {
    format!("mqtts://{address}")
}

fn chain(path: &Path) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_file_iter(path).expect("a file").collect::<Result<_, _>>().expect("certificates")
}
