//! The host of the gateway, out of its address.

/// Where the gateway is, as seen from the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatewayHost {
    /// At the page's own server.
    Own,
    /// At another one.
    Other {
        /// An address on it that a browser can fetch: its root.
        root: String,
        /// Whether it is on this machine or in the network of this place, for which newer browsers ask leave first.
        is_local: bool,
    },
}

impl GatewayHost {
    /// Takes a WebSocket address that has been checked, and the page's own host with its port.
    #[must_use]
    pub fn of(address: &str, page_host: &str) -> Self {
        let (scheme, rest) = match (address.strip_prefix("wss://"), address.strip_prefix("ws://")) {
            (Some(rest), _) => ("https://", rest),
            (None, Some(rest)) => ("http://", rest),
            (None, None) => return Self::Own,
        };
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if authority.eq_ignore_ascii_case(page_host) {
            return Self::Own;
        }
        Self::Other { root: [scheme, authority, "/"].concat(), is_local: is_local(authority) }
    }
}

/// The address ranges of RFC 1918 and 4193, loopback, and names that only a local network knows.
fn is_local(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => host,
        Some(_) | None => authority,
    };
    if let Some(address) = host.strip_prefix('[') {
        let address = address.to_ascii_lowercase();
        return ["::1]", "fc", "fd", "fe8"].iter().any(|start| address.starts_with(start));
    }
    let mut parts = host.split('.').map(str::parse::<u8>);
    match (parts.next(), parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(first)), Some(Ok(second)), Some(Ok(_)), Some(Ok(_)), None) => {
            matches!((first, second), (10 | 127, _) | (172, 16..=31) | (192, 168) | (169, 254))
        }
        _ => host.rsplit_once('.').is_none_or(|(_, last)| ["local", "localhost"].contains(&last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_pages_own_server() {
        assert_eq!(GatewayHost::of("wss://gw.example/mqtt", "gw.example"), GatewayHost::Own);
        assert_eq!(GatewayHost::of("ws://127.0.0.1:8080/mqtt?x", "127.0.0.1:8080"), GatewayHost::Own);
        assert_eq!(GatewayHost::of("/mqtt", "gw.example"), GatewayHost::Own);
    }

    #[test]
    fn makes_an_address_to_fetch_of_another() {
        let other = |root: &str, is_local| GatewayHost::Other { root: root.to_owned(), is_local };
        let of = |address| GatewayHost::of(address, "page.example");
        assert_eq!(of("wss://gw.example:8443/mqtt"), other("https://gw.example:8443/", false));
        assert_eq!(of("ws://127.0.0.1:8080"), other("http://127.0.0.1:8080/", true));
        assert_eq!(of("wss://page.example:8443"), other("https://page.example:8443/", false));
    }

    #[test]
    fn tells_local_hosts_from_others() {
        for host in ["localhost", "gw", "gw.local:1", "10.0.0.1", "172.31.0.1:1", "192.168.1.2", "[::1]:1", "[FD00::1]"]
        {
            assert!(is_local(host), "{host}");
        }
        for host in ["gw.example", "172.32.0.1", "8.8.8.8:1", "[2001:db8::1]", "10.0.0.1.example"] {
            assert!(!is_local(host), "{host}");
        }
    }
}
