//! The headers that make the page safe to type secrets into.

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::config::{ConnectSource, ServerTls, is_authority};

/// What a page may use of the machine: nothing, since it uses none of these. Features that only some browsers know are left
/// out, since the others complain of them in the console.
const PERMISSIONS: &str = "camera=(), serial=(), screen-wake-lock=(), geolocation=(), microphone=(), payment=()";

/// For a year from each visit on, the browser asks this host by HTTPS only.
const STRICT_TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

const FIXED: [(HeaderName, &str); 5] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

#[derive(Debug, Clone)]
pub(crate) struct SecurityHeaders {
    /// The gateway itself speaks HTTPS.
    is_https: bool,
    /// The certificate is the operator's.
    is_strict: bool,
    connect_sources: String,
}

impl SecurityHeaders {
    /// Lets the page connect to its own gateway, which has the certificate `tls`, and to `connect_sources`.
    pub(crate) fn new(tls: Option<&ServerTls>, connect_sources: &[ConnectSource]) -> Self {
        let connect_sources = connect_sources.iter().flat_map(|source| [" ", source.as_str()]).collect();
        // Behind this header browsers let nobody accept a certificate by hand any more.
        let is_strict = matches!(tls, Some(ServerTls::Files { .. }));
        Self { is_https: tls.is_some(), is_strict, connect_sources }
    }

    /// Adds the headers for an answer to a request that was sent to `host`.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, host: Option<&str>) {
        for (name, value) in FIXED {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if self.is_strict {
            headers.insert(header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT);
        }
        if let Ok(value) = HeaderValue::try_from(self.content_security_policy(host)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, value);
        }
    }

    /// The policy. `'self'` means the page's own scheme to some browsers, so the WebSocket schemes are named as well.
    fn content_security_policy(&self, host: Option<&str>) -> String {
        let own = match host.filter(|host| is_authority(host)) {
            Some(host) if self.is_https => format!(" wss://{host}"),
            Some(host) => format!(" ws://{host} wss://{host}"),
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

    fn files() -> ServerTls {
        ServerTls::Files { certificate: "a.pem".into(), key: "a.key".into() }
    }

    fn policy(sources: &[&str], host: Option<&str>) -> String {
        let mut headers = HeaderMap::new();
        let sources: Vec<_> = sources.iter().map(|text| text.parse().expect("a source")).collect();
        SecurityHeaders::new(None, &sources).apply(&mut headers, host);
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
        SecurityHeaders::new(Some(&files()), &[]).apply(&mut headers, Some("a"));
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
        assert!(policy.contains("; connect-src 'self' wss://a;"), "{policy}");
    }

    #[test]
    fn only_a_certificate_of_the_operators_binds_browsers_to_https() {
        let self_made = ServerTls::SelfMade { names: vec!["a".into()], keep: None };
        for (tls, is_bound) in [(Some(files()), true), (Some(self_made), false), (None, false)] {
            let mut headers = HeaderMap::new();
            SecurityHeaders::new(tls.as_ref(), &[]).apply(&mut headers, Some("a"));
            assert_eq!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY), is_bound, "{tls:?}");
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
