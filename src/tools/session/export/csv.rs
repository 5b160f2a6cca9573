//! CSV (RFC 4180), made for spreadsheets: in UTF-8 with a byte order mark, each field in quotation marks, lines end in CR LF.
//!
//! A cell that a spreadsheet would compute or change gets one apostrophe in front; see [`needs_apostrophe`].

use csv::{QuoteStyle, Terminator, WriterBuilder};
use foreign_text::{CellKind, needs_apostrophe};

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
        (time.as_str(), CellKind::Prose),
        (row.product_key, CellKind::Name),
        (row.device_key, CellKind::Name),
        (row.client_id, CellKind::Name),
        (mode_word(row.mode), CellKind::Prose),
        (row.ended.word(), CellKind::Prose),
        (row.ended.reason(), CellKind::Prose),
        (&took, CellKind::Prose),
        (&fingerprint, CellKind::Name),
        (row.asset_id.unwrap_or_default(), CellKind::Name),
        (row.gateway, CellKind::Prose),
    ];
    let secret = (secrets == Secrets::Included).then(|| (row.secret_text(secrets), CellKind::Name));
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
