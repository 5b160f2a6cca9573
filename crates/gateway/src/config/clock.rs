//! Whether this machine's clock can be right.

use std::sync::OnceLock;

use super::certificate::Moment;

/// This program was not there before: 2026-11-01. To be moved on with each release.
const MADE: Moment = Moment::from_unix_seconds(1_793_491_200);
/// Nobody's clock is exact, and files come from machines in other time zones.
const TOLERANCE: i64 = 24 * 60 * 60;

/// Whether a clock that says `now` is certainly behind: this program, or its file, is of a later time.
pub(crate) fn is_impossible(now: Moment) -> bool {
    now.unix_seconds() + TOLERANCE < earliest().unix_seconds()
}

fn earliest() -> Moment {
    static EARLIEST: OnceLock<Moment> = OnceLock::new();
    *EARLIEST.get_or_init(|| {
        let file = std::env::current_exe().and_then(|program| program.metadata()).and_then(|file| file.modified());
        file.map_or(MADE, |written| Moment::of(written).max(MADE))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_this_program_is_impossible() {
        assert!(is_impossible(Moment::from_unix_seconds(0)));
        assert!(is_impossible(Moment::from_unix_seconds(MADE.unix_seconds() - TOLERANCE - 1)));
        assert!(!is_impossible(Moment::from_unix_seconds(4_000_000_000)));
    }
}
