//! Looks at each value once more, and takes it into the record that it belongs to.

use enos::{ClientId, DeviceKey, IdentityFault, ProductKey};

use super::{Collector, Raw};
use crate::form::{FieldError, GatewayAddress, PageOrigin, TypedSecret};
use crate::tools::paste::read::names::Meaning;
use crate::tools::paste::read::record::add;
use crate::tools::paste::read::value::{self, Writing};
use crate::tools::paste::read::{Finding, Note, Origin, PastedField, SkipReason, Source, Unneeded, Wiped, mqtt, url};

impl Collector {
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
            Meaning::Unneeded(what) => self.skipped(raw.origin.line, SkipReason::Unneeded(what)),
        }
    }

    /// `{deviceKey}&{productKey}`.
    pub(crate) fn take_user_name(&mut self, raw: &Raw<'_>) {
        let (text, notes) = value::clean(raw.value, PastedField::DeviceKey, raw.writing);
        let origin = Origin { source: Source::UserName, ..raw.origin };
        let pair = text.split_once('&').filter(|(_, product_key)| !product_key.contains('&'));
        let Some((device_key, product_key)) = pair else {
            self.skipped(raw.origin.line, SkipReason::UserName);
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
            self.skipped(raw.origin.line, SkipReason::Unneeded(Unneeded::Server));
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
            PastedField::ProductSecret | PastedField::DeviceSecret | PastedField::UnlabelledSecret => {
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
            | PastedField::UnlabelledSecret
            | PastedField::Gateway => &mut self.current.client_id,
        };
        place.get_or_insert_with(|| finding(String::clone(&text), raw, notes));
        self.taken += 1;
    }

    fn take_gateway(&mut self, raw: &Raw<'_>) {
        let Some((text, notes)) = self.cleaned(PastedField::Gateway, raw) else { return };
        // Where the page came from is for the form to check, and not for a pasted text.
        let page = PageOrigin { secure: true, host: "localhost".to_owned() };
        let is_fine = GatewayAddress::parse(&text, &page).is_ok()
            && value::stands_alone(&text, PastedField::Gateway, raw.writing);
        if !is_fine {
            self.skipped(raw.origin.line, SkipReason::GatewayAddress);
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
            self.skipped(raw.origin.line, SkipReason::Refused(slot, FieldError::Secret(error)));
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
            PastedField::UnlabelledSecret
            | PastedField::ProductKey
            | PastedField::DeviceKey
            | PastedField::ClientId
            | PastedField::Gateway => &mut self.current.some_secret,
        };
        place.get_or_insert(finding(secret, raw, notes));
        self.taken += 1;
    }

    fn cleaned(&mut self, slot: PastedField, raw: &Raw<'_>) -> Option<(Wiped, Vec<Note>)> {
        let (text, cleaning) = value::clean(raw.value, slot, raw.writing);
        let refused = if raw.writing == Writing::Own {
            None
        } else if text.is_empty() {
            Some(SkipReason::NoValue(slot))
        } else if value::is_placeholder(&text) {
            Some(SkipReason::Placeholder(slot))
        } else if value::is_rounded(&text, raw.writing) {
            Some(SkipReason::Rounded(slot))
        } else {
            None
        };
        if let Some(why) = refused {
            self.skipped(raw.origin.line, why);
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
            Ok(()) => SkipReason::NotAlone(slot),
            Err(error) => match error.fault {
                fault @ (IdentityFault::Empty | IdentityFault::TooLong { .. } | IdentityFault::Forbidden { .. }) => {
                    SkipReason::Refused(slot, FieldError::Name(fault))
                }
            },
        };
        self.skipped(raw.origin.line, why);
        None
    }
}

fn finding<T>(value: T, raw: &Raw<'_>, notes: Vec<Note>) -> Finding<T> {
    Finding { value, origin: raw.origin, notes }
}
