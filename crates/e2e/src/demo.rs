//! The simulated EnOS's demo devices, as `settings.json` offers them to the page.

use serde_json::Value;

/// A device to practise with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DemoDevice {
    /// The product that it belongs to.
    pub product_key: String,
    /// That product's secret.
    pub product_secret: String,
    /// Its key within the product.
    pub device_key: String,
    /// Its client id.
    pub client_id: String,
    /// What is special about it.
    pub note: String,
}

/// The demo devices within settings.
pub(crate) fn devices_in(settings: &str) -> Vec<DemoDevice> {
    let settings: Value = serde_json::from_str(settings).unwrap_or_default();
    let devices = settings.get("demo").and_then(Value::as_array).into_iter().flatten();
    devices.map(device).collect()
}

fn device(value: &Value) -> DemoDevice {
    let text = |name| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    DemoDevice {
        product_key: text("productKey"),
        product_secret: text("productSecret"),
        device_key: text("deviceKey"),
        client_id: text("clientId"),
        note: text("note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_devices_of_the_page_s_settings() {
        let devices = devices_in(r#"{"gateway":"/mqtt","demo":[{"productKey":"p","deviceKey":"d","note":"n"}]}"#);
        let [device] = devices.as_slice() else { panic!("{devices:?}") };
        assert_eq!((device.product_key.as_str(), device.device_key.as_str()), ("p", "d"));
        assert_eq!((device.client_id.as_str(), device.note.as_str()), ("", "n"));
        assert!(devices_in("{}").is_empty());
    }
}
