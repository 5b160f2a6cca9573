use std::net::SocketAddr;
use std::time::Duration;

use super::*;
use crate::config::{Limits, Transport};

fn parse(text: &str) -> FileOptions {
    match FileOptions::parse(text, Path::new("/etc/gateway")) {
        Ok(options) => options,
        Err(wrong) => panic!("{}", wrong.reason),
    }
}

fn refusal(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gateway.toml");
    std::fs::write(&path, text).expect("a file");
    let error = FileOptions::read(&path).expect_err("a wrong file").to_string();
    error.replace(&folder.path().display().to_string(), "")
}

#[test]
fn an_empty_file_changes_nothing() {
    let options = parse("");
    assert_eq!(options.options.limits, Limits::default());
    assert!(options.upstreams.is_empty());
    assert!(options.tls.is_none());
}

#[test]
fn reads_every_key() {
    let options = parse(
        r#"
        listen = "0.0.0.0:8443"
        dist = "page"
        page = true
        settings = "settings.json"
        preconnect = false
        origins = ["https://provision.example.com"]
        hosts = ["bridge.example.com"]
        connect-sources = ["wss://bridge.example.com"]
        trusted-proxies = ["127.0.0.1", "10.0.0.0/8"]

        [tls]
        self-made = ["site-laptop", "192.168.1.10"]
        keep = "."

        [limits]
        connections = 1
        connections-per-address = 2
        visitors = 3
        visitors-per-address = 2
        message-size = 4
        head-size = 9000
        handshake = "5s"
        visit = "6s"
        connect = "7s"
        idle = "8m"
        stall = "9s"
        ping = "10s"
        farewell = "11ms"
        grace = "1h"

        [upstreams.default]
        address = "tcp://127.0.0.1:11883"

        [upstreams.site-b]
        address = "tcp://192.168.1.20"
        "#,
    );
    assert_eq!(options.options.listen, Some(SocketAddr::from(([0, 0, 0, 0], 8443))));
    assert_eq!(options.options.dist, Some(PathBuf::from("/etc/gateway/page")));
    assert_eq!(options.options.settings, Some(PathBuf::from("/etc/gateway/settings.json")));
    assert_eq!(options.options.preconnect, Some(false));
    assert_eq!(options.options.trusted_proxies.len(), 2);
    assert_eq!(options.options.limits.head_size, 9000);
    assert_eq!(options.options.limits.shutdown_timeout, Duration::from_hours(1));
    let tls = ServerTls::SelfMade {
        names: vec!["site-laptop".into(), "192.168.1.10".into()],
        keep: Some(PathBuf::from("/etc/gateway/.")),
    };
    assert_eq!(options.tls, Some(tls));
    let site = options.upstreams.find("site-b").expect("an upstream");
    assert_eq!(site.address.port(), 11883);
    assert_eq!(site.address.transport(), Transport::Plain);
}

#[test]
fn names_file_line_and_reason_of_what_is_wrong() {
    assert_eq!(refusal("listen = \"here\"\n"), "/gateway.toml:1: listen: invalid socket address syntax");
    assert_eq!(
        refusal("\n\n[upstreams.default]\naddress = \"iot.example.com\"\n"),
        "/gateway.toml:4: upstreams.default.address: the address 'iot.example.com' must start with tcp:// or mqtts://"
    );
    assert_eq!(
        refusal("[upstreams.Site]\naddress = \"tcp://a\"\n"),
        "/gateway.toml:1: the upstream name 'Site' must be 1 to 32 of a-z, 0-9 and -"
    );
    assert_eq!(
        refusal("[limits]\nidle = \"10\"\n"),
        "/gateway.toml:2: limits.idle: '10' is no span of time from 1ms to 24h; write for instance 500ms, 30s, 10m or 2h"
    );
    assert_eq!(refusal("[limits]\n\nhead-size = 100\n"), "/gateway.toml:3: limits.head-size: must be 8192 at least");
    assert_eq!(
        refusal("[tls]\ncertificate = \"a.pem\"\n"),
        "/gateway.toml:1: tls: give either 'certificate' and 'key', or 'self-made' with the names it is for"
    );
    assert_eq!(
        refusal("origins = [\n  \"https://a\",\n  \"a\",\n]\n"),
        "/gateway.toml:3: origins: the origin 'a' must start with https:// or http://, as in https://provision.example.com"
    );
}

#[test]
fn the_names_of_a_self_made_certificate_are_as_they_stand_in_it() {
    let options = parse("[tls]\nself-made = [' site.local', '*.site.local', '[2001:db8::1]', '192.168.1.10']\n");
    let names = ["site.local", "*.site.local", "2001:db8::1", "192.168.1.10"].map(str::to_owned).to_vec();
    assert_eq!(options.tls, Some(ServerTls::SelfMade { names, keep: None }));
}

#[test]
fn an_upstream_is_simulated_only_where_the_file_says_so() {
    let options = parse(
        "[upstreams.default]\naddress = \"tcp://a\"\nsimulated = true\n[upstreams.real]\naddress = \"tcp://b\"\n",
    );
    let is_simulated = |name| options.upstreams.find(name).expect("an upstream").is_simulated;
    assert!(is_simulated("default") && !is_simulated("real"));
}

#[test]
fn names_a_key_that_it_does_not_know() {
    let error = refusal("listen = \"127.0.0.1:1\"\nupstream = \"tcp://a\"\n");
    assert!(error.starts_with("/gateway.toml:2: unknown field `upstream`, expected one of "), "{error}");
}

#[test]
fn names_an_upstream_that_has_no_address() {
    for key in ["simulated = true", "root = \"x\""] {
        let error = refusal(&format!("[upstreams.default]\n{key}\n"));
        assert_eq!(error, "/gateway.toml:1: upstreams.default: missing field `address`");
    }
}

#[test]
fn names_the_line_of_what_is_no_toml() {
    let error = refusal("listen = \"127.0.0.1:1\"\ndist = \n");
    assert!(error.starts_with("/gateway.toml:2: "), "{error}");
}

#[test]
fn names_a_file_of_an_upstream_that_is_missing() {
    let error = refusal("[upstreams.default]\naddress = \"mqtts://a\"\nroot = \"missing.pem\"\n");
    assert!(
        error.starts_with("/gateway.toml:2: upstreams.default: the file '/missing.pem' cannot be read: "),
        "{error}"
    );
}

#[test]
fn refuses_keys_that_could_do_nothing_and_says_why() {
    let no_effect = "has no effect: the address is plain TCP; write mqtts:// for TLS";
    let pin = "ab".repeat(32);
    for (key, value) in
        [("root", "x"), ("client-certificate", "x"), ("client-key", "x"), ("server-name", "x"), ("pin", pin.as_str())]
    {
        let text = format!("[upstreams.default]\naddress = \"tcp://a\"\n{key} = \"{value}\"\n");
        assert_eq!(refusal(&text), format!("/gateway.toml:2: upstreams.default.{key} {no_effect}"));
    }
    let upstream = "[upstreams.default]\naddress = \"tcp://a\"\n";
    let reason = "no page is served (page = false), so this has no effect";
    assert_eq!(refusal(&format!("page = false\ndist = \"d\"\n{upstream}")), format!("/gateway.toml:1: dist: {reason}"));
    let pair = "certificate = 'a.pem'\nkey = 'a.key'\n";
    for (keys, reason) in [
        ("self-made = []".to_owned(), "'self-made' has no effect: it names nothing; "),
        (format!("{pair}self-made = []"), "'self-made' has no effect: it names nothing; "),
        (
            format!("{pair}keep = '.'"),
            "'keep' has no effect: it says where to keep a certificate that 'self-made' makes",
        ),
        ("keep = '.'".to_owned(), "give either 'certificate' and 'key', or 'self-made' "),
        (format!("{pair}self-made = ['a']"), "give either 'certificate' and 'key', or 'self-made' "),
        (
            "self-made = ['https://a']".to_owned(),
            "the host 'https://a' must be a name or an IP address, without scheme",
        ),
        ("self-made = ['a:8443']".to_owned(), "the host 'a:8443' must be a name or an IP address, without scheme"),
    ] {
        let error = refusal(&format!("[tls]\n{keys}\n{upstream}"));
        assert!(error.starts_with(&format!("/gateway.toml:1: tls: {reason}")), "{keys}: {error}");
    }
    let text = format!("page = false\nconnect-sources = [\"wss://a\"]\n{upstream}");
    assert_eq!(refusal(&text), format!("/gateway.toml:2: connect-sources: {reason}"));
}

#[test]
fn reads_a_pinned_fingerprint_and_refuses_what_is_none() {
    let pin = "ab".repeat(32);
    let options = parse(&format!("[upstreams.default]\naddress = \"mqtts://a\"\npin = \"{pin}\"\n"));
    assert!(options.upstreams.find("default").is_some());
    let error = refusal("[upstreams.default]\naddress = \"mqtts://a\"\npin = \"ab\"\n");
    assert!(error.starts_with("/gateway.toml:3: upstreams.default.pin: 'ab' is no fingerprint by SHA-256"), "{error}");
    let both = format!("[upstreams.default]\naddress = \"mqtts://a\"\nroot = \"x\"\npin = \"{pin}\"\n");
    assert!(refusal(&both).contains("'pin' trusts exactly one certificate, so 'root' has no effect beside it"));
}

#[test]
fn a_credential_of_systemd_needs_its_folder() {
    let text = "[upstreams.default]\naddress = \"mqtts://a\"\nclient-certificate = \"a\"\n\
                client-key = \"${CREDENTIALS_DIRECTORY}/client.key\"\n";
    assert!(refusal(text).contains("CREDENTIALS_DIRECTORY is not set; systemd sets it"), "{}", refusal(text));
}
