//! The comparison with what a device sends, and the search for its mistake: a module of its own, which the page loads when
//! somebody first compares.
//!
//! It takes names and bytes, and answers in sentences. The secrets it is given are zeroed before it answers.
// Called from JavaScript, which the compiler does not see.
#![allow(unreachable_pub)]

use std::str;

use diagnosis::{Comparison, Finding, Known, Sent, find_mistake};
use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};
use enos_provisioner::i18n::{Language, chinese, finding, learn, verdicts};
use js_sys::Array;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Compares, and looks for the mistake behind the password.
///
/// `texts` are the expected client id, device key and product key, and the client id and the user name that the device sends.
/// `is_dynamic` tells which secret has to sign; `now` is the time to go by where the device's own is not known, in milliseconds
/// since 1970. The secrets follow as UTF-8, each empty if it is not known.
///
/// The answer is `[verdicts, headline, mistakes]`: for each verdict `[name, isRight, sentences]`, where `isRight` is `null` if
/// that cannot be told; the headline is `null` when there was no password to look into. `null` in place of all of it when the
/// names are none that EnOS takes.
#[wasm_bindgen]
#[must_use]
pub fn compare(
    language: &str,
    texts: Vec<String>,
    is_dynamic: bool,
    now: f64,
    password: Vec<u8>,
    device_secret: Vec<u8>,
    product_secret: Vec<u8>,
) -> JsValue {
    learn(chinese());
    let (password, device_secret, product_secret) =
        (Zeroizing::new(password), Zeroizing::new(device_secret), Zeroizing::new(product_secret));
    let Ok([client_id, device_key, product_key, sent_client_id, username]) = <[String; 5]>::try_from(texts) else {
        return JsValue::NULL;
    };
    let Some(identity) = identity(&client_id, &device_key, &product_key) else { return JsValue::NULL };
    let (device_secret, product_secret) = (secret(&device_secret), secret(&product_secret));
    let known = Known {
        identity: &identity,
        secure_mode: if is_dynamic { SecureMode::Dynamic } else { SecureMode::Static },
        device_secret: device_secret.as_ref(),
        product_secret: product_secret.as_ref(),
        timestamp: Timestamp::from_millis(whole(now)),
    };
    let password = str::from_utf8(&password).unwrap_or_default();
    let sent = Sent { client_id: &sent_client_id, username: &username, password };
    answer(&diagnosis::compare(&sent, &known), &find_mistake(&sent, &known), Language::of_tag(language))
}

fn main() {}

fn identity(client_id: &str, device_key: &str, product_key: &str) -> Option<Identity> {
    Some(Identity {
        client_id: ClientId::parse(client_id).ok()?,
        device_key: DeviceKey::parse(device_key).ok()?,
        product_key: ProductKey::parse(product_key).ok()?,
    })
}

fn secret(bytes: &[u8]) -> Option<Secret> {
    Secret::parse(str::from_utf8(bytes).ok()?).ok()
}

fn answer(comparison: &Comparison, found: &Finding, language: Language) -> JsValue {
    let sentences = |texts: Vec<String>| texts.into_iter().map(JsValue::from).collect::<Array>();
    let verdicts = verdicts(comparison, language).into_iter();
    let verdicts = verdicts.map(|(name, is_right, texts)| {
        let is_right = is_right.map_or(JsValue::NULL, JsValue::from);
        Array::of3(&name.into(), &is_right, &sentences(texts).into())
    });
    let (headline, mistakes) = match finding(found, language) {
        Some((headline, mistakes)) => (headline.into(), sentences(mistakes)),
        None => (JsValue::NULL, Array::new()),
    };
    Array::of3(&verdicts.collect::<Array>().into(), &headline, &mistakes.into()).into()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a clock has neither sign nor fractions that matter"
)]
fn whole(now: f64) -> u64 {
    now as u64
}
