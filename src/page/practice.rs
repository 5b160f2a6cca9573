//! Who answers, and the devices to practise with: those of a simulated EnOS behind the gateway, and those of the demo.

use std::borrow::Cow;

use enos::Timestamp;

use super::state::PageState;
use super::view::environment_banner::Environment;
use crate::form::{DemoDevice, EndpointKind, FormAction};
use crate::i18n::{Language, PageText, fill};

impl PageState {
    /// Who answers, as far as a technician must know: a simulated EnOS only where one has identified itself at the very address in the form.
    #[must_use]
    pub fn environment(&self) -> Environment {
        let simulated_at = self.conditions.simulated_at.as_ref();
        match self.form.place {
            EndpointKind::Demo => Environment::Demo,
            EndpointKind::Gateway if simulated_at.is_some() && simulated_at == self.address().as_ref() => {
                Environment::Practice
            }
            EndpointKind::Gateway => Environment::Production,
        }
    }

    /// Takes in whether a simulated EnOS answers at this address. The first device to practise with then comes into a form that
    /// nobody has touched.
    pub fn take_identity(&mut self, address: String, is_simulated: bool, language: Language) {
        self.conditions.simulated_at = is_simulated.then_some(address);
        if self.is_untouched() && !self.is_running {
            self.fill_in_practice(language);
            self.form.filled = self.form.filled.wrapping_add(1);
        }
    }

    /// Puts the first device to practise with into the form, where there is one.
    pub fn fill_in_practice(&mut self, language: Language) {
        let first = self.demo_devices(language).first().map(|first| self.form.draft.with_device(first));
        if let Some(draft) = first {
            self.form.draft = draft;
        }
    }

    /// The devices to practise with, where there are any.
    #[must_use]
    pub fn demo_devices(&self, language: Language) -> Cow<'_, [DemoDevice]> {
        match self.form.place {
            EndpointKind::Gateway if self.environment() == Environment::Practice => Cow::Borrowed(&self.settings.demo),
            EndpointKind::Gateway => Cow::Owned(Vec::new()),
            EndpointKind::Demo => Cow::Owned(DemoDevice::built_in(language)),
        }
    }

    /// Which of the devices to practise with stands in the form, and what it is for.
    #[must_use]
    pub fn note(&self, language: Language) -> String {
        let devices = self.demo_devices(language);
        let Some((place, device)) = (1_usize..).zip(devices.iter()).find(|(_, device)| self.is_in_form(device)) else {
            // Said rather than left out, so that the lines below stay where they are.
            return if devices.is_empty() { String::new() } else { language.say(PageText::NoDemoDevice).to_owned() };
        };
        let count = fill(language.say(PageText::DemoDevice), &[&place.to_string(), &devices.len().to_string()]);
        let note = device.note(language);
        if note.is_empty() { count } else { [&count, ": ", note.as_str()].concat() }
    }

    /// The device after this one: the next to practise with, or an empty form for the same product.
    #[must_use]
    pub fn next(&self, now: Timestamp, language: Language) -> FormAction {
        let devices = self.demo_devices(language);
        let place = devices.iter().position(|device| self.is_in_form(device));
        let draft = match place.and_then(|place| devices.get(place + 1).or_else(|| devices.first())) {
            Some(device) => self.form.draft.with_device(device),
            None => self.form.draft.for_next_device(),
        };
        FormAction::Replace(draft, self.form.place, now)
    }

    fn is_in_form(&self, device: &DemoDevice) -> bool {
        device.device_key == self.form.draft.device_key && device.product_key == self.form.draft.product_key
    }
}
