//! What each column most likely means.

use enos::{FieldName, speaks_of_secret};

use super::shape::Shape;
use super::{Column, Guess, Meaning, Sureness, column_name};
use crate::list::{Cell, List};
use crate::results::is_result;

/// How many values of a column are shown.
const SAMPLES: usize = 3;

/// Looks at names first, and at the shape of the values for what no name says.
pub(crate) fn columns(list: &List) -> Vec<Column> {
    let rows = list.rows.len();
    let mut seen: Vec<Seen> = (0..list.width())
        .map(|place| {
            let name = if is_result(list, place) { Some(FieldName::Other) } else { column_name(list.head_of(place)) };
            Seen { name, shape: Shape::of(list, place), guess: by_name(name) }
        })
        .collect();
    find_secrets(&mut seen);
    find_by_shape(&mut seen, Meaning::Status, |seen| seen.is_nameless() && seen.shape.may_be_statuses());
    let has_product = list.product_key.is_some() || has(&seen, Meaning::ProductKey);
    if !has_product {
        find_by_shape(&mut seen, Meaning::ProductKey, |seen| {
            seen.is_nameless() && seen.shape.may_be_product_keys(rows) && !seen.shape.may_be_secrets()
        });
    }
    if !has(&seen, Meaning::DeviceKey) {
        find_by_shape(&mut seen, Meaning::DeviceKey, |seen| {
            seen.guess.meaning.is_none() && seen.may_name_a_device() && seen.shape.may_be_device_keys(rows)
        });
    }
    ask_about_doubles(&mut seen);
    let label = label(&seen, rows);
    seen.iter().enumerate().map(|(place, seen)| column(list, place, *seen, label == Some(place))).collect()
}

/// What is known of a column so far.
#[derive(Clone, Copy)]
struct Seen {
    name: Option<FieldName>,
    shape: Shape,
    guess: Guess,
}

impl Seen {
    fn is_nameless(&self) -> bool {
        self.guess.meaning.is_none() && self.name.is_none()
    }

    /// Its name does not say that it is something else.
    fn may_name_a_device(&self) -> bool {
        matches!(self.name, None | Some(FieldName::SerialNumber | FieldName::Mac | FieldName::DeviceName))
    }
}

const fn by_name(name: Option<FieldName>) -> Guess {
    let meaning = match name {
        Some(FieldName::DeviceKey) => Meaning::DeviceKey,
        Some(FieldName::ProductKey) => Meaning::ProductKey,
        Some(FieldName::ClientId) => Meaning::ClientId,
        Some(FieldName::ProductSecret) => Meaning::ProductSecret,
        Some(FieldName::DeviceSecret) => Meaning::DeviceSecret,
        Some(FieldName::AssetId) => Meaning::AssetId,
        Some(FieldName::Status) => Meaning::Status,
        Some(
            FieldName::Secret
            | FieldName::Gateway
            | FieldName::UserName
            | FieldName::SerialNumber
            | FieldName::Mac
            | FieldName::Address
            | FieldName::Password
            | FieldName::Timestamp
            | FieldName::Application
            | FieldName::DeviceName
            | FieldName::TimeZone
            | FieldName::Other,
        )
        | None => return Guess { meaning: None, sureness: Sureness::Sure },
    };
    Guess { meaning: Some(meaning), sureness: Sureness::Sure }
}

fn has(seen: &[Seen], meaning: Meaning) -> bool {
    seen.iter().any(|seen| seen.guess.meaning == Some(meaning))
}

/// A column that is called `Secret`: of the product where all devices share it, of the device where each has its own.
fn find_secrets(seen: &mut [Seen]) {
    for column in seen.iter_mut().filter(|seen| seen.name == Some(FieldName::Secret)) {
        let is_shared = column.shape.different * 5 <= column.shape.filled && column.shape.filled > 1;
        let meaning = if is_shared { Meaning::ProductSecret } else { Meaning::DeviceSecret };
        column.guess = Guess { meaning: Some(meaning), sureness: Sureness::Unclear };
    }
}

/// Where one column fits, it is likely; where several do, somebody has to say which.
fn find_by_shape(seen: &mut [Seen], meaning: Meaning, fits: impl Fn(&Seen) -> bool) {
    if has(seen, meaning) {
        return;
    }
    let fitting = seen.iter().filter(|seen| fits(seen)).count();
    let sureness = if fitting == 1 { Sureness::Likely } else { Sureness::Unclear };
    let mut is_first = true;
    for column in seen.iter_mut().filter(|seen| fits(seen)) {
        column.guess = Guess { meaning: is_first.then_some(meaning), sureness };
        is_first = false;
    }
}

/// Two columns with the same meaning by name.
fn ask_about_doubles(seen: &mut [Seen]) {
    for meaning in Meaning::ALL {
        let is_it = |seen: &Seen| seen.guess.meaning == Some(meaning);
        if seen.iter().filter(|seen| is_it(seen)).count() > 1 {
            for (place, column) in seen.iter_mut().filter(|seen| is_it(seen)).enumerate() {
                let meaning = (place == 0).then_some(meaning);
                column.guess = Guess { meaning, sureness: Sureness::Unclear };
            }
        }
    }
}

/// What stands on the device: a serial number or a MAC address by name, or else by shape, or else the device's name.
fn label(seen: &[Seen], rows: usize) -> Option<usize> {
    let named = |name| seen.iter().position(|seen| seen.name == Some(name) && seen.shape.filled > 0);
    let by_shape = || {
        seen.iter()
            .position(|seen| seen.is_nameless() && seen.shape.may_be_addresses() && seen.shape.different * 2 > rows)
    };
    named(FieldName::SerialNumber)
        .or_else(|| named(FieldName::Mac))
        .or_else(by_shape)
        .or_else(|| named(FieldName::DeviceName))
}

fn column(list: &List, place: usize, seen: Seen, is_label: bool) -> Column {
    let head = list.head_of(place).trim().to_owned();
    let is_secret = speaks_of_secret(&head)
        || seen.shape.may_be_secrets()
        || seen.name.is_some_and(FieldName::is_secret)
        || seen.guess.meaning.is_some_and(Meaning::is_secret);
    let mut samples: Vec<String> = Vec::new();
    let values = (0..list.rows.len()).filter_map(|row| list.cell(row, place)).map(Cell::trimmed);
    for value in values.filter(|value| !is_secret && !value.is_empty()) {
        if samples.len() < SAMPLES && !samples.iter().any(|sample| sample == value) {
            samples.push(value.to_owned());
        }
    }
    Column { head, samples, guess: seen.guess, is_secret, is_label }
}
