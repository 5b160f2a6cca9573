//! Which row names the columns.

use super::{Layout, ListRow};
use crate::columns::column_name;
use enos::FieldName;

/// The head is looked for in so many rows from the front.
pub(crate) const SEARCHED: usize = 5;

/// How many cells of a row are known names of columns. None in a row that holds a long text, as notes and data do.
pub(crate) fn known_names(row: &ListRow) -> usize {
    row.cells.iter().filter(|cell| column_name(cell.as_str()).is_some()).count()
}

/// The place of the row that names the columns, among the first five: the one with the most known names, and of equals the first. One
/// name is enough if it is that of a key, a secret or a label.
pub(crate) fn place(rows: &[ListRow]) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (place, row) in rows.iter().take(SEARCHED).enumerate() {
        let names: Vec<FieldName> = row.cells.iter().filter_map(|cell| column_name(cell.as_str())).collect();
        let is_head = names.len() > 1 || names.iter().any(|name| names_a_device(*name));
        if is_head && best.is_none_or(|(_, most)| names.len() > most) {
            best = Some((place, names.len()));
        }
    }
    best.map(|(place, _)| place)
}

/// EnOS's template: a note in the first row, and behind it the head with `DeviceKey`.
pub(crate) fn layout(rows: &[ListRow], head: Option<usize>) -> Layout {
    let is_key = |row: &ListRow| row.cells.iter().any(|cell| column_name(cell.as_str()) == Some(FieldName::DeviceKey));
    let note = rows.first().and_then(|row| row.cells.first()).map_or("", |cell| cell.trimmed());
    let is_note = ["Note:", "Note：", "注意"].iter().any(|word| note.starts_with(word));
    match head.and_then(|head| Some((head, rows.get(head)?))) {
        Some((1.., row)) if is_note && is_key(row) => Layout::EnosTemplate,
        Some(_) | None => Layout::Plain,
    }
}

const fn names_a_device(name: FieldName) -> bool {
    match name {
        FieldName::ProductKey
        | FieldName::DeviceKey
        | FieldName::ClientId
        | FieldName::ProductSecret
        | FieldName::DeviceSecret
        | FieldName::SerialNumber
        | FieldName::Mac
        | FieldName::AssetId
        | FieldName::DeviceName => true,
        FieldName::Secret
        | FieldName::Gateway
        | FieldName::UserName
        | FieldName::Address
        | FieldName::Password
        | FieldName::Timestamp
        | FieldName::Application
        | FieldName::TimeZone
        | FieldName::Status
        | FieldName::Other => false,
    }
}
