//! What the page may connect to besides its own gateway, as a source of the Content-Security-Policy.

use std::str::FromStr;

use super::error::ConfigError;
use super::origins::is_authority;

/// A source such as `wss://bridge.example.com` or `wss://*.example.com`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectSource(String);

impl ConnectSource {
    /// The source as it stands in the policy.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ConnectSource {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let wrong = |reason: &str| ConfigError(format!("the connect source '{text}' {reason}"));
        let schemes = ["wss://", "ws://", "https://", "http://"];
        let authority = schemes.iter().find_map(|scheme| text.strip_prefix(scheme)).unwrap_or_default();
        let domain = authority.strip_prefix("*.");
        if !is_authority(domain.unwrap_or(authority)) {
            return Err(wrong("must be wss://, ws://, https:// or http:// with a host, and nothing behind it"));
        }
        // A star below a domain in which anybody can have a name admits nearly every host there is.
        if domain.is_some_and(|domain| !has_one_owner(domain)) {
            return Err(wrong(
                "would let the page connect to strangers: behind the * there must be the domain of one owner, as in \
                 wss://*.bridge.example.com",
            ));
        }
        Ok(Self(text.to_owned()))
    }
}

/// Whether all names below this domain belong to whoever owns it, as far as that can be told without the public suffix
/// list, which would be out of date before the gateway is: below `com`, `co.uk` or `github.io` anybody can have a name.
fn has_one_owner(domain: &str) -> bool {
    let host = domain.split_once(':').map_or(domain, |(host, _)| host).to_ascii_lowercase();
    let host = host.strip_suffix('.').unwrap_or(&host);
    let labels: Vec<&str> = host.split('.').collect();
    match labels.as_slice() {
        [.., last] if last.is_empty() || last.bytes().all(|byte| byte.is_ascii_digit()) => false,
        _ if labels.contains(&"") => false,
        [] | [_] => false,
        [second, country] if country.len() == 2 && REGISTRY_LABELS.contains(second) => false,
        _ => !SHARED_DOMAINS.contains(&host),
    }
}

/// What registries of countries put in front of their own label.
const REGISTRY_LABELS: [&str; 16] =
    ["ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "ltd", "me", "mil", "ne", "net", "nom", "or", "org"];

/// Domains of hosters and of address services, in which everybody can have a name at once.
const SHARED_DOMAINS: [&str; 28] = [
    "aliyuncs.com",
    "amazonaws.com",
    "appspot.com",
    "azurewebsites.net",
    "cloudfront.net",
    "cloudapp.net",
    "duckdns.org",
    "firebaseapp.com",
    "fly.dev",
    "github.io",
    "gitlab.io",
    "herokuapp.com",
    "loca.lt",
    "myqcloud.com",
    "netlify.app",
    "ngrok-free.app",
    "ngrok.app",
    "ngrok.io",
    "nip.io",
    "onrender.com",
    "pages.dev",
    "sslip.io",
    "surge.sh",
    "trycloudflare.com",
    "vercel.app",
    "web.app",
    "workers.dev",
    "xip.io",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_host_with_or_without_port_or_star() {
        for text in [
            "wss://bridge.example",
            "wss://*.bridge.example",
            "wss://*.example.com:8443",
            "wss://*.site.example.co.uk",
            "ws://192.168.1.10:8080",
            "https://a",
        ] {
            assert_eq!(text.parse::<ConnectSource>().expect("a source").as_str(), text);
        }
    }

    #[test]
    fn refuses_what_would_open_the_policy() {
        for text in
            ["*", "wss:", "wss://", "wss://*", "wss://a b", "wss://a; script-src *", "data:", "wss://a.*.example"]
        {
            let error = text.parse::<ConnectSource>().expect_err("no source").to_string();
            assert!(error.starts_with(&format!("the connect source '{text}' must be ")), "{error}");
        }
    }

    #[test]
    fn refuses_a_star_below_a_domain_in_which_anybody_can_have_a_name() {
        for text in [
            "wss://*.com",
            "wss://*.COM",
            "wss://*.com.",
            "wss://*.com:443",
            "wss://*.example",
            "wss://*.co.uk",
            "wss://*.com.cn",
            "wss://*.github.io",
            "wss://*.trycloudflare.com:443",
            "wss://*.local",
            "wss://*.0.0.1",
            "wss://*..com",
        ] {
            let error = text.parse::<ConnectSource>().expect_err("too wide").to_string();
            assert!(error.starts_with(&format!("the connect source '{text}' would let the page")), "{error}");
        }
    }
}
