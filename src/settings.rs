//! What a deployment tells the page: `settings.json` beside `index.html`.
//!
//! ```json
//! { "gateway": "mqtt", "demo": [{ "productKey": "…", "productSecret": "…", "deviceKey": "…", "clientId": "…", "note": "…" }] }
//! ```
//! Everything is optional. Without the file, on a static host for instance, the page uses its defaults.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::page_path;
use crate::form::{DemoDevice, TypedSecret};

/// The deployment's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where the gateway is.
    pub gateway: String,
    /// Devices to practise with, on the gateway's simulated EnOS. Empty in production.
    pub demo: Vec<DemoDevice>,
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
        let gateway = string(&object, "gateway").map(|gateway| beside(&gateway, &page_path()));
        let gateway = gateway.unwrap_or_else(|| Self::default().gateway);
        let demo = field(&object, "demo").and_then(|demo| demo.dyn_into::<Array>().ok());
        let demo = demo.iter().flat_map(Array::iter).filter_map(|device| read_device(&device));
        Some(Self { gateway, demo: demo.collect() })
    }
}

/// Waits for `settings.json`, which stands beside the page. Tells `None` where there is none, or none that can be read.
pub fn fetch_settings(tell: impl FnOnce(Option<Settings>) + 'static) {
    spawn_local(async move {
        let text = load_settings().await.ok().and_then(|text| text.as_string());
        tell(text.as_deref().and_then(Settings::parse));
    });
}

#[wasm_bindgen]
extern "C" {
    /// The file's text, for which `boot.js` asks while the program still loads; null where there is none.
    #[wasm_bindgen(catch, js_name = loadSettings)]
    async fn load_settings() -> Result<JsValue, JsValue>;
}

/// A gateway that stands beside the page (`mqtt`, `./mqtt`, `../mqtt/site-b`) as a path from the root, so that page and gateway may stand
/// below any path. Every other address stays as it is.
fn beside(gateway: &str, page_path: &str) -> String {
    let is_beside = gateway == "mqtt" || ["mqtt/", "./", "../"].iter().any(|start| gateway.starts_with(start));
    if !is_beside {
        return gateway.to_owned();
    }
    let mut folders: Vec<&str> = page_path.split('/').filter(|folder| !folder.is_empty()).collect();
    if !page_path.ends_with('/') {
        folders.pop();
    }
    for part in gateway.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    ["/", &folders.join("/")].concat()
}

fn read_device(object: &JsValue) -> Option<DemoDevice> {
    Some(DemoDevice {
        product_key: string(object, "productKey")?,
        product_secret: TypedSecret::new(string(object, "productSecret")?),
        device_key: string(object, "deviceKey")?,
        client_id: string(object, "clientId").unwrap_or_default(),
        device_secret: string(object, "deviceSecret").map(TypedSecret::new),
        note: string(object, "note").unwrap_or_default().into(),
    })
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}

fn string(object: &JsValue, name: &str) -> Option<String> {
    field(object, name)?.as_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_beside_the_page_is_found_below_any_path() {
        for (gateway, page, address) in [
            ("mqtt", "/", "/mqtt"),
            ("mqtt", "/index.html", "/mqtt"),
            ("mqtt", "/provision/", "/provision/mqtt"),
            ("./mqtt", "/provision/index.html", "/provision/mqtt"),
            ("mqtt/site-b", "/a/b/", "/a/b/mqtt/site-b"),
            ("../mqtt", "/provision/page/", "/provision/mqtt"),
            ("../../mqtt", "/", "/mqtt"),
        ] {
            assert_eq!(beside(gateway, page), address, "{gateway} beside {page}");
        }
    }

    #[test]
    fn every_other_gateway_stays_as_it_is() {
        for gateway in ["/mqtt", "wss://gw.example/mqtt", "gw.example/mqtt", "", "mqtts://gw.example"] {
            assert_eq!(beside(gateway, "/provision/"), gateway);
        }
    }
}
