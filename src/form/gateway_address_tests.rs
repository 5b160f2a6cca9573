use super::*;

fn here() -> PageOrigin {
    PageOrigin { secure: false, host: "127.0.0.1:8080".to_owned() }
}

fn taken(text: &str) -> String {
    GatewayAddress::parse(text, &here()).unwrap().as_str().to_owned()
}

fn refused(text: &str) -> AddressError {
    GatewayAddress::parse(text, &here()).unwrap_err()
}

#[test]
fn takes_encrypted_addresses_as_they_are() {
    for address in
        ["wss://gw.site14.example/mqtt", "wss://10.0.0.7:443/mqtt/eu2", "wss://[fe80::1]:8443", "wss://gw?x=1"]
    {
        assert_eq!(taken(address), address);
    }
    assert_eq!(taken(" WSS://gw.example/mqtt\n"), "wss://gw.example/mqtt");
}

#[test]
fn takes_plain_addresses_only_to_this_machine() {
    for address in ["ws://127.0.0.1:8080/mqtt", "ws://localhost/mqtt", "ws://[::1]:9000/mqtt", "ws://127.3.2.1"] {
        assert_eq!(taken(address), address);
    }
    for (address, host) in [
        ("ws://10.0.0.7/mqtt", "10.0.0.7"),
        ("ws://localhost.example:80", "localhost.example"),
        ("ws://127.0.0.1.example", "127.0.0.1.example"),
    ] {
        assert_eq!(refused(address), AddressError::Insecure { host: host.to_owned() });
    }
}

#[test]
fn makes_a_path_an_address_of_the_pages_own_server() {
    assert_eq!(taken("/mqtt"), "ws://127.0.0.1:8080/mqtt");
    let secure = PageOrigin { secure: true, host: "gw.example".to_owned() };
    assert_eq!(GatewayAddress::parse("/mqtt/eu2", &secure).unwrap().as_str(), "wss://gw.example/mqtt/eu2");
    let plain = PageOrigin { secure: false, host: "192.168.1.5:8080".to_owned() };
    let error = GatewayAddress::parse("/mqtt", &plain).unwrap_err();
    assert_eq!(error, AddressError::PageInsecure { host: "192.168.1.5:8080".to_owned() });
}

#[test]
fn refuses_other_schemes_and_says_which_to_use() {
    for address in ["http://127.0.0.1:8080/mqtt", "mqtts://gw.example:18883", "gw.example/mqtt", "//gw.example/mqtt"] {
        assert_eq!(refused(address), AddressError::NotWebSocket { address: address.to_owned() });
        let words = refused(address).words(Language::English);
        assert!(words.contains(address) && words.ends_with("Start it with wss://."), "{words}");
    }
}

#[test]
fn refuses_what_names_no_host_or_port() {
    assert_eq!(refused(""), AddressError::Empty);
    assert_eq!(refused("wss://"), AddressError::NoHost);
    assert_eq!(refused("wss:///mqtt"), AddressError::NoHost);
    assert_eq!(refused("wss://:443/mqtt"), AddressError::NoHost);
    for port in ["0", "65536", "", "http"] {
        assert_eq!(refused(&format!("wss://gw.example:{port}/mqtt")), AddressError::Port { port: port.to_owned() });
    }
}

#[test]
fn refuses_what_hides_the_true_host() {
    assert_eq!(refused("wss://bank.example@evil.example"), AddressError::Character { character: '@' });
    assert_eq!(refused("wss://gw.example/#x"), AddressError::Character { character: '#' });
    for host in [
        "gаteway.example",
        "a.example。evil.example",
        "a.example%2eevil.example",
        "2130706433",
        "0x7f.1",
        "设备.example",
    ] {
        assert_eq!(refused(&format!("wss://{host}/mqtt")), AddressError::Host { host: host.to_owned() });
    }
    for mark in ['\u{202e}', '\u{200b}', '\u{ad}', '\u{e0041}', '\u{3164}'] {
        assert_eq!(refused(&format!("wss://gw{mark}.example")), AddressError::Character { character: mark });
        let words = refused(&format!("wss://gw{mark}.example")).words(Language::English);
        assert!(
            words.contains(&foreign_text::code_point(mark)) && foreign_text::first_hidden(&words).is_none(),
            "{words}"
        );
    }
    assert_eq!(refused("ws://127.0.0.1\\@evil.example"), AddressError::Character { character: '\\' });
}
