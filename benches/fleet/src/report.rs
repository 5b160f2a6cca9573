//! What stands on the screen.

use std::time::Duration;

use crate::phase::Phase;
use crate::verdict::{Judged, Verdict};

/// So many failures are told in full; the rest is counted.
const TOLD: usize = 10;

/// After each phase.
pub(crate) fn phase<T>(name: &str, phase: &Phase<T>) {
    let durations = phase.durations();
    let succeeded = phase.successes().count();
    let seconds = phase.took.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a figure for people needs no sixteen digits")]
    let rate = succeeded as f64 / seconds.max(f64::EPSILON);
    println!("{name}: {succeeded} in {seconds:.1} s, {rate:.0} a second, {} failed", durations.len() - succeeded);
    let [median, p99, slowest] = [50, 99, 100].map(|percent| percentile(&durations, percent).as_millis());
    println!("  each took: median {median} ms, p99 {p99} ms, slowest {slowest} ms");
    for failure in phase.failures().take(TOLD) {
        println!("  failed: {failure}");
    }
}

/// At the end.
pub(crate) fn judged(judged: &Judged) {
    let Judged { devices, lost, unproven, shared, unknown_to_enos } = judged;
    println!(
        "of {devices}: {lost} lost, {unproven} unproven, {shared} with another's secret, {unknown_to_enos} not as EnOS has them"
    );
    println!(
        "{}",
        match judged.verdict() {
            Verdict::Complete => "complete: each device has logged in with a secret of its own",
            Verdict::Incomplete => "INCOMPLETE",
        }
    );
}

/// The duration that so many percent do not exceed; zero if there is none.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(rank).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_percent_do_not_exceed_the_percentile() {
        let sorted: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&sorted, 50), Duration::from_millis(100));
        assert_eq!(percentile(&sorted, 99), Duration::from_millis(198));
        assert_eq!(percentile(&sorted, 100), Duration::from_millis(200));
        assert_eq!(percentile(&[], 50), Duration::ZERO);
    }
}
