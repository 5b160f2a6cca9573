//! What a batch gives back: the list with its results, and the rows that were not done.

use enos::normalize_name;

use crate::list::{Layout, List};

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

/// Whether a list with results says that a row is done.
pub(crate) fn says_done(list: &List, row: usize) -> bool {
    let [status, ..] = HEADS;
    let column = (0..list.width()).find(|column| normalize_name(list.head_of(*column)) == normalize_name(status));
    let word = column.and_then(|column| list.cell(row, column)).map_or("", |cell| cell.trimmed());
    matches!(word, "activated" | "handed over" | "logged in")
}
