//! From the address to the button that can be pressed.

use e2e::Browser;
use serde_json::json;

use crate::median::Median;
use crate::programs::Programs;
use crate::site::MQTT_JS;
use crate::tab::Tab;
use crate::{Result, table};

/// How many rounds count.
pub(crate) const ROUNDS: usize = 10;

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
pub(crate) async fn race(programs: &Programs, rounds: usize) -> Result<()> {
    println!(
        "From the address to the first interactive page, in Chromium with an empty profile each time; the same gateway"
    );
    println!(
        "sends both, compressed by brotli. Ours is ready when Activate device can be pressed; the peer, an empty page with"
    );
    println!("MQTT.js {MQTT_JS}, when its script has run. {rounds} rounds, taking turns; milliseconds.\n");
    let mut rows = vec![["", "ours", "MQTT.js alone", "ratio"].map(str::to_owned).to_vec()];
    for machine in [Machine::SlowPhone, Machine::ThisOne] {
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..rounds {
            for ((path, before), times) in PAGES.iter().zip(&mut times) {
                let address = format!("http://{}{path}", programs.gateway());
                times.push(visit(machine, &address, before).await?);
            }
        }
        let medians = times.map(|times| Median::of(&times));
        let [Some(ours), Some(peer)] = medians else { return Err("nobody has raced".into()) };
        let mut row = vec![machine.title().to_owned()];
        row.extend([ours, peer].map(|Median { middle, low, high }| format!("{middle:.0} ({low:.0} to {high:.0})")));
        row.push(format!("{:.2} x", ours.middle / peer.middle));
        rows.push(row);
    }
    table::print(&rows);
    println!("In brackets: the middle half of the rounds.");
    Ok(())
}

/// Each time in a browser of its own, which knows nothing.
async fn visit(machine: Machine, address: &str, before: &str) -> Result<f64> {
    let browser = Browser::start().await?;
    let tab = Tab::open(&browser, address, before, async || machine.imitate(&browser).await).await?;
    Ok(tab.ready().await.map_err(|error| format!("{address}: {error}"))?)
}

impl Machine {
    const fn title(self) -> &'static str {
        match self {
            Self::ThisOne => "this machine, no link between",
            Self::SlowPhone => "1.6 Mbit/s, 150 ms, processor 4 times slower",
        }
    }

    async fn imitate(self, browser: &Browser) -> Result<()> {
        match self {
            Self::ThisOne => {}
            Self::SlowPhone => {
                browser.devtools("Network.enable", json!({})).await?;
                // Bytes a second.
                let (down, up) = (1_600_000 / 8, 750_000 / 8);
                let link =
                    json!({ "offline": false, "latency": 150, "downloadThroughput": down, "uploadThroughput": up });
                browser.devtools("Network.emulateNetworkConditions", link).await?;
                browser.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
            }
        }
        Ok(())
    }
}
