//! Devices to practise with: those of the deployment's settings, or of the simulated EnOS inside the page.

use foreign_text::ForeignText;
use simulator::demo::{DEVICES, Purpose};

use super::TypedSecret;
use crate::i18n::{Language, PageText};

/// A device to practise with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoDevice {
    /// Its product.
    pub product_key: String,
    /// Its product's secret. That of a simulated product, but treated like any other.
    pub product_secret: TypedSecret,
    /// The device.
    pub device_key: String,
    /// The device's own identifier; may be empty.
    pub client_id: String,
    /// Its own secret, where it has one from the start: such a device logs in statically.
    pub device_secret: Option<TypedSecret>,
    /// What the device is for, where it is one of the simulator's.
    pub purpose: Option<Purpose>,
    /// What the device is for, in the words of whoever set it up; said where there is no purpose.
    pub note: ForeignText,
}

impl DemoDevice {
    /// The devices of the simulated EnOS inside the page.
    #[must_use]
    pub fn built_in(language: Language) -> Vec<Self> {
        DEVICES.iter().map(|device| Self::from_simulator(device, language)).collect()
    }

    fn from_simulator(device: &simulator::demo::DemoDevice, language: Language) -> Self {
        Self {
            product_key: device.product_key.to_owned(),
            product_secret: TypedSecret::new(device.product_secret.to_owned()),
            device_key: device.device_key.to_owned(),
            client_id: device.client_id.to_owned(),
            device_secret: device.device_secret.map(|secret| TypedSecret::new(secret.to_owned())),
            purpose: Some(device.purpose),
            note: language.say(words(device.purpose)).into(),
        }
    }

    /// What the device is for, in this language where it is known.
    #[must_use]
    pub fn note(&self, language: Language) -> String {
        self.purpose.map_or_else(|| self.note.visible(), |purpose| language.say(words(purpose)).to_owned())
    }
}

const fn words(purpose: Purpose) -> PageText {
    match purpose {
        Purpose::Activate => PageText::PurposeActivate,
        Purpose::LogIn => PageText::PurposeLogIn,
        Purpose::Disabled => PageText::PurposeDisabled,
        Purpose::SubDevice => PageText::PurposeSubDevice,
        Purpose::ActivationOff => PageText::PurposeOff,
        Purpose::Certificate => PageText::PurposeCertificate,
    }
}
