//! Times as people and programs read them.

use enos::Timestamp;

/// The time in UTC as ISO 8601 writes it, with milliseconds: `2026-11-22T17:45:00.123Z`. What is later than the year 9999 is written
/// as its last millisecond.
#[must_use]
pub fn iso(time: Timestamp) -> String {
    let moment = Moment::of(time);
    let date = [&padded(moment.year, 4), "-", &padded(moment.month, 2), "-", &padded(moment.day, 2)].concat();
    let [hours, minutes, seconds, millis] = moment.clock;
    [&date, "T", &padded(hours, 2), ":", &padded(minutes, 2), ":", &padded(seconds, 2), ".", &padded(millis, 3), "Z"]
        .concat()
}

/// The time in UTC to the minute, without marks that file systems refuse: `20261122-1745`.
pub(crate) fn in_file_names(time: Timestamp) -> String {
    let moment = Moment::of(time);
    let [hours, minutes, ..] = moment.clock;
    let date = [padded(moment.year, 4), padded(moment.month, 2), padded(moment.day, 2)].concat();
    [&date, "-", &padded(hours, 2), &padded(minutes, 2)].concat()
}

struct Moment {
    year: u64,
    month: u64,
    day: u64,
    /// Hours, minutes, seconds, milliseconds.
    clock: [u64; 4],
}

impl Moment {
    /// In years that begin in March, a leap day is the last of its year (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms").
    fn of(time: Timestamp) -> Self {
        let millis = time.as_millis().min(LAST_MILLISECOND);
        let days = millis / 86_400_000 + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        Self {
            year: era * 400 + year_of_era + u64::from(month < 3),
            month,
            day: day_of_year - (153 * month_from_march + 2) / 5 + 1,
            clock: [millis / 3_600_000 % 24, millis / 60_000 % 60, millis / 1_000 % 60, millis % 1_000],
        }
    }
}

/// 9999-12-31T23:59:59.999Z.
const LAST_MILLISECOND: u64 = 253_402_300_799_999;

fn padded(number: u64, width: usize) -> String {
    let digits = number.to_string();
    let zeros = "000".get(..width.saturating_sub(digits.len())).unwrap_or_default();
    [zeros, &digits].concat()
}
