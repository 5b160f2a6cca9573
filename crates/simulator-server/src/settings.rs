//! The settings that a page needs to practise on this simulator.

use serde_json::{Map, Value};
use simulator::demo::{self, DemoDevice};

/// One JSON object: `gateway`, the path of the bridge, and `demo`, the devices in the order in which they are offered.
pub(crate) fn json() -> String {
    let devices: Vec<Value> = demo::DEVICES.iter().map(device).collect();
    let settings = serde_json::json!({ "gateway": "mqtt", "demo": devices });
    format!("{settings:#}\n")
}

fn device(demo: &DemoDevice) -> Value {
    let mut device = Map::new();
    let mut set = |name: &str, value: &str| device.insert(name.into(), value.into());
    set("productKey", demo.product_key);
    set("productSecret", demo.product_secret);
    set("deviceKey", demo.device_key);
    set("clientId", demo.client_id);
    if let Some(secret) = demo.device_secret {
        set("deviceSecret", secret);
    }
    set("purpose", demo.purpose.name());
    set("note", demo.purpose.note());
    Value::Object(device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_with_a_device_that_can_be_activated() {
        let settings: Value = serde_json::from_str(&json()).unwrap();
        assert_eq!(settings["gateway"], "mqtt");
        let first = &settings["demo"][0];
        assert_eq!(first["productKey"], "DemoInverter");
        assert_eq!(first["productSecret"], "practice-inverter-secret");
        assert_eq!(first["deviceKey"], "INV-0001");
        assert_eq!(first["clientId"], "inverter-0001");
        assert_eq!((&first["purpose"], &first["note"]), (&"activate".into(), &"can be activated".into()));
    }

    #[test]
    fn gives_the_device_secret_only_where_there_is_one() {
        let settings: Value = serde_json::from_str(&json()).unwrap();
        let devices = settings["demo"].as_array().unwrap();
        let with_secret: Vec<_> = devices.iter().filter(|device| device.get("deviceSecret").is_some()).collect();
        assert_eq!(with_secret.len(), 1);
        assert_eq!(with_secret[0]["deviceKey"], "INV-0101");
    }
}
