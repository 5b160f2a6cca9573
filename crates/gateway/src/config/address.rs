//! Where an upstream is: `tcp://host:port` or `mqtts://host:port`.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::{Host, ParseError, Url};

use super::error::ConfigError;

/// The ports of EnOS, which are used where an address names none.
const PLAIN_PORT: u16 = 11883;
const TLS_PORT: u16 = 18883;
/// The longest host name (RFC 1035, 2.3.4).
const LONGEST_HOST: usize = 253;

/// Whether bytes travel to an upstream as they are or inside TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// Plain TCP: `tcp://` or `mqtt://`.
    Plain,
    /// TLS 1.2 or 1.3: `mqtts://`, `tls://` or `ssl://`.
    Tls,
}

/// The address of an upstream, as its operator wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    transport: Transport,
    host: String,
    port: u16,
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

    /// The TCP port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether it is on this machine for certain: `localhost`, or an address of the loopback.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let name = self.host.to_ascii_lowercase();
        let address = self.host.parse::<IpAddr>();
        name == "localhost"
            || name.ends_with(".localhost")
            || address.is_ok_and(|found| found.to_canonical().is_loopback())
    }
}

impl FromStr for Address {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let wrong = |reason: &str| ConfigError(format!("the address '{text}' {reason}"));
        let wrong_port = || wrong("has no valid port, which is a number from 1 to 65535");
        let (scheme, rest) = text.split_once("://").unwrap_or_default();
        let (transport, default_port) = match scheme {
            "tcp" | "mqtt" => (Transport::Plain, PLAIN_PORT),
            "mqtts" | "tls" | "ssl" => (Transport::Tls, TLS_PORT),
            _ => return Err(wrong("must start with tcp:// or mqtts://")),
        };
        if rest.contains('@') {
            return Err(ConfigError("the address must not hold a user name or a password".to_owned()));
        }
        if rest.strip_suffix('/').unwrap_or(rest).contains(['/', '?', '#']) {
            return Err(wrong("must end after the port"));
        }
        let wrong_host = || wrong("has no valid host name");
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        // The parser leaves these out, or ends the address at them, without a word.
        let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
        let is_left_out = |text: &str| text.contains(|at: char| at.is_whitespace() || at.is_control() || at == '\\');
        if is_left_out(host) {
            return Err(wrong_host());
        }
        if is_left_out(port) || authority.ends_with(':') {
            return Err(wrong_port());
        }
        let url = Url::parse(text)
            .map_err(|error| if error == ParseError::InvalidPort { wrong_port() } else { wrong_host() })?;
        let host = match url.host() {
            Some(Host::Ipv6(address)) => address.to_string(),
            Some(Host::Domain(name)) if is_host_name(name) => name.to_owned(),
            Some(Host::Ipv4(_) | Host::Domain(_)) | None => return Err(wrong_host()),
        };
        let port = url.port().unwrap_or(default_port);
        if port == 0 { Err(wrong_port()) } else { Ok(Self { transport, host, port }) }
    }
}

fn is_host_name(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (1..=LONGEST_HOST).contains(&name.len()) && name.bytes().all(allowed)
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = match self.transport {
            Transport::Plain => "tcp",
            Transport::Tls => "mqtts",
        };
        let (open, close) = if self.host.contains(':') { ("[", "]") } else { ("", "") };
        write!(out, "{scheme}://{open}{}{close}:{}", self.host, self.port)
    }
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
        for address in [
            "tcp://a:",
            "mqtts://[::1]:",
            "tcp://a:/",
            "tcp://a:1\\anything",
            "tcp://a:\\x",
            "tcp://a:1 ",
            "tcp://a:1\t",
        ] {
            let expected = format!("the address '{address}' has no valid port, which is a number from 1 to 65535");
            assert_eq!(refusal(address), expected);
        }
        for address in ["tcp://a ", "tcp://iot.exa\nmple.com", "tcp://a\u{7f}:1", "tcp://\ta:1", "tcp://a\\b:1"] {
            assert_eq!(refusal(address), format!("the address '{address}' has no valid host name"));
        }
        assert_eq!(refusal("tcp://a:1/mqtt"), "the address 'tcp://a:1/mqtt' must end after the port");
        assert_eq!(refusal("tcp://me:pass@a:1"), "the address must not hold a user name or a password");
    }
}
