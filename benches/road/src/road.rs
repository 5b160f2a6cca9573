//! From the click to the secret.

use std::net::SocketAddr;
use std::time::Duration;

use e2e::Browser;

use crate::link::open_link;
use crate::median::Median;
use crate::programs::Programs;
use crate::site::{CONTESTANTS, Contestant};
use crate::tab::Tab;
use crate::{Result, table};

/// How many rounds count.
pub(crate) const ROUNDS: usize = 15;

/// The round trips of the links in milliseconds, and how much of MQTT.js's time ours may take at most.
const LINKS: [(u64, Option<f64>); 3] = [(0, None), (50, Some(0.78)), (150, Some(0.76))];

const OURS: &str = include_str!("../pages/ours.js");

/// What came of a link: a median for each contestant.
struct Standing {
    round_trip: u64,
    bar: Option<f64>,
    medians: [Median; 3],
}

/// Runs the race, and prints who took how long.
pub(crate) async fn race(programs: &Programs, rounds: usize) -> Result<()> {
    let browser = Browser::start().await?;
    println!(
        "From the click on Activate device to the secret, in Chromium, EnOS sending it once the device has subscribed."
    );
    println!(
        "The link adds its round trip to everything, the TCP handshake included. {rounds} rounds, all taking turns; milliseconds.\n"
    );
    let mut standings = Vec::new();
    for (round_trip, bar) in LINKS {
        let link = open_link(programs.gateway(), Duration::from_millis(round_trip)).await?;
        let medians = on_link(&browser, link.address(), rounds).await?;
        standings.push(Standing { round_trip, bar, medians });
    }
    for contestant in CONTESTANTS {
        judge_count(contestant, programs.activations(contestant.device())?, (rounds + 1) * LINKS.len())?;
    }
    print(&standings);
    Ok(())
}

/// Every attempt has to have brought a secret of EnOS's, and none more than one.
fn judge_count(contestant: Contestant, seen: u64, wanted: usize) -> Result<()> {
    if u64::try_from(wanted) == Ok(seen) {
        return Ok(());
    }
    Err(format!("{}: EnOS counts {seen} activations, not {wanted}", contestant.title()).into())
}

async fn on_link(browser: &Browser, link: SocketAddr, rounds: usize) -> Result<[Median; 3]> {
    let mut times = CONTESTANTS.map(|contestant| (contestant, Vec::new()));
    // The first round fills the browser's cache, and does not count.
    for round in 0..=rounds {
        times.rotate_left(1);
        for (contestant, times) in &mut times {
            let time = attempt(browser, link, *contestant)
                .await
                .map_err(|error| format!("{}, round {round}: {error}", contestant.title()))?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    times.sort_by_key(|(contestant, _)| CONTESTANTS.iter().position(|other| other == contestant));
    let [ours, mqtt_js, paho] = times.map(|(_, times)| Median::of(&times));
    let (Some(ours), Some(mqtt_js), Some(paho)) = (ours, mqtt_js, paho) else { return Err("nobody has raced".into()) };
    Ok([ours, mqtt_js, paho])
}

/// Each attempt is made in a tab of its own, which loads the page anew.
async fn attempt(browser: &Browser, link: SocketAddr, contestant: Contestant) -> Result<f64> {
    let before = if contestant == Contestant::Ours { OURS } else { "" };
    let tab = Tab::open(browser, &format!("http://{link}{}", contestant.path()), before, async || Ok(())).await?;
    tab.ready().await?;
    // What a page does once it is ready is not to be part of the race.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let took = tab.run().await?;
    tab.close().await?;
    Ok(took)
}

fn print(standings: &[Standing]) {
    let [_, mqtt_js, paho] = CONTESTANTS.map(Contestant::title);
    let head =
        ["round trip", "ours", &mqtt_js, &paho, "ours / MQTT.js", "ours / Paho", "bar"].map(str::to_owned).to_vec();
    let mut rows = vec![head];
    for Standing { round_trip, bar, medians } in standings {
        let [ours, mqtt_js, paho] = medians;
        let mut row = vec![format!("{round_trip} ms")];
        row.extend(medians.map(|Median { middle, low, high }| format!("{middle:.1} ({low:.1} to {high:.1})")));
        row.extend([mqtt_js, paho].map(|other| format!("{:.3} x", ours.middle / other.middle)));
        row.push(bar.map_or(String::new(), |bar| format!("{bar} x")));
        rows.push(row);
    }
    table::print(&rows);
    println!("In brackets: the middle half of the rounds.\n");
    for Standing { round_trip, bar, medians: [ours, mqtt_js, _] } in standings {
        let Some(bar) = bar else { continue };
        let ratio = ours.middle / mqtt_js.middle;
        let verdict = if ratio <= *bar { "reached" } else { "MISSED" };
        println!("At most {bar} x MQTT.js at {round_trip} ms: {verdict} ({ratio:.3} x).");
    }
}
