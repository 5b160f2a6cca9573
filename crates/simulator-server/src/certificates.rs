//! The certificates for TLS, in one folder: made when they are not there.
//!
//! `ca.pem` is the root that signs both sides, `server.pem` and `server.key` are this program's, `client.pem` and
//! `client.key` are for a device to practise with. Own files of these names are taken as they are.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SanType,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, crypto::ring};
use tokio_rustls::TlsAcceptor;

use crate::error::Error;
use crate::state::write_private;

const ROOT: &str = "ca.pem";
const SERVER: &str = "server.pem";
const SERVER_KEY: &str = "server.key";
const CLIENT: &str = "client.pem";
const CLIENT_KEY: &str = "client.key";

/// Reads the folder, after making what is missing, for a server at this address.
pub(crate) fn acceptor(folder: &Path, address: IpAddr) -> Result<TlsAcceptor, Error> {
    make_missing(folder, address)?;
    let config = server_config(folder).map_err(|reason| Error::Certificates(folder.to_owned(), reason))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn server_config(folder: &Path) -> Result<ServerConfig, String> {
    let provider = Arc::new(ring::default_provider());
    let mut roots = RootCertStore::empty();
    for root in read_certificates(&folder.join(ROOT))? {
        roots.add(root).map_err(|error| format!("{ROOT}: {error}"))?;
    }
    // Whether a device must show a certificate is known only when its product is: the cloud decides.
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .allow_unauthenticated()
        .build()
        .map_err(|error| format!("{ROOT}: {error}"))?;
    let key =
        PrivateKeyDer::from_pem_file(folder.join(SERVER_KEY)).map_err(|error| format!("{SERVER_KEY}: {error}"))?;
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            let certificates = read_certificates(&folder.join(SERVER)).map_err(rustls::Error::General)?;
            builder.with_client_cert_verifier(verifier).with_single_cert(certificates, key)
        })
        .map_err(|error| format!("{SERVER}: {error}"))
}

fn read_certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    CertificateDer::pem_file_iter(path).and_then(Iterator::collect).map_err(|error| format!("{name}: {error}"))
}

fn make_missing(folder: &Path, address: IpAddr) -> Result<(), Error> {
    let missing = [ROOT, SERVER, SERVER_KEY].iter().any(|name| !folder.join(name).exists());
    if !missing {
        return Ok(());
    }
    // Half a set is somebody's own, and not ours to overwrite.
    let present = [ROOT, SERVER, SERVER_KEY, CLIENT, CLIENT_KEY].into_iter().find(|name| folder.join(name).exists());
    if let Some(present) = present {
        let reason = format!("{present} is there, but not all of {ROOT}, {SERVER} and {SERVER_KEY}");
        return Err(Error::Certificates(folder.to_owned(), reason));
    }
    let files = make(address).map_err(|error| Error::Certificates(folder.to_owned(), error.to_string()))?;
    fs::create_dir_all(folder).map_err(|error| Error::Write(folder.to_owned(), error))?;
    for (name, text) in files {
        let path: PathBuf = folder.join(name);
        write_private(&path, text.as_bytes()).map_err(|error| Error::Write(path, error))?;
    }
    Ok(())
}

fn make(address: IpAddr) -> Result<[(&'static str, String); 5], rcgen::Error> {
    let root_key = KeyPair::generate()?;
    let mut root = CertificateParams::default();
    root.distinguished_name.push(DnType::CommonName, "Simulated EnOS root");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let root_certificate = root.self_signed(&root_key)?;
    let issuer = Issuer::from_params(&root, &root_key);

    let server_key = KeyPair::generate()?;
    let mut server = CertificateParams::new(vec!["localhost".to_owned()])?;
    server.distinguished_name.push(DnType::CommonName, "Simulated EnOS");
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.use_authority_key_identifier_extension = true;
    let mut addresses = vec![IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
    if !addresses.contains(&address) && !address.is_unspecified() {
        addresses.push(address);
    }
    server.subject_alt_names.extend(addresses.into_iter().map(SanType::IpAddress));

    let client_key = KeyPair::generate()?;
    let mut client = CertificateParams::default();
    client.distinguished_name.push(DnType::CommonName, "A device to practise with");
    client.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    client.use_authority_key_identifier_extension = true;
    Ok([
        (ROOT, root_certificate.pem()),
        (SERVER, server.signed_by(&server_key, &issuer)?.pem()),
        (SERVER_KEY, server_key.serialize_pem()),
        (CLIENT, client.signed_by(&client_key, &issuer)?.pem()),
        (CLIENT_KEY, client_key.serialize_pem()),
    ])
}
