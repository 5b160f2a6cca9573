//! Hosts in addresses that came from outside.

/// Whether a host, with its port if it has one, is written as browsers show it: a name of ASCII letters, digits, `-`, `_` and `.`,
/// or an IP address in its usual form.
///
/// An international name has to be written as it is registered (`xn--…`): a letter of another script may look like a Latin one. An
/// escape, a full-width dot or a number in another form would be shown as something else than what a browser opens.
#[must_use]
pub fn is_plain_host(authority: &str) -> bool {
    let (host, port) = split_port(authority);
    if port.is_some_and(|port| port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit())) {
        return false;
    }
    if let Some(address) = host.strip_prefix('[') {
        // A browser refuses what has these characters and is no address.
        let is_of_address = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.');
        return address
            .strip_suffix(']')
            .is_some_and(|address| address.contains(':') && address.bytes().all(is_of_address));
    }
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    // Browsers take a name that ends in a number for an IPv4 address, in decimal, octal or hexadecimal.
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = last.starts_with(|first: char| first.is_ascii_digit())
        && (last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x") || last.starts_with("0X"));
    host.split('.').all(is_label) && (!is_number || is_ipv4(host))
}

/// The host in two parts: what anybody can choose, and the end that had to be registered (with the port, if there is one). For an IP
/// address, or a name of one or two parts, all of it is the end.
#[must_use]
pub fn registrable_end(authority: &str) -> (&str, &str) {
    let (host, _) = split_port(authority);
    if host.starts_with('[') || is_ipv4(host) {
        return ("", authority);
    }
    let mut labels = host.rsplit('.');
    let (top, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    // `co.uk`, `com.cn`, `gov.au`: under most countries names are registered one level further down.
    let is_public = top.len() == 2 && (2..=3).contains(&second.len());
    let parts = if is_public { 3 } else { 2 };
    let start = host.rmatch_indices('.').nth(parts - 1).map_or(0, |(place, _)| place + 1);
    authority.split_at_checked(start).unwrap_or(("", authority))
}

/// Four decimal numbers up to 255, without zeros in front, which would make them octal. The library's own reader weighs more than
/// this in the page.
fn is_ipv4(host: &str) -> bool {
    let is_octet = |part: &str| {
        let is_short = part == "0" || (matches!(part.len(), 1..=3) && !part.starts_with('0'));
        let value = part.bytes().try_fold(0_u16, |value, byte| {
            byte.is_ascii_digit().then(|| value.saturating_mul(10).saturating_add(u16::from(byte - b'0')))
        });
        is_short && value.is_some_and(|value| value < 256)
    };
    host.split('.').count() == 4 && host.split('.').all(is_octet)
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        Some(_) | None => (authority, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_names_and_addresses_in_their_usual_form() {
        for host in [
            "gateway.example",
            "localhost",
            "GW.example:8443",
            "xn--gteway-4nf.example",
            "10.0.0.1",
            "127.0.0.1:8080",
            "[::1]",
            "[2001:db8::1]:443",
            "a_b.example",
            "4g.example",
        ] {
            assert!(is_plain_host(host), "{host}");
        }
    }

    #[test]
    fn refuses_what_a_browser_would_open_as_something_else() {
        for host in [
            "",
            "gаteway.example",
            "bridge.example。evil.example",
            "bridge.example%2eevil.example",
            "ｇateway.example",
            "bridge.example\u{ad}.evil",
            "0x7f000001",
            "2130706433",
            "127.1",
            "0177.0.0.1",
            "1.2.3.4.5",
            "a..b",
            ".a",
            "a.",
            "a:",
            "a:80a",
            "[::1",
            "[1.2.3.4]",
            "a'b",
            "a\"b",
            "a<b",
            "a@b",
            "a b",
        ] {
            assert!(!is_plain_host(host), "{host}");
        }
    }

    #[test]
    fn the_end_of_a_host_is_what_was_registered() {
        for (host, parts) in [
            ("gateway.bank.example.evil.example:8443", ("gateway.bank.example.", "evil.example:8443")),
            ("gw.plant.co.uk", ("gw.", "plant.co.uk")),
            ("gw.plant.com.cn", ("gw.", "plant.com.cn")),
            ("gw.plant.io", ("gw.", "plant.io")),
            ("plant.example", ("", "plant.example")),
            ("localhost:8080", ("", "localhost:8080")),
            ("10.0.0.1", ("", "10.0.0.1")),
            ("[::1]:80", ("", "[::1]:80")),
        ] {
            assert_eq!(registrable_end(host), parts);
        }
    }
}
