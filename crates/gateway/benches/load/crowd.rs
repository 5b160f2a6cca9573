//! What a bridge adds when many sessions use it at once.

use std::mem;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::bridges::{Bridge, Pair};
use crate::client::{Client, Messages, connect};
use crate::measures::{RoundTrips, Trips};

/// How many rounds: in each of them every road has its turn, and another one begins.
const ROUNDS: usize = 20;
/// Before each turn, so that nobody pays for the connections that another has just closed.
const REST: Duration = Duration::from_millis(50);

/// What all sessions do, over and over.
#[derive(Clone, Copy)]
pub(crate) struct Crowd {
    pub(crate) sessions: usize,
    pub(crate) exchange: Exchange,
    /// How many exchanges each session does in a round.
    pub(crate) times: usize,
    /// How long a session is silent before each exchange, on average; somewhere between nothing and twice that.
    pub(crate) pause: Duration,
}

/// What is timed.
#[derive(Clone, Copy)]
pub(crate) struct Exchange {
    pub(crate) name: &'static str,
    pub(crate) connection: Connection,
    /// So many messages, one when the other is back.
    pub(crate) trips: usize,
    pub(crate) bytes: usize,
}

/// On which connection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Connection {
    /// One that is open and has been used.
    Open,
    /// A new one, whose opening counts.
    New,
}

impl Crowd {
    /// Whether the thread of the clients sleeps most of the time. If it is busy all the time, sessions wait for it, with a
    /// bridge or without, and behind that waiting a quick bridge disappears: what it adds may be nothing or less, so that
    /// a ratio would flatter it without limit.
    pub(crate) fn clients_are_idle(&self) -> bool {
        self.sessions == 1 || !self.pause.is_zero()
    }
}

/// Times the exchanges of a crowd without a bridge and through each.
pub(crate) async fn crowd(upstream: SocketAddr, bridges: &Pair, crowd: Crowd) -> RoundTrips {
    let doors = [Door::plain(upstream)].into_iter().chain(bridges.all().map(Door::bridge));
    let mut roads = Vec::new();
    for door in doors {
        roads.push(Road::prepare(door, crowd).await);
    }
    for round in 0..ROUNDS {
        for turn in 0..roads.len() {
            let next = (round + turn) % roads.len();
            roads[next].turn(crowd).await;
        }
    }
    let mut trips = roads.into_iter().map(|road| road.trips);
    let (direct, ours) = (trips.next().unwrap_or_default(), trips.next().unwrap_or_default());
    RoundTrips { direct, ours, peer: trips.next() }
}

/// One way to the upstream, with its sessions.
struct Road {
    sessions: Vec<Session>,
    trips: Trips,
}

impl Road {
    async fn prepare(door: Door, crowd: Crowd) -> Self {
        let messages = Arc::new(Messages::new(1, crowd.exchange.bytes));
        let mut sessions = Vec::new();
        for number in 1..=crowd.sessions {
            let mut session =
                Session { door, line: None, messages: Arc::clone(&messages), random: number as u64, times: Vec::new() };
            // The first message may have to wait for a process to start or for a way to the upstream.
            if crowd.exchange.connection == Connection::Open {
                session.line = Some(session.once(crowd.exchange).await);
            }
            sessions.push(session);
        }
        Self { sessions, trips: Trips::default() }
    }

    /// All sessions at once, each in a task of its own.
    async fn turn(&mut self, crowd: Crowd) {
        sleep(REST).await;
        let tasks = self.sessions.drain(..).map(|session| session.exchanges(crowd));
        self.sessions = tasks.collect::<JoinSet<_>>().join_all().await;
        self.trips.add(self.sessions.iter_mut().flat_map(|session| mem::take(&mut session.times)).collect());
    }
}

/// One of the crowd.
struct Session {
    door: Door,
    line: Option<Line>,
    messages: Arc<Messages>,
    random: u64,
    times: Vec<Duration>,
}

impl Session {
    async fn exchanges(mut self, crowd: Crowd) -> Self {
        for _ in 0..crowd.times {
            if !crowd.pause.is_zero() {
                sleep(crowd.pause.mul_f64(self.chance() * 2.0)).await;
            }
            let started = Instant::now();
            let line = self.once(crowd.exchange).await;
            self.times.push(started.elapsed());
            self.line = (crowd.exchange.connection == Connection::Open).then_some(line);
        }
        self
    }

    async fn once(&mut self, exchange: Exchange) -> Line {
        let mut line = match self.line.take() {
            Some(line) => line,
            None => self.door.open().await,
        };
        for _ in 0..exchange.trips {
            line.trip(&self.messages).await;
        }
        line
    }

    /// A number from 0 to 1, the same ones on each road.
    fn chance(&mut self) -> f64 {
        self.random = self.random.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (self.random >> 32) as f64 / f64::from(u32::MAX)
    }
}

/// Where a session connects to.
#[derive(Clone, Copy)]
struct Door {
    address: SocketAddr,
    /// None where there is no bridge.
    subprotocol: Option<&'static str>,
}

impl Door {
    fn plain(address: SocketAddr) -> Self {
        Self { address, subprotocol: None }
    }

    fn bridge(bridge: &Bridge) -> Self {
        Self { address: bridge.address, subprotocol: Some(bridge.subprotocol) }
    }

    async fn open(self) -> Line {
        match self.subprotocol {
            Some(subprotocol) => Line::Framed(Client::knock(self.address, subprotocol).await),
            None => Line::Plain(connect(self.address).await),
        }
    }
}

/// An open connection.
enum Line {
    Plain(TcpStream),
    Framed(Client),
}

impl Line {
    /// Sends one message and waits until it is back.
    async fn trip(&mut self, messages: &Messages) {
        match self {
            Self::Framed(client) => client.trip(messages).await.expect("an echo"),
            Self::Plain(stream) => {
                let message = messages.bytes();
                let mut answer = vec![0; message.len()];
                stream.write_all(message).await.expect("room");
                stream.read_exact(&mut answer).await.expect("an echo");
                assert!(answer == message, "the echo changed the bytes");
            }
        }
    }
}
