//! The two programs under test: the simulated EnOS with a fleet, and the gateway in front of it.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use serde_json::Value;
use testkit::{Gateway, Simulator};

use crate::Result;
use crate::device::Unit;

/// The secret of the fleet's product.
pub(crate) const PRODUCT_SECRET: &str = "fleet-secret";

/// Both programs; dropping this ends them.
pub(crate) struct Programs {
    gateway: Gateway,
    enos: Simulator,
}

/// What EnOS says of a device.
pub(crate) struct Known {
    pub(crate) unit: Result<Unit>,
    /// How often it was activated.
    pub(crate) activations: u64,
    /// Whether it has been online with its own secret.
    pub(crate) has_been_online: bool,
}

/// The whole fleet comes from one address.
const GATEWAY_CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../crates/gateway/benches/load/gateway.toml");

impl Programs {
    /// Starts both, with a fleet of so many devices, all of them inactive and under EnOS's own limit on requests.
    pub(crate) fn start(folder: &Path, devices: usize) -> Result<Self> {
        let product = format!("[[products]]\nkey = \"Fleet\"\nsecret = \"{PRODUCT_SECRET}\"\n");
        let series = format!("[[products.series]]\nprefix = \"unit-\"\ncount = {devices}\n");
        // It is read once, before anything listens.
        let registry = tempfile::Builder::new().suffix(".toml").tempfile()?;
        fs::write(&registry, product + &series)?;
        let enos = Simulator::start(
            &folder.join("simulator-server"),
            &["--registry", &registry.path().display().to_string()],
        )?;
        let upstream = format!("tcp://{}", enos.tcp());
        let options = ["--no-page", "--log-level", "warn", "--config", GATEWAY_CONFIG];
        let gateway = Gateway::start(&folder.join("gateway"), &upstream, &options)?;
        Ok(Self { gateway, enos })
    }

    /// Where the devices connect to.
    pub(crate) const fn gateway(&self) -> SocketAddr {
        self.gateway.address()
    }

    /// What EnOS says of its devices.
    pub(crate) fn devices(&self) -> Result<Vec<Known>> {
        let state = self.enos.read("/state")?;
        Ok(state.as_array().into_iter().flatten().map(known).collect())
    }
}

fn known(state: &Value) -> Known {
    let text = |name| state.get(name).and_then(Value::as_str).unwrap_or_default();
    Known {
        unit: Unit::new(text("productKey"), text("deviceKey")),
        activations: state.get("activations").and_then(Value::as_u64).unwrap_or_default(),
        has_been_online: matches!(text("state"), "online" | "offline"),
    }
}
