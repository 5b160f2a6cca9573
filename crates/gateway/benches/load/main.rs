//! The gateway beside websockify, in the same run and with the same clients: small and large messages, memory of an idle
//! connection, and an activation. Everything happens on 127.0.0.1; the upstream sends back what it gets.
//!
//! ```text
//! cargo bench -p gateway                                     ours alone
//! cargo bench -p gateway -- --websockify path/to/websockify  both, with ratios
//! ```
//! `pip install websockify` gives the peer.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a measurement that cannot go on ends")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people need no sixteen digits"
)]

mod bridges;
mod client;
mod measures;
mod process;

use std::time::Duration;

use bridges::{Bridge, Pair};
use measures::{Load, activations, idle, round_trips, throughput};
use testkit::Listener;

/// A small MQTT packet, and a large one.
const SMALL: Load = Load { sessions: 32, message: 64, window: 64 };
const LARGE: Load = Load { sessions: 4, message: 16 * 1024, window: 8 };
/// How many connections are held at once. websockify needs a process for each, so it holds fewer.
const HELD: [usize; 2] = [2000, 200];
/// How many sessions use a bridge at once: a dozen technicians or so.
const SESSIONS: usize = 16;
/// How long a packet takes to the cloud and back: so long a session is silent between two round trips.
const AWAY: Duration = Duration::from_millis(20);

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let websockify = match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => None,
        (Some("--websockify"), Some(program)) => Some(program),
        (Some(other), _) => panic!("unknown option {other}; there is --websockify PROGRAM"),
    };
    gateway::raise_file_limit();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(run(websockify.as_deref()));
}

async fn run(websockify: Option<&str>) {
    let upstream = Listener::echo().await.expect("a free port");
    let bridges = Pair::start(upstream.address(), websockify).await;
    println!("{:<58}{:>12}{:>12}{:>12}", "", "gateway", "websockify", "better by");
    for (name, load) in [("64 B", SMALL), ("16 KiB", LARGE)] {
        let mut rates = Vec::new();
        let mut costs = Vec::new();
        for bridge in bridges.all() {
            let throughput = throughput(bridge, load).await;
            rates.push(throughput.messages);
            costs.push(throughput.cost);
        }
        row(&format!("messages of {name} there and back in a second"), &rates, Better::More);
        row(&format!("  processor time for one of {name}, us"), &costs, Better::Less);
    }
    let mut memory = Vec::new();
    for (bridge, count) in bridges.all().zip(HELD) {
        memory.push(idle(bridge, count).await);
    }
    row("memory of an idle connection, kB", &memory, Better::Less);
    let activation = times(&bridges, activations).await;
    row("an activation with its connection, median, us", &quantiles(&activation, 0.5), Better::Less);
    row("an activation with its connection, p99, us", &quantiles(&activation, 0.99), Better::Less);
    for (name, pause) in [("with pauses", AWAY), ("without pauses", Duration::ZERO)] {
        let trips = times(&bridges, async |bridge: &Bridge| round_trips(bridge, SESSIONS, pause).await).await;
        row(&format!("64 B there and back, 16 sessions {name}, median, us"), &quantiles(&trips, 0.5), Better::Less);
        row(&format!("64 B there and back, 16 sessions {name}, p99, us"), &quantiles(&trips, 0.99), Better::Less);
    }
}

/// The sorted times, in microseconds, that `measure` finds for each bridge.
async fn times(bridges: &Pair, measure: impl AsyncFn(&Bridge) -> Vec<f64>) -> Vec<Vec<f64>> {
    let mut all = Vec::new();
    for bridge in bridges.all() {
        let mut times = measure(bridge).await;
        times.sort_unstable_by(f64::total_cmp);
        all.push(times);
    }
    all
}

/// The time that this share of the times does not exceed, for each bridge.
fn quantiles(times: &[Vec<f64>], share: f64) -> Vec<f64> {
    times.iter().map(|times| times[(times.len() as f64 * share) as usize]).collect()
}

#[derive(Clone, Copy)]
enum Better {
    More,
    Less,
}

fn row(name: &str, figures: &[f64], better: Better) {
    let [ours, others @ ..] = figures else { return };
    match others.first() {
        None => println!("{name:<58}{ours:>12.1}"),
        Some(peer) => {
            let ratio = match better {
                Better::More => ours / peer,
                Better::Less => peer / ours,
            };
            println!("{name:<58}{ours:>12.1}{peer:>12.1}{ratio:>10.1} x");
        }
    }
}
