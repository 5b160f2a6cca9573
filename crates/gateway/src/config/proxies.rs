//! The proxies in front of the gateway, and for whom they speak.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use ipnet::IpNet;

use super::error::ConfigError;

/// A proxy's address, or the network that proxies stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProxyNetwork(IpNet);

/// All trusted proxies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<ProxyNetwork>);

impl From<IpAddr> for ProxyNetwork {
    fn from(address: IpAddr) -> Self {
        Self(address.to_canonical().into())
    }
}

impl FromStr for ProxyNetwork {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let text = text.trim();
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(address.into());
        }
        text.parse().map(Self).map_err(|_| {
            let reason = "must be an IP address such as 127.0.0.1, or a network such as 10.0.0.0/8";
            ConfigError(format!("the proxy '{text}' {reason}"))
        })
    }
}

impl From<Vec<ProxyNetwork>> for TrustedProxies {
    fn from(networks: Vec<ProxyNetwork>) -> Self {
        Self(networks)
    }
}

impl TrustedProxies {
    /// Whether `address` is one of them.
    #[must_use]
    pub fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.0.contains(&address))
    }

    /// Who asks, where the TCP connection comes from `peer`: the peer itself, or whom it speaks for if it is trusted.
    ///
    /// `forwarded` holds the values of `X-Forwarded-For` in their order. Each proxy adds at the end whom it serves, so
    /// the list is read from there, past all proxies that are trusted; what stands before the first address that is not
    /// could be anybody's words. An entry that is no address ends the walk.
    #[must_use]
    pub fn visitor<'a>(&self, peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut visitor = peer.to_canonical();
        for entry in forwarded.rev().flat_map(|value| value.rsplit(',')) {
            if !self.trusts(visitor) {
                break;
            }
            match address_in(entry) {
                Some(address) => visitor = address,
                None => break,
            }
        }
        visitor
    }
}

/// The address in an entry such as `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`,
/// perhaps in quotation marks.
fn address_in(entry: &str) -> Option<IpAddr> {
    let mut entry = entry.trim().trim_matches('"').to_owned();
    // `fe80::1%eth0` names an interface of the proxy, which is no part of the address.
    if let Some(zone) = entry.find('%') {
        let end = entry.find(']').filter(|end| *end > zone).unwrap_or(entry.len());
        entry.replace_range(zone..end, "");
    }
    let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    let with_port = entry.parse::<SocketAddr>().map(|address| address.ip()).ok();
    with_port.or_else(|| entry.parse().ok()).or_else(bracketed).map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn visitor(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let networks: Vec<ProxyNetwork> = trusted.iter().map(|text| text.parse().expect("a proxy")).collect();
        TrustedProxies::from(networks).visitor(ip(peer), forwarded.iter().copied()).to_string()
    }

    #[test]
    fn a_trusted_proxy_speaks_for_the_last_address_it_added() {
        assert_eq!(visitor(&["127.0.0.1"], "127.0.0.1", &["198.51.100.1, 192.0.2.7"]), "192.0.2.7");
    }

    #[test]
    fn nobody_else_speaks_for_others() {
        assert_eq!(visitor(&[], "127.0.0.1", &["192.0.2.7"]), "127.0.0.1");
        assert_eq!(visitor(&["10.0.0.0/8"], "192.0.2.1", &["192.0.2.7"]), "192.0.2.1");
    }

    #[test]
    fn reads_addresses_with_ports_brackets_quotes_and_zones() {
        for (entry, address) in [
            ("192.0.2.7:4711", "192.0.2.7"),
            ("2001:db8::7", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("[2001:db8::7]:4711", "2001:db8::7"),
            ("\"[2001:db8::7]:4711\"", "2001:db8::7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("[::ffff:192.0.2.7]:80", "192.0.2.7"),
            ("fe80::7%eth0", "fe80::7"),
            ("[fe80::7%eth0]:4711", "fe80::7"),
            ("::1", "::1"),
            ("  192.0.2.7\t", "192.0.2.7"),
        ] {
            assert_eq!(visitor(&["127.0.0.1"], "127.0.0.1", &[entry]), address, "{entry}");
        }
    }

    #[test]
    fn walks_a_chain_from_the_right_past_the_proxies_that_are_trusted() {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"];
        let walk = |forwarded: &[&str]| visitor(&trusted, "127.0.0.1", forwarded);
        assert_eq!(walk(&["203.0.113.5, 192.0.2.7, 10.1.2.3, [2001:db8:1::9]:1"]), "192.0.2.7");
        assert_eq!(walk(&["203.0.113.5", "192.0.2.7", "10.1.2.3:8080"]), "192.0.2.7", "in several headers");
        assert_eq!(walk(&["10.9.9.9, 10.1.2.3"]), "10.9.9.9", "all are trusted: the farthest");
        assert_eq!(walk(&[]), "127.0.0.1");
    }

    #[test]
    fn what_is_no_address_ends_the_walk() {
        for entry in [
            "unknown",
            "_hidden",
            "",
            "192.0.2.7.1",
            "[2001:db8::7",
            "192.0.2.7:port",
            "[192.0.2.7]",
            "[::1]x",
            "192.0.2.7, ",
        ] {
            assert_eq!(visitor(&["127.0.0.1"], "127.0.0.1", &[entry]), "127.0.0.1", "{entry}");
        }
        assert_eq!(visitor(&["10.0.0.0/8"], "10.0.0.1", &["192.0.2.7, unknown, 10.0.0.2"]), "10.0.0.2");
    }

    #[test]
    fn a_mapped_peer_is_the_proxy_that_it_is() {
        assert_eq!(visitor(&["127.0.0.1"], "::ffff:127.0.0.1", &["192.0.2.7"]), "192.0.2.7");
    }

    #[test]
    fn refuses_what_is_no_network() {
        for text in ["proxy", "10.0.0.0/33", "10.0.0/8", "127.0.0.1:80", ""] {
            let error = text.parse::<ProxyNetwork>().expect_err("no proxy").to_string();
            let reason = "must be an IP address such as 127.0.0.1, or a network such as 10.0.0.0/8";
            assert_eq!(error, format!("the proxy '{text}' {reason}"));
        }
    }
}
