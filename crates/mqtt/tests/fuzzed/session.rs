use std::{
    collections::{HashSet, VecDeque},
    time::Duration,
};

use mqtt::{
    Limits, Packet, PacketId, PacketKind, Qos,
    session::{CloseInfo, Config, Delivery, Event, Input, Instant, Output, Session},
};

/// Whatever server, application and clock do: the promises of a session hold.
pub(crate) fn holds(bytes: &[u8]) {
    let mut bytes = bytes.iter().copied();
    let mut run = Run::new();
    while let Some(operation) = bytes.next() {
        run.step(operation, &mut bytes);
        run.drain();
    }
}

struct Run {
    session: Session,
    now: Instant,
    deliveries: VecDeque<Delivery>,
    sent: usize,
    /// Identifiers of ours that are in use.
    in_use: HashSet<PacketId>,
    /// Messages with QoS 1 in the order of their coming, not yet acknowledged.
    unacknowledged: VecDeque<PacketId>,
    connected: bool,
    ended: bool,
}

impl Run {
    fn new() -> Self {
        let config = Config { limits: Limits::of(300), ..Config::new("c") };
        Self {
            session: Session::new(&config).unwrap(),
            now: Instant::from_millis(0),
            deliveries: VecDeque::new(),
            sent: 0,
            in_use: HashSet::new(),
            unacknowledged: VecDeque::new(),
            connected: false,
            ended: false,
        }
    }

    fn step(&mut self, operation: u8, bytes: &mut impl Iterator<Item = u8>) {
        let argument = operation >> 4;
        match operation & 0x0f {
            0 => self.session.handle(Input::Opened { subprotocol: "mqtt" }, self.now),
            1 => self.session.handle(Input::Bytes(&[0x20, 0x02, 0x00, 0x00]), self.now),
            // Bytes as they come, and an acknowledgement or a message with a small identifier.
            2 => {
                let chunk: Vec<u8> = bytes.take(usize::from(argument)).collect();
                self.session.handle(Input::Bytes(&chunk), self.now);
            }
            3 => self.bytes(&[bytes.next().unwrap_or(0x40), 0x02, 0x00, argument]),
            4 => self.bytes(&[0x32, 0x05, 0x00, 0x01, b'a', 0x00, argument]),
            5 => self.bytes(&[0x34, 0x05, 0x00, 0x01, b'a', 0x00, argument]),
            6 => self.bytes(&[0x90, 0x03, 0x00, argument, 0x00]),
            7 => self.bytes(&[0xd0, 0x00]),
            8 => {
                self.now = self.now + Duration::from_secs(u64::from(argument));
                self.session.handle(Input::Wake, self.now);
            }
            9 => self.request(|session, now| session.subscribe(&[("a", Qos::AtLeastOnce)], now).ok()),
            10 => self.request(|session, now| session.unsubscribe(&["a"], now).ok()),
            11 => {
                let qos = Qos::from_level(argument & 0b11).unwrap_or(Qos::ExactlyOnce);
                self.request(|session, now| session.publish("a", b"x", qos, false, now).ok().flatten());
            }
            12 => self.accept(self.deliveries.len().checked_sub(1)),
            13 => self.accept((!self.deliveries.is_empty()).then_some(0)),
            14 if argument == 0 => self.session.disconnect(self.now),
            15 if argument == 0 => self.session.handle(Input::Closed(CloseInfo::default()), self.now),
            _ if argument == 1 => self.session.handle(Input::Text, self.now),
            _ => {}
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.session.handle(Input::Bytes(bytes), self.now);
    }

    fn request(&mut self, command: impl FnOnce(&mut Session, Instant) -> Option<PacketId>) {
        if let Some(id) = command(&mut self.session, self.now) {
            assert!(!self.ended);
            assert!(self.in_use.insert(id), "{id} is in use already");
        }
    }

    fn accept(&mut self, index: Option<usize>) {
        if let Some(delivery) = index.and_then(|index| self.deliveries.remove(index)) {
            self.session.accept(delivery, self.now);
        }
    }

    fn drain(&mut self) {
        loop {
            match self.session.poll() {
                Output::Send(bytes) => self.sent(&bytes),
                Output::Close(_) => {
                    assert!(!self.ended);
                    assert!(matches!(self.session.poll(), Output::Event(Event::Closed(_))), "closed without a word");
                    self.ended = true;
                }
                Output::Event(event) => self.event(event),
                Output::WakeAt(moment) => {
                    assert!(moment.is_none_or(|moment| moment > self.now), "a clock that spins");
                    assert!(!(self.ended && moment.is_some()), "a timer after the end");
                    return;
                }
            }
        }
    }

    fn sent(&mut self, bytes: &[u8]) {
        assert!(!self.ended, "sent {bytes:02x?} after the end");
        let (packet, taken) = Packet::decode(bytes, Limits::HIGHEST).unwrap().unwrap();
        assert_eq!(taken, bytes.len(), "not one packet");
        assert_eq!(self.sent == 0, packet.kind() == PacketKind::Connect, "CONNECT comes first and once");
        self.sent += 1;
        match packet {
            Packet::Puback(id) => assert_eq!(self.unacknowledged.pop_front(), Some(id), "out of order"),
            Packet::Connack(_) | Packet::Suback(_) | Packet::Unsuback(_) | Packet::Pingresp => {
                panic!("a client does not send {}", packet.kind())
            }
            Packet::Connect(_)
            | Packet::Publish(_)
            | Packet::Pubrec(_)
            | Packet::Pubrel(_)
            | Packet::Pubcomp(_)
            | Packet::Subscribe(_)
            | Packet::Unsubscribe(_)
            | Packet::Pingreq
            | Packet::Disconnect => {}
        }
    }

    fn event(&mut self, event: Event) {
        assert!(!self.ended, "{event:?} after the end");
        match event {
            Event::Connected => self.connected = true,
            Event::Subscribed { id, .. } | Event::Unsubscribed { id } | Event::Published { id } => {
                assert!(self.in_use.remove(&id), "{id} was not in use");
            }
            Event::Message(message) => {
                assert!(self.connected);
                self.message(message.delivery, message.qos);
            }
            Event::Refused(_) => assert!(!self.connected),
            Event::Closed(_) => self.ended = true,
        }
    }

    fn message(&mut self, delivery: Option<Delivery>, qos: Qos) {
        assert_eq!(delivery.is_some(), qos != Qos::AtMostOnce);
        if let Some(delivery) = delivery {
            if qos == Qos::AtLeastOnce {
                self.unacknowledged.push_back(delivery.id());
            }
            self.deliveries.push_back(delivery);
        }
    }
}
