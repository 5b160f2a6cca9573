//! A broker without I/O, on the rules of the cloud: for the demo in the page, for tests in virtual time, and for devices on
//! the network.
//!
//! It is a device's peer and no more: what devices publish is checked and acknowledged, but goes nowhere.

mod connection;
mod faults;
mod logged_in;
mod outbox;
mod push;

use alloc::vec::Vec;

use crate::{Cloud, Time, Transport};

pub use connection::{Connection, Input};
pub use faults::{ConnackFault, Faults, Framing, PushFault, Step, Unsolicited};
pub use outbox::Output;

/// The cloud with all its connections.
///
/// - Inputs: [`open`](Broker::open), [`receive`](Broker::receive), [`close`](Broker::close), [`wake`](Broker::wake)
/// - Outputs: [`poll`](Broker::poll), until it gives nothing more; then [`next_wake`](Broker::next_wake)
///
/// ```
/// use simulator::{Broker, Output, Time, Transport, demo, repeatable};
///
/// let mut broker = Broker::new(demo::cloud(repeatable(1)));
/// let now = Time::from_millis(0);
/// let connection = broker.open(Transport::Plain, now);
/// broker.receive(connection, b"\x00 is no packet", now);
/// assert_eq!(broker.poll(), Some((connection, Output::Close)));
/// assert_eq!(broker.poll(), None);
/// ```
pub struct Broker {
    cloud: Cloud,
    connections: Vec<(ConnectionId, Connection)>,
    last: u64,
}

/// One connection of a [`Broker`]. Never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(u64);

impl Broker {
    /// Opens this cloud.
    #[must_use]
    pub const fn new(cloud: Cloud) -> Self {
        Self { cloud, connections: Vec::new(), last: 0 }
    }

    /// The cloud behind it.
    #[must_use]
    pub const fn cloud(&self) -> &Cloud {
        &self.cloud
    }

    /// The cloud behind it, to be changed. Connections that this ends are closed at the next input.
    pub const fn cloud_mut(&mut self) -> &mut Cloud {
        &mut self.cloud
    }

    /// A device has opened a connection.
    pub fn open(&mut self, transport: Transport, now: Time) -> ConnectionId {
        self.last += 1;
        let id = ConnectionId(self.last);
        self.connections.push((id, Connection::new(transport, now)));
        id
    }

    /// Bytes have come.
    pub fn receive(&mut self, id: ConnectionId, bytes: &[u8], now: Time) {
        self.handle(id, Input::Bytes(bytes), now);
    }

    /// The device has closed its connection.
    pub fn close(&mut self, id: ConnectionId, now: Time) {
        self.handle(id, Input::Closed, now);
        self.connections.retain(|(known, _)| *known != id);
    }

    /// The time that [`next_wake`](Broker::next_wake) named has come. Harmless at any other time.
    pub fn wake(&mut self, now: Time) {
        for (_, connection) in &mut self.connections {
            connection.handle(Input::Wake, &mut self.cloud, now);
        }
        self.evict();
    }

    /// What is to be done next, and for which connection. After [`Output::Close`] the connection is gone.
    pub fn poll(&mut self) -> Option<(ConnectionId, Output)> {
        let mut connections = self.connections.iter_mut();
        let (id, output) = connections.find_map(|(id, connection)| Some((*id, connection.poll()?)))?;
        if output == Output::Close {
            self.connections.retain(|(known, _)| *known != id);
        }
        Some((id, output))
    }

    /// When to call [`wake`](Broker::wake), if nothing comes before.
    #[must_use]
    pub fn next_wake(&self) -> Option<Time> {
        self.connections.iter().filter_map(|(_, connection)| connection.next_wake()).min()
    }

    fn handle(&mut self, id: ConnectionId, input: Input<'_>, now: Time) {
        if let Some((_, connection)) = self.connections.iter_mut().find(|(known, _)| *known == id) {
            connection.handle(input, &mut self.cloud, now);
        }
        self.evict();
    }

    fn evict(&mut self) {
        for session in self.cloud.take_evicted() {
            for (_, connection) in &mut self.connections {
                if connection.session() == Some(session) {
                    connection.evict();
                }
            }
        }
    }
}
