//! Paste anything: finds keys, secrets and the gateway's address in whatever was copied.
//!
//! JSON, lines of `name: value`, `.env` files, source code, logs, tables, addresses with a query, MQTT client ids and user names. What
//! belongs together stays together: each row of a table is a [`Record`] of its own. What was changed on the way is noted.
//!
//! No text that may hold a secret is ever shown. A value that is shown is taken only where its beginning and its end are certain.

mod code;
mod collect;
mod found;
mod json;
mod lines;
mod markup;
mod mqtt;
mod names;
mod own;
mod quoted;
mod record;
mod table;
mod url;
mod value;
mod words;

use zeroize::Zeroizing;

pub use found::{Finding, Note, Origin, PastedField, SkipReason, Skipped, Source, Unneeded};
pub use record::Record;

/// The most bytes that are read.
pub const LIMIT: usize = 64 * 1024;

/// What a pasted text holds.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// The devices, each with what belongs to it. With more than one, somebody has to choose.
    pub records: Vec<Record>,
    /// How many more devices there are.
    pub left_out: usize,
    /// What was changed in the text as a whole.
    pub notes: Vec<Note>,
    /// What could not be used, at most [`Skipped::LIMIT`] of them.
    pub skipped: Vec<Skipped>,
}

/// Says that a text is too long to be looked through. Nothing of it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Its bytes.
    pub length: usize,
}

impl Pasted {
    /// The most devices that are kept to choose from.
    pub const LIMIT: usize = 200;

    /// Looks through a text. Secrets in it are held only in what wipes itself; the text itself is the caller's to wipe.
    ///
    /// # Errors
    /// When it has more than [`LIMIT`] bytes.
    pub fn read(text: &str) -> Result<Self, TooLong> {
        if text.len() > LIMIT {
            return Err(TooLong { length: text.len() });
        }
        let mut collector = collect::Collector::default();
        let body = text.trim_start_matches('\u{feff}');
        if body.len() < text.len() {
            collector.note(Note::ByteOrderMark);
        }
        let body = with_plain_line_ends(body);
        if !own::read(&body, &mut collector)
            && !json::read(&body, &mut collector)
            && !read_unescaped(&body, &mut collector)
        {
            let is_session = own::is_session_head(body.split('\n').next().unwrap_or_default());
            if is_session {
                lines::read(&body, &mut collector);
                return Ok(collector.finish());
            }
            let rest = json::read_within(&body, &mut collector);
            let rest = rest.as_deref().unwrap_or(&body);
            let plain = markup::read(rest, &mut collector);
            lines::read(plain.as_deref().unwrap_or(rest), &mut collector);
        }
        Ok(collector.finish())
    }

    /// Whether nothing at all was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.iter().all(Record::is_empty)
    }
}

/// JSON inside a string, as logs and command lines hold it: `{\"productKey\": …}`.
fn read_unescaped(text: &str, collector: &mut collect::Collector) -> bool {
    let is_read = json::unescaped(text).is_some_and(|text| json::read(&text, collector));
    if is_read {
        collector.note(Note::UnescapedJson);
    }
    is_read
}

/// With each line ended as Unix does, and without the mark by which parts that were read are known.
fn with_plain_line_ends(text: &str) -> Wiped {
    let mut plain = Wiped::new(String::with_capacity(text.len()));
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                let _ = characters.next_if_eq(&'\n');
                plain.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => plain.push('\n'),
            lines::CONSUMED => {}
            _ => plain.push(character),
        }
    }
    plain
}

/// A text that is wiped when it is dropped.
type Wiped = Zeroizing<String>;

#[cfg(test)]
mod care_tests;
#[cfg(test)]
mod field_tests;
#[cfg(test)]
mod formats_tests;
#[cfg(test)]
mod kept_tests;
