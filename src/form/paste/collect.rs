//! Takes what was found, looks at it once more, and keeps it in its place.

use enos::{ClientId, DeviceKey, ProductKey, SecureMode};

use super::clean::{self, Kind, Writing};
use super::names::Meaning;
use super::{Finding, Found, Note, Origin, Pasted, Slot, Source, Unclear, Unneeded, Unread, Wiped, url};
use crate::form::{GatewayAddress, PageOrigin, Refusal, TypedSecret};

/// What was found so far.
#[derive(Default)]
pub(super) struct Collector {
    pasted: Pasted,
    serial_number: Found<String>,
}

/// A value and all that is known about how it stood there.
#[derive(Clone)]
pub(super) struct Raw<'a> {
    pub(super) value: &'a str,
    pub(super) writing: Writing,
    pub(super) origin: Origin,
    /// What was noticed on the way to it.
    pub(super) notes: Vec<Note>,
}

impl Collector {
    /// Everything, when the text is at its end.
    pub(super) fn finish(mut self) -> Pasted {
        match (self.pasted.client_id.is_nothing(), self.serial_number) {
            (_, Found::Nothing) => {}
            (true, found) => self.pasted.client_id = found,
            (false, Found::One(finding)) => {
                let is_other = self.pasted.client_id.one().is_none_or(|known| known.value != finding.value);
                if is_other {
                    push(&mut self.pasted.unread, finding.origin.line, Unclear::Unneeded(Unneeded::SerialNumber));
                }
            }
            (false, Found::Several(_)) => {
                push(&mut self.pasted.unread, None, Unclear::Unneeded(Unneeded::SerialNumber));
            }
        }
        self.pasted
    }

    /// Something about the whole text.
    pub(super) fn note(&mut self, note: Note) {
        clean::add(&mut self.pasted.notes, note);
    }

    /// Something that could not be used.
    pub(super) fn unread(&mut self, line: Option<usize>, why: Unclear) {
        push(&mut self.pasted.unread, line, why);
    }

    /// A value under a name that is known.
    pub(super) fn take(&mut self, meaning: Meaning, raw: &Raw<'_>) {
        match meaning {
            Meaning::Slot(slot) => self.take_slot(slot, raw),
            Meaning::UserName => self.take_user_name(raw),
            Meaning::Address => self.take_address(raw),
            Meaning::SerialNumber => {
                if let Some((value, mut notes)) = self.cleaned(Slot::ClientId, Kind::Free, raw)
                    && let Some(()) = self.checked(Slot::ClientId, raw, &ClientId::parse(&value).map(drop))
                {
                    notes.push(Note::SerialNumber);
                    self.serial_number.add(finding(String::clone(&value), raw, notes));
                }
            }
            Meaning::Unneeded(what) => self.unread(raw.origin.line, Unclear::Unneeded(what)),
        }
    }

    /// `{deviceKey}&{productKey}`.
    pub(super) fn take_user_name(&mut self, raw: &Raw<'_>) {
        let (value, notes) = clean::clean(raw.value, Kind::Key, raw.writing);
        let origin = Origin { source: Source::UserName, ..raw.origin };
        match value.split_once('&') {
            Some((device_key, product_key)) if !product_key.contains('&') => {
                for (slot, value) in [(Slot::DeviceKey, device_key), (Slot::ProductKey, product_key)] {
                    let notes = [raw.notes.as_slice(), notes.as_slice()].concat();
                    self.take_slot(slot, &Raw { value, writing: Writing::Exact, origin, notes });
                }
            }
            Some(_) | None => self.unread(raw.origin.line, Unclear::UserName),
        }
    }

    /// An address: of the gateway, or one with keys in it.
    pub(super) fn take_address(&mut self, raw: &Raw<'_>) {
        let (value, _) = clean::clean(raw.value, Kind::Key, raw.writing);
        if url::is_web_socket(&value) {
            self.take_slot(Slot::Gateway, raw);
        } else if url::is_web(&value) {
            url::read(&value, raw.origin.line, self);
        } else {
            self.unread(raw.origin.line, Unclear::Unneeded(Unneeded::Server));
        }
    }

    fn take_slot(&mut self, slot: Slot, raw: &Raw<'_>) {
        match slot {
            Slot::ProductKey => {
                if let Some((value, notes)) = self.cleaned(slot, Kind::Key, raw)
                    && let Some(()) = self.checked(slot, raw, &ProductKey::parse(&value).map(drop))
                {
                    self.pasted.product_key.add(finding(String::clone(&value), raw, notes));
                }
            }
            Slot::DeviceKey => {
                if let Some((value, notes)) = self.cleaned(slot, Kind::Key, raw)
                    && let Some(()) = self.checked(slot, raw, &DeviceKey::parse(&value).map(drop))
                {
                    self.pasted.device_key.add(finding(String::clone(&value), raw, notes));
                }
            }
            Slot::ClientId => self.take_client_id(raw),
            Slot::ProductSecret | Slot::DeviceSecret | Slot::SomeSecret => self.take_secret(slot, raw),
            Slot::Gateway => {
                if let Some((value, notes)) = self.cleaned(slot, Kind::Key, raw) {
                    // Where the page came from is the form's to judge, not that of a pasted text.
                    let page = PageOrigin { secure: true, host: "localhost".to_owned() };
                    match GatewayAddress::parse(&value, &page) {
                        Ok(_) => self.pasted.gateway.add(finding(String::clone(&value), raw, notes)),
                        Err(error) => self.refuse(slot, raw, Refusal::Address(error)),
                    }
                }
            }
        }
    }

    fn take_secret(&mut self, slot: Slot, raw: &Raw<'_>) {
        let Some((mut value, mut notes)) = self.cleaned(slot, Kind::Secret, raw) else { return };
        let secret = TypedSecret::new(std::mem::take(&mut *value));
        if let Err(error) = secret.parse() {
            self.refuse(slot, raw, Refusal::Secret(error));
            return;
        }
        if matches!(raw.origin.source, Source::Query | Source::Fragment) {
            notes.push(Note::SecretInAddress);
        }
        let found = match slot {
            Slot::ProductSecret => &mut self.pasted.product_secret,
            Slot::DeviceSecret => &mut self.pasted.device_secret,
            Slot::SomeSecret | Slot::ProductKey | Slot::DeviceKey | Slot::ClientId | Slot::Gateway => {
                &mut self.pasted.some_secret
            }
        };
        found.add(finding(secret, raw, notes));
    }

    /// A client id, perhaps with what MQTT's carries behind it: `123|securemode=2,signmethod=sha256,timestamp=…|`.
    fn take_client_id(&mut self, raw: &Raw<'_>) {
        let Some((value, mut notes)) = self.cleaned(Slot::ClientId, Kind::Free, raw) else { return };
        let mut raw = raw.clone();
        let bare = match value.split_once('|') {
            None => value.as_str(),
            Some((bare, parameters)) => {
                raw.origin.source = Source::MqttClientId;
                notes.push(Note::ModeSuffix);
                if parameters.contains(", ") {
                    notes.push(Note::SpaceAfterComma);
                }
                if let Some(mode) = secure_mode(parameters) {
                    self.pasted.mode.add(finding(mode, &raw, Vec::new()));
                }
                bare.trim()
            }
        };
        if clean::is_placeholder(bare) {
            self.unread(raw.origin.line, Unclear::Placeholder(Slot::ClientId));
        } else if let Some(()) = self.checked(Slot::ClientId, &raw, &ClientId::parse(bare).map(drop)) {
            self.pasted.client_id.add(finding(bare.to_owned(), &raw, notes));
        }
    }

    fn cleaned(&mut self, slot: Slot, kind: Kind, raw: &Raw<'_>) -> Option<(Wiped, Vec<Note>)> {
        let (value, cleaning) = clean::clean(raw.value, kind, raw.writing);
        if value.is_empty() {
            self.unread(raw.origin.line, Unclear::NoValue(slot));
            return None;
        }
        let is_unwrapped = cleaning.contains(&Note::Quotes);
        if !is_unwrapped && clean::is_cut_off(&value, raw.writing) {
            self.unread(raw.origin.line, Unclear::CutOff(slot));
            return None;
        }
        if clean::is_placeholder(&value) {
            self.unread(raw.origin.line, Unclear::Placeholder(slot));
            return None;
        }
        let mut notes = raw.notes.clone();
        for note in cleaning {
            clean::add(&mut notes, note);
        }
        Some((value, notes))
    }

    fn checked(&mut self, slot: Slot, raw: &Raw<'_>, parsed: &Result<(), enos::IdentityError>) -> Option<()> {
        match parsed {
            Ok(()) => Some(()),
            Err(error) => {
                self.refuse(slot, raw, Refusal::Name(error.fault));
                None
            }
        }
    }

    fn refuse(&mut self, slot: Slot, raw: &Raw<'_>, refusal: Refusal) {
        self.unread(raw.origin.line, Unclear::Refused(slot, refusal));
    }
}

fn finding<T>(value: T, raw: &Raw<'_>, notes: Vec<Note>) -> Finding<T> {
    Finding { value, origin: raw.origin, notes }
}

fn push(unread: &mut Vec<Unread>, line: Option<usize>, why: Unclear) {
    if unread.len() + 1 < Unread::LIMIT {
        unread.push(Unread { line, why });
    } else if unread.len() < Unread::LIMIT {
        unread.push(Unread { line: None, why: Unclear::More });
    }
}

fn secure_mode(parameters: &str) -> Option<SecureMode> {
    let mut pairs = parameters.split([',', '|']).filter_map(|pair| pair.split_once('='));
    let (_, number) = pairs.find(|(name, _)| name.trim() == "securemode")?;
    match number.trim() {
        "2" => Some(SecureMode::Static),
        "3" => Some(SecureMode::Dynamic),
        _ => None,
    }
}
