//! What was found in a text, what somebody chose among it, and the form that comes of both.

use enos::SecureMode;

use super::read::{Finding, Note, Pasted, PastedField, Record};
use crate::form::{Draft, EndpointKind, FormState, TypedSecret};
use crate::i18n::Label;

/// What was found, and what was chosen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    pub(super) pasted: Pasted,
    /// Whose the secret without a name is: the product's (dynamic) or the device's (static).
    pub(super) owner: Option<SecureMode>,
    /// Of several devices, the one that is meant.
    chosen: Option<usize>,
}

/// The form with what was found in it.
#[derive(Debug)]
pub(crate) struct Filled {
    pub(super) draft: Draft,
    pub(super) place: EndpointKind,
    /// The names of what was filled in, with what was corrected in it.
    pub(super) named: Vec<(Label, Vec<Note>)>,
    /// Whether something of another device or product was taken out.
    pub(super) has_emptied: bool,
    /// How far the text alone makes up a device.
    pub(super) reach: SuspectText,
}

/// How far a text makes up a device by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SuspectText {
    /// Both keys and the secret come from the text, and nothing in it was refused.
    Whole,
    /// Something is missing. The device in the form is the text's, or none.
    Part,
    /// The text names no device, and the form still holds this one.
    OtherDevice {
        /// Its device key.
        device_key: String,
        /// Its product key.
        product_key: String,
    },
}

impl Choice {
    pub(crate) fn of(pasted: Pasted) -> Self {
        Self { pasted, ..Self::default() }
    }

    /// Of several devices, this one is meant.
    pub(crate) fn choose(&mut self, place: usize) {
        self.chosen = Some(place);
    }

    /// Which of several devices is meant, as far as somebody has said.
    pub(crate) const fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The device that is meant: the only one, or the chosen one.
    pub(crate) fn record(&self) -> Option<&Record> {
        match self.pasted.records.as_slice() {
            [only] => Some(only),
            several => several.get(self.chosen?),
        }
    }

    /// Whether anything can go into the form by now.
    pub(crate) fn has_something(&self) -> bool {
        !named(&self.settled()).is_empty()
    }

    /// The form with what was found in it. What belonged to another device, or to another product, is taken out, since a secret
    /// beside a key that it does not belong to only costs an attempt.
    pub(crate) fn fill(&self, form: &FormState) -> Filled {
        let record = self.settled();
        let old = &form.draft;
        let refuses = |slot: PastedField| record.refused.contains(&slot);
        let other = |found: Option<&Finding<String>>, now: &str| found.is_some_and(|finding| finding.value != now);
        let is_other_product = other(record.product_key.as_ref(), &old.product_key) || refuses(PastedField::ProductKey);
        let is_other_device = other(record.device_key.as_ref(), &old.device_key)
            || refuses(PastedField::DeviceKey)
            || (record.device_key.is_none() && is_other_product)
            || (record.device_key.is_none()
                && !old.client_id.is_empty()
                && (other(record.client_id.as_ref(), &old.client_id) || refuses(PastedField::ClientId)));
        let mut draft = old.clone();
        if refuses(PastedField::ProductKey) {
            draft.product_key = String::new();
        }
        if is_other_product || refuses(PastedField::ProductSecret) {
            draft.product_secret = TypedSecret::default();
        }
        if is_other_device {
            draft = draft.for_next_device();
        }
        if refuses(PastedField::DeviceSecret) {
            draft.device_secret = TypedSecret::default();
        }
        let lost_product = old.product_key.len() > draft.product_key.len();
        let lost_secret =
            old.product_secret.length() > draft.product_secret.length() && record.product_secret.is_none();
        let lost_device = is_other_device && old.client_id.len() + old.device_secret.length() > 0
            || (draft.device_key.is_empty() && !old.device_key.is_empty() && record.device_key.is_none());
        match (record.product_secret.is_some(), record.device_secret.is_some()) {
            (true, false) => draft.mode = SecureMode::Dynamic,
            (false, true) => draft.mode = SecureMode::Static,
            (true, true) | (false, false) => {}
        }
        let place = if record.gateway.is_some() { EndpointKind::Gateway } else { form.place };
        let (named, has_secret) = (named(&record), record.product_secret.is_some() || record.device_secret.is_some());
        let is_whole =
            record.device_key.is_some() && record.product_key.is_some() && has_secret && record.refused.is_empty();
        let names_device = record.device_key.is_some();
        record.fill(&mut draft);
        let reach = if is_whole {
            SuspectText::Whole
        } else if names_device || draft.device_key.is_empty() {
            SuspectText::Part
        } else {
            SuspectText::OtherDevice { device_key: draft.device_key.clone(), product_key: draft.product_key.clone() }
        };
        Filled { draft, place, named, has_emptied: lost_product || lost_secret || lost_device, reach }
    }

    /// The device that is meant, with the secret of nobody given to whom somebody has named.
    fn settled(&self) -> Record {
        let mut record = self.record().cloned().unwrap_or_default();
        if let (Some(owner), Some(_)) = (self.owner, &record.some_secret) {
            let owned = record.some_secret.take();
            match owner {
                SecureMode::Dynamic => record.product_secret = owned,
                SecureMode::Static => record.device_secret = owned,
            }
        }
        record
    }
}

/// The names of what goes into the form, with what was corrected in it.
fn named(record: &Record) -> Vec<(Label, Vec<Note>)> {
    let names = [
        (Label::ProductKey, notes(record.product_key.as_ref())),
        (Label::DeviceKey, notes(record.device_key.as_ref())),
        (Label::ClientId, notes(record.client_id.as_ref())),
        (Label::ProductSecret, notes(record.product_secret.as_ref())),
        (Label::DeviceSecret, notes(record.device_secret.as_ref())),
        (Label::GatewayAddress, notes(record.gateway.as_ref())),
        (Label::Mode, notes(record.mode.as_ref())),
    ];
    names.into_iter().filter_map(|(label, notes)| Some((label, notes?))).collect()
}

fn notes<T>(found: Option<&Finding<T>>) -> Option<Vec<Note>> {
    found.map(|finding| finding.notes.clone())
}

#[cfg(test)]
#[path = "choice_tests.rs"]
mod tests;
