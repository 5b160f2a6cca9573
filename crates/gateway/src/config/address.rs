//! Where an upstream is: `tcp://host:port` or `mqtts://host:port`.

use std::fmt;
use std::str::FromStr;

/// The port of EnOS for plain TCP, which is used where an address names none.
const PLAIN_PORT: u16 = 11883;
/// The port of EnOS for TLS, which is used where an address names none.
const TLS_PORT: u16 = 18883;

/// Whether bytes travel to an upstream as they are or inside TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Plain TCP: `tcp://` or `mqtt://`.
    Plain,
    /// TLS 1.2 or 1.3: `mqtts://` or `tls://`.
    Tls,
}

/// The address of an upstream, as its operator wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    transport: Transport,
    host: String,
    port: u16,
}

/// Why a text is not the address of an upstream.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// The text does not start with a known scheme.
    #[error("the address '{0}' must start with tcp:// or mqtts://")]
    Scheme(String),
    /// The host is missing or holds characters that no host name has.
    #[error("the address '{0}' has no valid host name")]
    Host(String),
    /// The port is not a number from 1 to 65535.
    #[error("the address '{0}' has no valid port, which is a number from 1 to 65535")]
    Port(String),
    /// A user name or a password stands in the address; it is not repeated here.
    #[error("the address must not hold a user name or a password")]
    UserInfo,
    /// Something follows the port.
    #[error("the address '{0}' must end after the port")]
    Rest(String),
}

impl Address {
    /// Whether to speak TLS.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport
    }

    /// The host name or the IP address, without brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it is on this machine for certain: `localhost`, or an address of the loopback.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let name = self.host.to_ascii_lowercase();
        let address = self.host.parse::<std::net::IpAddr>();
        name == "localhost"
            || name.ends_with(".localhost")
            || address.is_ok_and(|found| found.to_canonical().is_loopback())
    }

    /// The TCP port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(AddressError::Scheme(text.to_owned()));
        };
        let transport = match scheme {
            "tcp" | "mqtt" => Transport::Plain,
            "mqtts" | "tls" | "ssl" => Transport::Tls,
            _ => return Err(AddressError::Scheme(text.to_owned())),
        };
        if rest.contains('@') {
            return Err(AddressError::UserInfo);
        }
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains(['/', '?', '#']) {
            return Err(AddressError::Rest(text.to_owned()));
        }
        let (host, port) = split_port(rest);
        let host = valid_host(host).ok_or_else(|| AddressError::Host(text.to_owned()))?;
        let port = match (port, transport) {
            (Some(digits), _) => valid_port(digits).ok_or_else(|| AddressError::Port(text.to_owned()))?,
            (None, Transport::Plain) => PLAIN_PORT,
            (None, Transport::Tls) => TLS_PORT,
        };
        Ok(Self { transport, host, port })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.transport {
            Transport::Plain => "tcp",
            Transport::Tls => "mqtts",
        };
        if self.host.contains(':') {
            write!(out, "{scheme}://[{}]:{}", self.host, self.port)
        } else {
            write!(out, "{scheme}://{}:{}", self.host, self.port)
        }
    }
}

/// Splits `host:port`; a colon inside the brackets of an IPv6 address is no port's.
fn split_port(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(':') {
        Some((_, port)) if port.contains(']') => (text, None),
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    }
}

fn valid_host(text: &str) -> Option<String> {
    if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let address: std::net::Ipv6Addr = inner.parse().ok()?;
        return Some(address.to_string());
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    let valid = !text.is_empty() && text.len() <= 253 && text.bytes().all(allowed);
    valid.then(|| text.to_owned())
}

fn valid_port(digits: &str) -> Option<u16> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|port| *port != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Address {
        text.parse().expect("valid address")
    }

    fn refusal(text: &str) -> String {
        text.parse::<Address>().expect_err("invalid address").to_string()
    }

    #[test]
    fn reads_host_and_port() {
        let address = read("tcp://iot.example.com:11884");
        assert_eq!(address.transport(), Transport::Plain);
        assert_eq!(address.host(), "iot.example.com");
        assert_eq!(address.port(), 11884);
    }

    #[test]
    fn takes_the_ports_of_enos_where_none_is_given() {
        assert_eq!(read("mqtt://a").port(), 11883);
        assert_eq!(read("mqtts://a").port(), 18883);
    }

    #[test]
    fn knows_what_never_leaves_the_machine() {
        for text in [
            "tcp://127.0.0.1",
            "tcp://127.1.2.3:1",
            "tcp://[::1]",
            "tcp://[::ffff:127.0.0.1]",
            "tcp://Localhost",
            "tcp://a.localhost",
        ] {
            assert!(read(text).is_loopback(), "{text}");
        }
        for text in ["tcp://a", "tcp://localhost.example", "tcp://192.168.1.10", "tcp://0.0.0.0", "tcp://[2001:db8::1]"]
        {
            assert!(!read(text).is_loopback(), "{text}");
        }
    }

    #[test]
    fn reads_an_ipv6_address() {
        let address = read("mqtts://[::1]:18883");
        assert_eq!(address.host(), "::1");
        assert_eq!(address.to_string(), "mqtts://[::1]:18883");
        assert_eq!(read("tcp://[::1]").port(), 11883);
    }

    #[test]
    fn refuses_what_is_no_address_and_says_why() {
        assert_eq!(
            refusal("iot.example.com:11883"),
            "the address 'iot.example.com:11883' must start with tcp:// or mqtts://"
        );
        assert_eq!(refusal("http://a:1"), "the address 'http://a:1' must start with tcp:// or mqtts://");
        assert_eq!(refusal("tcp://:1"), "the address 'tcp://:1' has no valid host name");
        assert_eq!(refusal("tcp://a b:1"), "the address 'tcp://a b:1' has no valid host name");
        assert_eq!(
            refusal("tcp://a:0"),
            "the address 'tcp://a:0' has no valid port, which is a number from 1 to 65535"
        );
        assert_eq!(
            refusal("tcp://a:+1"),
            "the address 'tcp://a:+1' has no valid port, which is a number from 1 to 65535"
        );
        assert_eq!(refusal("tcp://a:1/mqtt"), "the address 'tcp://a:1/mqtt' must end after the port");
        assert_eq!(refusal("tcp://me:pass@a:1"), "the address must not hold a user name or a password");
    }
}
