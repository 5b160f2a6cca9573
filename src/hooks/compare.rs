//! The comparison with what a device sends, by the module that holds it.

use enos::{Identity, Secret, SecureMode};
use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// What is to be compared with what. Texts that were not pasted are empty.
#[derive(Clone, Debug)]
pub struct Question {
    /// The language to answer in, as a tag.
    pub language: &'static str,
    /// The device.
    pub identity: Identity,
    /// How it is to log in.
    pub mode: SecureMode,
    /// The client id that the device sends.
    pub client_id: String,
    /// The user name that it sends.
    pub username: String,
    /// The password that it sends.
    pub password: Option<Secret>,
    /// Its own secret, if that is known.
    pub device_secret: Option<Secret>,
    /// Its product's secret, if that is known.
    pub product_secret: Option<Secret>,
}

/// What came of it, in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// A verdict on each text that was pasted.
    pub verdicts: Vec<Judged>,
    /// What is to be said about the password, if there was one.
    pub headline: Option<String>,
    /// The mistakes behind it, each with what is right.
    pub mistakes: Vec<String>,
}

/// A verdict on one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What the text is called.
    pub name: String,
    /// Whether it is right; `None` when that cannot be told.
    pub is_right: Option<bool>,
    /// What is to be said about it.
    pub sentences: Vec<String>,
}

#[wasm_bindgen]
extern "C" {
    /// Loads the module, once. `boot.js` defines it, since only its policy admits scripts.
    #[wasm_bindgen(catch, js_name = loadCompare)]
    async fn load_compare() -> Result<JsValue, JsValue>;
}

impl Question {
    /// Asks. The module is loaded with the first question; `None` when it cannot be.
    pub async fn ask(&self) -> Option<Answer> {
        let compare: Function = load_compare().await.ok()?.dyn_into().ok()?;
        let Identity { client_id, device_key, product_key } = &self.identity;
        let names = [client_id.as_str(), device_key.as_str(), product_key.as_str()];
        let texts = names.into_iter().chain([self.client_id.as_str(), &self.username]);
        let secrets = [&self.password, &self.device_secret, &self.product_secret];
        let secrets = secrets.map(|secret| bytes(secret.as_ref()));
        let arguments = Array::of4(
            &self.language.into(),
            &texts.map(JsValue::from_str).collect::<Array>(),
            &(self.mode == SecureMode::Dynamic).into(),
            &js_sys::Date::now().into(),
        );
        for secret in &secrets {
            arguments.push(secret);
        }
        let answer = compare.apply(&JsValue::NULL, &arguments).ok();
        // The copies that JavaScript held.
        for secret in &secrets {
            secret.fill(0, 0, secret.length());
        }
        read(&answer?.dyn_into().ok()?)
    }
}

fn bytes(secret: Option<&Secret>) -> Uint8Array {
    Uint8Array::from(secret.map_or(&[][..], |secret| secret.expose().as_bytes()))
}

fn read(answer: &Array) -> Option<Answer> {
    let sentences = |value: JsValue| {
        let texts: Array = value.dyn_into().ok()?;
        texts.iter().map(|text| text.as_string()).collect::<Option<Vec<_>>>()
    };
    let judged = |value: JsValue| {
        let parts: Array = value.dyn_into().ok()?;
        Some(Judged {
            name: parts.get(0).as_string()?,
            is_right: parts.get(1).as_bool(),
            sentences: sentences(parts.get(2))?,
        })
    };
    Some(Answer {
        verdicts: answer.get(0).dyn_into::<Array>().ok()?.iter().map(judged).collect::<Option<_>>()?,
        headline: answer.get(1).as_string(),
        mistakes: sentences(answer.get(2))?,
    })
}
