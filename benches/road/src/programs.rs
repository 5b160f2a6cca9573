//! The programs behind the races: the simulated EnOS, and the gateway that serves the folder.

use std::fs;
use std::net::SocketAddr;

use serde_json::Value;
use testkit::{Gateway, Simulator};

use crate::site::{CONTESTANTS, PRODUCT, PRODUCT_SECRET, Site};
use crate::{Options, Result};

/// Both programs; dropping this ends them.
pub(crate) struct Programs {
    gateway: Gateway,
    enos: Simulator,
}

impl Programs {
    /// Starts both, with one device for each contestant. EnOS sends the secret once the device has subscribed, as its
    /// specification says, and turns nobody away for asking often.
    pub(crate) fn start(options: &Options, site: &Site) -> Result<Self> {
        let registry = site.file("registry.toml");
        fs::write(&registry, registry_text())?;
        // A relative path would be looked for on PATH.
        let programs = options.programs.canonicalize()?;
        let [registry, dist, settings] =
            [registry, site.folder(), site.settings()].map(|path| path.display().to_string());
        let enos = ["--push", "subscribe", "--throttle", "off", "--registry", &registry];
        let enos = Simulator::start(&programs.join("simulator-server"), &enos)?;
        let upstream = format!("tcp://{}", enos.tcp());
        let gateway = ["--log-level", "warn", "--dist", &dist, "--settings", &settings];
        let gateway = Gateway::start(&programs.join("gateway"), &upstream, &gateway)?;
        Ok(Self { gateway, enos })
    }

    /// Where the page is.
    pub(crate) const fn gateway(&self) -> SocketAddr {
        self.gateway.address()
    }

    /// How often EnOS has activated a device.
    pub(crate) fn activations(&self, device: &str) -> Result<u64> {
        let state = self.enos.read("/state")?;
        let mut entries = state.as_array().into_iter().flatten();
        let entry = entries.find(|entry| entry.get("deviceKey").and_then(Value::as_str) == Some(device));
        let count = entry.and_then(|entry| entry.get("activations")).and_then(Value::as_u64);
        Ok(count.ok_or_else(|| format!("EnOS knows nothing of the device {device}"))?)
    }
}

fn registry_text() -> String {
    let product = format!("[[products]]\nkey = \"{PRODUCT}\"\nsecret = \"{PRODUCT_SECRET}\"\n");
    let devices = CONTESTANTS.map(|contestant| format!("[[products.devices]]\nkey = \"{}\"\n", contestant.device()));
    product + &devices.concat()
}
