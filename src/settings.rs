//! What a deployment tells the page: `settings.json` beside `index.html`.
//!
//! ```json
//! { "gateway": "/mqtt", "demo": [{ "productKey": "…", "productSecret": "…", "deviceKey": "…", "clientId": "…", "note": "…" }] }
//! ```
//! Everything is optional. Without the file, on a static host for instance, the page uses its defaults.

use std::rc::Rc;

use js_sys::{Array, JSON, Reflect};
use simulator::demo::{DEVICES, Purpose};
use wasm_bindgen::{JsCast, JsValue};

use crate::form::TypedSecret;
use crate::i18n::{Language, Page};

/// The deployment's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the gateway is.
    pub gateway: String,
    /// Devices to practise with, on the gateway's simulated EnOS. Empty in production.
    pub demo: Vec<Rc<DemoDevice>>,
}

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
    /// What the device is for, in the words of whoever set it up.
    pub note: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { gateway: "/mqtt".to_owned(), demo: Vec::new() }
    }
}

impl Settings {
    /// Reads the file's text. What is missing or of another type takes its default; a file that is no JSON object gives `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let object = JSON::parse(text).ok().filter(JsValue::is_object)?;
        let gateway = string(&object, "gateway").unwrap_or_else(|| Self::default().gateway);
        let demo = field(&object, "demo").and_then(|demo| demo.dyn_into::<Array>().ok());
        let demo = demo.iter().flat_map(Array::iter).filter_map(|device| DemoDevice::read(&device).map(Rc::new));
        Some(Self { gateway, demo: demo.collect() })
    }
}

impl DemoDevice {
    /// The devices of the simulated EnOS inside the page.
    #[must_use]
    pub fn built_in(language: Language) -> Vec<Rc<Self>> {
        DEVICES.iter().map(|device| Rc::new(Self::of_simulator(device, language))).collect()
    }

    fn of_simulator(device: &simulator::demo::DemoDevice, language: Language) -> Self {
        let note = match device.purpose {
            Purpose::Activate => Page::PurposeActivate,
            Purpose::LogIn => Page::PurposeLogIn,
            Purpose::Disabled => Page::PurposeDisabled,
            Purpose::SubDevice => Page::PurposeSubDevice,
            Purpose::ActivationOff => Page::PurposeOff,
            Purpose::Certificate => Page::PurposeCertificate,
        };
        Self {
            product_key: device.product_key.to_owned(),
            product_secret: TypedSecret::new(device.product_secret.to_owned()),
            device_key: device.device_key.to_owned(),
            client_id: device.client_id.to_owned(),
            device_secret: device.device_secret.map(|secret| TypedSecret::new(secret.to_owned())),
            note: language.say(note).to_owned(),
        }
    }

    fn read(object: &JsValue) -> Option<Self> {
        Some(Self {
            product_key: string(object, "productKey")?,
            product_secret: TypedSecret::new(string(object, "productSecret")?),
            device_key: string(object, "deviceKey")?,
            client_id: string(object, "clientId").unwrap_or_default(),
            device_secret: string(object, "deviceSecret").map(TypedSecret::new),
            note: string(object, "note").unwrap_or_default(),
        })
    }
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}

fn string(object: &JsValue, name: &str) -> Option<String> {
    field(object, name)?.as_string()
}
