//! How busy the machine was meanwhile: times that were taken beside a build are not worth much.

use std::fs;
use std::thread::available_parallelism;

/// Prints how many programs wanted a processor in the last minute, where the system tells; `before` is what it told before
/// the race.
pub(crate) fn print(before: Option<f64>) {
    let (Some(before), Some(after)) = (before, now()) else { return };
    let processors = available_parallelism().map_or(1, usize::from);
    println!("Load of the machine, which has {processors} processors: {before} before the race, {after} behind it.");
}

/// The average of the last minute, which Linux tells.
pub(crate) fn now() -> Option<f64> {
    first_number(&fs::read_to_string("/proc/loadavg").ok()?)
}

fn first_number(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_is_that_of_the_last_minute() {
        assert_eq!(first_number("1.25 8.04 6.31 2/345 6789\n"), Some(1.25));
        assert_eq!(first_number(""), None);
    }
}
