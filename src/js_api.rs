//! `computeCredentials` for other pages and for scripts: a module of its own, loaded by whoever wants it and never by the page.
//!
//! ```js
//! import init, { computeCredentials } from "./js_api.js";
//! await init();
//! const { clientId, username, password } = computeCredentials({
//!   mode: "static", clientId: "123456", deviceKey: "test", productKey: "654321",
//!   timestamp: 1548753362502, deviceSecret: "abcdefg",
//! });
//! ```
//! What it is given and gives back are JavaScript objects, which cannot be wiped: the caller holds the secrets.
// The exported function is called from JavaScript, which the compiler does not see.
#![allow(unreachable_pub)]

use enos::{AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** One login. The mode says which secret signs. */
export type LoginRequest = {
  /** At most 64 characters, without `|`. */
  clientId: string;
  deviceKey: string;
  productKey: string;
  /** Unix time in milliseconds: a whole number or its digits. */
  timestamp: number | string;
} & (
  /** Static authentication (securemode 2), signed with the device's own secret. */
  | { mode: "static"; deviceSecret: string }
  /** Dynamic activation (securemode 3), signed with the product's secret. */
  | { mode: "dynamic"; productSecret: string }
);

/** The three values of an MQTT CONNECT. The password does not expire: treat it as a secret. */
export type Credentials = { clientId: string; username: string; password: string };
"#;

/// Computes the CONNECT credentials of one login.
///
/// # Errors
/// Throws an `Error` that names the field and the reason, when a field is missing, of the wrong type or not allowed.
/// A secret is never part of the message.
#[wasm_bindgen(js_name = computeCredentials, unchecked_return_type = "Credentials")]
pub fn compute_credentials(
    #[wasm_bindgen(unchecked_param_type = "LoginRequest")] request: JsValue,
) -> Result<JsValue, JsError> {
    let request: Request = serde_wasm_bindgen::from_value(request).map_err(|error| JsError::new(&error.to_string()))?;
    let credentials = request.compute()?;
    let answer = Answer {
        client_id: &credentials.client_id,
        username: &credentials.username,
        password: credentials.password.expose(),
    };
    serde_wasm_bindgen::to_value(&answer).map_err(|error| JsError::new(&error.to_string()))
}

fn main() {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    mode: Mode,
    client_id: String,
    device_key: String,
    product_key: String,
    timestamp: Moment,
    device_secret: Option<SecretText>,
    product_secret: Option<SecretText>,
}

/// A secret as it came. What is no text is refused without being repeated, as the library would do.
struct SecretText(Zeroizing<String>);

impl<'de> Deserialize<'de> for SecretText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer).map_err(|_| D::Error::custom("a secret must be a string"))?;
        Ok(Self(Zeroizing::new(text)))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Mode {
    Static,
    Dynamic,
}

/// Digits, or a number that JavaScript holds without loss.
#[derive(Deserialize)]
#[serde(untagged)]
enum Moment {
    Number(u64),
    Digits(String),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    client_id: &'a str,
    username: &'a str,
    password: &'a str,
}

impl Request {
    fn compute(&self) -> Result<Credentials, JsError> {
        let identity = Identity {
            client_id: ClientId::parse(&self.client_id)?,
            device_key: DeviceKey::parse(&self.device_key)?,
            product_key: ProductKey::parse(&self.product_key)?,
        };
        let timestamp = match &self.timestamp {
            Moment::Number(millis) => Timestamp::from_millis(*millis),
            Moment::Digits(digits) => Timestamp::parse(digits)?,
        };
        Ok(Credentials::compute(&identity, &self.auth_mode()?, timestamp))
    }

    fn auth_mode(&self) -> Result<AuthMode, JsError> {
        let error = |reason| Err(JsError::new(reason));
        match (&self.mode, &self.device_secret, &self.product_secret) {
            (Mode::Static, Some(secret), None) => Ok(AuthMode::Static { device_secret: Secret::parse(&secret.0)? }),
            (Mode::Dynamic, None, Some(secret)) => Ok(AuthMode::Dynamic { product_secret: Secret::parse(&secret.0)? }),
            (Mode::Static, None, _) => error("deviceSecret is missing: static mode signs with the device's secret"),
            (Mode::Dynamic, _, None) => error("productSecret is missing: dynamic mode signs with the product's secret"),
            (Mode::Static, Some(_), Some(_)) => error("productSecret is not used in static mode: leave it out"),
            (Mode::Dynamic, Some(_), Some(_)) => error("deviceSecret is not used in dynamic mode: leave it out"),
        }
    }
}
