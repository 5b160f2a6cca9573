//! The gateway beside websockify, in the same run and with the same clients: latency, throughput, processor time and
//! memory. Everything happens on 127.0.0.1; the upstream is an echo, or for one way alone a sink or a source.
//!
//! ```text
//! cargo bench -p gateway                                     ours alone
//! cargo bench -p gateway -- --websockify path/to/websockify  both, with ratios
//! ```
//! `pip install websockify` gives the peer. `--sessions N` sets how many connections are held at once (2000).
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a measurement that cannot go on ends")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people need no sixteen digits"
)]

mod bridges;
mod client;
mod frames;
mod measures;
mod process;
mod report;
mod upstream;

use bridges::Pair;
use client::Way;
use measures::{Load, held, latency, one_way, throughput};
use report::Report;
use upstream::{echo, echo_here};

/// A small MQTT packet, and a large one.
const SMALL: Load = Load { sessions: 32, message: 64, window: 64 };
const LARGE: Load = Load { sessions: 4, message: 16 * 1024, window: 8 };
/// How many connections make a busy bridge.
const BUSY: usize = 50;
/// websockify needs a process for each connection, so fewer of them are held.
const SESSIONS_OF_PEER: usize = 200;

struct Options {
    websockify: Option<String>,
    sessions: usize,
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
    for sessions in [1, BUSY] {
        report.latency(&latency(upstream, &bridges, sessions).await);
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

fn options() -> Options {
    let mut options = Options { websockify: None, sessions: 2000 };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--websockify" => options.websockify = arguments.next(),
            "--sessions" => {
                let number = arguments.next().and_then(|text| text.parse().ok());
                options.sessions = number.expect("--sessions needs a number");
            }
            // Cargo adds it to tell a benchmark from a test.
            "--bench" => {}
            other => panic!("unknown option {other}; there are --websockify PROGRAM and --sessions NUMBER"),
        }
    }
    options
}
