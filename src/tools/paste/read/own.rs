//! The formats that this page itself writes. They are understood whole, so that every value comes back as it was.

use enos::{JsonKind, JsonReader, quote};

use super::collect::{Collector, Raw};
use super::names::Meaning;
use super::quoted;
use super::quoted::Front;
use super::value::Writing;
use super::{Origin, PastedField, Source, Wiped, value};

/// Reads a file or a text that this page has written, and nothing else.
pub(crate) fn read(text: &str, collector: &mut Collector) -> bool {
    let found = header(text).or_else(|| environment(text)).or_else(|| command(text)).or_else(|| object(text));
    // A document's example has the same form.
    let found = found.filter(|values| !values.iter().any(|(_, value, _)| value::is_named_stand_in(value)));
    if let Some(values) = found {
        for (slot, value, line) in &values {
            take(*slot, value, *line, collector);
        }
        return true;
    }
    session(text, collector)
}

/// The head of the session's table.
pub(crate) fn is_session_head(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_end();
    let plain: String =
        head.chars().map(|character| if matches!(character, '\t' | ';') { ',' } else { character }).collect();
    let columns: Vec<_> = plain.split(',').map(|column| column.trim_matches('"')).collect();
    columns.starts_with(&["time", "productKey", "deviceKey", "clientId", "mode", "result"])
}

type Values = Vec<(PastedField, Wiped, Option<usize>)>;

const KEYS: [PastedField; 3] = [PastedField::ProductKey, PastedField::DeviceKey, PastedField::DeviceSecret];

fn take(slot: PastedField, value: &str, line: Option<usize>, collector: &mut Collector) {
    let source = if line.is_some() { Source::Name } else { Source::Json };
    let raw = Raw { value, writing: Writing::Own, origin: Origin { source, line }, notes: Vec::new() };
    collector.take(Meaning::PastedField(slot), &raw);
}

/// Three `#define`.
fn header(text: &str) -> Option<Values> {
    let names = ["#define ENOS_PRODUCT_KEY ", "#define ENOS_DEVICE_KEY ", "#define ENOS_DEVICE_SECRET "];
    let lines = three_lines(text)?;
    KEYS.into_iter()
        .zip(names)
        .zip(lines)
        .map(|((slot, name), (number, line))| Some((slot, json_text(line.strip_prefix(name)?)?, Some(number))))
        .collect()
}

/// Three variables between single quotes.
fn environment(text: &str) -> Option<Values> {
    let names = ["ENOS_PRODUCT_KEY=", "ENOS_DEVICE_KEY=", "ENOS_DEVICE_SECRET="];
    let lines = three_lines(text)?;
    KEYS.into_iter()
        .zip(names)
        .zip(lines)
        .map(|((slot, name), (number, line))| {
            let quoted = line.strip_prefix(name)?;
            let inside = quoted.strip_prefix('\'')?.strip_suffix('\'')?;
            let parts = inside.split(r"'\''").collect::<Vec<_>>();
            let is_whole = parts.iter().all(|part| !part.contains('\''));
            is_whole.then(|| (slot, Wiped::new(parts.join("'")), Some(number)))
        })
        .collect()
}

/// `AT+ENOS="pk1","dk1","secret"`.
fn command(text: &str) -> Option<Values> {
    let mut rest = text.trim_end_matches(['\r', '\n']).strip_prefix("AT+ENOS=")?;
    let mut values = Values::new();
    for (place, slot) in KEYS.into_iter().enumerate() {
        if place > 0 {
            rest = rest.strip_prefix(',')?;
        }
        let Front::Whole(_) = quoted::front(rest) else { return None };
        let mut reader = JsonReader::new(rest);
        let value = reader.text().ok()?;
        rest = rest.get(reader.position()..)?;
        values.push((slot, value, Some(1)));
    }
    rest.is_empty().then_some(values)
}

/// The object of a file or of a QR code: these members in this order, written without spaces.
fn object(text: &str) -> Option<Values> {
    let text = text.trim();
    text.starts_with("{\"productKey\":").then_some(())?;
    let mut reader = JsonReader::new(text);
    let mut members: Vec<(&str, Wiped)> = Vec::new();
    let mut has_other = false;
    let outcome: Result<(), enos::JsonError> = reader.object(|reader, name| {
        let known = ["productKey", "deviceKey", "clientId", "fingerprint", "deviceSecret"];
        match known.into_iter().find(|known| *known == name) {
            Some(known) if reader.kind()? == JsonKind::Text => members.push((known, reader.text()?)),
            Some(_) | None => {
                has_other = true;
                reader.skip()?;
            }
        }
        Ok(())
    });
    outcome.and_then(|()| reader.end()).ok()?;
    let written = members.iter().map(|(name, value)| [&quote(name), ":", &Wiped::new(quote(value))].concat());
    let written = Wiped::new(["{", &Wiped::new(written.collect::<Vec<_>>().join(",")), "}"].concat());
    let is_own = !has_other && members.len() >= 3 && *written == *text;
    is_own.then_some(())?;
    let slot = |name: &str| match name {
        "productKey" => Some(PastedField::ProductKey),
        "deviceKey" => Some(PastedField::DeviceKey),
        "clientId" => Some(PastedField::ClientId),
        "deviceSecret" => Some(PastedField::DeviceSecret),
        _ => None,
    };
    Some(members.into_iter().filter_map(|(name, value)| Some((slot(name)?, value, None))).collect())
}

/// The session as JSON, and a profile: objects whose first member says what they are.
fn session(text: &str, collector: &mut Collector) -> bool {
    let start = text.trim_start();
    let is_session = start.starts_with("{\n  \"version\": 1,\n  \"written\": ");
    let is_profile = start.starts_with("{\"profile\": 1, \"name\": ");
    if !(is_session || is_profile) {
        return false;
    }
    let mut reader = JsonReader::new(text);
    if reader.skip().and_then(|()| reader.end()).is_err() {
        return false;
    }
    let mut reader = JsonReader::new(text);
    let outcome = if is_profile {
        members(&mut reader, collector)
    } else {
        reader.object(|reader, name| match name {
            "devices" => reader.array(|reader| {
                let mut outcome = Ok(());
                collector.row(|row| outcome = members(reader, row));
                outcome
            }),
            _ => reader.skip(),
        })
    };
    outcome.is_ok()
}

fn members(reader: &mut JsonReader<'_>, collector: &mut Collector) -> Result<(), enos::JsonError> {
    reader.object(|reader, name| {
        let slot = match name {
            "productKey" => PastedField::ProductKey,
            "deviceKey" => PastedField::DeviceKey,
            "clientId" => PastedField::ClientId,
            "deviceSecret" => PastedField::DeviceSecret,
            "gateway" => PastedField::Gateway,
            _ => return reader.skip(),
        };
        let value = reader.text()?;
        if !value.is_empty() {
            take(slot, &value, None, collector);
        }
        Ok(())
    })
}

/// The three lines of a text that has just these.
fn three_lines(text: &str) -> Option<[(usize, &str); 3]> {
    let mut lines = (1..).zip(text.trim_end_matches('\n').split('\n'));
    let three = [lines.next()?, lines.next()?, lines.next()?];
    lines.next().is_none().then_some(three)
}

/// One string of JSON, and nothing else.
fn json_text(text: &str) -> Option<Wiped> {
    let mut reader = JsonReader::new(text);
    let value = reader.text().ok()?;
    reader.end().ok()?;
    Some(value)
}
