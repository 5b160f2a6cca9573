//! The headers that make the page safe to type secrets into.

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::config::{ConnectSource, is_authority};

/// What a page may use of the machine: nothing, since it uses none of these. Features that only some browsers know are left
/// out, since the others complain of them in the console.
const PERMISSIONS: &str = "camera=(), serial=(), screen-wake-lock=(), geolocation=(), microphone=(), payment=()";

/// For a year from each visit on, the browser asks this host by HTTPS only.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// The headers that never change.
const FIXED: [(HeaderName, &str); 5] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// The headers of every answer.
#[derive(Debug, Clone)]
pub(crate) struct SecurityHeaders {
    scheme: Scheme,
    connect_sources: String,
}

/// What the gateway itself speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Plain HTTP, perhaps with a proxy in front that speaks HTTPS.
    Http,
    /// HTTPS with a certificate that the gateway made itself, which people have to accept by hand.
    HttpsSelfMade,
    /// HTTPS with a certificate of the operator's.
    Https,
}

impl SecurityHeaders {
    /// Lets the page connect to its own gateway, which speaks `scheme`, and to `connect_sources`.
    pub(crate) fn new(scheme: Scheme, connect_sources: &[ConnectSource]) -> Self {
        let connect_sources = connect_sources.iter().flat_map(|source| [" ", source.as_str()]).collect();
        Self { scheme, connect_sources }
    }

    /// Adds the headers for an answer to a request that was sent to `host`.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, host: Option<&str>) {
        for (name, value) in FIXED {
            headers.insert(name, HeaderValue::from_static(value));
        }
        // Behind this header browsers let nobody accept a certificate by hand any more.
        match self.scheme {
            Scheme::Https => drop(headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT)),
            Scheme::Http | Scheme::HttpsSelfMade => {}
        }
        if let Ok(value) = HeaderValue::try_from(self.content_security_policy(host)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, value);
        }
    }

    /// The policy. `'self'` means the page's own scheme to some browsers, so the WebSocket schemes are named as well.
    fn content_security_policy(&self, host: Option<&str>) -> String {
        let own = match host.filter(|host| is_authority(host)) {
            Some(host) => match self.scheme {
                Scheme::Http => format!(" ws://{host} wss://{host}"),
                Scheme::Https | Scheme::HttpsSelfMade => format!(" wss://{host}"),
            },
            None => String::new(),
        };
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
             font-src 'none'; media-src 'self' blob:; connect-src 'self'{own}{more}; worker-src 'self'; \
             manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
             require-trusted-types-for 'script'; trusted-types boot",
            more = self.connect_sources
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(sources: &[&str], host: Option<&str>) -> String {
        let mut headers = HeaderMap::new();
        let sources: Vec<_> = sources.iter().map(|text| text.parse().expect("a source")).collect();
        SecurityHeaders::new(Scheme::Http, &sources).apply(&mut headers, host);
        headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text").to_owned()
    }

    #[test]
    fn lets_the_page_connect_to_its_own_gateway_only() {
        let policy = policy(&[], Some("127.0.0.1:8080"));
        assert!(policy.contains("; connect-src 'self' ws://127.0.0.1:8080 wss://127.0.0.1:8080;"), "{policy}");
        assert!(policy.ends_with("require-trusted-types-for 'script'; trusted-types boot"));
    }

    #[test]
    fn a_page_that_came_by_https_connects_by_wss_only() {
        let mut headers = HeaderMap::new();
        SecurityHeaders::new(Scheme::Https, &[]).apply(&mut headers, Some("a"));
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.contains("; connect-src 'self' wss://a;"), "{policy}");
    }

    #[test]
    fn only_a_certificate_of_the_operators_binds_browsers_to_https() {
        for (scheme, is_bound) in [(Scheme::Https, true), (Scheme::HttpsSelfMade, false), (Scheme::Http, false)] {
            let mut headers = HeaderMap::new();
            SecurityHeaders::new(scheme, &[]).apply(&mut headers, Some("a"));
            assert_eq!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY), is_bound, "{scheme:?}");
        }
    }

    #[test]
    fn adds_the_sources_of_the_operator() {
        let policy = policy(&["wss://bridge.example"], None);
        assert!(policy.contains("; connect-src 'self' wss://bridge.example;"), "{policy}");
    }

    #[test]
    fn never_repeats_a_host_that_could_carry_a_directive() {
        let policy = policy(&[], Some("a; script-src *"));
        assert!(policy.contains("; connect-src 'self';"), "{policy}");
    }
}
