//! What the admin address shows.

use enos::SecureMode;
use serde_json::{Value, json};
use simulator::{Access, ActivationSwitch, CertificateRule, Cloud, Device, DeviceKind, Entry, Occurrence, Product};

/// One line of the device log.
pub(super) fn entry(entry: &Entry) -> Value {
    let (event, reason) = match entry.occurrence {
        Occurrence::Refused(refusal) => ("refused", Some(refusal.to_string())),
        Occurrence::LoggedIn(SecureMode::Static) => ("logged in", Some("with its device secret".to_owned())),
        Occurrence::LoggedIn(SecureMode::Dynamic) => ("logged in", Some("to be activated".to_owned())),
        Occurrence::Activated => ("activated", None),
        Occurrence::ActivationConfirmed => ("activation confirmed", None),
        Occurrence::ActivationDeclined { code } => {
            let code = code.map_or_else(|| "without a code".to_owned(), |code| format!("with code {code}"));
            ("activation declined", Some(format!("the device answered {code}: it has not taken its secret")))
        }
        Occurrence::LongClientId { length } => {
            ("long client id", Some(format!("the client id has {length} characters, and the specification allows 64")))
        }
        Occurrence::LoggedInByGateway => ("logged in", Some("by its gateway device".to_owned())),
        Occurrence::ForeignTopic => (
            "topic refused",
            Some(format!(
                "\"{}\" is neither the device's own topic nor that of a sub-device that it has logged in",
                entry.about
            )),
        ),
        Occurrence::TakenOver => ("taken over", None),
        Occurrence::LoggedOut => ("logged out", None),
    };
    json!({
        "at": entry.at.as_millis(),
        "productKey": entry.product_key,
        "deviceKey": entry.device_key,
        "event": event,
        "code": entry.occurrence.code(),
        "reason": reason,
    })
}

/// Products, each with its devices.
pub(super) fn registry(cloud: &Cloud) -> Value {
    cloud.products().iter().map(|product| self::product(product, cloud.devices())).collect()
}

/// The state of one device.
pub(super) fn state(device: &Device) -> Value {
    json!({
        "productKey": device.product_key().as_str(),
        "deviceKey": device.key().as_str(),
        "state": device.state().name(),
        "connected": device.session().is_some(),
        "activations": device.activations(),
        "hasSecret": device.secret().is_some(),
    })
}

fn product(product: &Product, devices: &[Device]) -> Value {
    let devices = devices.iter().filter(|device| *device.product_key() == product.key);
    json!({
        "productKey": product.key.as_str(),
        "dynamicActivation": product.activation == ActivationSwitch::On,
        "certificateRequired": product.certificate == CertificateRule::Required,
        "devices": devices.map(device).collect::<Value>(),
    })
}

fn device(device: &Device) -> Value {
    json!({
        "deviceKey": device.key().as_str(),
        "subDevice": device.kind() == DeviceKind::SubDevice,
        "disabled": device.access() == Access::Disabled,
        "faults": device.faults(),
    })
}
