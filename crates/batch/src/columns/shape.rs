//! What the values of a column look like.

use std::collections::BTreeSet;

use enos::{DeviceKey, ProductKey};

use crate::list::{Cell, List};
use crate::plan::DeviceStatus;

/// What is known of the values of one column without its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Rows with a value.
    pub(crate) filled: usize,
    /// Different values.
    pub(crate) different: usize,
    /// Values that may be device keys.
    pub(crate) keys: usize,
    /// Values that may be product keys and look as EnOS makes them: letters and digits.
    pub(crate) products: usize,
    /// Values that look like secrets.
    pub(crate) secrets: usize,
    /// Values that are a device's status.
    pub(crate) statuses: usize,
    /// Values that are MAC addresses.
    pub(crate) addresses: usize,
}

impl Shape {
    pub(crate) fn of(list: &List, column: usize) -> Self {
        let values = || (0..list.rows.len()).filter_map(|row| list.cell(row, column)).map(Cell::trimmed);
        let filled = || values().filter(|value| !value.is_empty());
        let count = |matches: &dyn Fn(&str) -> bool| filled().filter(|value| matches(value)).count();
        Self {
            filled: count(&|_| true),
            different: filled().collect::<BTreeSet<_>>().len(),
            keys: count(&|value| DeviceKey::parse(value).is_ok_and(|key| key.unusual_character().is_none())),
            products: count(&is_product_key),
            secrets: count(&looks_random),
            statuses: count(&|value| DeviceStatus::parse(value).is_some()),
            addresses: count(&is_mac_address),
        }
    }

    /// Whether each device has a value of its own, which may be a key.
    pub(crate) fn may_be_device_keys(self, rows: usize) -> bool {
        // Of twenty, one may be missing or twice.
        let most = rows - rows / 20;
        self.keys >= most && self.different >= most && self.secrets * 2 < rows.max(1)
    }

    /// Whether a few values, each shared by many devices, may be product keys.
    pub(crate) fn may_be_product_keys(self, rows: usize) -> bool {
        self.products == rows && rows > 1 && self.different * 5 <= rows.max(5)
    }

    /// Whether most of the values look like secrets.
    pub(crate) const fn may_be_secrets(self) -> bool {
        self.secrets * 2 > self.filled
    }

    /// Whether nearly all of the values are statuses.
    pub(crate) const fn may_be_statuses(self) -> bool {
        self.filled > 0 && self.statuses * 10 >= self.filled * 9
    }

    /// Whether the values are MAC addresses.
    pub(crate) const fn may_be_addresses(self) -> bool {
        self.filled > 0 && self.addresses * 10 >= self.filled * 9
    }
}

fn is_product_key(value: &str) -> bool {
    (6..=32).contains(&value.len())
        && ProductKey::parse(value).is_ok()
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// As secrets are, and keys hardly ever.
fn looks_random(value: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| value.bytes().any(|byte| kind(&byte));
    let is_hex = value.len() >= 24 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit);
    is_hex || (value.len() >= 16 && is_mixed)
}

fn is_mac_address(value: &str) -> bool {
    let is_pair = |pair: &str| pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pairs = |mark| value.split(mark).count() == 6 && value.split(mark).all(is_pair);
    pairs(':') || pairs('-')
}
