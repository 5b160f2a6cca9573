//! What belongs together: the values of one row, one object of JSON, one block of lines.

use enos::SecureMode;

use super::{Finding, Note, PastedField, SkipReason, Unneeded};
use crate::form::{Draft, TypedSecret};

/// The values of one device, as far as the text has them. A row of a table is always one record of its own, so that the key of one row
/// never comes beside the secret of another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The product key.
    pub product_key: Option<Finding<String>>,
    /// The device key.
    pub device_key: Option<Finding<String>>,
    /// The client id, without what MQTT's client id carries behind it.
    pub client_id: Option<Finding<String>>,
    /// The product's secret.
    pub product_secret: Option<Finding<TypedSecret>>,
    /// The device's secret.
    pub device_secret: Option<Finding<TypedSecret>>,
    /// A secret of which the text does not say whose it is.
    pub some_secret: Option<Finding<TypedSecret>>,
    /// The gateway's address.
    pub gateway: Option<Finding<String>>,
    /// The mode, from an MQTT client id.
    pub mode: Option<Finding<SecureMode>>,
    /// Fields for which the text has a value that was not taken.
    pub refused: Vec<PastedField>,
    pub(super) serial_number: Option<Finding<String>>,
}

impl Record {
    /// Whether nothing at all was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.has_no_names() && self.has_no_secrets() && self.mode.is_none()
    }

    /// Whether it has anything that belongs to one device.
    #[must_use]
    pub fn has_device(&self) -> bool {
        self.device_key.is_some()
            || self.client_id.is_some()
            || self.device_secret.is_some()
            || self.some_secret.is_some()
            || self.serial_number.is_some()
    }

    /// The value of a field that may be shown.
    #[must_use]
    pub const fn name(&self, slot: PastedField) -> Option<&Finding<String>> {
        match slot {
            PastedField::ProductKey => self.product_key.as_ref(),
            PastedField::DeviceKey => self.device_key.as_ref(),
            PastedField::ClientId => self.client_id.as_ref(),
            PastedField::Gateway => self.gateway.as_ref(),
            PastedField::ProductSecret | PastedField::DeviceSecret | PastedField::UnlabelledSecret => None,
        }
    }

    /// The secret of a field.
    #[must_use]
    pub const fn secret(&self, slot: PastedField) -> Option<&Finding<TypedSecret>> {
        match slot {
            PastedField::ProductSecret => self.product_secret.as_ref(),
            PastedField::DeviceSecret => self.device_secret.as_ref(),
            PastedField::UnlabelledSecret => self.some_secret.as_ref(),
            PastedField::ProductKey | PastedField::DeviceKey | PastedField::ClientId | PastedField::Gateway => None,
        }
    }

    /// Puts what was found into a form, and leaves the rest of it alone. A secret whose owner is not named stays out.
    pub fn fill(self, draft: &mut Draft) {
        put(self.product_key, &mut draft.product_key);
        put(self.device_key, &mut draft.device_key);
        put(self.client_id, &mut draft.client_id);
        put(self.product_secret, &mut draft.product_secret);
        put(self.device_secret, &mut draft.device_secret);
        put(self.gateway, &mut draft.gateway);
        put(self.mode, &mut draft.mode);
    }

    /// Whether it has a secret without the key of whom it belongs to.
    pub(crate) const fn is_half(&self) -> bool {
        (self.device_secret.is_some() && self.device_key.is_none())
            || (self.product_secret.is_some() && self.product_key.is_none())
            || (self.some_secret.is_some() && self.device_key.is_none() && self.product_key.is_none())
    }

    /// Whether both have a value for the same field.
    pub(crate) const fn overlaps(&self, other: &Self) -> bool {
        (self.product_key.is_some() && other.product_key.is_some())
            || (self.device_key.is_some() && other.device_key.is_some())
            || (self.client_id.is_some() && other.client_id.is_some())
            || (self.product_secret.is_some() && other.product_secret.is_some())
            || (self.device_secret.is_some() && other.device_secret.is_some())
            || (self.some_secret.is_some() && other.some_secret.is_some())
    }

    /// Adds what belongs to the product, where this record has none of its own and is of the same product.
    pub(crate) fn complete_from(&mut self, product: &Self) {
        let is_same = match (&self.product_key, &product.product_key) {
            (Some(own), Some(other)) => own.value == other.value,
            (None, _) | (_, None) => true,
        };
        if is_same && (self.product_key.is_none() || product.product_key.is_some()) {
            fill_gap(&mut self.product_key, product.product_key.as_ref());
            fill_gap(&mut self.product_secret, product.product_secret.as_ref());
        }
        fill_gap(&mut self.gateway, product.gateway.as_ref());
        fill_gap(&mut self.mode, product.mode.as_ref());
        self.refused.extend(product.refused.iter().copied());
    }

    /// What is left for the next device of the same product.
    pub(crate) fn for_next_device(&self) -> Self {
        Self {
            product_key: self.product_key.clone(),
            product_secret: self.product_secret.clone(),
            gateway: self.gateway.clone(),
            ..Self::default()
        }
    }

    /// Takes the serial number for the client id where there is none. Otherwise says that it is not needed.
    pub(crate) fn settle_serial_number(&mut self) -> Option<(Option<usize>, SkipReason)> {
        let found = self.serial_number.take()?;
        match &self.client_id {
            None => {
                self.client_id = Some(found);
                None
            }
            Some(known) => (known.value != found.value)
                .then_some((found.origin.line, SkipReason::Unneeded(Unneeded::SerialNumber))),
        }
    }

    /// Takes out every value that may be shown and holds one of these secrets, and returns their fields.
    pub(crate) fn take_out_secrets(&mut self, secrets: &[TypedSecret]) -> Vec<PastedField> {
        let mut taken = Vec::new();
        for (slot, place) in [
            (PastedField::ProductKey, &mut self.product_key),
            (PastedField::DeviceKey, &mut self.device_key),
            (PastedField::ClientId, &mut self.client_id),
            (PastedField::Gateway, &mut self.gateway),
        ] {
            let holds = |finding: &Finding<String>| secrets.iter().any(|secret| secret.is_part_of(&finding.value));
            if place.take_if(|finding| holds(finding)).is_some() {
                taken.push(slot);
            }
        }
        self.refused.extend(&taken);
        taken
    }

    /// Whether this value is another one than is known, so that it belongs to another record.
    pub(crate) fn contradicts(&self, slot: PastedField, value: &str) -> bool {
        self.name(slot).is_some_and(|known| known.value != value)
    }

    fn has_no_names(&self) -> bool {
        let names = [&self.product_key, &self.device_key, &self.client_id, &self.gateway, &self.serial_number];
        names.into_iter().all(Option::is_none)
    }

    fn has_no_secrets(&self) -> bool {
        [&self.product_secret, &self.device_secret, &self.some_secret].into_iter().all(Option::is_none)
    }
}

/// Adds a note that is not there yet.
pub(crate) fn add(notes: &mut Vec<Note>, note: Note) {
    if !notes.contains(&note) {
        notes.push(note);
    }
}

fn put<T>(found: Option<Finding<T>>, place: &mut T) {
    if let Some(finding) = found {
        *place = finding.value;
    }
}

fn fill_gap<T: Clone>(gap: &mut Option<Finding<T>>, from: Option<&Finding<T>>) {
    if gap.is_none() {
        *gap = from.cloned();
    }
}
