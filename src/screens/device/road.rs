//! An attempt and what is to be seen of it, joined.

use super::{check_words, failure_view, judged, main_buttons, notices, panels, screen, signature_pane, verdict};
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
        count_requests: main_buttons::count_requests,
        form_action: main_buttons::form_action,
        objection: main_buttons::objection,
        watch: |address, told| Watch::start(address, move |found| told.emit(found)),
        watch_again: Watch::again,
        checks: check_words::checks,
        notices: notices::notices,
        judged: judged::judged,
        credentials: signature_pane::credentials,
        report: failure_view::report_of,
        write: |record, format| Some(format.write(record.identity(), &record.secret()?.device_secret)),
    }
}
