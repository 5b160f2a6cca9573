//! The time that goes by, for what counts down on the page.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::browser::monotonic_millis;

/// The clock that never goes back, in milliseconds, read at once and then every so many milliseconds while a period is given.
/// Zero before the first reading.
#[hook]
pub fn use_ticker(period: Option<u32>) -> u64 {
    let time = use_state_eq(|| 0);
    {
        let time = time.setter();
        use_effect_with(period, move |period| {
            let interval = period.map(|period| {
                time.set(monotonic_millis());
                Interval::new(period, move || time.set(monotonic_millis()))
            });
            move || drop(interval)
        });
    }
    *time
}
