//! Certificates and keys in PEM form, and what a file holds that is something else.

use std::path::Path;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::{Error, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use x509_parser::asn1_rs::{Any, FromDer, Sequence, Tag};
use x509_parser::certificate::X509Certificate;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::revocation_list::CertificateRevocationList;

use super::error::ConfigError;

const DAMAGED: &str = "holds PEM that is damaged: it is cut off, or has other characters in it";

/// What a file holds in place of PEM that was asked for, and what to do about it: where a certificate is wanted, and where a
/// private key is.
type Content = [&'static str; 2];

/// What is wanted, as the place in a [`Content`].
const CERTIFICATE: usize = 0;
const KEY: usize = 1;

const KEY_NO_CERTIFICATE: &str = "holds a private key, not a certificate; name the file of the certificate";
const PEM_CERTIFICATE: Content =
    ["holds no certificate in PEM form", "holds a certificate, not a private key; name the file of its key"];
const PEM_KEY: Content = [KEY_NO_CERTIFICATE, "holds no private key in PEM form"];
const DER_CERTIFICATE: Content = [
    "holds a certificate in DER form; convert it: openssl x509 -inform der -in FILE -out FILE.pem",
    "holds a certificate in DER form, not a private key; name the file of its key",
];
const DER_KEY: Content = [
    KEY_NO_CERTIFICATE,
    "holds a private key in DER form; convert it: openssl pkey -inform der -in FILE -out FILE.pem",
];
const ENCRYPTED_KEY: Content = [
    KEY_NO_CERTIFICATE,
    "holds a private key that is encrypted, and the gateway cannot ask for its passphrase; decrypt it: openssl pkey -in \
     FILE -out FILE.key",
];
const OPENSSH_KEY: Content = [
    KEY_NO_CERTIFICATE,
    "holds a private key in the form of OpenSSH; convert a copy of it: ssh-keygen -p -m PKCS8 -f COPY",
];
const PKCS_7: Content = [
    "is a PKCS #7 container; take it apart: openssl pkcs7 -print_certs -in FILE -out FILE.pem",
    "is a PKCS #7 container, which holds certificates and no key; name the file of the key",
];
const PKCS_12: Content = [
    "is a PKCS #12 container (PFX); take it apart: openssl pkcs12 -in FILE -nokeys -out FILE.pem",
    "is a PKCS #12 container (PFX); take it apart: openssl pkcs12 -in FILE -nodes -nocerts -out FILE.key",
];
const REQUEST: Content = [
    "holds a request for a certificate, not the certificate; name the file that the authority made of it",
    "holds a request for a certificate, not a private key; name the file of the key",
];
const REVOKED: Content = [
    "holds a list of revoked certificates, not a certificate; name the file of the certificate",
    "holds a list of revoked certificates, not a private key; name the file of the key",
];
const PUBLIC_KEY: Content = [
    "holds a public key, not a certificate; name the file of the certificate",
    "holds a public key, not the private one; name the file of the private key",
];
const TRUSTED: Content = [
    "holds a certificate in the 'trusted' form of OpenSSL; convert it: openssl x509 -in FILE -out FILE.pem",
    PEM_CERTIFICATE[KEY],
];
const UTF_16: Content = ["is saved as UTF-16 ('Unicode'); save it as UTF-8 or ASCII"; 2];
const JAVA: Content = ["is a Java keystore; convert it: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 \
                        -deststoretype pkcs12"; 2];
const BASE64: Content = ["holds base64 without the lines that PEM has around it; decode it: base64 -d FILE > FILE.der, and \
                          name that file"; 2];

/// How files begin, or which label stands in them. The binary ones are of containers whose length is not given (BER), as
/// macOS and Java write them.
const BEGINNINGS: [(&[u8], Content); 7] = [
    (b"\xff\xfe", UTF_16),
    (b"\xfe\xff", UTF_16),
    (b"\xfe\xed\xfe\xed", JAVA),
    (b"\x30\x80\x02\x01\x03", PKCS_12),
    (b"\x30\x80\x06\x09", PKCS_7),
    (b"ssh-", PUBLIC_KEY),
    (b"ecdsa-sha2-", PUBLIC_KEY),
];
const LABELS: [(&str, Content); 14] = [
    ("ENCRYPTED PRIVATE KEY", ENCRYPTED_KEY),
    ("OPENSSH PRIVATE KEY", OPENSSH_KEY),
    ("PRIVATE KEY", PEM_KEY),
    ("RSA PRIVATE KEY", PEM_KEY),
    ("EC PRIVATE KEY", PEM_KEY),
    ("PKCS7", PKCS_7),
    ("CMS", PKCS_7),
    ("CERTIFICATE REQUEST", REQUEST),
    ("NEW CERTIFICATE REQUEST", REQUEST),
    ("X509 CRL", REVOKED),
    ("TRUSTED CERTIFICATE", TRUSTED),
    ("CERTIFICATE", PEM_CERTIFICATE),
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
    let found = found.map_err(|_| wrong(path, DAMAGED))?;
    if found.is_empty() {
        return Err(wrong(path, other_content(&text).unwrap_or(PEM_CERTIFICATE)[CERTIFICATE]));
    }
    // Some authorities write a container under the label of a certificate.
    let mut contents = found.iter().filter_map(|der| binary_content(der));
    match contents.find(|content| *content != DER_CERTIFICATE) {
        Some(other) => Err(wrong(path, other[CERTIFICATE])),
        None => Ok(found),
    }
}

/// The private key of the file at `path`, if it is of a kind that can be used.
pub(crate) fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, ConfigError> {
    let text = read(path)?;
    // The old form of OpenSSL has the encryption in a header within, which a reader of plain keys takes for damage.
    if has(&text, b"Proc-Type: 4,ENCRYPTED") {
        return Err(wrong(path, ENCRYPTED_KEY[KEY]));
    }
    let key = PrivateKeyDer::from_pem_slice(&text).map_err(|error| {
        let is_absent = matches!(error, Error::NoItemsFound);
        wrong(path, if is_absent { other_content(&text).unwrap_or(PEM_KEY)[KEY] } else { DAMAGED })
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

/// What a file holds that is no such PEM as was asked for, if that is known.
fn other_content(text: &[u8]) -> Option<Content> {
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/=".contains(byte);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Some(["is empty"; 2]);
    }
    let begins = BEGINNINGS.iter().find(|(beginning, _)| text.starts_with(beginning)).map(|(_, content)| *content);
    let is_labelled = |(label, _): &&(&str, Content)| has(text, format!("-----BEGIN {label}-----").as_bytes());
    begins
        .or_else(|| LABELS.iter().find(is_labelled).map(|(_, content)| *content))
        .or_else(|| binary_content(text))
        // All of these forms begin with a sequence, which is more than 127 bytes long.
        .or_else(|| (text.starts_with(b"MI") && text.iter().all(is_base64)).then_some(BASE64))
}

/// Tells the binary forms apart, most of them by what stands first within their outermost sequence.
fn binary_content(der: &[u8]) -> Option<Content> {
    if X509Certificate::from_der(der).is_ok() {
        return Some(DER_CERTIFICATE);
    }
    if X509CertificationRequest::from_der(der).is_ok() {
        return Some(REQUEST);
    }
    if CertificateRevocationList::from_der(der).is_ok() {
        return Some(REVOKED);
    }
    let (_, outer) = Sequence::from_der(der).ok()?;
    let (rest, first) = Any::from_der(&outer.content).ok()?;
    let (_, second) = Any::from_der(rest).ok()?;
    match (first.tag(), second.tag()) {
        // Version 3 of PKCS #12; those of keys are lower.
        (Tag::Integer, Tag::Sequence) if first.data == [3] => Some(PKCS_12),
        (Tag::Integer, _) => Some(DER_KEY),
        (Tag::Oid, _) => Some(PKCS_7),
        // An algorithm, and the encrypted key or the public one.
        (Tag::Sequence, Tag::OctetString) => Some(ENCRYPTED_KEY),
        (Tag::Sequence, Tag::BitString) => Some(PUBLIC_KEY),
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
