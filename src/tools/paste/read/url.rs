//! Addresses: of the gateway, or with keys behind `?` and `#`, as a label's code holds them.

use zeroize::Zeroizing;

use super::collect::{Collector, Raw};
use super::value::Writing;
use super::{Note, Origin, SkipReason, Source, Wiped, names};

/// `wss://…`, or `ws://…`.
pub(crate) fn is_web_socket(text: &str) -> bool {
    has_scheme(text, "wss://") || has_scheme(text, "ws://")
}

/// `https://…`, or `http://…`.
pub(crate) fn is_web(text: &str) -> bool {
    has_scheme(text, "https://") || has_scheme(text, "http://")
}

/// Whether keys or secrets stand in an address behind `?`, whatever its scheme: the code on a label may have one of its own.
pub(crate) fn names_keys(text: &str) -> bool {
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let is_ours = |name: &str| matches!(names::meaning(name), Some(names::Meaning::PastedField(_)));
    query.split(['&', ';']).filter_map(|pair| pair.split_once('=')).any(|(name, _)| is_ours(name))
}

/// Takes the keys and secrets out of an address.
pub(crate) fn read(address: &str, line: Option<usize>, collector: &mut Collector) {
    let (front, fragment) = address.split_once('#').unwrap_or((address, ""));
    let query = front.split_once('?').map_or("", |(_, query)| query);
    // A fragment may be a route with a query of its own.
    let fragment = fragment.split_once('?').map_or(fragment, |(_, query)| query);
    let mut has_keys = false;
    for (pairs, source) in [(query, Source::Query), (fragment, Source::Fragment)] {
        for (name, value) in pairs
            .split(['&', ';'])
            .map(|pair| pair.strip_prefix("amp;").unwrap_or(pair))
            .filter_map(|pair| pair.split_once('='))
        {
            let Some(meaning) = decoded(name).and_then(|name| names::meaning(&name)) else { continue };
            has_keys = true;
            let Some(plain) = decoded(value) else {
                collector.skipped(line, SkipReason::UnknownName);
                continue;
            };
            let notes = if plain.as_str() == value { Vec::new() } else { vec![Note::PercentDecoded] };
            // The name of an address within an address is its own business.
            if meaning != names::Meaning::Address {
                let origin = Origin { source, line };
                collector.take(meaning, &Raw { value: &plain, writing: Writing::Exact, origin, notes });
            }
        }
    }
    if !has_keys {
        collector.skipped(line, SkipReason::BareAddress);
    }
}

fn has_scheme(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

/// Decodes `%41`. A plus stays one: a secret in base64 may hold it. `None` when it is not UTF-8 then.
fn decoded(text: &str) -> Option<Wiped> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digits = rest.clone();
        match (byte, digits.next().and_then(hex), digits.next().and_then(hex)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high << 4 | low);
                rest = digits;
            }
            _ => bytes.push(byte),
        }
    }
    let is_text = std::str::from_utf8(&bytes).is_ok();
    is_text.then(|| Wiped::new(String::from_utf8(std::mem::take(&mut *bytes)).unwrap_or_default()))
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
