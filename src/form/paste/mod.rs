//! Paste anything: finds keys, secrets and the gateway's address in whatever was copied.
//!
//! JSON, lines of `name: value`, `.env` files, C headers, tables, addresses with a query, MQTT client ids and user names. What
//! contradicts itself is reported and not chosen from; what was changed on the way is noted.

mod clean;
mod collect;
mod found;
mod json;
mod lines;
mod names;
mod pieces;
mod swapped;
mod table;
mod url;
mod words;

use enos::SecureMode;
use zeroize::Zeroizing;

use super::{Draft, TypedSecret};
pub use found::{Finding, Found, Note, Origin, Slot, Source, Unclear, Unneeded, Unread};
pub use swapped::{KnownKeys, Swapped};
pub use words::several_words;

/// The most bytes that are read.
pub const LIMIT: usize = 64 * 1024;

/// What a pasted text holds.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// The product key.
    pub product_key: Found<String>,
    /// The device key.
    pub device_key: Found<String>,
    /// The client id, without what MQTT's client id carries behind it.
    pub client_id: Found<String>,
    /// The product's secret.
    pub product_secret: Found<TypedSecret>,
    /// The device's secret.
    pub device_secret: Found<TypedSecret>,
    /// A secret of which the text does not say whose it is.
    pub some_secret: Found<TypedSecret>,
    /// The gateway's address.
    pub gateway: Found<String>,
    /// The mode, from an MQTT client id.
    pub mode: Found<SecureMode>,
    /// What was changed in the text as a whole.
    pub notes: Vec<Note>,
    /// What could not be used, at most [`Unread::LIMIT`] of them.
    pub unread: Vec<Unread>,
}

/// Says that a text is too long to be looked through. Nothing of it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// Its bytes.
    pub length: usize,
}

impl Pasted {
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
        let is_read = json::read(body, &mut collector) || read_unescaped(body, &mut collector);
        if !is_read {
            lines::read(body, &mut collector);
        }
        Ok(collector.finish())
    }

    /// Whether nothing at all was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let names = [&self.product_key, &self.device_key, &self.client_id, &self.gateway];
        let secrets = [&self.product_secret, &self.device_secret, &self.some_secret];
        names.iter().all(|found| found.is_nothing()) && secrets.iter().all(|found| found.is_nothing())
    }

    /// Puts into the form what was found exactly once, and leaves the rest of the form alone. A secret whose owner is not
    /// named stays out.
    pub fn fill(self, draft: &mut Draft) {
        self.product_key.put(&mut draft.product_key);
        self.device_key.put(&mut draft.device_key);
        self.client_id.put(&mut draft.client_id);
        self.product_secret.put(&mut draft.product_secret);
        self.device_secret.put(&mut draft.device_secret);
        self.gateway.put(&mut draft.gateway);
        self.mode.put(&mut draft.mode);
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

/// A text that is wiped when it is dropped.
type Wiped = Zeroizing<String>;

#[cfg(test)]
mod care_tests;
#[cfg(test)]
mod formats_tests;
