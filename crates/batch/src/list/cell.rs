//! One cell.

use core::fmt;

use zeroize::Zeroizing;

/// The text of one cell, as it stands in the list. Any of them may hold a secret, whatever its column is called: `Debug` shows the
/// length only, and the text is wiped with the cell.
#[derive(Clone, PartialEq, Eq)]
pub struct Cell {
    text: Zeroizing<Box<str>>,
    source: CellSource,
}

/// Where the text of a cell comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellSource {
    /// The list. A spreadsheet may have changed it before.
    List,
    /// Somebody typed it in place.
    Typed,
}

impl Cell {
    pub(crate) fn new(text: &str, source: CellSource) -> Self {
        Self { text: Zeroizing::new(text.into()), source }
    }

    /// The text, untouched.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text without white space, byte order marks and zero-width spaces around it, which spreadsheets and web pages leave there.
    #[must_use]
    pub fn trimmed(&self) -> &str {
        self.text.trim_matches(|character: char| {
            character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}' | '\u{2060}')
        })
    }

    /// Where it comes from.
    #[must_use]
    pub const fn source(&self) -> CellSource {
        self.source
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.text.chars().count();
        formatter.debug_struct("Cell").field("length", &length).field("source", &self.source).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_no_text() {
        let cell = Cell::new(" planted\u{feff}", CellSource::List);
        assert_eq!(format!("{cell:?}"), "Cell { length: 9, source: List, .. }");
        assert_eq!((cell.as_str(), cell.trimmed()), (" planted\u{feff}", "planted"));
    }
}
