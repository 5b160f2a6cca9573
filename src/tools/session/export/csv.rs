//! CSV (RFC 4180), made for spreadsheets: in UTF-8 with a byte order mark, each field in quotation marks, lines end in CR LF.
//!
//! A cell that a spreadsheet would compute or change gets one apostrophe in front, by which spreadsheets know text; so does one
//! that begins with an apostrophe itself. Whoever reads the file takes exactly one apostrophe off the front of a cell, and has
//! every value as it was.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use foreign_text::{half_width, hidden};

use super::row::mode_word;
use super::time::iso;
use super::{Row, Secrets};
use crate::form::TypedSecret;

/// The columns, in their order. The secret's comes last, where it is asked for.
const COLUMNS: [&str; 11] = [
    "time",
    "productKey",
    "deviceKey",
    "clientId",
    "mode",
    "result",
    "reason",
    "durationMs",
    "fingerprint",
    "assetId",
    "gateway",
];
const SECRET: &str = "deviceSecret";

/// The whole file. What is freed while it grows is overwritten by the page's allocator.
pub(crate) fn write(rows: &[Row<'_>], secrets: Secrets) -> TypedSecret {
    // Writing to memory does not fail.
    let bytes = records(rows, secrets).unwrap_or_default();
    TypedSecret::new(String::from_utf8(bytes).unwrap_or_default())
}

fn records(rows: &[Row<'_>], secrets: Secrets) -> csv::Result<Vec<u8>> {
    let mut file = Vec::with_capacity(4096);
    file.extend_from_slice("\u{feff}".as_bytes());
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(file);
    let secret = (secrets == Secrets::Included).then_some(SECRET);
    writer.write_record(COLUMNS.into_iter().chain(secret))?;
    for row in rows {
        write_row(&mut writer, row, secrets)?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn write_row(writer: &mut csv::Writer<Vec<u8>>, row: &Row<'_>, secrets: Secrets) -> csv::Result<()> {
    let fingerprint = row.fingerprint.map(|fingerprint| fingerprint.to_string()).unwrap_or_default();
    let (time, took) = (iso(row.at), row.took_ms.to_string());
    let cells = [
        (time.as_str(), Kind::Prose),
        (row.product_key, Kind::Name),
        (row.device_key, Kind::Name),
        (row.client_id, Kind::Name),
        (mode_word(row.mode), Kind::Prose),
        (row.ended.word(), Kind::Prose),
        (row.ended.reason(), Kind::Prose),
        (&took, Kind::Prose),
        (&fingerprint, Kind::Name),
        (row.asset_id.unwrap_or_default(), Kind::Name),
        (row.gateway, Kind::Prose),
    ];
    let secret = (secrets == Secrets::Included).then(|| (row.secret_text(secrets), Kind::Name));
    for (text, kind) in cells.into_iter().chain(secret) {
        if needs_apostrophe(text, kind) {
            let cell = TypedSecret::new(["'", text].concat());
            writer.write_field(cell.expose())?;
        } else {
            writer.write_field(text)?;
        }
    }
    // An empty iterator ends the record.
    writer.write_record(None::<&[u8]>)
}

/// What a field is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Must stay what it is, even when it looks like a number.
    Name,
    /// May be read as what it looks like.
    Prose,
}

/// Whether a spreadsheet would compute the cell or change it, or its own apostrophe would be lost.
fn needs_apostrophe(text: &str, kind: Kind) -> bool {
    let is_seen = |character: char| hidden(character).is_none() && !character.is_whitespace();
    let acts_at_once = text.chars().take_while(|character| !is_seen(*character)).any(char::is_control);
    let first = text.chars().find(|character| is_seen(*character)).map(half_width);
    let is_formula = matches!(first, Some('=' | '+' | '-' | '@' | '\'' | '﹢' | '﹣' | '﹦' | '﹫' | '−'));
    acts_at_once || is_formula || (kind == Kind::Name && looks_like_a_number(text))
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
