//! The rows that were not done, in the form of EnOS's own console (`errmsg.txt`): `Line 7: reason`.

use foreign_text::visible_line;

use super::Words;
use crate::run::{Batch, StateKind};

/// The file's name, as the console calls it.
pub const NAME: &str = "errmsg.txt";

/// The whole file: a line for each row that is invalid, has failed, or is uncertain, with its number as a spreadsheet counts. Empty where
/// there is none. It holds no secret.
#[must_use]
pub fn write(batch: &Batch, words: &impl Words) -> String {
    let mut text = String::new();
    for row in batch.rows() {
        match row.kind() {
            StateKind::Invalid | StateKind::Failed | StateKind::Uncertain => {}
            StateKind::Ready
            | StateKind::Skipped
            | StateKind::Running
            | StateKind::Activated
            | StateKind::HandedOver
            | StateKind::LoggedIn => continue,
        }
        text.push_str("Line ");
        text.push_str(&row.number.to_string());
        text.push_str(": ");
        text.push_str(&visible_line(&words.reason(row), LIMIT));
        text.push_str("\r\n");
    }
    text
}

/// In characters: no reason is as long.
const LIMIT: usize = 500;
