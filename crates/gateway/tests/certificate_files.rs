//! Files that hold something else than a certificate or a key in PEM form: each is named, with the way out.
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use gateway::config::ClientFiles;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)
}

fn load(certificate: &Path, key: &Path) -> Result<(), String> {
    let root = Some(file("self-signed.pem"));
    let files = ClientFiles { root, certificate: Some(certificate.to_owned()), key: Some(key.to_owned()), pin: None };
    files.load().map(drop).map_err(|error| error.to_string())
}

fn refusal_of_key(key: &Path) -> String {
    load(&file("self-signed.pem"), key).expect_err("an unusable key")
}

fn refusal_of_certificate(certificate: &Path) -> String {
    load(certificate, &file("plain.key")).expect_err("an unusable certificate")
}

#[test]
fn a_plain_pair_is_taken() {
    assert_eq!(load(&file("self-signed.pem"), &file("plain.key")), Ok(()));
}

#[test]
fn names_what_a_key_file_holds_instead() {
    let passphrase = "holds a private key that is encrypted, and the gateway cannot ask for its passphrase; decrypt it: openssl pkey";
    let der = "holds a private key in DER form; convert it: openssl pkey -inform der";
    let pkcs7 = "is a PKCS #7 container, which holds certificates and no key; name the file of the key";
    let certificate = "holds a certificate, not a private key; name the file of its key";
    let public = "holds a public key, not the private one; name the file of the private key";
    for (name, words) in [
        ("encrypted.key", passphrase),
        ("encrypted-traditional.key", passphrase),
        ("encrypted.der", passphrase),
        ("pkcs8.der", der),
        ("sec1.der", der),
        ("pkcs1.der", der),
        ("openssh.key", "holds a private key in the form of OpenSSH; convert a copy of it: ssh-keygen -p -m PKCS8"),
        ("pkcs12.p12", "is a PKCS #12 container (PFX); take it apart: openssl pkcs12 -in FILE -nodes -nocerts"),
        ("pkcs7.p7b", pkcs7),
        ("pkcs7.pem", pkcs7),
        ("certificate.der", "holds a certificate in DER form, not a private key; name the file of its key"),
        ("self-signed.pem", certificate),
        ("trusted.pem", certificate),
        ("request.csr", "holds a request for a certificate, not a private key; name the file of the key"),
        ("public.pem", public),
        ("public.der", public),
        ("revoked.crl", "holds a list of revoked certificates, not a private key"),
    ] {
        let error = refusal_of_key(&file(name));
        assert!(error.starts_with(&format!("the file '{}' {words}", file(name).display())), "{name}: {error}");
    }
}

#[test]
fn names_what_a_certificate_file_holds_instead() {
    let pkcs7 = "is a PKCS #7 container; take it apart: openssl pkcs7 -print_certs";
    let key = "holds a private key, not a certificate; name the file of the certificate";
    let request = "holds a request for a certificate, not the certificate; name the file that the authority made of it";
    for (name, words) in [
        ("certificate.der", "holds a certificate in DER form; convert it: openssl x509 -inform der"),
        ("pkcs12.p12", "is a PKCS #12 container (PFX); take it apart: openssl pkcs12 -in FILE -nokeys"),
        ("pkcs7.p7b", pkcs7),
        ("pkcs7.pem", pkcs7),
        ("trusted.pem", "holds a certificate in the 'trusted' form of OpenSSL; convert it: openssl x509"),
        ("request.csr", request),
        ("request.der", request),
        ("revoked.crl", "holds a list of revoked certificates, not a certificate"),
        ("public.pem", "holds a public key, not a certificate; name the file of the certificate"),
        ("plain.key", key),
        ("encrypted.key", key),
        ("openssh.key", key),
        ("pkcs8.der", key),
        ("sec1.der", key),
    ] {
        let error = refusal_of_certificate(&file(name));
        assert!(error.starts_with(&format!("the file '{}' {words}", file(name).display())), "{name}: {error}");
    }
}

#[test]
fn names_a_form_that_its_label_or_its_encoding_hides() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    let read = |name| std::fs::read_to_string(file(name)).expect("a text");
    let labelled = write("pkcs7.pem", read("pkcs7.pem").replace("PKCS7", "CERTIFICATE").as_bytes());
    let error = refusal_of_certificate(&labelled);
    assert!(error.contains("is a PKCS #7 container; take it apart"), "{error}");
    let body: String = read("self-signed.pem").lines().filter(|line| !line.starts_with("-----")).collect();
    let error = refusal_of_certificate(&write("bare.pem", body.as_bytes()));
    assert!(error.contains("holds base64 without the lines that PEM has around it; decode it: base64 -d"), "{error}");
    for (bytes, words) in [
        (b"\x30\x80\x02\x01\x03\x30\x80".as_slice(), "is a PKCS #12 container (PFX)"),
        (b"\x30\x80\x06\x09\x2a\x86\x48", "is a PKCS #7 container"),
        (b"ssh-ed25519 AAAA", "holds a public key"),
    ] {
        let path = write("other", bytes);
        assert!(refusal_of_certificate(&path).contains(words) && refusal_of_key(&path).contains(words), "{words}");
    }
}

#[test]
fn names_the_kind_of_a_key_that_is_not_supported() {
    let supported = "which is not supported; use P-256, P-384, RSA or Ed25519";
    let error = refusal_of_key(&file("p-521.key"));
    assert_eq!(error, format!("the private key in '{}' is P-521, {supported}", file("p-521.key").display()));
    let error = refusal_of_key(&file("rsa-1024.key"));
    assert!(error.ends_with("is RSA of a length that is not supported; use 2048 to 4096 bits"), "{error}");
}

#[test]
fn takes_what_editors_make_of_a_file_or_says_what_they_did() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    };
    let read = |name| std::fs::read(file(name)).expect("a file");
    let (pem, key) = (read("self-signed.pem"), read("plain.key"));
    let marked = |text: &[u8]| [b"\xef\xbb\xbf".as_slice(), text].concat();
    let windows = |text: &[u8]| String::from_utf8_lossy(text).replace('\n', "\r\n").into_bytes();
    let (with_mark, key_with_mark) = (write("mark.pem", &marked(&pem)), write("mark.key", &marked(&key)));
    assert_eq!(load(&with_mark, &key_with_mark), Ok(()));
    let (lines, key_lines) = (write("crlf.pem", &windows(&pem)), write("crlf.key", &windows(&key)));
    assert_eq!(load(&lines, &key_lines), Ok(()));

    let wide = |text: &[u8]| {
        [0xfeff]
            .into_iter()
            .chain(text.iter().map(|byte| u16::from(*byte)))
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
    };
    for error in
        [refusal_of_key(&write("wide.key", &wide(&key))), refusal_of_certificate(&write("wide.pem", &wide(&pem)))]
    {
        assert!(error.ends_with("is saved as UTF-16 ('Unicode'); save it as UTF-8 or ASCII"), "{error}");
    }
    for error in [refusal_of_key(&write("empty.key", b"\n")), refusal_of_certificate(&write("empty.pem", b""))] {
        assert!(error.ends_with("is empty"), "{error}");
    }
    let cut = |text: &[u8]| text[..text.len() - 40].to_vec();
    for error in [refusal_of_key(&write("cut.key", &cut(&key))), refusal_of_certificate(&write("cut.pem", &cut(&pem)))]
    {
        assert!(error.ends_with("holds PEM that is damaged: it is cut off, or has other characters in it"), "{error}");
    }
    let error = refusal_of_certificate(&write("java.jks", b"\xfe\xed\xfe\xed\0\0\0\x02"));
    assert!(error.contains("is a Java keystore"), "{error}");
}
