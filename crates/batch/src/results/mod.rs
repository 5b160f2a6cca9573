//! What a batch gives back: the list with its results, and the rows that were not done.

mod csv;
mod errors;
#[cfg(test)]
mod tests;

use enos::{Timestamp, normalize_name};

pub use csv::{Secrets, write as csv};
pub use errors::{NAME as ERROR_FILE_NAME, write as error_file};

use crate::list::{Layout, List};
use crate::run::{Row, StateKind};

/// The words of a file that only the page has.
pub trait Words {
    /// Why a row was not done, in one line; empty where it was.
    fn reason(&self, row: &Row) -> String;
    /// A time in UTC, as ISO 8601 writes it.
    fn utc(&self, at: Timestamp) -> String;
    /// The same time where the technician is, with the difference to UTC.
    fn local(&self, at: Timestamp) -> String;
}

/// The columns behind those of the list, in their order. Their names are the same in every language, so that a file with results is
/// recognised when it comes back.
pub const HEADS: [&str; 8] = [
    "activation status",
    "reason",
    "code",
    "asset id (EnOS)",
    "fingerprint",
    "time (UTC)",
    "time (local)",
    "handed over",
];
/// The column with the secrets, behind the others, where they are asked for.
pub const SECRET_HEAD: &str = "device secret (EnOS)";

/// The word for where a row stands, the same in every language.
#[must_use]
pub const fn status_word(kind: StateKind) -> &'static str {
    match kind {
        StateKind::Ready => "not started",
        StateKind::Invalid => "invalid",
        StateKind::Skipped => "skipped",
        StateKind::Running => "running",
        StateKind::Activated => "activated",
        StateKind::HandedOver => "handed over",
        StateKind::LoggedIn => "logged in",
        StateKind::Failed => "failed",
        StateKind::Uncertain => "uncertain",
    }
}

/// Whether a head is that of a list with results: it names all of the columns.
pub(crate) fn is_own_head<'a>(heads: impl Iterator<Item = &'a str>) -> bool {
    let heads: Vec<String> = heads.map(normalize_name).collect();
    HEADS.iter().all(|head| heads.contains(&normalize_name(head)))
}

/// Whether a column of a list with results was written with them, rather than with the list.
pub(crate) fn is_own_column(list: &List, column: usize) -> bool {
    let head = normalize_name(list.head_of(column));
    let is_own = HEADS.iter().chain([&SECRET_HEAD]).any(|own| normalize_name(own) == head);
    list.layout == Layout::Results && is_own
}

/// Whether such a column says what came of a device. Its secret says how the device logs in.
pub(crate) fn is_result(list: &List, column: usize) -> bool {
    is_own_column(list, column) && normalize_name(list.head_of(column)) != normalize_name(SECRET_HEAD)
}

/// Whether a list with results says that a row is done.
pub(crate) fn says_done(list: &List, row: usize) -> bool {
    let [status, ..] = HEADS;
    let column = (0..list.width()).find(|column| normalize_name(list.head_of(*column)) == normalize_name(status));
    let word = column.and_then(|column| list.cell(row, column)).map_or("", |cell| cell.trimmed());
    [StateKind::Activated, StateKind::HandedOver, StateKind::LoggedIn].iter().any(|kind| status_word(*kind) == word)
}
