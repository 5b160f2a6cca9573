//! What a certificate says of itself: from when until when it is valid, and for which names.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};

/// A day, in seconds.
pub(crate) const DAY: i64 = 24 * 60 * 60;
/// This program was not there before: 2026-11-01. To be moved on with each release.
const MADE: Moment = Moment(1_793_491_200);

/// A moment, in seconds since 1970. It is written as `2026-11-27 15:20Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(i64);

impl Moment {
    /// So many seconds after 1970 began.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// What this machine's clock says.
    #[must_use]
    pub fn now() -> Self {
        Self::from(SystemTime::now())
    }

    /// How long before `later` it is, in seconds.
    pub(crate) const fn seconds_until(self, later: Self) -> i64 {
        later.0 - self.0
    }

    /// Whether a clock that says this is certainly behind: this program, or its file, is of a later time. A day is
    /// allowed for clocks that are not exact and for files from other time zones.
    pub(crate) fn is_impossible(self) -> bool {
        static EARLIEST: OnceLock<Moment> = OnceLock::new();
        let earliest = EARLIEST.get_or_init(|| {
            let file = std::env::current_exe().and_then(|program| program.metadata()).and_then(|file| file.modified());
            file.map_or(MADE, |written| Self::from(written).max(MADE))
        });
        self.0 + DAY < earliest.0
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match OffsetDateTime::from_unix_timestamp(self.0) {
            Ok(time) => {
                let month = u8::from(time.month());
                write!(out, "{}-{month:02}-{:02} {:02}:{:02}Z", time.year(), time.day(), time.hour(), time.minute())
            }
            Err(_) => write!(out, "{} s after 1970", self.0),
        }
    }
}

/// What is read of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) not_before: Moment,
    pub(crate) not_after: Moment,
    /// The host names and IP addresses that it is for, each in the form of [`comparable`], sorted.
    pub(crate) names: Vec<String>,
}

/// Whether a certificate is valid at some moment; if not, from when on or until when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Validity {
    Good,
    Begins(Moment),
    Ended(Moment),
}

impl Facts {
    /// Reads a certificate in DER form; `None` for what is no certificate.
    pub(crate) fn of(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let validity = certificate.validity();
        let alternative = certificate.subject_alternative_name().ok().flatten();
        let names = alternative.iter().flat_map(|extension| &extension.value.general_names);
        Some(Self {
            not_before: Moment(validity.not_before.timestamp()),
            not_after: Moment(validity.not_after.timestamp()),
            names: sorted(names.filter_map(name)),
        })
    }

    pub(crate) fn validity_at(&self, now: Moment) -> Validity {
        if now < self.not_before {
            Validity::Begins(self.not_before)
        } else if now > self.not_after {
            Validity::Ended(self.not_after)
        } else {
            Validity::Good
        }
    }

    /// Whether it is for exactly these names.
    pub(crate) fn is_for_exactly(&self, names: &[String]) -> bool {
        self.names == sorted(names.iter().map(|name| comparable(name)))
    }
}

/// A host name or an IP address as it is compared: in lower case, addresses in their shortest form.
fn comparable(name: &str) -> String {
    name.parse::<IpAddr>().map_or_else(|_| name.to_ascii_lowercase(), |address| address.to_string())
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    if let GeneralName::DNSName(name) = name {
        return Some(comparable(name));
    }
    let GeneralName::IPAddress(bytes) = name else { return None };
    let short = <[u8; 4]>::try_from(*bytes).map(IpAddr::from);
    let long = <[u8; 16]>::try_from(*bytes).map(IpAddr::from);
    short.or(long).ok().map(|address| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_a_moment_as_people_read_it() {
        assert_eq!(Moment::from_unix_seconds(0).to_string(), "1970-01-01 00:00Z");
        assert_eq!(Moment::from_unix_seconds(1_795_792_800).to_string(), "2026-11-27 15:20Z");
    }

    #[test]
    fn reads_names_and_validity_of_a_certificate() {
        let key = rcgen::KeyPair::generate().expect("a key");
        let names = ["Site-Laptop.local".to_owned(), "192.168.1.10".to_owned(), "2001:db8::1".to_owned()];
        let mut params = rcgen::CertificateParams::new(names).expect("names");
        params.not_before = OffsetDateTime::from_unix_timestamp(1_000_000_000).expect("a time");
        params.not_after = OffsetDateTime::from_unix_timestamp(2_000_000_000).expect("a time");
        let facts = Facts::of(params.self_signed(&key).expect("a certificate").der()).expect("facts");
        assert_eq!(facts.names, ["192.168.1.10", "2001:db8::1", "site-laptop.local"]);
        let at = |seconds| facts.validity_at(Moment::from_unix_seconds(seconds));
        assert_eq!(at(999_999_999), Validity::Begins(Moment::from_unix_seconds(1_000_000_000)));
        assert_eq!(at(1_000_000_000), Validity::Good);
        assert_eq!(at(2_000_000_001), Validity::Ended(Moment::from_unix_seconds(2_000_000_000)));
    }

    #[test]
    fn what_is_no_certificate_has_no_facts() {
        assert_eq!(Facts::of(b""), None);
        assert_eq!(Facts::of(b"\x30\x03\x02\x01\x03"), None);
    }

    #[test]
    fn compares_addresses_by_what_they_mean() {
        assert_eq!(comparable("2001:DB8:0::1"), "2001:db8::1");
        assert_eq!(comparable("Host.Example"), "host.example");
    }

    #[test]
    fn a_clock_before_this_program_is_impossible() {
        assert!(Moment(0).is_impossible());
        assert!(Moment(MADE.0 - DAY - 1).is_impossible());
        assert!(!Moment(4_000_000_000).is_impossible());
    }
}
