//! From the address to the button that can be pressed.

use serde_json::json;

use crate::Result;
use crate::chromium::Chromium;
use crate::load;
use crate::median::Median;
use crate::npm::MQTT_JS;
use crate::options::Options;
use crate::programs::Programs;
use crate::site::Site;
use crate::tab::{Memory, Tab};
use crate::table;

const ROUNDS: usize = 10;

/// The pages with the scripts that look at them.
const PAGES: [(&str, &str); 2] =
    [("/", include_str!("../pages/ours.js")), ("/peers/empty.html", include_str!("../pages/empty.js"))];

/// What the page is loaded on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Machine {
    /// This one.
    ThisOne,
    /// A phone in a mobile network: 1.6 Mbit/s, 150 ms, a quarter of this processor.
    SlowPhone,
}

/// Runs the race, and prints who took how long.
pub(crate) async fn race(options: &Options) -> Result<()> {
    let load_before = load::now();
    let site = Site::fill(options)?;
    let programs = Programs::start(options, &site)?;
    let chromium = Chromium::start(&options.chromium).await?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    println!(
        "From the address to the first interactive page, in Chromium with an empty profile each time; the same gateway"
    );
    println!(
        "sends both, compressed by brotli. Ours is ready when Activate device can be pressed; the peer, an empty page with"
    );
    println!("MQTT.js {}, when its script has run. {rounds} rounds, taking turns; milliseconds.\n", MQTT_JS.1);
    let mut rows = vec![["", "ours", "MQTT.js alone", "ratio"].map(str::to_owned).to_vec()];
    for machine in [Machine::SlowPhone, Machine::ThisOne] {
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..rounds {
            for ((path, before), times) in PAGES.iter().zip(&mut times) {
                let address = format!("http://{}{path}", programs.gateway());
                times.push(visit(&chromium, machine, &address, before).await?);
            }
        }
        let medians = times.map(|times| Median::of(&times));
        let [Some(ours), Some(peer)] = medians else { return Err("nobody has raced".into()) };
        let mut row = vec![machine.title().to_owned()];
        row.extend([ours, peer].map(|Median { middle, low, high }| format!("{middle:.0} ({low:.0} to {high:.0})")));
        row.push(format!("{:.2} x", ours.middle / peer.middle));
        rows.push(row);
    }
    chromium.close().await?;
    table::print(&rows);
    println!("In brackets: the middle half of the rounds.");
    load::print(load_before);
    Ok(())
}

async fn visit(chromium: &Chromium, machine: Machine, address: &str, before: &str) -> Result<f64> {
    let tab = Tab::open(chromium.devtools(), Memory::Fresh).await?;
    machine.imitate(&tab).await?;
    tab.go(address, before).await?;
    let ready = tab.ready().await.map_err(|error| format!("{address}: {error}"))?;
    tab.close().await?;
    Ok(ready)
}

impl Machine {
    const fn title(self) -> &'static str {
        match self {
            Self::ThisOne => "this machine, no link between",
            Self::SlowPhone => "1.6 Mbit/s, 150 ms, processor 4 times slower",
        }
    }

    async fn imitate(self, tab: &Tab<'_>) -> Result<()> {
        match self {
            Self::ThisOne => {}
            Self::SlowPhone => {
                tab.call("Network.enable", json!({})).await?;
                // Bytes a second.
                let (down, up) = (1_600_000 / 8, 750_000 / 8);
                let link =
                    json!({ "offline": false, "latency": 150, "downloadThroughput": down, "uploadThroughput": up });
                tab.call("Network.emulateNetworkConditions", link).await?;
                tab.call("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
            }
        }
        Ok(())
    }
}
