//! A stage on which the secrets stand nowhere but with the simulated EnOS and with whoever types them.

use serde_json::Value;
use tempfile::TempDir;
use testkit::{Gateway, Simulator};

use crate::browser::Browser;
use crate::built::{dist, gateway, simulator};
use crate::page::Page;
use crate::recorder::Recorder;
use crate::traces::Traces;
use crate::trouble::{Result, Trouble};

/// The simulated EnOS with a product of its own, the gateway in front of it with a recorder before that, and a browser; all of
/// it ends with this.
#[derive(Debug)]
pub struct PlantedStage {
    /// The browser.
    pub browser: Browser,
    recorder: Recorder,
    gateway: Gateway,
    enos: Simulator,
    _folder: TempDir,
}

/// Occurrences of a text in the memory of the page's WebAssembly.
///
/// The page's script hands out the exports of the program that runs when it is asked to start it once more. What SHA-256 works on
/// are words of four bytes, the highest first, which lie in memory turned round.
const COUNT_COPIES: &str = "
    const script = new URL(document.querySelector('script[data-js]').dataset.js, document.baseURI).href;
    const { memory } = (await import(script)).initSync();
    const bytes = new Uint8Array(memory.buffer);
    const count = (needle) => {
        let found = 0;
        for (let at = bytes.indexOf(needle[0]); at >= 0; at = bytes.indexOf(needle[0], at + 1)) {
            if (needle.every((byte, place) => bytes[at + place] === byte)) found += 1;
        }
        return found;
    };
    const utf8 = (text) => [...new TextEncoder().encode(text)];
    const utf16 = (text) => [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]);
    const words = (text) => utf8(text).map((_, place, all) => all[place - (place % 4) + 3 - (place % 4)]);
    let pieces = 0;
    for (let start = 0; start + 8 <= TEXT.length; start += 1) {
        const piece = TEXT.slice(start, start + 8);
        if ([utf8, utf16, words].some((form) => count(form(piece)) > 0)) pieces += 1;
    }
    return { utf8: count(utf8(TEXT)), utf16: count(utf16(TEXT)), pieces };";

/// How much of a text stands in the memory of the page's WebAssembly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// How often all of it, as UTF-8.
    pub utf8: u64,
    /// How often all of it, as UTF-16.
    pub utf16: u64,
    /// How many of its pieces of eight characters, in one of these forms or as SHA-256 works on them.
    pub pieces: u64,
}

impl PlantedStage {
    /// The product's key.
    pub const PRODUCT_KEY: &str = "PlantedPump";
    /// The product's secret, of which no piece stands anywhere else.
    pub const PRODUCT_SECRET: &str = "kU7xQ2vR9wZ4tYpLm3Nd8sHgB6cJ5fKa";
    /// Devices of that product that can be activated.
    pub const DEVICE_KEYS: [&str; 2] = ["planted-1", "planted-2"];
    /// One that was online before, and its own secret.
    pub const OLD_DEVICE: [&str; 2] = ["planted-3", "nB4sDq7LzT2vXc9RkW5m"];

    /// Starts everything on free ports.
    ///
    /// # Errors
    /// When something does not start.
    pub async fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let registry = folder.path().join("registry.toml");
        std::fs::write(&registry, Self::registry())?;
        let enos = simulator(&["--registry", &registry.display().to_string()])?;
        let options = ["--simulated", "--log-level", "debug", "--dist", &dist()?];
        let gateway = gateway(&format!("tcp://{}", enos.tcp()), &options)?;
        let recorder = Recorder::in_front_of(gateway.address()).await?;
        Ok(Self { browser: Browser::start().await?, recorder, gateway, enos, _folder: folder })
    }

    fn registry() -> String {
        let (key, secret) = (Self::PRODUCT_KEY, Self::PRODUCT_SECRET);
        let devices = Self::DEVICE_KEYS.map(|device| format!("[[products.devices]]\nkey = \"{device}\"\n"));
        // Whoever tries one thing after the other asks more often than EnOS allows.
        let [old, its] = Self::OLD_DEVICE;
        format!(
            "[rules]\nthrottle = \"off\"\n[[products]]\nkey = \"{key}\"\nsecret = \"{secret}\"\n{}\
             [[products.devices]]\nkey = \"{old}\"\nsecret = \"{its}\"\nhas-been-online = true\n",
            devices.concat()
        )
    }

    /// Opens the page in the browser.
    ///
    /// # Errors
    /// When the browser cannot open it.
    pub async fn page(&self) -> Result<Page<'_>> {
        Page::open(&self.browser, &format!("http://{}/", self.recorder.address())).await
    }

    /// Has these things go wrong for a device, as `docs/simulator.md` names them.
    ///
    /// # Errors
    /// When the simulated EnOS does not take them.
    pub fn set_faults(&self, device_key: &str, faults: &Value) -> Result<()> {
        Ok(self.enos.set_faults(Self::PRODUCT_KEY, device_key, faults)?)
    }

    /// Fills in a device of that product.
    ///
    /// # Errors
    /// When a field is not there.
    pub async fn fill_in(&self, page: Page<'_>, device_key: &str, product_secret: &str) -> Result<()> {
        page.fill("Product key", Self::PRODUCT_KEY).await?;
        page.fill("Device key", device_key).await?;
        page.fill("Product secret", product_secret).await
    }

    /// What there is to be found in the page and in its browser now, and in all that has left the browser but for the broker.
    ///
    /// # Errors
    /// When the browser or the gateway does not tell.
    pub async fn traces(&self) -> Result<Traces> {
        let mut traces = Traces::of_page(&self.browser).await?;
        traces.add("console", self.browser.console().await?.join("\n"));
        traces.add("requests", self.recorder.requests());
        traces.add("gateway's log", self.gateway.program.log());
        traces.add("gateway's metrics", self.gateway.metrics()?);
        Ok(traces)
    }

    /// How much of a text stands in the memory of the page's WebAssembly.
    ///
    /// # Errors
    /// When the memory cannot be read.
    pub async fn copies_in_memory(&self, text: &str) -> Result<Copies> {
        let counted = self.browser.evaluate(&COUNT_COPIES.replace("TEXT", &Value::from(text).to_string())).await?;
        let count = |form: &str| {
            let found = counted.get(form).and_then(Value::as_u64);
            found.ok_or_else(|| Trouble::NotShown { what: "memory".to_owned(), instead: counted.to_string() })
        };
        Ok(Copies { utf8: count("utf8")?, utf16: count("utf16")?, pieces: count("pieces")? })
    }
}
