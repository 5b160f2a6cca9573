//! What a spreadsheet would make of a cell of a CSV file.
//!
//! A cell that a spreadsheet would compute or change gets one apostrophe in front, by which spreadsheets know text; so does one
//! that begins with an apostrophe itself. Whoever reads the file takes exactly one apostrophe off the front of a cell, and has
//! every value as it was.

use alloc::string::String;

use crate::{half_width, hidden};

/// What a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Must stay what it is, even when it looks like a number.
    Name,
    /// May be read as what it looks like.
    Prose,
}

/// Whether a spreadsheet would compute the cell or change it, or its own apostrophe would be lost.
#[must_use]
pub fn needs_apostrophe(text: &str, kind: CellKind) -> bool {
    let is_seen = |character: char| hidden(character).is_none() && !character.is_whitespace();
    let acts_at_once = text.chars().take_while(|character| !is_seen(*character)).any(char::is_control);
    let first = text.chars().find(|character| is_seen(*character)).map(half_width);
    let is_formula = matches!(first, Some('=' | '+' | '-' | '@' | '\'' | '﹢' | '﹣' | '﹦' | '﹫' | '−'));
    acts_at_once || is_formula || (kind == CellKind::Name && looks_like_a_number(text))
}

/// `00123` would lose its zeros, `123456789012345678` its last digits; `12E5`, `1-2`, `MAR1` and `TRUE` would become something
/// else altogether.
fn looks_like_a_number(text: &str) -> bool {
    let plain: String = text.chars().map(half_width).map(|character| character.to_ascii_lowercase()).collect();
    let plain = plain.trim();
    let is_numeric = |character: char| character.is_ascii_digit() || ".,-/:+e %$€£¥()'".contains(character);
    let has_digit = plain.contains(|character: char| character.is_ascii_digit());
    let begins_with_a_month = MONTHS.iter().any(|month| {
        let behind = plain.strip_prefix(month).unwrap_or_default();
        let behind = behind.trim_start_matches(|character: char| character.is_ascii_lowercase());
        behind.contains(|character: char| character.is_ascii_digit()) && behind.chars().all(is_numeric)
    });
    let ends_with_a_month = MONTHS.iter().any(|month| {
        plain.find(month).is_some_and(|place| place > 0 && plain.split_at(place).0.chars().all(is_numeric))
    });
    matches!(plain, "true" | "false")
        || (has_digit && (plain.chars().all(is_numeric) || begins_with_a_month || ends_with_a_month))
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_a_spreadsheet_would_compute() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "\u{200b}=x", "'x", "\0x"] {
            assert!(needs_apostrophe(text, CellKind::Prose), "{text:?}");
        }
        for text in ["", "a=1", "2026-11-22T17:45:09.007Z", "12"] {
            assert!(!needs_apostrophe(text, CellKind::Prose), "{text:?}");
        }
    }

    #[test]
    fn knows_names_that_a_spreadsheet_would_take_for_numbers() {
        for text in ["00123", "123456789012345678", "12E5", "1-2", "MAR1", "TRUE", "5%", "００１"] {
            assert!(needs_apostrophe(text, CellKind::Name) && !needs_apostrophe(text, CellKind::Prose), "{text:?}");
        }
        for text in ["INV-0001", "12ab", "e", "march", "8Xk2Qw"] {
            assert!(!needs_apostrophe(text, CellKind::Name), "{text:?}");
        }
    }
}
