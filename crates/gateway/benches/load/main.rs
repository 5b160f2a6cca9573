//! The gateway beside websockify, in the same run and with the same clients: latency, throughput, processor time and
//! memory. Everything happens on 127.0.0.1; the upstream is an echo, or for one way alone a sink or a source.
//!
//! ```text
//! cargo bench -p gateway                                     ours alone
//! cargo bench -p gateway -- --websockify path/to/websockify  both, with ratios
//! ```
//! `pip install websockify` gives the peer. `--sessions N` sets how many connections are held at once (2000); `--latency`
//! stops when the latencies are known.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a measurement that cannot go on ends")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people need no sixteen digits"
)]

mod bridges;
mod client;
mod crowd;
mod frames;
mod measures;
mod process;
mod report;
mod upstream;

use std::time::Duration;

use bridges::Pair;
use client::Way;
use crowd::{Connection, Crowd, Exchange, crowd};
use measures::{Load, held, latency, one_way, throughput};
use report::Report;
use upstream::{echo, echo_here};

/// A small MQTT packet, and a large one.
const SMALL: Load = Load { sessions: 32, message: 64, window: 64 };
const LARGE: Load = Load { sessions: 4, message: 16 * 1024, window: 8 };
/// How many sessions use a bridge at once: a dozen technicians or so, and as many as it takes to bring a million devices into
/// service within a day (`docs/scale.md`).
const CROWDS: [usize; 2] = [16, 50];
/// How long a session waits between two messages, on average. While a device is activated that is the time a packet takes to
/// the cloud and back.
const AWAY: Duration = Duration::from_millis(20);
/// A small MQTT packet and its answer.
const PACKET: Exchange = Exchange { name: "64 B there and back", connection: Connection::Open, trips: 1, bytes: 64 };
/// What an activation says: CONNECT together with SUBSCRIBE, then what acknowledges the secret together with the reply.
/// The echo is as long; so is the message that brings the secret, while the other answers have a few bytes only.
const TALK: Exchange =
    Exchange { name: "what an activation says, 2 x 256 B", connection: Connection::Open, trips: 2, bytes: 256 };
/// The same as it really is, on a connection that is opened for it.
const ACTIVATION: Exchange =
    Exchange { name: "an activation, opening the connection included", connection: Connection::New, ..TALK };
/// websockify needs a process for each connection, so fewer of them are held.
const SESSIONS_OF_PEER: usize = 200;

struct Options {
    websockify: Option<String>,
    sessions: usize,
    latency_alone: bool,
}

fn main() {
    let options = options();
    // One thread for the clients, so that no message wanders between threads.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(run(&options));
}

async fn run(options: &Options) {
    process::raise_file_limit();
    let websockify = options.websockify.as_deref();
    let mut report = Report::new(websockify.is_some());

    let upstream = echo_here();
    let bridges = Pair::start(upstream, websockify).await;
    report.latency(&latency(upstream, &bridges).await);
    for members in crowds() {
        report.crowd(members, &crowd(upstream, &bridges, members).await);
    }

    if options.latency_alone {
        return;
    }

    let bridges = Pair::start(echo(), websockify).await;

    for (name, load) in [("64 B", SMALL), ("16 KiB", LARGE)] {
        report.throughput(&format!("messages of {name} there and back"), load, &throughput(&bridges, load).await);
    }
    for (name, way) in [("to the upstream", Way::Up), ("from the upstream", Way::Down)] {
        let passed = one_way(websockify, LARGE, way).await;
        report.throughput(&format!("16 KiB one way, {name}"), LARGE, &passed);
    }

    let mine = held(&bridges.ours, options.sessions).await;
    let other = match &bridges.peer {
        Some(peer) => Some(held(peer, options.sessions.min(SESSIONS_OF_PEER)).await),
        None => None,
    };
    report.held(&mine, other.as_ref());
}

/// The crowds: packets when they come as they come, packets and activations when everybody hurries, and activations one by
/// one. Where a session never pauses, it does more, since all is over soon; where it opens connections, less.
fn crowds() -> impl Iterator<Item = Crowd> {
    let patterns = [
        (PACKET, 20, AWAY),
        (PACKET, 100, Duration::ZERO),
        (TALK, 100, Duration::ZERO),
        (ACTIVATION, 5, Duration::ZERO),
    ];
    let many = patterns
        .into_iter()
        .flat_map(|(exchange, times, pause)| CROWDS.map(|sessions| Crowd { sessions, exchange, times, pause }));
    many.chain([Crowd { sessions: 1, exchange: ACTIVATION, times: 50, pause: Duration::ZERO }])
}

fn options() -> Options {
    let mut options = Options { websockify: None, sessions: 2000, latency_alone: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--websockify" => options.websockify = arguments.next(),
            "--sessions" => {
                let number = arguments.next().and_then(|text| text.parse().ok());
                options.sessions = number.expect("--sessions needs a number");
            }
            "--latency" => options.latency_alone = true,
            // Cargo adds it to tell a benchmark from a test.
            "--bench" => {}
            other => panic!("unknown option {other}; there are --websockify PROGRAM, --sessions NUMBER and --latency"),
        }
    }
    options
}
