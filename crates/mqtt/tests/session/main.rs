//! The client session against scripted servers, in virtual time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod commands;
mod endings;
mod keep_alive;

mod opening;
mod publishing;
mod receiving;
mod subscribing;
mod violations;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

use std::time::Duration;

use mqtt::{
    PacketId,
    session::{CloseCode, CloseInfo, Config, Delivery, Ending, Event, Input, Instant, Message, Output, Session},
};

const CONNACK: [u8; 4] = [0x20, 0x02, 0x00, 0x00];

/// A session with a clock, and all that it has put out.
struct Client {
    session: Session,
    now: Instant,
    /// Packets in hex.
    sent: Vec<String>,
    events: Vec<Event>,
    closed_with: Option<CloseCode>,
    wake_at: Option<Instant>,
}

impl Client {
    fn new(config: &Config) -> Self {
        let mut client = Self {
            session: Session::new(config).unwrap(),
            now: Instant::from_millis(1_000),
            sent: Vec::new(),
            events: Vec::new(),
            closed_with: None,
            wake_at: None,
        };
        client.drain();
        client
    }

    /// CONNECT has gone out.
    fn opened() -> Self {
        let mut client = Self::new(&config());
        client.open();
        client
    }

    /// CONNACK has come; what went before is forgotten.
    fn connected() -> Self {
        let mut client = Self::opened();
        client.bytes(&CONNACK);
        assert_eq!(client.events(), [Event::Connected]);
        client.sent();
        client
    }

    fn open(&mut self) {
        self.input(Input::Opened { subprotocol: "mqtt" });
    }

    fn input(&mut self, input: Input<'_>) {
        self.session.handle(input, self.now);
        self.drain();
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.input(Input::Bytes(bytes));
    }

    fn hex(&mut self, text: &str) {
        self.bytes(&hex(text));
    }

    /// Lets time pass, with a wake-up at each moment that the session asked for.
    fn pass(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(moment) = self.wake_at.filter(|&moment| moment <= end) {
            assert!(moment >= self.now || self.closed_with.is_none());
            self.now = self.now.max(moment);
            self.input(Input::Wake);
        }
        self.now = end;
    }

    fn accept(&mut self, delivery: Delivery) {
        self.session.accept(delivery, self.now);
        self.drain();
    }

    fn decline(&mut self, delivery: Delivery) {
        self.session.decline(delivery, self.now);
        self.drain();
    }

    /// The packets sent since the last look.
    fn sent(&mut self) -> Vec<String> {
        std::mem::take(&mut self.sent)
    }

    /// The events since the last look.
    fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// The only event since the last look, which has to be a message.
    fn message(&mut self) -> Message {
        match <[Event; 1]>::try_from(self.events()) {
            Ok([Event::Message(message)]) => message,
            other => panic!("{other:?} is not one message"),
        }
    }

    /// The last event, which has to be the end.
    fn ending(&mut self) -> Ending {
        match self.events().pop() {
            Some(Event::Closed(ending)) => ending,
            other => panic!("{other:?} is not the end"),
        }
    }

    fn is_alive(&self) -> bool {
        self.closed_with.is_none() && !self.events.iter().any(|event| matches!(event, Event::Closed(_)))
    }

    fn drain(&mut self) {
        loop {
            match self.session.poll() {
                Output::Send(bytes) => {
                    assert_eq!(self.closed_with, None, "sent {bytes:02x?} after closing");
                    let words: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                    self.sent.push(words.concat());
                }
                Output::Close(code) => {
                    assert_eq!(self.closed_with.replace(code), None, "closed twice");
                }
                Output::Event(event) => self.events.push(event),
                Output::WakeAt(moment) => {
                    self.wake_at = moment;
                    return;
                }
            }
        }
    }
}

fn config() -> Config {
    Config { username: Some("u".into()), password: Some(b"p"[..].into()), ..Config::new("c1") }
}

fn id(number: u16) -> PacketId {
    PacketId::new(number).unwrap()
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| u8::try_from(char::from(byte).to_digit(16).unwrap()).unwrap())
        .collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What a browser reports of a connection that broke.
fn broken() -> CloseInfo {
    CloseInfo { code: 1006, reason: "".into(), clean: false }
}
