//! What a deployment tells the page: `settings.json` beside `index.html`.
//!
//! ```json
//! { "gateway": "mqtt", "demo": [{ "productKey": "…", "productSecret": "…", "deviceKey": "…", "clientId": "…", "purpose": "activate", "note": "…" }] }
//! ```
//! Everything is optional. Without the file, on a static host for instance, the page uses its defaults. Only 404 says that there is none:
//! whatever else goes wrong is a [`SettingsFault`], since a page that practises by mistake sends people to repair what is not broken.

use js_sys::{Array, JSON, Object, Reflect};
use simulator::demo::Purpose;
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
    /// The paths of the bridge behind which nothing is encrypted: the gateway adds `"upstreams": {"/mqtt": "plain"}` to the file.
    pub plain: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { gateway: "/mqtt".to_owned(), demo: Vec::new(), plain: Vec::new() }
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
        Some(Self { gateway, demo: demo.collect(), plain: read_plain(&object) })
    }
}

/// What came of asking for the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// Here they are.
    Found(Settings),
    /// The deployment has none.
    Missing,
    /// It cannot be known whether there are any.
    Failed(SettingsFault),
}

/// Why the settings could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsFault {
    /// The browser is offline.
    Offline,
    /// No answer yet. It is still waited for.
    Late,
    /// No answer at all.
    NoAnswer,
    /// Somebody asks for a sign-in first: the network, or what stands before the page's server.
    SignIn,
    /// The server answered with this HTTP status.
    Status(String),
    /// What came is no settings.
    Unreadable,
}

/// Asks for `settings.json`, which stands beside the page; `boot.js` has done so already, unless it is to ask anew. Tells at once that an
/// answer is late, and then what came of it.
pub fn fetch_settings(anew: bool, tell: impl Fn(Loaded) + 'static) {
    spawn_local(async move {
        let mut loaded = ask(anew, false).await;
        if loaded == Loaded::Failed(SettingsFault::Late) {
            tell(loaded);
            loaded = ask(false, true).await;
        }
        tell(loaded);
    });
}

/// Asks whether a simulated EnOS answers at this gateway address, and tells so.
pub fn ask_identity(address: String, tell: impl FnOnce(bool) + 'static) {
    spawn_local(async move { tell(is_simulated(&address).await.is_ok_and(|answer| answer.as_bool() == Some(true))) });
}

/// Whether the page's policy may let it connect to this WebSocket address.
#[must_use]
pub fn may_connect(address: &str) -> bool {
    admits_connection(address).is_ok_and(|admits| admits)
}

async fn ask(anew: bool, is_patient: bool) -> Loaded {
    let outcome = load_settings(anew, is_patient).await.ok().and_then(|outcome| outcome.as_string());
    Loaded::read(&outcome.unwrap_or_default())
}

impl Loaded {
    /// Reads the outcome as `boot.js` writes it: a word, and what belongs to it behind a line break.
    fn read(outcome: &str) -> Self {
        let (word, rest) = outcome.split_once('\n').unwrap_or((outcome, ""));
        Self::Failed(match word {
            "found" => return Settings::parse(rest).map_or(Self::Failed(SettingsFault::Unreadable), Self::Found),
            "missing" => return Self::Missing,
            "offline" => SettingsFault::Offline,
            "late" => SettingsFault::Late,
            "sign-in" => SettingsFault::SignIn,
            "status" => SettingsFault::Status(rest.to_owned()),
            "broken" => SettingsFault::Unreadable,
            _ => SettingsFault::NoAnswer,
        })
    }
}

#[wasm_bindgen]
extern "C" {
    /// What came of the file, for which `boot.js` asks while the program still loads.
    #[wasm_bindgen(catch, js_name = loadSettings)]
    async fn load_settings(anew: bool, is_patient: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = isSimulated)]
    async fn is_simulated(address: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_name = admitsConnection)]
    fn admits_connection(address: &str) -> Result<bool, JsValue>;
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

fn read_plain(object: &JsValue) -> Vec<String> {
    let Some(upstreams) = field(object, "upstreams").and_then(|found| found.dyn_into::<Object>().ok()) else {
        return Vec::new();
    };
    let names = Object::keys(&upstreams).into_iter().filter_map(|name| name.as_string());
    names.filter(|name| string(&upstreams, name).as_deref() == Some("plain")).collect()
}

fn read_device(object: &JsValue) -> Option<DemoDevice> {
    Some(DemoDevice {
        product_key: string(object, "productKey")?,
        product_secret: TypedSecret::new(string(object, "productSecret")?),
        device_key: string(object, "deviceKey")?,
        client_id: string(object, "clientId").unwrap_or_default(),
        device_secret: string(object, "deviceSecret").map(TypedSecret::new),
        purpose: string(object, "purpose").and_then(|name| Purpose::of_name(&name)),
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
