//! Looks for another time that was signed.

use alloc::string::ToString;

use crate::Mistake;
use crate::base::Base;
use crate::hash::{Hash, Kind};
use crate::recipe::Recipe;
use enos::{PartName, Timestamp};

/// How far a second look at the clock may lie from the first, in milliseconds.
const NEAR: u64 = 2_000;
/// The same for clocks that count seconds.
const NEAR_SECONDS: u64 = 60;
const HALF_HOUR: u64 = 1_800_000;
/// A time zone is at most 14 hours away.
const HALF_HOURS: u64 = 28;

/// Tries the times around the one that is sent (or, where that is not known, around the one to go by), then whole seconds,
/// then time zones.
pub(crate) fn search(base: &Base<'_>, target: &[u8], tried: &mut u32) -> Option<Mistake> {
    if target.len() != Kind::Sha256.length() {
        return None;
    }
    let trial = Trial::new(base);
    let mut attempt = |time: Option<u64>| {
        *tried = tried.saturating_add(1);
        time.filter(|time| trial.makes(*time, target))
    };
    let sent: Option<u64> = base.timestamp.and_then(|text| text.split('.').next()).and_then(|text| text.parse().ok());
    if let Some(seconds) = sent.filter(|sent| Timestamp::from_millis(*sent).looks_like_seconds()) {
        // All milliseconds of the second, and the beginning of the next, since some clocks round up.
        let start = seconds.saturating_mul(1_000);
        for away in 0..=1_000 {
            if let Some(signed) = attempt(start.checked_add(away)) {
                return Some(Mistake::MillisecondsSigned { signed });
            }
        }
    }
    let centre = sent.unwrap_or(base.known.timestamp.as_millis());
    let second = centre / 1_000;
    // How many steps of how many milliseconds to go, and by how many milliseconds what is signed is divided.
    let walks = [
        (centre, NEAR, 1, 1),
        (centre, HALF_HOURS, HALF_HOUR, 1),
        (second * 1_000, NEAR_SECONDS, 1_000, 1),
        (second, NEAR_SECONDS, 1, 1_000),
    ];
    for (start, steps, step, unit) in walks {
        for count in 0..=steps {
            let away = count * step;
            let found = attempt(start.checked_add(away)).or_else(|| attempt(start.checked_sub(away)));
            if let Some(signed) = found {
                return Some(Mistake::OtherTimestamp { signed: signed.saturating_mul(unit), sent });
            }
        }
    }
    None
}

/// A hash in which only the time is still to come.
struct Trial<'a> {
    prefix: Hash,
    secret: &'a str,
}

impl<'a> Trial<'a> {
    fn new(base: &Base<'a>) -> Self {
        let mut recipe = Recipe::right(base);
        if let Some(time) = recipe.value(PartName::Timestamp) {
            *time = "".into();
        }
        let mut prefix = Hash::new(Kind::Sha256);
        recipe.feed_content(&mut |bytes| prefix.update(bytes));
        Self { prefix, secret: recipe.secret }
    }

    fn makes(&self, time: u64, target: &[u8]) -> bool {
        let hash = self.prefix.clone().chain(time.to_string().as_bytes()).chain(self.secret.as_bytes());
        hash.is(target)
    }
}
