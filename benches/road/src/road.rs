//! From the click to the secret.

use std::time::Duration;

use serde_json::Value;

use crate::Result;
use crate::chromium::Chromium;
use crate::link::Link;
use crate::load;
use crate::median::Median;
use crate::options::Options;
use crate::programs::Programs;
use crate::site::{CONTESTANTS, Contestant, Site};
use crate::tab::{Memory, Tab};
use crate::table;

const ROUNDS: usize = 15;

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
pub(crate) async fn race(options: &Options) -> Result<()> {
    let load_before = load::now();
    let site = Site::fill(options)?;
    let programs = Programs::start(options, &site)?;
    let chromium = Chromium::start(&options.chromium).await?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    println!(
        "From the click on Activate device to the secret, in Chromium, EnOS sending it once the device has subscribed."
    );
    println!(
        "The link adds its round trip to everything, the TCP handshake included. {rounds} rounds, all taking turns; milliseconds.\n"
    );
    let mut standings = Vec::new();
    for (round_trip, bar) in LINKS {
        let link = Link::open(programs.gateway(), Duration::from_millis(round_trip)).await?;
        let medians = on_link(&chromium, &link, rounds).await?;
        standings.push(Standing { round_trip, bar, medians });
    }
    chromium.close().await?;
    for contestant in CONTESTANTS {
        judge_count(contestant, programs.activations(contestant.device()).await?, (rounds + 1) * LINKS.len())?;
    }
    print(&standings);
    load::print(load_before);
    Ok(())
}

/// Every attempt has to have brought a secret of EnOS's, and none more than one.
fn judge_count(contestant: Contestant, seen: u64, wanted: usize) -> Result<()> {
    if u64::try_from(wanted) == Ok(seen) {
        return Ok(());
    }
    Err(format!("{}: EnOS counts {seen} activations, not {wanted}", contestant.title()).into())
}

async fn on_link(chromium: &Chromium, link: &Link, rounds: usize) -> Result<[Median; 3]> {
    let mut times = CONTESTANTS.map(|contestant| (contestant, Vec::new()));
    // The first round fills the browser's cache, and does not count.
    for round in 0..=rounds {
        times.rotate_left(1);
        for (contestant, times) in &mut times {
            let time = attempt(chromium, link, *contestant)
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
async fn attempt(chromium: &Chromium, link: &Link, contestant: Contestant) -> Result<f64> {
    let tab = Tab::open(chromium.devtools(), Memory::Shared).await?;
    let before = if contestant == Contestant::Ours { OURS } else { "" };
    tab.go(&format!("http://{}{}", link.address(), contestant.path()), before).await?;
    tab.ready().await?;
    // What a page does once it is ready is not to be part of the race.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let took = tab.evaluate("race.run()").await?;
    tab.close().await?;
    Ok(Value::as_f64(&took).ok_or("the page told no time")?)
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
