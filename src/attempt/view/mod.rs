//! An attempt and what is to be seen of it, joined.

pub mod check_words;
pub mod checks;
pub mod clipboard;
pub mod credentials;
pub mod error_summary;
pub mod failure;
pub mod failure_card;
pub mod failure_words;
pub mod form_status;
pub mod main_buttons;
pub mod notices;
pub mod result;
pub mod result_card;
pub mod secret_format;
pub mod steps;
pub mod swapped_keys;
pub mod timeline;
pub mod unread_message;
pub mod unread_words;

use super::Driver;
use super::preflight::Watch;
use crate::page::lazy::AttemptViews;

/// All of it.
#[must_use]
pub fn attempt_views() -> AttemptViews {
    AttemptViews {
        driver: |show| Driver::new(move |phase| show.emit(phase)),
        result: result::result_view,
        timeline: timeline::timeline,
        progress: steps::progress,
        count_requests: main_buttons::count_requests,
        form_action: main_buttons::form_action,
        objection: main_buttons::objection,
        watch: |address, callback| Watch::start(address, move |found| callback.emit(found)),
        watch_again: Watch::again,
        checks: check_words::checks,
        notices: notices::notices,
        form_status: form_status::form_status,
        credentials: credentials::credentials,
        report: failure::report_of,
        clipboard: clipboard::clipboard_notice,
        write: |record, format| Some(format.write(record.identity(), &record.secret()?.device_secret)),
    }
}
