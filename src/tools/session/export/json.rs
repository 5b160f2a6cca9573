//! JSON, in the words of EnOS's own messages.

use enos::{Timestamp, quote};

use super::row::mode_word;
use super::text::Text;
use super::time::iso;
use super::{Row, Secrets};

/// The whole file.
pub(crate) fn write(rows: &[Row<'_>], secrets: Secrets, now: Timestamp) -> Text {
    let mut text = Text::new();
    text.push("{\n  \"version\": 1,\n  \"written\": ");
    text.push(&quote(&iso(now)));
    text.push(",\n  \"devices\": [");
    for (place, row) in rows.iter().enumerate() {
        text.push(if place == 0 { "\n    " } else { ",\n    " });
        write_row(&mut text, row, secrets);
    }
    text.push(if rows.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    text
}

fn write_row(text: &mut Text, row: &Row<'_>, secrets: Secrets) {
    text.push("{\"time\": ");
    text.push(&quote(&iso(row.at)));
    let member = |text: &mut Text, name: &str, value: &str| {
        text.push(", \"");
        text.push(name);
        text.push("\": ");
        text.push(value);
    };
    member(text, "productKey", &quote(row.product_key));
    member(text, "deviceKey", &quote(row.device_key));
    member(text, "clientId", &quote(row.client_id));
    member(text, "mode", &quote(mode_word(row.mode)));
    member(text, "result", &quote(row.ended.word()));
    if !row.ended.reason().is_empty() {
        member(text, "reason", &quote(row.ended.reason()));
    }
    member(text, "durationMs", &row.took_ms.to_string());
    if let Some(fingerprint) = row.fingerprint {
        member(text, "fingerprint", &quote(&fingerprint.to_string()));
    }
    if let Some(asset_id) = row.asset_id {
        member(text, "assetId", &quote(asset_id));
    }
    if !row.gateway.is_empty() {
        member(text, "gateway", &quote(row.gateway));
    }
    let secret = row.secret_text(secrets);
    if !secret.is_empty() {
        member(text, "deviceSecret", "");
        push_quoted(text, secret);
    }
    text.push("}");
}

/// Quotes a secret character by character, so that no copy of it is left behind.
fn push_quoted(text: &mut Text, secret: &str) {
    text.push("\"");
    for character in secret.chars() {
        let mut buffer = [0; 4];
        let plain: &str = character.encode_utf8(&mut buffer);
        if character == '"' || character == '\\' || character.is_ascii_control() {
            let quoted = quote(plain);
            text.push(quoted.trim_start_matches('"').strip_suffix('"').unwrap_or_default());
        } else {
            text.push(plain);
        }
    }
    text.push("\"");
}
