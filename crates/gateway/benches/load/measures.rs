//! What is measured, and how.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::bridges::Bridge;
use crate::client::{Halves, connect, frame, open};

/// How many rounds of round trips, and how many trips in each, over all sessions: the bridges take turns, so that what else the machine
/// does meets all of them.
const ROUNDS: usize = 10;
const TRIPS: usize = 1000;
const TRIP_SIZE: usize = 64;
/// How long each throughput is measured.
const SPAN: Duration = Duration::from_secs(4);

/// The times of round trips, round by round.
#[derive(Default)]
pub(crate) struct Trips(Vec<Vec<Duration>>);

/// The round trips of each road.
pub(crate) struct RoundTrips {
    pub(crate) sessions: usize,
    pub(crate) direct: Trips,
    pub(crate) ours: Trips,
    pub(crate) peer: Option<Trips>,
}

/// Sessions that each keep `window` messages of `message` bytes under way.
#[derive(Clone, Copy)]
pub(crate) struct Load {
    pub(crate) sessions: usize,
    pub(crate) message: usize,
    pub(crate) window: usize,
}

/// What passed in one second, and what it cost.
pub(crate) struct Throughput {
    /// Messages echoed in one second.
    pub(crate) messages: f64,
    /// Microseconds of the bridge's processor time for one message there and back.
    pub(crate) cost: f64,
}

/// Connections held at once.
pub(crate) struct Held {
    pub(crate) sessions: usize,
    /// Kilobytes of the bridge's memory for each.
    pub(crate) kilobytes: f64,
    /// How long it took to open all of them and to exchange a packet on each.
    pub(crate) opening: Duration,
    /// Microseconds of the bridge's processor time for opening one and exchanging a packet.
    pub(crate) cost: f64,
    /// How many failed.
    pub(crate) errors: usize,
}

impl Trips {
    fn add(&mut self, mut round: Vec<Duration>) {
        round.sort_unstable();
        self.0.push(round);
    }

    /// The time that this share of the trips did not exceed: the middle one of all rounds, so that a round in which the
    /// machine was busy with something else decides nothing.
    pub(crate) fn quantile(&self, share: f64) -> Duration {
        let mut rounds: Vec<_> = self.0.iter().filter_map(|round| at(round, share)).collect();
        rounds.sort_unstable();
        at(&rounds, 0.5).unwrap_or_default()
    }
}

fn at(sorted: &[Duration], share: f64) -> Option<Duration> {
    let position = (sorted.len() as f64 * share) as usize;
    sorted.get(position).or(sorted.last()).copied()
}

/// Times single messages there and back, while `sessions` connections do the same at once.
pub(crate) async fn latency(upstream: SocketAddr, ours: &Bridge, peer: Option<&Bridge>, sessions: usize) -> RoundTrips {
    let (mut direct, mut mine, mut others) = (Trips::default(), Trips::default(), Trips::default());
    for _ in 0..ROUNDS {
        let mut streams = Vec::new();
        for _ in 0..sessions {
            streams.push(connect(upstream).await);
        }
        direct.add(all(streams.into_iter().map(|stream| direct_trips(stream, TRIPS / sessions))).await);
        mine.add(trips(ours, sessions).await);
        if let Some(peer) = peer {
            others.add(trips(peer, sessions).await);
        }
    }
    RoundTrips { sessions, direct, ours: mine, peer: peer.map(|_| others) }
}

async fn trips(bridge: &Bridge, sessions: usize) -> Vec<Duration> {
    let mut halves = Vec::new();
    for _ in 0..sessions {
        halves.push(open(bridge).await);
    }
    all(halves.into_iter().map(|halves| bridged_trips(halves, TRIPS / sessions))).await
}

/// The results of all sessions, which run at once.
async fn all(sessions: impl Iterator<Item = impl Future<Output = Vec<Duration>> + Send + 'static>) -> Vec<Duration> {
    sessions.collect::<JoinSet<_>>().join_all().await.concat()
}

async fn bridged_trips((mut reader, mut writer): Halves, trips: usize) -> Vec<Duration> {
    let message = frame(TRIP_SIZE);
    let mut times = Vec::new();
    for _ in 0..trips {
        let started = Instant::now();
        writer.write_all(&message).await.expect("room");
        reader.skip(TRIP_SIZE as u64).await.expect("an echo");
        times.push(started.elapsed());
    }
    times
}

async fn direct_trips(mut stream: TcpStream, trips: usize) -> Vec<Duration> {
    let mut message = [0; TRIP_SIZE];
    let mut times = Vec::new();
    for _ in 0..trips {
        let started = Instant::now();
        stream.write_all(&message).await.expect("room");
        stream.read_exact(&mut message).await.expect("an echo");
        times.push(started.elapsed());
    }
    times
}

/// Counts messages there and back under `load`.
pub(crate) async fn throughput(bridge: &Bridge, load: Load) -> Throughput {
    let mut sessions = JoinSet::new();
    let mut halves = Vec::new();
    for _ in 0..load.sessions {
        halves.push(open(bridge).await);
    }
    let before = bridge.usage();
    let started = Instant::now();
    for (mut reader, mut writer) in halves {
        let window = Arc::new(Semaphore::new(load.window));
        let room = Arc::clone(&window);
        let messages = frame(load.message).repeat(load.window);
        let size = messages.len() / load.window;
        let writing = tokio::spawn(async move {
            // As many as there is room for go out at once: the client must not be what is slow.
            while let Ok(place) = room.acquire().await {
                place.forget();
                let count = 1 + room.forget_permits(load.window);
                let part = messages.get(..count * size).expect("a part");
                if writer.write_all(part).await.is_err() {
                    return;
                }
            }
        });
        sessions.spawn(async move {
            let mut count: u64 = 0;
            while started.elapsed() < SPAN {
                reader.skip(load.message as u64).await.expect("an echo");
                window.add_permits(1);
                count += 1;
            }
            (count, reader, writing)
        });
    }
    let counts = sessions.join_all().await;
    let elapsed = started.elapsed().as_secs_f64();
    // The connections are still open: a bridge that has a process for each would take its figures with it.
    let used = bridge.usage().seconds - before.seconds;
    let messages = counts.iter().map(|(count, ..)| count).sum::<u64>() as f64;
    for (_, _, writing) in &counts {
        writing.abort();
    }
    Throughput { messages: messages / elapsed, cost: used * 1e6 / messages }
}

/// Holds many connections at once, each of which has exchanged a packet, and lets each exchange another in the end.
pub(crate) async fn held(bridge: &Bridge, sessions: usize) -> Held {
    let before = bridge.usage();
    let message = frame(14);
    let mut errors = 0;
    let mut open_sessions = Vec::new();
    let started = Instant::now();
    for _ in 0..sessions {
        let (mut reader, mut writer) = open(bridge).await;
        writer.write_all(&message).await.expect("room");
        match reader.skip(14).await {
            Ok(()) => open_sessions.push((reader, writer)),
            Err(_) => errors += 1,
        }
    }
    let opening = started.elapsed();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let usage = bridge.usage();
    let kilobytes = (usage.kilobytes - before.kilobytes) / sessions as f64;
    let cost = (usage.seconds - before.seconds) * 1e6 / sessions as f64;
    for (reader, writer) in &mut open_sessions {
        let alive = writer.write_all(&message).await.is_ok() && reader.skip(14).await.is_ok();
        errors += usize::from(!alive);
    }
    Held { sessions, kilobytes, opening, cost, errors }
}
