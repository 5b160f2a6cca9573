//! CSV (RFC 4180), made for spreadsheets: in UTF-8 with a byte order mark, lines end in CR LF.

use super::row::mode_word;
use super::text::Text;
use super::time::iso;
use super::{Row, Secrets};

/// The whole file.
pub(super) fn write(rows: &[Row<'_>], secrets: Secrets) -> Text {
    let mut text = Text::new();
    text.push("\u{feff}time,productKey,deviceKey,clientId,mode,result,reason,durationMs,fingerprint,assetId,gateway");
    text.push(match secrets {
        Secrets::LeftOut => "\r\n",
        Secrets::Included => ",deviceSecret\r\n",
    });
    for row in rows {
        write_row(&mut text, row, secrets);
    }
    text
}

fn write_row(text: &mut Text, row: &Row<'_>, secrets: Secrets) {
    let fingerprint = row.fingerprint.map(|fingerprint| fingerprint.to_string()).unwrap_or_default();
    text.push(&iso(row.at));
    for key in [row.product_key, row.device_key, row.client_id] {
        text.push(",");
        push_field(text, key, Kind::Name);
    }
    for (field, kind) in [
        (mode_word(row.mode), Kind::Prose),
        (row.ended.word(), Kind::Prose),
        (row.ended.reason(), Kind::Prose),
        (&row.took_ms.to_string(), Kind::Prose),
        (&fingerprint, Kind::Name),
        (row.asset_id.unwrap_or_default(), Kind::Name),
        (row.gateway, Kind::Prose),
    ] {
        text.push(",");
        push_field(text, field, kind);
    }
    if secrets == Secrets::Included {
        text.push(",");
        push_field(text, row.secret_text(secrets), Kind::Name);
    }
    text.push("\r\n");
}

/// What a field is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Must stay what it is, even when it looks like a number.
    Name,
    /// May be read as what it looks like.
    Prose,
}

/// A field that a spreadsheet would compute or change gets an apostrophe in front, by which spreadsheets know text. A program
/// that reads the file takes it off again; JSON has none.
fn push_field(text: &mut Text, field: &str, kind: Kind) {
    let is_formula = field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || field.starts_with(['\t', '\r', '\n']);
    let is_defused = is_formula || (kind == Kind::Name && looks_like_a_number(field));
    let is_quoted = field.contains(['"', ',', ';', '\t', '\r', '\n', ' ']);
    if is_quoted {
        text.push("\"");
    }
    if is_defused {
        text.push("'");
    }
    for (place, part) in field.split('"').enumerate() {
        text.push(if place == 0 { "" } else { "\"\"" });
        text.push(part);
    }
    if is_quoted {
        text.push("\"");
    }
}

/// `00123` would lose its zeros, `123456789012345678` its last digits, `12E5` and `1-2` would become something else altogether.
fn looks_like_a_number(field: &str) -> bool {
    let is_numeric = |character: char| {
        character.is_ascii_digit() || matches!(character, '.' | ',' | '-' | '/' | ':' | '+' | 'e' | 'E' | ' ')
    };
    field.contains(|character: char| character.is_ascii_digit()) && field.chars().all(is_numeric)
}
