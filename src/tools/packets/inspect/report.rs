//! The rows as plain text, to be sent to somebody who can help.

use super::{Direction, Inspection, Row};
use crate::i18n::{Language, Packets, fill};

/// All rows with their fields and bytes, one thing a line.
#[must_use]
pub fn report(inspection: &Inspection, language: Language) -> String {
    let mut lines = vec![language.say(Packets::Title).to_owned(), fill(language.say(Packets::SecretsHidden), &["•"])];
    for row in &inspection.rows {
        push_row(&mut lines, row, language);
    }
    let (rows, bytes) = (inspection.rows_left_out, inspection.bytes_left_out);
    if rows + bytes > 0 {
        lines.push(fill(language.say(Packets::LeftOut), &[&rows.to_string(), &bytes.to_string()]));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn push_row(lines: &mut Vec<String>, row: &Row, language: Language) {
    let direction = match row.direction {
        Direction::Sent => Packets::Sent,
        Direction::Received => Packets::Received,
    };
    let after = fill(language.say(Packets::After), &[&row.after_ms.to_string()]);
    let pieces = [&after, language.say(direction), row.name(language), &row.summary(language)];
    lines.push(String::new());
    lines.push(pieces.join("  "));
    for field in row.fields() {
        lines.push(["    ", language.say(field.name), ": ", &field.value.words(language)].concat());
    }
    for line in row.bytes.lines() {
        // So that the last column stands straight: 16 bytes take 47 places, and a bullet takes one.
        let padding = " ".repeat(47_usize.saturating_sub(line.hex.chars().count()));
        lines.push(["    ", &line.offset, "  ", &line.hex, &padding, "  ", &line.ascii].concat());
    }
}
