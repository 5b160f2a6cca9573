use super::*;

fn listed(origins: &[&str]) -> Origins {
    Origins::new(origins.iter().map(|text| text.parse().expect("valid origin")).collect(), &[])
}

fn named(names: &[&str]) -> Origins {
    let names: Vec<HostName> = names.iter().map(|text| text.parse().expect("valid name")).collect();
    Origins::new(Vec::new(), &names)
}

fn answers(origins: &Origins, authority: &str) -> bool {
    HostName::of_authority(authority).is_some_and(|host| origins.answers_to(&host))
}

#[test]
fn admits_its_own_page() {
    let origins = Origins::default();
    for host in ["127.0.0.1:8080", "localhost:8080", "[::1]:8080", "192.0.2.7", "gateway.localhost"] {
        assert!(origins.admits(Some(&format!("http://{host}")), Some(host)), "{host}");
    }
}

#[test]
fn refuses_another_page() {
    let origins = Origins::default();
    for origin in ["https://evil.example", "http://127.0.0.1:8081", "http://127.0.0.1", "null", ""] {
        assert!(!origins.admits(Some(origin), Some("127.0.0.1:8080")), "{origin}");
    }
    assert!(!origins.admits(Some("http://127.0.0.1"), None));
}

#[test]
fn refuses_a_name_that_was_pointed_at_the_gateway() {
    let origins = Origins::default();
    assert!(!origins.admits(Some("http://evil.example:8080"), Some("evil.example:8080")));
    assert!(!origins.admits(Some("http://evil.localhost.example"), Some("evil.localhost.example")));
}

#[test]
fn admits_its_own_page_under_a_name_of_its_own() {
    let origins = named(&["Site-Laptop.local"]);
    assert!(origins.admits(Some("https://site-laptop.local:8443"), Some("site-laptop.local:8443")));
    assert!(!origins.admits(Some("https://other.local:8443"), Some("other.local:8443")));
}

#[test]
fn admits_its_own_page_where_a_proxy_writes_the_port_that_goes_without_saying() {
    let origins = named(&["provision.example"]);
    assert!(origins.admits(Some("https://provision.example"), Some("provision.example:443")));
    assert!(origins.admits(Some("http://provision.example"), Some("Provision.example:80")));
    assert!(!origins.admits(Some("https://provision.example"), Some("provision.example:80")));
}

#[test]
fn admits_a_listed_page_whatever_the_host() {
    let origins = listed(&["https://Provision.example"]);
    assert!(origins.admits(Some("https://provision.example"), Some("10.0.0.1:8080")));
    assert!(!origins.admits(Some("http://provision.example"), Some("10.0.0.1:8080")));
    assert!(!origins.admits(Some("https://provision.example.evil.example"), Some("10.0.0.1:8080")));
}

#[test]
fn admits_a_program_that_states_no_origin() {
    assert!(Origins::default().admits(None, Some("127.0.0.1:8080")));
}

#[test]
fn writes_a_listed_origin_as_browsers_do() {
    for (typed, stated) in [
        ("https://a.example:443", "https://a.example"),
        ("http://a.example:80", "http://a.example"),
        ("https://a.example:80", "https://a.example:80"),
        ("https://a.example:8443", "https://a.example:8443"),
        ("https://a.example/", "https://a.example"),
        ("https://a.example:443/", "https://a.example"),
        ("HTTPS://A.Example", "https://a.example"),
        (" https://a.example ", "https://a.example"),
        ("https://a.example:0443", "https://a.example"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("https://a.example.", "https://a.example"),
        ("https://a.example:", "https://a.example"),
        ("https://faß.example。", "https://xn--fa-hia.example"),
        ("https://[2001:DB8::1]:443", "https://[2001:db8::1]"),
        ("http://192.168.1.10:8080", "http://192.168.1.10:8080"),
    ] {
        let origin = typed.parse::<Origin>().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(origin.as_str(), stated, "{typed}");
        assert!(listed(&[typed]).admits(Some(origin.as_str()), Some("10.0.0.1")), "{typed}");
    }
}

#[test]
fn refuses_to_list_what_is_no_origin() {
    let scheme = "must start with https:// or http://, as in https://provision.example.com";
    let path = "must end behind the host or the port: an origin has no path";
    let form = "must be http:// or https:// with a host, perhaps a port, and nothing else";
    for (text, reason) in [
        ("provision.example", scheme),
        ("provision.example:443", scheme),
        ("wss://a", scheme),
        ("//a.example", scheme),
        ("null", scheme),
        ("", scheme),
        ("https://a/b", path),
        ("https://a.example/provision/", path),
        ("https://a.example?x", path),
        ("https://a.example#x", path),
        ("https://*.example", "must name one host: a * stands for none"),
        ("https://user@a.example", "must not hold a user name"),
        ("https://", form),
        ("https:///a.example", form),
        ("https://a.example:0", form),
        ("https://a.example:99999", form),
        ("https://a.example:port", form),
        ("https://a b.example", form),
        ("https://a%2eexample", form),
        ("https://a.example,https://b.example", path),
        ("https://a／b.example", form),
    ] {
        let error = text.parse::<Origin>().expect_err("no origin");
        assert_eq!(error.to_string(), format!("the origin '{text}' {reason}"));
    }
}

#[test]
fn answers_to_addresses_loopback_names_and_names_that_were_configured() {
    let origins = Origins::new(
        vec!["https://provision.example".parse().expect("an origin")],
        &["site-laptop.local".parse().expect("a name"), "bridge.example".parse().expect("a name")],
    );
    for host in [
        "127.0.0.1:8080",
        "192.168.1.10",
        "[::1]:8080",
        "[2001:db8::1]",
        "localhost",
        "LOCALHOST:1",
        "localhost.",
        "gateway.localhost:8080",
        "provision.example",
        "Provision.Example:443",
        "site-laptop.local:8443",
        "bridge.example.",
    ] {
        assert!(answers(&origins, host), "{host}");
    }
    for host in [
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "provision.example.evil.example",
        "localhost@evil.example",
        "gateway",
        "",
        ":8080",
        "[::1",
        "a b",
        "provision.example:port",
    ] {
        assert!(!answers(&origins, host), "{host}");
    }
}

#[test]
fn a_host_name_is_typed_without_scheme_port_and_path() {
    for (text, name) in [
        ("Bridge.Example", "bridge.example"),
        ("::1", "[::1]"),
        ("[::1]", "[::1]"),
        ("bücher.example", "xn--bcher-kva.example"),
    ] {
        assert_eq!(text.parse::<HostName>().map(|host| host.as_str().to_owned()), Ok(name.to_owned()), "{text}");
    }
    for text in ["https://bridge.example", "bridge.example:8443", "bridge.example/", "*.example", "", "a b"] {
        let error = text.parse::<HostName>().expect_err("no name").to_string();
        assert_eq!(error, format!("the host '{text}' must be a name or an IP address, without scheme, port and path"));
    }
}
