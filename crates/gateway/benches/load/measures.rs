//! What is measured, and how.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::bridges::Bridge;
use crate::client::Client;

/// How long a throughput is measured.
const SPAN: Duration = Duration::from_secs(5);
/// How many activations are made, one behind the other.
const ACTIVATIONS: usize = 300;
/// What an activation says: CONNECT together with SUBSCRIBE, then what acknowledges the secret together with the reply.
const TALK: [usize; 2] = [256, 256];
/// How many round trips each of several sessions makes.
const TRIPS: usize = 300;
const SMALL: usize = 64;

/// Sessions that each have `window` messages of `message` bytes under way.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) sessions: usize,
    pub(crate) message: usize,
    pub(crate) window: usize,
}

/// What passes in one second, and what it costs.
pub(crate) struct Throughput {
    pub(crate) messages: f64,
    /// Microseconds of the bridge's processor time for one message there and back.
    pub(crate) cost: f64,
}

pub(crate) async fn throughput(bridge: &Bridge, load: Load) -> Throughput {
    let mut clients = Vec::new();
    for _ in 0..load.sessions {
        let mut client = Client::open(bridge).await;
        client.trip(load.message).await;
        clients.push(client);
    }
    let (started, before) = (Instant::now(), bridge.usage());
    let sessions = clients.into_iter().map(|mut client| async move {
        let mut messages = 0;
        while started.elapsed() < SPAN {
            client.send(load.window, load.message).await;
            client.receive(load.window * load.message).await;
            messages += load.window;
        }
        (messages, client)
    });
    // The clients stay: websockify has a process for each connection, which is gone with it, and so is its processor time.
    let ended = sessions.collect::<JoinSet<_>>().join_all().await;
    let messages = ended.iter().map(|(messages, _)| messages).sum::<usize>() as f64;
    let seconds = bridge.usage().seconds - before.seconds;
    Throughput { messages: messages / started.elapsed().as_secs_f64(), cost: seconds * 1e6 / messages }
}

/// Kilobytes of the bridge's memory for each of `count` connections that have exchanged a packet and are silent.
pub(crate) async fn idle(bridge: &Bridge, count: usize) -> f64 {
    // What the program needs for itself is there after a first connection.
    Client::open(bridge).await.trip(SMALL).await;
    sleep(Duration::from_secs(1)).await;
    let before = bridge.usage();
    let mut clients = Vec::new();
    for _ in 0..count {
        let mut client = Client::open(bridge).await;
        client.trip(SMALL).await;
        clients.push(client);
    }
    let after = bridge.usage();
    (after.kilobytes - before.kilobytes) / count as f64
}

/// The times of activations, each on a connection of its own, in microseconds.
pub(crate) async fn activations(bridge: &Bridge) -> Vec<f64> {
    let mut times = Vec::new();
    for _ in 0..ACTIVATIONS {
        let started = Instant::now();
        let mut client = Client::open(bridge).await;
        for bytes in TALK {
            client.trip(bytes).await;
        }
        times.push(started.elapsed().as_secs_f64() * 1e6);
    }
    times
}

/// The times of round trips of several sessions at once that are silent for `pause` before each, in microseconds.
pub(crate) async fn round_trips(bridge: &Bridge, sessions: usize, pause: Duration) -> Vec<f64> {
    let mut tasks = JoinSet::new();
    for number in 0..sessions {
        let mut client = Client::open(bridge).await;
        tasks.spawn(async move {
            let mut times = Vec::new();
            sleep(pause.mul_f64(number as f64 / sessions as f64)).await;
            for _ in 0..TRIPS {
                if !pause.is_zero() {
                    sleep(pause).await;
                }
                let started = Instant::now();
                client.trip(SMALL).await;
                times.push(started.elapsed().as_secs_f64() * 1e6);
            }
            times
        });
    }
    tasks.join_all().await.concat()
}
