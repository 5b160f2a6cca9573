//! Certificates made for one test, and TLS with them.
#![expect(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot go on fails")]

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, SanType};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, RootCertStore, ServerConfig, SupportedProtocolVersion};
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};

/// An authority that signs certificates and keeps them in a folder that goes with it.
#[derive(Debug)]
pub struct Authority {
    folder: TempDir,
    issuer: Issuer<'static, KeyPair>,
}

/// A certificate and its key, as files.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The certificate, in PEM.
    pub certificate: PathBuf,
    /// The key, in PEM.
    pub key: PathBuf,
}

impl Default for Authority {
    fn default() -> Self {
        Self::named("authority")
    }
}

impl Authority {
    /// An authority that nobody has to tell from others.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An authority of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).expect("a certificate");
        fs::write(folder.path().join("root.pem"), certificate.pem()).expect("a file");
        Self { folder, issuer: Issuer::new(params, key) }
    }

    /// The file with the authority's own certificate.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root.pem")
    }

    /// A certificate for 127.0.0.1 that is valid now. `file` names its files.
    #[must_use]
    pub fn issue(&self, file: &str) -> Pair {
        self.issue_between(file, vec![localhost()], Duration::days(-2), Duration::days(1))
    }

    /// A certificate that has run out.
    #[must_use]
    pub fn issue_expired(&self, file: &str) -> Pair {
        self.issue_between(file, vec![localhost()], Duration::days(-2), Duration::days(-1))
    }

    /// A certificate for this host name.
    #[must_use]
    pub fn issue_named(&self, file: &str, name: &str) -> Pair {
        self.issue_between(file, vec![host(name)], Duration::days(-2), Duration::days(1))
    }

    /// A certificate for 127.0.0.1 and these host names.
    #[must_use]
    pub fn issue_for_all(&self, file: &str, names: &[&str]) -> Pair {
        let names = names.iter().map(|name| host(name)).chain([localhost()]);
        self.issue_between(file, names.collect(), Duration::days(-2), Duration::days(1))
    }

    /// A certificate that is not valid yet.
    #[must_use]
    pub fn issue_early(&self, file: &str) -> Pair {
        self.issue_between(file, vec![localhost()], Duration::days(1), Duration::days(2))
    }

    /// A certificate that names no host.
    #[must_use]
    pub fn issue_nameless(&self, file: &str) -> Pair {
        self.issue_between(file, Vec::new(), Duration::days(-1), Duration::days(1))
    }

    fn issue_between(&self, file: &str, names: Vec<SanType>, from: Duration, to: Duration) -> Pair {
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.distinguished_name.push(DnType::CommonName, "127.0.0.1");
        params.subject_alt_names = names;
        params.not_before = OffsetDateTime::now_utc() + from;
        params.not_after = OffsetDateTime::now_utc() + to;
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        let path = |ending: &str| self.folder.path().join(format!("{file}.{ending}"));
        let pair = Pair { certificate: path("pem"), key: path("key") };
        fs::write(&pair.certificate, certificate.pem()).expect("a file");
        fs::write(&pair.key, key.serialize_pem()).expect("a file");
        pair
    }
}

impl Pair {
    /// A server that shows this certificate and, if `clients` is given, asks for one of that authority.
    #[must_use]
    pub fn server(&self, clients: Option<&Authority>, versions: &[&'static SupportedProtocolVersion]) -> ServerConfig {
        let provider = Arc::new(default_provider());
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
        builder.with_single_cert(chain(&self.certificate), self.key()).expect("a pair that fits")
    }

    fn key(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::from_pem_file(&self.key).expect("a key")
    }
}

/// A client that trusts these roots and, if `shown` is given, shows that certificate where it is asked for one.
#[must_use]
pub fn client(roots: RootCertStore, shown: Option<&Pair>) -> ClientConfig {
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions that are known")
        .with_root_certificates(roots);
    match shown {
        None => builder.with_no_client_auth(),
        Some(pair) => builder.with_client_auth_cert(chain(&pair.certificate), pair.key()).expect("a pair that fits"),
    }
}

/// Trust in the certificates of the file at `path`.
#[must_use]
pub fn roots(path: &Path) -> RootCertStore {
    let mut roots = RootCertStore::empty();
    for certificate in chain(path) {
        roots.add(certificate).expect("a root");
    }
    roots
}

fn localhost() -> SanType {
    SanType::IpAddress(Ipv4Addr::LOCALHOST.into())
}

fn host(name: &str) -> SanType {
    SanType::DnsName(name.try_into().expect("a host name"))
}

fn chain(path: &Path) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_file_iter(path).expect("a file").collect::<Result<_, _>>().expect("certificates")
}
