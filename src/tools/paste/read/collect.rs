//! Takes what was found, looks at it once more, and keeps it with what it belongs to.

use enos::{ClientId, DeviceKey, IdentityFault, ProductKey};

use super::names::Meaning;
use super::record::add;
use super::value;
use super::value::Writing;
use super::{Finding, Note, Origin, Pasted, PastedField, Record, Source, Unclear, Unneeded, Unread, mqtt, url};
use crate::form::{FieldError, GatewayAddress, PageOrigin, TypedSecret};

/// What was found so far.
#[derive(Default)]
pub(crate) struct Collector {
    /// What the lines bring at the moment.
    current: Record,
    /// What earlier lines brought.
    blocks: Vec<Record>,
    /// Rows of tables, objects of JSON.
    rows: Vec<Record>,
    notes: Vec<Note>,
    unread: Vec<Unread>,
    taken: usize,
}

/// A value and all that is known about how it stood there.
#[derive(Clone)]
pub(crate) struct Raw<'a> {
    pub(super) value: &'a str,
    pub(super) writing: Writing,
    pub(super) origin: Origin,
    /// What was noticed on the way to it.
    pub(super) notes: Vec<Note>,
}

impl Collector {
    /// Everything, when the text is at its end.
    pub(crate) fn finish(mut self) -> Pasted {
        self.end_block();
        // What stands beside the only row of a table is of the same device.
        if let ([row], [block]) = (self.rows.as_slice(), self.blocks.as_slice())
            && !row.overlaps(block)
            && !block.is_half()
            && !row.is_half()
        {
            self.current = self.rows.pop().unwrap_or_default();
            let block = self.blocks.pop().unwrap_or_default();
            self.merge(block);
            self.blocks.push(std::mem::take(&mut self.current));
        }
        let product = match self.blocks.as_slice() {
            [only] if !only.has_device() && !self.rows.is_empty() => self.blocks.pop(),
            _ => None,
        };
        let mut found = self.blocks;
        for mut row in self.rows {
            if let Some(product) = &product {
                row.complete_from(product);
            }
            found.push(row);
        }
        let mut secrets = Vec::new();
        for record in &mut found {
            if let Some((line, why)) = record.settle_serial_number() {
                push(&mut self.unread, line, why);
            }
            let own = [&record.product_secret, &record.device_secret, &record.some_secret];
            secrets.extend(own.into_iter().flatten().map(|finding| finding.value.clone()));
        }
        for record in &mut found {
            for slot in record.take_out_secrets(&secrets) {
                push(&mut self.unread, None, Unclear::NotAlone(slot));
            }
        }
        let mut records: Vec<Record> = Vec::new();
        let mut left_out = 0;
        for record in found {
            let is_known = records.iter().any(|known| is_same(known, &record));
            if is_known || (record.is_empty() && record.refused.is_empty()) {
                continue;
            }
            if records.len() < Pasted::LIMIT {
                records.push(record);
            } else {
                left_out += 1;
            }
        }
        // A record without a value matters only where it is the only one.
        if records.iter().any(|record| !record.is_empty()) && records.len() > 1 {
            records.retain(|record| !record.is_empty());
        }
        Pasted { records, left_out, notes: self.notes, unread: self.unread }
    }

    /// Something about the whole text.
    pub(crate) fn note(&mut self, note: Note) {
        add(&mut self.notes, note);
    }

    /// Something that could not be used.
    pub(crate) fn unread(&mut self, line: Option<usize>, why: Unclear) {
        if let Unclear::Refused(slot, _) | Unclear::CutOff(slot) | Unclear::Rounded(slot) | Unclear::NotAlone(slot) =
            &why
            && !self.current.refused.contains(slot)
        {
            self.current.refused.push(*slot);
        }
        if why == Unclear::GatewayAddress {
            self.current.refused.push(PastedField::Gateway);
        }
        push(&mut self.unread, line, why);
    }

    /// How often something was taken or reported, by which a caller sees whether a piece was of use.
    pub(crate) const fn taken(&self) -> usize {
        self.taken
    }

    /// How many pieces were reported.
    pub(crate) fn reported(&self) -> usize {
        self.unread.len()
    }

    /// What follows belongs together, and to nothing else: a row of a table.
    pub(crate) fn row(&mut self, read: impl FnOnce(&mut Self)) {
        let mut row = Self::default();
        read(&mut row);
        self.join(row, true);
    }

    /// Whether a child found nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.current.is_empty() && self.blocks.is_empty() && self.rows.is_empty()
    }

    /// Whether the records of two children have nothing in common, and none has half of a pair.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let is_plain = |part: &Self| part.blocks.is_empty() && part.rows.is_empty() && !part.current.is_half();
        is_plain(self) && is_plain(other) && !self.current.overlaps(&other.current)
    }

    /// Takes over what a child has found, as a row of its own or as a part of what is being read.
    pub(crate) fn join(&mut self, mut child: Self, as_row: bool) {
        self.taken += child.taken;
        for note in child.notes {
            add(&mut self.notes, note);
        }
        for unread in child.unread {
            push(&mut self.unread, unread.line, unread.why);
        }
        self.rows.append(&mut child.blocks);
        self.rows.append(&mut child.rows);
        if as_row {
            if !child.current.is_empty() || !child.current.refused.is_empty() {
                self.rows.push(child.current);
            }
        } else {
            self.merge(child.current);
        }
    }

    /// A value under a name that is known.
    pub(crate) fn take(&mut self, meaning: Meaning, raw: &Raw<'_>) {
        match meaning {
            Meaning::PastedField(slot) => self.take_slot(slot, raw),
            Meaning::UserName => self.take_user_name(raw),
            Meaning::Address => self.take_address(raw),
            Meaning::SerialNumber => {
                if let Some((text, mut notes)) = self.cleaned(PastedField::ClientId, raw)
                    && let Some(()) = self.checked(PastedField::ClientId, raw, &text, &ClientId::parse(&text).map(drop))
                {
                    notes.push(Note::SerialNumber);
                    self.begin_block_if(|current| {
                        current.serial_number.as_ref().is_some_and(|known| known.value != *text)
                    });
                    self.current.serial_number.get_or_insert(finding(String::clone(&text), raw, notes));
                    self.taken += 1;
                }
            }
            Meaning::Unneeded(what) => self.unread(raw.origin.line, Unclear::Unneeded(what)),
        }
    }

    /// `{deviceKey}&{productKey}`.
    pub(crate) fn take_user_name(&mut self, raw: &Raw<'_>) {
        let (text, notes) = value::clean(raw.value, PastedField::DeviceKey, raw.writing);
        let origin = Origin { source: Source::UserName, ..raw.origin };
        let pair = text.split_once('&').filter(|(_, product_key)| !product_key.contains('&'));
        let Some((device_key, product_key)) = pair else {
            self.unread(raw.origin.line, Unclear::UserName);
            return;
        };
        let notes = [raw.notes.as_slice(), notes.as_slice()].concat();
        let writing = if raw.writing == Writing::Own { Writing::Own } else { Writing::Exact };
        // Both or none, so that a new record begins in front of them.
        let is_other = self.current.contradicts(PastedField::DeviceKey, device_key);
        self.begin_block_if(|_| is_other);
        for (slot, value) in [(PastedField::DeviceKey, device_key), (PastedField::ProductKey, product_key)] {
            self.take_slot(slot, &Raw { value, writing, origin, notes: notes.clone() });
        }
    }

    /// An address: of the gateway, or one with keys in it.
    pub(crate) fn take_address(&mut self, raw: &Raw<'_>) {
        let (text, _) = value::clean(raw.value, PastedField::Gateway, raw.writing);
        if url::is_web_socket(&text) {
            self.take_slot(PastedField::Gateway, raw);
        } else if url::is_web(&text) || url::names_keys(&text) {
            url::read(&text, raw.origin.line, self);
        } else {
            self.unread(raw.origin.line, Unclear::Unneeded(Unneeded::Server));
        }
    }

    /// A client id with MQTT's parameters behind it.
    pub(crate) fn take_mqtt_client_id(&mut self, bare: &str, parameters: &str, raw: &Raw<'_>) {
        let origin = Origin { source: Source::MqttClientId, ..raw.origin };
        let mut raw = Raw { value: bare, origin, writing: raw.writing, notes: raw.notes.clone() };
        for note in mqtt::notes(parameters) {
            add(&mut raw.notes, note);
        }
        if let Some(rest) = bare.trim_start().strip_prefix("clientId").filter(|rest| !rest.is_empty()) {
            raw.value = rest;
            add(&mut raw.notes, Note::OldPrefix);
        }
        let before = self.taken;
        self.take_client_id(&raw);
        if self.taken > before
            && let Some(mode) = mqtt::secure_mode(parameters)
        {
            self.current.mode = Some(finding(mode, &raw, Vec::new()));
        }
    }

    fn take_slot(&mut self, slot: PastedField, raw: &Raw<'_>) {
        match slot {
            PastedField::ProductKey => {
                self.take_name(slot, raw, |text| ProductKey::parse(text).map(drop));
            }
            PastedField::DeviceKey => {
                self.take_name(slot, raw, |text| DeviceKey::parse(text).map(drop));
            }
            PastedField::ClientId => match raw.value.split_once('|').filter(|(_, rest)| mqtt::is_parameters(rest)) {
                Some((bare, rest)) => {
                    let parameters = rest.split('|').next().unwrap_or_default();
                    self.take_mqtt_client_id(bare, parameters, raw);
                }
                None => self.take_client_id(raw),
            },
            PastedField::ProductSecret | PastedField::DeviceSecret | PastedField::SomeSecret => {
                self.take_secret(slot, raw);
            }
            PastedField::Gateway => self.take_gateway(raw),
        }
    }

    fn take_client_id(&mut self, raw: &Raw<'_>) {
        self.take_name(PastedField::ClientId, raw, |text| ClientId::parse(text).map(drop));
    }

    fn take_name(&mut self, slot: PastedField, raw: &Raw<'_>, parse: impl Fn(&str) -> Result<(), enos::IdentityError>) {
        let Some((text, notes)) = self.cleaned(slot, raw) else { return };
        let Some(()) = self.checked(slot, raw, &text, &parse(&text)) else { return };
        self.begin_block_if(|current| current.contradicts(slot, &text));
        let place = match slot {
            PastedField::ProductKey => &mut self.current.product_key,
            PastedField::DeviceKey => &mut self.current.device_key,
            PastedField::ClientId
            | PastedField::ProductSecret
            | PastedField::DeviceSecret
            | PastedField::SomeSecret
            | PastedField::Gateway => &mut self.current.client_id,
        };
        place.get_or_insert_with(|| finding(String::clone(&text), raw, notes));
        self.taken += 1;
    }

    fn take_gateway(&mut self, raw: &Raw<'_>) {
        let Some((text, notes)) = self.cleaned(PastedField::Gateway, raw) else { return };
        // Where the page came from is the form's to judge, not that of a pasted text.
        let page = PageOrigin { secure: true, host: "localhost".to_owned() };
        let is_fine = GatewayAddress::parse(&text, &page).is_ok()
            && value::stands_alone(&text, PastedField::Gateway, raw.writing);
        if !is_fine {
            self.unread(raw.origin.line, Unclear::GatewayAddress);
            return;
        }
        self.begin_block_if(|current| current.contradicts(PastedField::Gateway, &text));
        self.current.gateway.get_or_insert_with(|| finding(String::clone(&text), raw, notes));
        self.taken += 1;
    }

    fn take_secret(&mut self, slot: PastedField, raw: &Raw<'_>) {
        let Some((mut text, mut notes)) = self.cleaned(slot, raw) else { return };
        let secret = TypedSecret::new(std::mem::take(&mut *text));
        if let Err(error) = secret.parse() {
            self.unread(raw.origin.line, Unclear::Refused(slot, FieldError::Secret(error)));
            return;
        }
        if matches!(raw.origin.source, Source::Query | Source::Fragment) {
            notes.push(Note::SecretInAddress);
        }
        if raw.writing == Writing::Line && secret.has_space() {
            notes.push(Note::InnerSpace);
        }
        self.begin_block_if(|current| current.secret(slot).is_some_and(|known| known.value != secret));
        let place = match slot {
            PastedField::ProductSecret => &mut self.current.product_secret,
            PastedField::DeviceSecret => &mut self.current.device_secret,
            PastedField::SomeSecret
            | PastedField::ProductKey
            | PastedField::DeviceKey
            | PastedField::ClientId
            | PastedField::Gateway => &mut self.current.some_secret,
        };
        place.get_or_insert(finding(secret, raw, notes));
        self.taken += 1;
    }

    fn cleaned(&mut self, slot: PastedField, raw: &Raw<'_>) -> Option<(crate::tools::paste::read::Wiped, Vec<Note>)> {
        let (text, cleaning) = value::clean(raw.value, slot, raw.writing);
        let refused = if raw.writing == Writing::Own {
            None
        } else if text.is_empty() {
            Some(Unclear::NoValue(slot))
        } else if value::is_placeholder(&text) {
            Some(Unclear::Placeholder(slot))
        } else if value::is_rounded(&text, raw.writing) {
            Some(Unclear::Rounded(slot))
        } else {
            None
        };
        if let Some(why) = refused {
            self.unread(raw.origin.line, why);
            return None;
        }
        let mut notes = raw.notes.clone();
        for note in cleaning {
            add(&mut notes, note);
        }
        Some((text, notes))
    }

    fn checked(
        &mut self,
        slot: PastedField,
        raw: &Raw<'_>,
        text: &str,
        parsed: &Result<(), enos::IdentityError>,
    ) -> Option<()> {
        let why = match parsed {
            Ok(()) if value::stands_alone(text, slot, raw.writing) => return Some(()),
            Ok(()) => Unclear::NotAlone(slot),
            Err(error) => match error.fault {
                fault @ (IdentityFault::Empty | IdentityFault::TooLong { .. } | IdentityFault::Forbidden { .. }) => {
                    Unclear::Refused(slot, FieldError::Name(fault))
                }
            },
        };
        self.unread(raw.origin.line, why);
        None
    }

    /// Begins a new record where a value contradicts the one that is being read.
    fn begin_block_if(&mut self, is_other: impl FnOnce(&Record) -> bool) {
        if is_other(&self.current) {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let next = self.current.for_next_device();
        let block = std::mem::replace(&mut self.current, next);
        if !block.is_empty() || !block.refused.is_empty() {
            self.blocks.push(block);
        }
    }

    fn merge(&mut self, other: Record) {
        let is_empty = self.current.is_empty() && self.current.refused.is_empty();
        if is_empty {
            self.current = other;
        } else if self.current.overlaps(&other) {
            let before = std::mem::replace(&mut self.current, other);
            self.blocks.push(before);
        } else {
            let mut whole = other;
            let before = std::mem::take(&mut self.current);
            whole.product_key = whole.product_key.or(before.product_key);
            whole.device_key = whole.device_key.or(before.device_key);
            whole.client_id = whole.client_id.or(before.client_id);
            whole.product_secret = whole.product_secret.or(before.product_secret);
            whole.device_secret = whole.device_secret.or(before.device_secret);
            whole.some_secret = whole.some_secret.or(before.some_secret);
            whole.gateway = whole.gateway.or(before.gateway);
            whole.mode = whole.mode.or(before.mode);
            whole.serial_number = whole.serial_number.or(before.serial_number);
            whole.refused.extend(before.refused);
            self.current = whole;
        }
    }
}

fn finding<T>(value: T, raw: &Raw<'_>, notes: Vec<Note>) -> Finding<T> {
    Finding { value, origin: raw.origin, notes }
}

/// Whether two records have the same values, wherever they stood.
fn is_same(one: &Record, other: &Record) -> bool {
    let names = [PastedField::ProductKey, PastedField::DeviceKey, PastedField::ClientId, PastedField::Gateway];
    let secrets = [PastedField::ProductSecret, PastedField::DeviceSecret, PastedField::SomeSecret];
    let name = |record: &Record, slot| record.name(slot).map(|finding| finding.value.clone());
    let secret = |record: &Record, slot| record.secret(slot).map(|finding| finding.value.clone());
    names.into_iter().all(|slot| name(one, slot) == name(other, slot))
        && secrets.into_iter().all(|slot| secret(one, slot) == secret(other, slot))
}

fn push(unread: &mut Vec<Unread>, line: Option<usize>, why: Unclear) {
    if unread.len() + 1 < Unread::LIMIT {
        unread.push(Unread { line, why });
    } else if unread.len() < Unread::LIMIT {
        unread.push(Unread { line: None, why: Unclear::More });
    }
}
