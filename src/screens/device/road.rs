//! An attempt and what is to be seen of it, joined.

use super::{failure_view, panels, screen, verdict};
use crate::activation::Driver;
use crate::screens::parts::Road;

/// All of it.
#[must_use]
pub fn road() -> Road {
    Road {
        driver: |show| Driver::new(move |phase| show.emit(phase)),
        verdict: verdict::verdict,
        timeline: panels::timeline,
        progress: screen::progress,
        report: failure_view::report_of,
        write: |record, format| Some(format.write(record.identity(), &record.secret()?.device_secret)),
    }
}
