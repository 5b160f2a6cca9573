//! The devices of a session as a file: CSV for spreadsheets, JSON for programs.
//!
//! Secrets are left out unless they are asked for. Whatever the file holds is wiped with it.

mod csv;
mod json;
mod row;
mod text;
mod time;

use enos::Timestamp;

pub use row::{Ended, Row, Secrets};
pub use time::iso;

use crate::form::TypedSecret;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, in UTF-8 with a byte order mark, as spreadsheets want it.
    Csv,
    /// One object, with the devices in `devices`.
    Json,
}

/// A file to save.
#[derive(Clone, Debug)]
pub struct Export {
    /// Its name, which holds the time and nothing else.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its text, wiped when it is dropped.
    pub text: TypedSecret,
}

impl Export {
    /// Writes the rows at this time.
    #[must_use]
    pub fn of(rows: &[Row<'_>], format: Format, secrets: Secrets, now: Timestamp) -> Self {
        let (ending, media_type, text) = match format {
            Format::Csv => (".csv", "text/csv;charset=utf-8", csv::write(rows, secrets)),
            Format::Json => (".json", "application/json", json::write(rows, secrets, now).finish()),
        };
        Self { name: ["enos-session-", &time::in_file_names(now), ending].concat(), media_type, text }
    }
}

#[cfg(test)]
mod session_export_tests;
