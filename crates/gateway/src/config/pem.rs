//! Certificates and keys in PEM form, and what a file holds that is something else.

use std::path::Path;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::{Error, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use x509_parser::asn1_rs::{Any, FromDer, Sequence, Tag};
use x509_parser::certificate::X509Certificate;

use super::error::ConfigError;

const DAMAGED: &str = "holds PEM that is damaged: it is cut off, or has other characters in it";
const DER_CERTIFICATE: &str =
    "holds a certificate in DER form; convert it: openssl x509 -inform der -in FILE -out FILE.pem";
const DER_KEY: &str = "holds a private key in DER form; convert it: openssl pkey -inform der -in FILE -out FILE.pem";
const ENCRYPTED_KEY: &str = "holds a private key that is encrypted, and the gateway cannot ask for its passphrase; \
                             decrypt it: openssl pkey -in FILE -out FILE.key";
const PKCS_7: &str = "is a PKCS #7 container; take it apart: openssl pkcs7 -print_certs -in FILE -out FILE.pem";
const PKCS_12: &str = "is a PKCS #12 container (PFX); take it apart: openssl pkcs12 -in FILE -nodes -nocerts -out \
                       FILE.key, and openssl pkcs12 -in FILE -nokeys -out FILE.pem";
const REQUEST: &str = "holds a request for a certificate, not the certificate that the authority made of it";
const PUBLIC_KEY: &str = "holds a public key, not the private one";

/// How files begin, or which label stands in them, that are something else than what is asked for, and what to do.
const BEGINNINGS: [(&[u8], &str); 3] = [
    (b"\xff\xfe", "is saved as UTF-16 ('Unicode'); save it as UTF-8 or ASCII"),
    (b"\xfe\xff", "is saved as UTF-16 ('Unicode'); save it as UTF-8 or ASCII"),
    (
        b"\xfe\xed\xfe\xed",
        "is a Java keystore; convert it: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 \
         -deststoretype pkcs12",
    ),
];
const LABELS: [(&str, &str); 8] = [
    ("ENCRYPTED PRIVATE KEY", ENCRYPTED_KEY),
    ("OPENSSH PRIVATE KEY", "holds a key of OpenSSH, which no certificate is for"),
    ("PKCS7", PKCS_7),
    ("CERTIFICATE REQUEST", REQUEST),
    ("NEW CERTIFICATE REQUEST", REQUEST),
    (
        "TRUSTED CERTIFICATE",
        "holds a certificate in the 'trusted' form of OpenSSL; convert it: openssl x509 -in FILE -out FILE.pem",
    ),
    ("PUBLIC KEY", PUBLIC_KEY),
    ("RSA PUBLIC KEY", PUBLIC_KEY),
];

/// The object identifiers of keys that no TLS here can use.
const UNSUPPORTED_KEYS: [(&[u8], &str); 7] = [
    (b"\x06\x05\x2b\x81\x04\x00\x23", "P-521, which"),
    (b"\x06\x05\x2b\x81\x04\x00\x21", "P-224, which"),
    (b"\x06\x05\x2b\x81\x04\x00\x0a", "secp256k1, which"),
    (b"\x06\x09\x2b\x24\x03\x03\x02\x08\x01\x01", "Brainpool, which"),
    (b"\x06\x03\x2b\x65\x71", "Ed448, which"),
    (b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d", "SM2, which"),
    (b"\x06\x07\x2a\x86\x48\xce\x38\x04\x01", "DSA, which"),
];
/// The object identifier of RSA.
const RSA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";

/// The cryptography that all TLS here is made of.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// All certificates of the file at `path`, which are one at least.
pub(crate) fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, ConfigError> {
    let text = read(path)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match found {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => Err(wrong(path, other_content(&text).unwrap_or("holds no certificate in PEM form"))),
        Err(_) => Err(wrong(path, DAMAGED)),
    }
}

/// The private key of the file at `path`, if it is of a kind that can be used.
pub(crate) fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, ConfigError> {
    let text = read(path)?;
    // The old form of OpenSSL has the encryption in a header within, which a reader of plain keys takes for damage.
    if has(&text, b"Proc-Type: 4,ENCRYPTED") {
        return Err(wrong(path, ENCRYPTED_KEY));
    }
    let key = PrivateKeyDer::from_pem_slice(&text).map_err(|error| {
        let is_absent = matches!(error, Error::NoItemsFound);
        let content =
            if is_absent { other_content(&text).unwrap_or("holds no private key in PEM form") } else { DAMAGED };
        wrong(path, content)
    })?;
    match provider().key_provider.load_private_key(key.clone_key()) {
        Ok(_) => Ok(key),
        Err(_) => Err(ConfigError(format!("the private key in '{}' is {}", path.display(), unusable_kind(&key)))),
    }
}

/// A certificate cannot be used, or the key is another certificate's.
pub(crate) fn unusable(path: &Path, cause: &rustls::Error) -> ConfigError {
    ConfigError(format!("the certificate '{}' cannot be used: {cause}", path.display()))
}

fn wrong(path: &Path, what: &str) -> ConfigError {
    ConfigError(format!("the file '{}' {what}", path.display()))
}

fn unusable_kind(key: &PrivateKeyDer<'_>) -> String {
    let der = key.secret_der();
    let known = UNSUPPORTED_KEYS.iter().find(|(id, _)| has(der, id)).map(|(_, name)| *name);
    if known.is_none() && (has(der, RSA) || matches!(key, PrivateKeyDer::Pkcs1(_))) {
        return "RSA of a length that is not supported; use 2048 to 4096 bits".to_owned();
    }
    format!("{} is not supported; use P-256, P-384, RSA or Ed25519", known.unwrap_or("of a kind that"))
}

/// What a file holds in place of what was asked for, and what to do about it, if that is known.
fn other_content(text: &[u8]) -> Option<&'static str> {
    if text.iter().all(u8::is_ascii_whitespace) {
        return Some("is empty");
    }
    let begins = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning));
    let labelled = || LABELS.iter().find(|(label, _)| has(text, format!("-----BEGIN {label}").as_bytes()));
    begins.map(|(_, what)| *what).or_else(|| labelled().map(|(_, what)| *what)).or_else(|| binary_content(text))
}

/// Tells the binary forms apart by what stands first within their outermost sequence.
fn binary_content(der: &[u8]) -> Option<&'static str> {
    if X509Certificate::from_der(der).is_ok() {
        return Some(DER_CERTIFICATE);
    }
    let (_, outer) = Sequence::from_der(der).ok()?;
    let (rest, first) = Any::from_der(&outer.content).ok()?;
    let (_, second) = Any::from_der(rest).ok()?;
    match (first.tag(), second.tag()) {
        // Version 3 of PKCS #12; those of keys are lower.
        (Tag::Integer, Tag::Sequence) if first.data == [3] => Some(PKCS_12),
        (Tag::Integer, _) => Some(DER_KEY),
        (Tag::Oid, _) => Some(PKCS_7),
        // An algorithm, and the encrypted key.
        (Tag::Sequence, Tag::OctetString) => Some(ENCRYPTED_KEY),
        _ => None,
    }
}

fn has(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// The file, without the mark that some editors put in front of UTF-8.
fn read(path: &Path) -> Result<Vec<u8>, ConfigError> {
    let text = std::fs::read(path).map_err(|cause| ConfigError::unreadable("the file", path, &cause))?;
    Ok(text.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(text))
}
