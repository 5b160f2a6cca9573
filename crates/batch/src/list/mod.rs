//! A list of devices, from text to rows of cells. Nothing is changed on the way: digits stay digits, and blanks stay blanks.

mod cell;
mod delimiter;
mod file_name;
mod head;
mod records;
#[cfg(test)]
mod tests;

use std::fmt;

use enos::ProductKey;

pub use cell::{Cell, CellSource};
pub use delimiter::Delimiter;
pub use file_name::product_key_in;

use crate::encoding::BYTE_LIMIT;
use crate::results::is_own_head;

/// A list of devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What stood between the cells.
    pub delimiter: Delimiter,
    /// Whether it is EnOS's own layout.
    pub layout: Layout,
    /// The row that names the columns, where there is one.
    pub head: Option<ListRow>,
    /// The devices, in their order.
    pub rows: Vec<ListRow>,
    /// The product key in the file's name.
    pub product_key: Option<ProductKey>,
    /// Rows in front of the head, which were passed over.
    pub passed_over: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Its number as a spreadsheet shows it: from 1, with the head, with empty rows, and a row with a line break in a cell as one.
    pub number: u32,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// Where things stand in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The template of EnOS's console: a note in row 1, the head in row 2, one product whose key stands in the file's name.
    EnosTemplate,
    /// A list that this page has written, with the results of a batch. The apostrophes that keep spreadsheets from changing cells
    /// have been taken off.
    Results,
    /// Any other.
    Plain,
}

/// Which row names the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadChoice {
    /// It is looked for in the first five rows.
    #[default]
    Find,
    /// None does.
    Absent,
    /// The row of this number, as a spreadsheet counts.
    Row(u32),
}

/// Why a text is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListError {
    /// No row holds anything, or none stands behind the head.
    NoRows,
    /// More than 10 MB.
    TooLarge {
        /// The bytes given.
        bytes: usize,
    },
    /// More than [`List::ROW_LIMIT`] devices.
    TooManyRows {
        /// The rows given.
        rows: usize,
    },
    /// A quotation mark opens a cell and is never closed, so that all that follows would be one cell.
    UnclosedQuote {
        /// The row with that mark.
        row: u32,
    },
}

impl List {
    /// The most devices.
    pub const ROW_LIMIT: usize = 5_000;
    /// The most devices that EnOS's console takes in one file. A list with more is read all the same, and this is said.
    pub const CONSOLE_LIMIT: usize = 1_000;

    /// Reads a list that has been decoded. The file's name, where there is one, may hold the product key.
    ///
    /// # Errors
    /// When it has no rows, too many, or a quotation mark that is never closed.
    pub fn read(text: &str, file_name: Option<&str>, choice: HeadChoice) -> Result<Self, ListError> {
        if text.len() > BYTE_LIMIT {
            return Err(ListError::TooLarge { bytes: text.len() });
        }
        let text = text.trim_start_matches('\u{feff}');
        let (delimiter, text) = Delimiter::said_by(text).unwrap_or_else(|| (Delimiter::of(text), text));
        let rows = records::rows(text, delimiter, usize::MAX)?;
        let head = match choice {
            HeadChoice::Find => head::place(&rows),
            HeadChoice::Absent => None,
            HeadChoice::Row(number) => rows.iter().position(|row| row.number == number),
        };
        let layout = head::layout(&rows, head);
        let passed_over = head.unwrap_or_default();
        let mut rows = rows.into_iter().skip(passed_over);
        let head = head.and_then(|_| rows.next());
        let rows: Vec<_> = rows.collect();
        match rows.len() {
            0 => return Err(ListError::NoRows),
            rows if rows > Self::ROW_LIMIT => return Err(ListError::TooManyRows { rows }),
            _ => {}
        }
        let product_key = file_name.and_then(product_key_in);
        let list = Self { delimiter, layout, head, rows, product_key, passed_over };
        Ok(if list.is_own() { list.without_apostrophes() } else { list })
    }

    /// How many columns there are: as many as the head names, or else as the longest row has cells.
    #[must_use]
    pub fn width(&self) -> usize {
        let longest = || self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        self.head.as_ref().map_or_else(longest, |head| head.cells.len())
    }

    /// The text above a column; nothing where nothing names it.
    #[must_use]
    pub fn head_of(&self, column: usize) -> &str {
        self.head.as_ref().and_then(|head| head.cells.get(column)).map_or("", Cell::as_str)
    }

    /// One cell of a device; nothing where its row is too short.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// Puts another text into a cell, as somebody has typed it. A row that is too short becomes long enough; without such a row or
    /// column nothing changes.
    pub fn set(&mut self, row: usize, column: usize, text: &str) {
        let width = self.width();
        let Some(row) = self.rows.get_mut(row).filter(|_| column < width) else { return };
        while row.cells.len() <= column {
            row.cells.push(Cell::new("", CellSource::Typed));
        }
        if let Some(cell) = row.cells.get_mut(column) {
            *cell = Cell::new(text, CellSource::Typed);
        }
    }

    /// Whether EnOS's own console would refuse it for its length.
    #[must_use]
    pub fn is_beyond_console(&self) -> bool {
        self.rows.len() > Self::CONSOLE_LIMIT
    }

    fn is_own(&self) -> bool {
        self.head.as_ref().is_some_and(|head| is_own_head(head.cells.iter().map(Cell::as_str)))
    }

    fn without_apostrophes(mut self) -> Self {
        self.layout = Layout::Results;
        for cell in self.head.iter_mut().chain(&mut self.rows).flat_map(|row| &mut row.cells) {
            if let Some(text) = cell.as_str().strip_prefix('\'') {
                *cell = Cell::new(text, CellSource::List);
            }
        }
        self
    }
}

impl fmt::Display for ListError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRows => formatter.write_str("the list has no rows"),
            Self::TooLarge { bytes } => {
                write!(formatter, "the list has {bytes} bytes, and at most {BYTE_LIMIT} are allowed")
            }
            Self::TooManyRows { rows } => {
                write!(formatter, "the list has {rows} rows, and at most {} are allowed", List::ROW_LIMIT)
            }
            Self::UnclosedQuote { row } => write!(formatter, "row {row} has a quotation mark that is never closed"),
        }
    }
}

impl std::error::Error for ListError {}
