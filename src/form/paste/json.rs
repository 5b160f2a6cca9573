//! JSON, flat or nested.

use enos::{JsonError, JsonKind, JsonReader};

use super::clean::Writing;
use super::collect::{Collector, Raw};
use super::{Origin, Source, Unclear, Wiped, names};

/// Reads a text that is JSON from its first character to its last. Of any other nothing is taken.
pub(super) fn read(text: &str, collector: &mut Collector) -> bool {
    if !text.trim_start().starts_with(['{', '[']) || !is_json(text) {
        return false;
    }
    let mut walk = Walk { collector, unknown: 0 };
    let is_read = walk.value(&mut JsonReader::new(text), "").is_ok();
    let count = walk.unknown;
    if count > 0 {
        collector.unread(None, Unclear::UnknownMembers { count });
    }
    is_read
}

/// What JSON's string stands for, when a text is one with JSON in it; the quotation marks around may be missing.
pub(super) fn unescaped(text: &str) -> Option<Wiped> {
    let text = text.trim();
    if !text.contains("\\\"") {
        return None;
    }
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let mut string = Wiped::new(String::with_capacity(inside.len() + 2));
    string.push('"');
    string.extend(inside.chars().map(|character| if character.is_control() { ' ' } else { character }));
    string.push('"');
    JsonReader::new(&string).text().ok()
}

struct Walk<'a> {
    collector: &'a mut Collector,
    unknown: usize,
}

impl Walk<'_> {
    fn value(&mut self, reader: &mut JsonReader<'_>, parent: &str) -> Result<(), JsonError> {
        match reader.kind()? {
            JsonKind::Object => reader.object(|reader, name| self.member(reader, parent, name)),
            JsonKind::Array => reader.array(|reader| self.value(reader, parent)),
            JsonKind::Text | JsonKind::Number | JsonKind::Bool | JsonKind::Null => reader.skip(),
        }
    }

    fn member(&mut self, reader: &mut JsonReader<'_>, parent: &str, name: &str) -> Result<(), JsonError> {
        let kind = reader.kind()?;
        if matches!(kind, JsonKind::Object | JsonKind::Array) {
            return self.value(reader, name);
        }
        let Some(meaning) = names::member_meaning(parent, name) else {
            self.unknown += 1;
            return reader.skip();
        };
        match kind {
            // A key of digits that some program took for a number.
            JsonKind::Number => {
                let digits = reader.number()?;
                self.take(meaning, digits);
                Ok(())
            }
            JsonKind::Text => {
                let text = reader.text()?;
                self.take(meaning, &text);
                Ok(())
            }
            JsonKind::Null | JsonKind::Bool | JsonKind::Object | JsonKind::Array => reader.skip(),
        }
    }

    fn take(&mut self, meaning: names::Meaning, value: &str) {
        let origin = Origin { source: Source::Json, line: None };
        self.collector.take(meaning, &Raw { value, writing: Writing::Exact, origin, notes: Vec::new() });
    }
}

fn is_json(text: &str) -> bool {
    let mut reader = JsonReader::new(text);
    reader.skip().and_then(|()| reader.end()).is_ok()
}
