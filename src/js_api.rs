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

use enos::{
    AuthMode, ClientId, Credentials, DeviceKey, Identity, IdentityFault, ProductKey, Secret, SecretError, Timestamp,
    TimestampError,
};
use foreign_text::code_point;
use js_sys::{Array, JsString, Object, Reflect};
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
/// No value of the request is part of the message: a secret may stand in any field by mistake.
#[wasm_bindgen(js_name = computeCredentials, unchecked_return_type = "Credentials")]
pub fn compute_credentials(
    #[wasm_bindgen(unchecked_param_type = "LoginRequest")] request: &JsValue,
) -> Result<JsValue, JsError> {
    let Request { mode, identity, timestamp } =
        Request::read(request).map_err(|Refusal(words)| JsError::new(&words))?;
    let credentials = Credentials::compute(&identity, &mode, timestamp);
    let answer = Object::new();
    for (name, value) in [
        ("clientId", credentials.client_id.as_str()),
        ("username", credentials.username.as_str()),
        ("password", credentials.password.expose()),
    ] {
        // An object that was just made takes every property.
        let _ = Reflect::set(&answer, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    Ok(answer.into())
}

fn main() {}

/// Why a request was refused. No value of a request is repeated, since a secret may stand in any of its fields.
struct Refusal(String);

impl Refusal {
    fn of(field: &str, reason: &str) -> Self {
        Self([field, " ", reason].concat())
    }
}

struct Request {
    mode: AuthMode,
    identity: Identity,
    timestamp: Timestamp,
}

impl Request {
    fn read(request: &JsValue) -> Result<Self, Refusal> {
        if !request.is_object() || Array::is_array(request) {
            return Err(Refusal::of("the request", &["must be an object, not ", &kind(request)].concat()));
        }
        let mode = read_mode(request)?;
        let name = |field: &'static str| required_text(request, field);
        let identity = Identity {
            client_id: ClientId::parse(&name("clientId")?).map_err(|error| name_refusal("clientId", error.fault))?,
            device_key: DeviceKey::parse(&name("deviceKey")?)
                .map_err(|error| name_refusal("deviceKey", error.fault))?,
            product_key: ProductKey::parse(&name("productKey")?)
                .map_err(|error| name_refusal("productKey", error.fault))?,
        };
        let timestamp = read_timestamp(&value(request, "timestamp")?)?;
        Ok(Self { mode, identity, timestamp })
    }
}

fn read_mode(request: &JsValue) -> Result<AuthMode, Refusal> {
    let word = required_text(request, "mode")?;
    match word.as_str() {
        "static" => {
            let device_secret = read_secret(request, "deviceSecret", "static mode signs with the device's secret")?;
            unused(request, "productSecret", "static")?;
            Ok(AuthMode::Static { device_secret })
        }
        "dynamic" => {
            let product_secret = read_secret(request, "productSecret", "dynamic mode signs with the product's secret")?;
            unused(request, "deviceSecret", "dynamic")?;
            Ok(AuthMode::Dynamic { product_secret })
        }
        _ => {
            let is_other_case = ["static", "dynamic"].iter().any(|mode| word.trim().eq_ignore_ascii_case(mode));
            let why = if is_other_case { ", in lower case and without spaces" } else { "" };
            Err(Refusal::of("mode", &["must be \"static\" or \"dynamic\"", why].concat()))
        }
    }
}

fn read_secret(request: &JsValue, field: &str, why: &str) -> Result<Secret, Refusal> {
    let secret = value(request, field)?;
    if secret.is_undefined() || secret.is_null() {
        return Err(Refusal::of(field, &["is missing: ", why].concat()));
    }
    Secret::parse(&text(field, &secret)?).map_err(|error| Refusal(secret_refusal(field, error)))
}

fn unused(request: &JsValue, field: &str, mode: &str) -> Result<(), Refusal> {
    let secret = value(request, field)?;
    if secret.is_undefined() || secret.is_null() {
        return Ok(());
    }
    Err(Refusal::of(field, &["is not used in ", mode, " mode: leave it out"].concat()))
}

fn read_timestamp(moment: &JsValue) -> Result<Timestamp, Refusal> {
    let refused = |reason: &str| Err(Refusal::of("timestamp", reason));
    if let Some(number) = moment.as_f64() {
        return if number.is_nan() {
            refused("must be a number, and NaN is none")
        } else if number.is_infinite() {
            refused("must be finite")
        } else if number < 0.0 {
            refused("must not be negative")
        } else if number.fract() != 0.0 {
            refused("must be a whole number of milliseconds, without a fraction")
        } else if number > MAX_SAFE_INTEGER {
            refused(
                "is larger than 2^53 - 1, which a number of JavaScript does not hold exactly: give its digits as a string",
            )
        } else {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and in range")]
            Ok(Timestamp::from_millis(number as u64))
        };
    }
    if moment.is_undefined() {
        return refused("is missing");
    }
    if !moment.is_string() {
        return refused(&["must be a number or a string of digits, not ", &kind(moment)].concat());
    }
    Timestamp::parse(&text("timestamp", moment)?).or_else(|error| match error {
        TimestampError::Empty => refused("is empty"),
        TimestampError::NotDigits { .. } => refused("contains characters other than the digits 0 to 9"),
        TimestampError::LeadingZero => refused("starts with a zero, which would not be sent"),
        TimestampError::TooLarge => refused("is larger than 2^64 - 1"),
    })
}

fn required_text(request: &JsValue, field: &str) -> Result<Zeroizing<String>, Refusal> {
    let value = value(request, field)?;
    if value.is_undefined() {
        return Err(Refusal::of(field, "is missing"));
    }
    text(field, &value)
}

fn value(request: &JsValue, field: &str) -> Result<JsValue, Refusal> {
    Reflect::get(request, &JsValue::from_str(field)).map_err(|_| Refusal::of(field, "cannot be read"))
}

/// A string, which JavaScript allows to hold half of a surrogate pair. Made into UTF-8, two such strings would be the same.
fn text(field: &str, value: &JsValue) -> Result<Zeroizing<String>, Refusal> {
    let Some(string) = value.dyn_ref::<JsString>() else {
        return Err(Refusal::of(field, &["must be a string, not ", &kind(value)].concat()));
    };
    if !string.is_valid_utf16() {
        return Err(Refusal::of(field, "contains half of a surrogate pair, so it is not text"));
    }
    Ok(Zeroizing::new(String::from(string)))
}

fn kind(value: &JsValue) -> String {
    if value.is_null() {
        return "null".to_owned();
    }
    if Array::is_array(value) {
        return "an array".to_owned();
    }
    match value.js_typeof().as_string().unwrap_or_default().as_str() {
        "object" => "an object".to_owned(),
        "undefined" => "undefined".to_owned(),
        other => ["a ", other].concat(),
    }
}

fn name_refusal(field: &str, fault: IdentityFault) -> Refusal {
    match fault {
        IdentityFault::Empty => Refusal::of(field, "is empty"),
        IdentityFault::TooLong { length, limit } => {
            Refusal(format!("{field} has {length} characters, and at most {limit} are allowed"))
        }
        IdentityFault::Forbidden { character, position } => {
            Refusal(format!("{field} must not contain {} (character {position})", code_point(character)))
        }
    }
}

fn secret_refusal(field: &str, error: SecretError) -> String {
    match error {
        SecretError::Empty => [field, " is empty"].concat(),
        SecretError::TooLong { length } => {
            format!("{field} has {length} bytes, and at most {} are allowed", Secret::LIMIT)
        }
        SecretError::ControlCharacter { position } => {
            format!("{field} contains a line break or another control character (character {position})")
        }
    }
}

/// 2^53 - 1, `Number.MAX_SAFE_INTEGER`.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;
