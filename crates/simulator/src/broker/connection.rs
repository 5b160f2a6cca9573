//! One connection, from the server's side of MQTT 3.1.1.

use core::mem;

use mqtt::{Connack, ConnackCode, Connect, DecodeError, Framer, Limits, Packet};

use crate::broker::faults::{ConnackFault, Step};
use crate::broker::logged_in::{LoggedIn, Next};
use crate::broker::outbox::{Outbox, Output};
use crate::{Cloud, Login, Refused, Reply, SessionId, Time, Transport};

/// One device's connection: [`handle`](Connection::handle) takes what happens, [`poll`](Connection::poll) gives what is
/// to be done.
///
/// The cloud is lent to it with each input. What the cloud gives up ([`Cloud::take_evicted`]) is for the owner of all
/// connections to [`evict`](Connection::evict).
#[derive(Debug)]
pub struct Connection {
    transport: Transport,
    framer: Framer,
    outbox: Outbox,
    state: State,
}

/// What happens to a connection.
#[derive(Clone, Copy)]
pub enum Input<'a> {
    /// Bytes have come, cut anywhere.
    Bytes(&'a [u8]),
    /// The device has closed the connection.
    Closed,
    /// The time that was asked for has come.
    Wake,
}

#[derive(Debug)]
enum State {
    AwaitingConnect { until: Time },
    LoggedIn(LoggedIn),
    Ended,
}

/// How long a device may take to say CONNECT, in milliseconds (a choice; [MQTT-3.1.4-1] asks for "reasonable").
const CONNECT_PATIENCE: u64 = 10_000;

impl Connection {
    /// A connection that was just opened.
    #[must_use]
    pub fn new(transport: Transport, now: Time) -> Self {
        Self {
            transport,
            framer: Framer::new(Limits::default()),
            outbox: Outbox::default(),
            state: State::AwaitingConnect { until: now.after(CONNECT_PATIENCE) },
        }
    }

    /// Takes what happens.
    pub fn handle(&mut self, input: Input<'_>, cloud: &mut Cloud, now: Time) {
        match input {
            Input::Bytes(bytes) => self.receive(bytes, cloud, now),
            Input::Closed => self.end(cloud, now),
            Input::Wake => self.wake(cloud, now),
        }
    }

    /// What is to be done next.
    pub fn poll(&mut self) -> Option<Output> {
        self.outbox.poll()
    }

    /// When [`Input::Wake`] is due, if nothing comes before.
    #[must_use]
    pub fn next_wake(&self) -> Option<Time> {
        let due = match &self.state {
            State::AwaitingConnect { until } => Some(*until),
            State::LoggedIn(device) => device.next_wake(),
            State::Ended => None,
        };
        due.into_iter().chain(self.outbox.next_wake()).min()
    }

    /// Its session, once it is logged in and until it ends.
    #[must_use]
    pub const fn session(&self) -> Option<SessionId> {
        match &self.state {
            State::LoggedIn(device) => Some(device.session()),
            State::AwaitingConnect { .. } | State::Ended => None,
        }
    }

    /// The cloud has given its session up: it is closed.
    pub fn evict(&mut self) {
        self.state = State::Ended;
        self.outbox.close();
    }

    fn receive(&mut self, mut bytes: &[u8], cloud: &mut Cloud, now: Time) {
        let mut framer = mem::replace(&mut self.framer, Framer::new(Limits::default()));
        while !self.has_ended() {
            match framer.next(&mut bytes) {
                Ok(Some(packet)) => self.take(&packet, cloud, now),
                Ok(None) => break,
                Err(error) => self.refuse_bytes(error, cloud, now),
            }
        }
        self.framer = framer;
        if self.outbox.is_closed() {
            self.end(cloud, now);
        }
    }

    fn take(&mut self, packet: &Packet<'_>, cloud: &mut Cloud, now: Time) {
        let state = mem::replace(&mut self.state, State::Ended);
        self.state = match state {
            State::AwaitingConnect { .. } => {
                if let Packet::Connect(connect) = packet {
                    self.connect(connect, cloud, now)
                } else {
                    // [MQTT-3.1.0-1]: the first packet must be CONNECT.
                    self.hang_up()
                }
            }
            State::LoggedIn(mut device) => match device.answer(packet, &mut self.outbox, cloud, now) {
                Next::GoOn => State::LoggedIn(device),
                Next::End => {
                    cloud.log_out(device.session(), now);
                    self.hang_up()
                }
            },
            State::Ended => State::Ended,
        };
        self.push(cloud, now);
    }

    fn connect(&mut self, connect: &Connect<'_>, cloud: &mut Cloud, now: Time) -> State {
        let Some(mqtt::Credentials { user_name, password: Some(password) }) = connect.credentials else {
            return self.refuse(ConnackCode::BadUserNameOrPassword.code(), now);
        };
        let username = user_name.as_str();
        let faults = cloud.faults_of(username);
        self.outbox.set_faults(faults);
        match faults.connack {
            ConnackFault::None => {}
            ConnackFault::Refuse(code) => return self.refuse(code, now),
            ConnackFault::Close => return self.hang_up(),
        }
        let login = Login {
            mqtt_client_id: connect.client_id.as_str(),
            username,
            password,
            will_topic: connect.will.map(|will| will.topic.as_str()),
            transport: self.transport,
        };
        let session = match cloud.log_in(&login, now) {
            Ok(accepted) => accepted.session,
            Err(Refused { reply: Reply::Connack(code), .. }) => return self.refuse(code, now),
            Err(Refused { reply: Reply::Close, .. }) => return self.hang_up(),
        };
        let connack = Connack { session_present: false, code: ConnackCode::Accepted };
        self.outbox.packet(Step::Connack, &Packet::Connack(connack), now);
        if let Some(unsolicited) = faults.unsolicited {
            self.outbox.send(Step::Connack, unsolicited.bytes().to_vec(), now);
        }
        State::LoggedIn(LoggedIn::new(session, faults, connect.keep_alive, cloud, now))
    }

    fn push(&mut self, cloud: &mut Cloud, now: Time) {
        if let State::LoggedIn(device) = &mut self.state {
            device.push_if_due(&mut self.outbox, cloud, now);
        }
    }

    fn wake(&mut self, cloud: &mut Cloud, now: Time) {
        let late = match &self.state {
            State::AwaitingConnect { until } => *until <= now,
            State::LoggedIn(device) => device.has_fallen_silent(now),
            State::Ended => false,
        };
        if late {
            self.end(cloud, now);
            self.outbox.close();
        }
        self.push(cloud, now);
        self.outbox.wake(now);
        if self.outbox.is_closed() {
            self.end(cloud, now);
        }
    }

    /// The two faults of a CONNECT that have an answer; everything else is closed in silence ([MQTT-4.8.0-1]).
    fn refuse_bytes(&mut self, error: DecodeError, cloud: &mut Cloud, now: Time) {
        let awaiting = matches!(self.state, State::AwaitingConnect { .. });
        self.end(cloud, now);
        // MQTT 3.1 has another name, too.
        let is_another_version = error == DecodeError::ProtocolName;
        let code =
            if is_another_version { Some(ConnackCode::UnacceptableProtocolVersion) } else { error.connack_code() };
        self.state = match code {
            Some(code) if awaiting => self.refuse(code.code(), now),
            Some(_) | None => self.hang_up(),
        };
    }

    fn refuse(&mut self, code: u8, now: Time) -> State {
        self.outbox.send(Step::Connack, [0x20, 0x02, 0x00, code].to_vec(), now);
        self.hang_up()
    }

    fn hang_up(&mut self) -> State {
        self.outbox.close();
        State::Ended
    }

    fn end(&mut self, cloud: &mut Cloud, now: Time) {
        if let State::LoggedIn(device) = mem::replace(&mut self.state, State::Ended) {
            cloud.log_out(device.session(), now);
        }
    }

    const fn has_ended(&self) -> bool {
        matches!(self.state, State::Ended)
    }
}
