//! Certificates and keys in PEM form, and what a file holds that is something else.

use std::fmt;
use std::path::Path;

use rustls::pki_types::pem::{Error, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::tls::TlsError;

/// What a file holds in place of what was asked for, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Nothing at all.
    Empty,
    /// Text in UTF-16, as some editors save it.
    Utf16,
    /// A certificate in binary form.
    DerCertificate,
    /// A private key in binary form.
    DerKey,
    /// A private key behind a passphrase.
    EncryptedKey,
    /// A container of PKCS #12: `.pfx`, `.p12`.
    Pkcs12,
    /// A container of PKCS #7: `.p7b`.
    Pkcs7,
    /// A keystore of Java.
    JavaKeystore,
    /// A key of OpenSSH.
    OpenSsh,
    /// A request for a certificate.
    Request,
    /// A public key.
    PublicKey,
    /// A certificate as `openssl x509 -trustout` writes it.
    Trusted,
    /// PEM that is cut off or has foreign characters in it.
    Damaged,
}

impl fmt::Display for Form {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "is empty",
            Self::Utf16 => "is saved as UTF-16 ('Unicode'); save it as UTF-8 or ASCII",
            Self::DerCertificate => {
                "holds a certificate in DER form; convert it: openssl x509 -inform der -in FILE -out FILE.pem"
            }
            Self::DerKey => "holds a private key in DER form; convert it: openssl pkey -inform der -in FILE -out FILE.pem",
            Self::EncryptedKey => {
                "holds a private key that is encrypted, and the gateway cannot ask for its passphrase; decrypt it: \
                 openssl pkey -in FILE -out FILE.key"
            }
            Self::Pkcs12 => {
                "is a PKCS #12 container (PFX); take it apart: openssl pkcs12 -in FILE -nodes -nocerts -out FILE.key, and \
                 openssl pkcs12 -in FILE -nokeys -out FILE.pem"
            }
            Self::Pkcs7 => "is a PKCS #7 container; take it apart: openssl pkcs7 -print_certs -in FILE -out FILE.pem",
            Self::JavaKeystore => {
                "is a Java keystore; convert it: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 \
                 -deststoretype pkcs12"
            }
            Self::OpenSsh => "holds a key of OpenSSH, which no certificate is for",
            Self::Request => "holds a request for a certificate, not the certificate that the authority made of it",
            Self::PublicKey => "holds a public key, not the private one",
            Self::Trusted => {
                "holds a certificate in the 'trusted' form of OpenSSL; convert it: openssl x509 -in FILE -out FILE.pem"
            }
            Self::Damaged => "holds PEM that is damaged: it is cut off, or has other characters in it",
        })
    }
}

/// All certificates of the file at `path`, which are one at least.
pub(crate) fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let text = read(path)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match found {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        Ok(_) => Err(other(path, &text, Wanted::Certificate)),
        Err(_) => Err(TlsError::Form { path: path.to_owned(), form: Form::Damaged }),
    }
}

/// The private key of the file at `path`.
pub(crate) fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let text = read(path)?;
    // The old form of OpenSSL has the encryption in a header within, which a reader of plain keys takes for damage.
    if has(&text, b"Proc-Type: 4,ENCRYPTED") {
        return Err(TlsError::Form { path: path.to_owned(), form: Form::EncryptedKey });
    }
    match PrivateKeyDer::from_pem_slice(&text) {
        Ok(key) => Ok(key),
        Err(Error::NoItemsFound) => Err(other(path, &text, Wanted::Key)),
        Err(_) => Err(TlsError::Form { path: path.to_owned(), form: Form::Damaged }),
    }
}

/// The kind of a private key that no TLS here can use, or why nobody knows.
pub(crate) fn unusable_kind(key: &PrivateKeyDer<'_>) -> &'static str {
    let der = key.secret_der();
    let kinds: [(&[u8], &str); 8] = [
        (b"\x06\x05\x2b\x81\x04\x00\x23", "P-521, which is not supported; use P-256, P-384, RSA or Ed25519"),
        (b"\x06\x05\x2b\x81\x04\x00\x21", "P-224, which is not supported; use P-256, P-384, RSA or Ed25519"),
        (b"\x06\x05\x2b\x81\x04\x00\x0a", "secp256k1, which is not supported; use P-256, P-384, RSA or Ed25519"),
        (
            b"\x06\x09\x2b\x24\x03\x03\x02\x08\x01\x01",
            "Brainpool, which is not supported; use P-256, P-384, RSA or Ed25519",
        ),
        (b"\x06\x03\x2b\x65\x71", "Ed448, which is not supported; use P-256, P-384, RSA or Ed25519"),
        (b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d", "SM2, which is not supported; use P-256, P-384, RSA or Ed25519"),
        (b"\x06\x07\x2a\x86\x48\xce\x38\x04\x01", "DSA, which is not supported; use P-256, P-384, RSA or Ed25519"),
        (
            b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01",
            "RSA of a length that is not supported; use 2048 to 4096 bits",
        ),
    ];
    let known = kinds.iter().find(|(id, _)| has(der, id)).map(|(_, words)| *words);
    let is_rsa = matches!(key, PrivateKeyDer::Pkcs1(_));
    let rsa = "RSA of a length that is not supported; use 2048 to 4096 bits";
    known.or(is_rsa.then_some(rsa)).unwrap_or("of a kind that is not supported; use P-256, P-384, RSA or Ed25519")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Certificate,
    Key,
}

/// Why a file does not hold what was wanted.
fn other(path: &Path, text: &[u8], wanted: Wanted) -> TlsError {
    let path = path.to_owned();
    match (form(text), wanted) {
        (Some(form), _) => TlsError::Form { path, form },
        (None, Wanted::Certificate) => TlsError::NoCertificate(path),
        (None, Wanted::Key) => TlsError::NoKey(path),
    }
}

fn form(text: &[u8]) -> Option<Form> {
    let labels: [(&[u8], Form); 8] = [
        (b"-----BEGIN ENCRYPTED PRIVATE KEY", Form::EncryptedKey),
        (b"-----BEGIN OPENSSH PRIVATE KEY", Form::OpenSsh),
        (b"-----BEGIN PKCS7", Form::Pkcs7),
        (b"-----BEGIN CERTIFICATE REQUEST", Form::Request),
        (b"-----BEGIN NEW CERTIFICATE REQUEST", Form::Request),
        (b"-----BEGIN TRUSTED CERTIFICATE", Form::Trusted),
        (b"-----BEGIN PUBLIC KEY", Form::PublicKey),
        (b"-----BEGIN RSA PUBLIC KEY", Form::PublicKey),
    ];
    if text.iter().all(u8::is_ascii_whitespace) {
        return Some(Form::Empty);
    }
    if text.starts_with(b"\xff\xfe") || text.starts_with(b"\xfe\xff") {
        return Some(Form::Utf16);
    }
    if text.starts_with(b"\xfe\xed\xfe\xed") {
        return Some(Form::JavaKeystore);
    }
    if let Some((_, form)) = labels.into_iter().find(|(label, _)| has(text, label)) {
        return Some(form);
    }
    der(text)
}

/// Tells the binary forms apart by what stands first within their outermost sequence.
fn der(text: &[u8]) -> Option<Form> {
    let (0x30, inner) = value(text)? else { return None };
    let second = || value(rest(inner)?);
    match (value(inner)?, second()) {
        // Version 3 of PKCS #12, and a content of PKCS #7.
        ((0x02, [3]), Some((0x30, _))) => Some(Form::Pkcs12),
        ((0x02, [0 | 1]), Some(_)) => Some(Form::DerKey),
        ((0x06, _), Some((0xa0, _))) => Some(Form::Pkcs7),
        // An algorithm with parameters, and the encrypted key.
        ((0x30, first), Some((0x04, _))) if matches!(value(first), Some((0x06, _))) => Some(Form::EncryptedKey),
        // The signed part of a certificate begins with a version or a serial number.
        ((0x30, first), Some((0x30, _))) if matches!(value(first), Some((0xa0 | 0x02, _))) => {
            Some(Form::DerCertificate)
        }
        (_, _) => None,
    }
}

/// The tag and the value at the start of `bytes`; a value that is cut off gives what there is of it.
fn value(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (tag, length, head) = header(bytes)?;
    let value = bytes.get(head..)?;
    Some((tag, value.get(..length).unwrap_or(value)))
}

/// What follows the value at the start of `bytes`.
fn rest(bytes: &[u8]) -> Option<&[u8]> {
    let (_, length, head) = header(bytes)?;
    bytes.get(head.checked_add(length)?..)
}

/// Tag, length of the value, and length of both together.
fn header(bytes: &[u8]) -> Option<(u8, usize, usize)> {
    let (tag, first) = (*bytes.first()?, *bytes.get(1)?);
    if first < 0x80 {
        return Some((tag, usize::from(first), 2));
    }
    let count = usize::from(first & 0x7f);
    let digits = bytes.get(2..2 + count).filter(|_| (1..=4).contains(&count))?;
    let length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
    Some((tag, length, 2 + count))
}

fn has(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// The file, without the mark that some editors put in front of UTF-8.
fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    let text = std::fs::read(path).map_err(|cause| TlsError::Read { path: path.to_owned(), cause })?;
    Ok(text.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(text))
}
