//! What is measured, and how.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::bridges::{Bridge, Pair};
use crate::client::{Client, Messages, Way, connect};
use crate::upstream::{sink, source};

/// How many rounds of round trips, and how many trips in each: the roads take turns, so that what else the
/// machine does meets all of them.
const ROUNDS: usize = 25;
const TRIPS: usize = 1000;
const TRIP_SIZE: usize = 64;
/// How often each throughput is measured, again by turns, and how long each time, once the bridge has warmed up.
const SPANS: usize = 5;
const SPAN: Duration = Duration::from_millis(1500);
const WARM_UP: Duration = Duration::from_millis(300);
/// How long the last messages may take to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// The times of round trips, round by round.
#[derive(Default)]
pub(crate) struct Trips(Vec<Vec<Duration>>);

/// The round trips of each road.
pub(crate) struct RoundTrips {
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
    /// Messages in one second.
    pub(crate) messages: f64,
    /// Microseconds of the bridge's processor time for one message, on all of its way.
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
    pub(crate) fn add(&mut self, mut round: Vec<Duration>) {
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

    /// The time that this share of the trips of all rounds together did not exceed.
    pub(crate) fn quantile_of_all(&self, share: f64) -> Duration {
        let mut all = self.0.concat();
        all.sort_unstable();
        at(&all, share).unwrap_or_default()
    }
}

fn at(sorted: &[Duration], share: f64) -> Option<Duration> {
    let position = (sorted.len() as f64 * share) as usize;
    sorted.get(position).or(sorted.last()).copied()
}

/// Times single messages there and back, on one connection that has the bridge for itself.
pub(crate) async fn latency(upstream: SocketAddr, bridges: &Pair) -> RoundTrips {
    let (mut direct, mut mine, mut others) = (Trips::default(), Trips::default(), Trips::default());
    for _ in 0..ROUNDS {
        direct.add(timed(direct_trips(connect(upstream).await)).await);
        mine.add(timed(bridged_trips(Client::open(&bridges.ours).await)).await);
        if let Some(peer) = &bridges.peer {
            others.add(timed(bridged_trips(Client::open(peer).await)).await);
        }
    }
    RoundTrips { direct, ours: mine, peer: bridges.peer.as_ref().map(|_| others) }
}

/// In a task of its own, as the sessions of a crowd are.
async fn timed(trips: impl Future<Output = Vec<Duration>> + Send + 'static) -> Vec<Duration> {
    tokio::spawn(trips).await.expect("round trips")
}

async fn bridged_trips(mut client: Client) -> Vec<Duration> {
    let messages = Messages::new(1, TRIP_SIZE);
    let mut times = Vec::new();
    for _ in 0..TRIPS {
        let started = Instant::now();
        client.trip(&messages).await.expect("an echo");
        times.push(started.elapsed());
    }
    times
}

async fn direct_trips(mut stream: TcpStream) -> Vec<Duration> {
    let mut message = [0; TRIP_SIZE];
    let mut times = Vec::new();
    for _ in 0..TRIPS {
        let started = Instant::now();
        stream.write_all(&message).await.expect("room");
        stream.read_exact(&mut message).await.expect("an echo");
        times.push(started.elapsed());
    }
    times
}

/// Counts messages there and back under `load`; for each bridge.
pub(crate) async fn throughput(bridges: &Pair, load: Load) -> Vec<Throughput> {
    let messages = Arc::new(Messages::new(load.window, load.message));
    by_turns(bridges, async |bridge| one_throughput(bridge, load.sessions, &messages, Way::ThereAndBack, None).await)
        .await
}

/// Counts messages that only go up to an upstream, or only come down from it; for each bridge.
pub(crate) async fn one_way(websockify: Option<&str>, load: Load, way: Way) -> Vec<Throughput> {
    let messages = Arc::new(Messages::new(load.window, load.message));
    let count = Arc::new(AtomicU64::new(0));
    let upstream = match way {
        Way::Down => source(messages.payload()),
        Way::Up | Way::ThereAndBack => sink(Arc::clone(&count)),
    };
    let bridges = Pair::start(upstream, websockify).await;
    by_turns(&bridges, async |bridge| one_throughput(bridge, load.sessions, &messages, way, Some(&count)).await).await
}

/// Measures each bridge in turn, several times; the middle one of the rounds.
async fn by_turns(bridges: &Pair, measure: impl AsyncFn(&Bridge) -> Throughput) -> Vec<Throughput> {
    let mut rounds: Vec<Vec<Throughput>> = bridges.all().map(|_| Vec::new()).collect();
    for _ in 0..SPANS {
        for (bridge, rounds) in bridges.all().zip(&mut rounds) {
            rounds.push(measure(bridge).await);
        }
    }
    rounds.into_iter().map(middle).collect()
}

fn middle(mut rounds: Vec<Throughput>) -> Throughput {
    rounds.sort_by(|one, other| one.messages.total_cmp(&other.messages));
    rounds.swap_remove(rounds.len() / 2)
}

async fn one_throughput(
    bridge: &Bridge,
    sessions: usize,
    messages: &Arc<Messages>,
    way: Way,
    sunk: Option<&AtomicU64>,
) -> Throughput {
    let mut clients = Vec::new();
    for _ in 0..sessions {
        clients.push(Client::open(bridge).await);
    }
    let sunk_before = sunk.map(|sunk| sunk.load(Ordering::Relaxed)).unwrap_or_default();
    let passed = |clients: &[Client]| match (way, sunk) {
        (Way::Up, Some(sunk)) => (sunk.load(Ordering::Relaxed) - sunk_before) / messages.length(),
        _ => clients.iter().map(|client| client.received(messages)).sum::<u64>(),
    };
    clients = exchange(clients, messages, way, WARM_UP).await;
    let (before, passed_before) = (bridge.usage(), passed(&clients));
    let started = Instant::now();
    clients = exchange(clients, messages, way, SPAN).await;
    let elapsed = started.elapsed().as_secs_f64();
    // The connections are still open: a bridge that has a process for each would take its figures with it.
    let used = bridge.usage().seconds - before.seconds;
    let count = (passed(&clients) - passed_before) as f64;

    let none_is_lost = async {
        for client in &mut clients {
            poll_fn(|cx| client.poll_rest(cx, messages, way)).await.expect("a bridge that stands");
        }
        let sent = clients.iter().map(|client| client.sent(messages)).sum::<u64>();
        while way == Way::Up && passed(&clients) < sent {
            sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(PATIENCE, none_is_lost).await.expect("every message arrives");
    Throughput { messages: count / elapsed, cost: used * 1e6 / count }
}

/// Lets all clients send and receive for so long, each in a task of its own.
async fn exchange(clients: Vec<Client>, messages: &Arc<Messages>, way: Way, span: Duration) -> Vec<Client> {
    let mut tasks = JoinSet::new();
    for mut client in clients {
        let messages = Arc::clone(messages);
        tasks.spawn(async move {
            // When the time is up, what is under way arrives later.
            match timeout(span, poll_fn(|cx| client.poll_load(cx, &messages, way))).await {
                Ok(end) => panic!("the bridge ended: {end:?}"),
                Err(_) => client,
            }
        });
    }
    tasks.join_all().await
}

/// Holds many connections at once, each of which has exchanged a packet, and lets each exchange another in the end.
pub(crate) async fn held(bridge: &Bridge, sessions: usize) -> Held {
    let before = bridge.usage();
    let message = Messages::new(1, 14);
    let mut errors = 0;
    let mut clients = Vec::new();
    let started = Instant::now();
    for _ in 0..sessions {
        let mut client = Client::open(bridge).await;
        match client.trip(&message).await {
            Ok(()) => clients.push(client),
            Err(_) => errors += 1,
        }
    }
    let opening = started.elapsed();
    sleep(Duration::from_millis(500)).await;
    let usage = bridge.usage();
    let kilobytes = (usage.kilobytes - before.kilobytes) / sessions as f64;
    let cost = (usage.seconds - before.seconds) * 1e6 / sessions as f64;
    for client in &mut clients {
        errors += usize::from(client.trip(&message).await.is_err());
    }
    Held { sessions, kilobytes, opening, cost, errors }
}
