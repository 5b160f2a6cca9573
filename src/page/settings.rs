//! The settings of a deployment: `settings.json` beside `index.html`.
//!
//! ```json
//! { "gateway": "mqtt", "demo": [{ "productKey": "…", "productSecret": "…", "deviceKey": "…", "clientId": "…", "purpose": "activate", "note": "…" }] }
//! ```
//! Everything is optional. Without the file, on a static host for instance, the page uses its defaults. Only 404 says that there is none:
//! whatever else goes wrong is a [`SettingsFault`], since a page that practises by mistake sends people to repair what is not broken.

use simulator::demo::Purpose;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::page_path;
use crate::form::{DemoDevice, TypedSecret};

/// The deployment's settings. `boot.js` has read the file's JSON: what is missing or of another type is left out, and a device without
/// its keys or its product's secret as well.
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
    /// Reads the settings as `boot.js` hands them on: a record with the gateway, one with the paths, and one for each device to
    /// practise with. A record that lacks something gives no device. The page itself has this path.
    #[must_use]
    pub fn read(text: &str, page_path: &str) -> Self {
        let mut records = text.split(RECORD_END);
        let gateway = beside(records.next().unwrap_or_default(), page_path);
        let plain = records.next().unwrap_or_default().split(FIELD_END).filter(|path| !path.is_empty());
        let plain = plain.map(str::to_owned).collect();
        Self { gateway, demo: records.filter_map(read_device).collect(), plain }
    }
}

/// Behind each record of the settings, as `boot.js` writes them.
const RECORD_END: char = '\u{1e}';
/// Behind each field of a record.
const FIELD_END: char = '\u{1f}';

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
pub fn fetch_settings(anew: bool, call: impl Fn(Loaded) + 'static) {
    spawn_local(async move {
        let mut loaded = ask(anew, false).await;
        if loaded == Loaded::Failed(SettingsFault::Late) {
            call(loaded);
            loaded = ask(false, true).await;
        }
        call(loaded);
    });
}

/// Asks whether a simulated EnOS answers at this gateway address, and calls back with the answer.
pub fn ask_identity(address: String, call: impl FnOnce(bool) + 'static) {
    spawn_local(async move { call(is_simulated(&address).await.is_ok_and(|answer| answer.as_bool() == Some(true))) });
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
            "found" => return Self::Found(Settings::read(rest, &page_path())),
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

fn read_device(record: &str) -> Option<DemoDevice> {
    let mut fields = record.split(FIELD_END);
    let mut next = || fields.next().map(str::to_owned);
    Some(DemoDevice {
        product_key: next()?,
        product_secret: TypedSecret::new(next()?),
        device_key: next()?,
        client_id: next()?,
        device_secret: next().filter(|secret| !secret.is_empty()).map(TypedSecret::new),
        purpose: next().and_then(|name| Purpose::of_name(&name)),
        note: next()?.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_settings_as_the_boot_script_writes_them() {
        let settings = Settings::read(
            "wss://gw.example/mqtt\u{1e}/mqtt\u{1f}/b\u{1e}pk\u{1f}ps\u{1f}dk\u{1f}\u{1f}\u{1f}activate\u{1f}a note\u{1e}\
             pk2\u{1f}ps2\u{1f}dk2\u{1f}c2\u{1f}ds2\u{1f}\u{1f}\u{1e}cut off\u{1f}ps",
            "/",
        );
        assert_eq!(
            (settings.gateway.as_str(), settings.plain.as_slice()),
            ("wss://gw.example/mqtt", &["/mqtt".to_owned(), "/b".to_owned()][..])
        );
        let secret = |text: &str| TypedSecret::new(text.to_owned());
        let [first, second] = settings.demo.as_slice() else { panic!("{:?}", settings.demo) };
        assert_eq!((first.product_key.as_str(), first.device_key.as_str(), first.client_id.as_str()), ("pk", "dk", ""));
        assert_eq!(
            (&first.product_secret, &first.device_secret, first.purpose),
            (&secret("ps"), &None, Some(Purpose::Activate))
        );
        assert_eq!(first.note, "a note".into());
        assert_eq!((second.client_id.as_str(), &second.device_secret), ("c2", &Some(secret("ds2"))));
    }

    #[test]
    fn settings_with_a_gateway_only_have_nothing_else() {
        assert_eq!(Settings::read("/mqtt\u{1e}", "/"), Settings::default());
    }

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
