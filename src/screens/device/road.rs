//! An attempt and what is to be seen of it, joined.

use super::state::Device;
use super::{check_words, failure_view, main_buttons, notices, panels, screen, swapped, verdict};
use crate::activation::Driver;
use crate::preflight::Watch;
use crate::screens::parts::Road;

/// All of it.
#[must_use]
pub fn road() -> Road {
    Road {
        driver: |show| Driver::new(move |phase| show.emit(phase)),
        verdict: verdict::verdict,
        timeline: panels::timeline,
        progress: screen::progress,
        requests_left: Device::requests_left,
        count_requests: main_buttons::count_requests,
        form_action: main_buttons::form_action,
        objection: main_buttons::objection,
        watch: |address, told| Watch::start(address, move |found| told.emit(found)),
        watch_again: Watch::again,
        checks: check_words::checks,
        notices: notices::notices,
        closed: notices::closed,
        swapped: swapped::swapped,
        report: failure_view::report_of,
        write: |record, format| Some(format.write(record.identity(), &record.secret()?.device_secret)),
    }
}
