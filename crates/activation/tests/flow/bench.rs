//! A flow on a bench: a clock to turn, a wire to look at, a server to play.

use std::time::Duration;

use activation::{
    Activated, AttemptId, Event, Failure, Flow, Limits, Outcome, Request, SecretId, Step, StepState, UnreadMessage,
    Wire, pump,
};
use enos::{AuthMode, ClientId, DeviceKey, Identity, ProductKey, Secret, Timestamp};
use mqtt::session::{CloseCode, CloseInfo, Input, Instant};

pub(crate) const TOPIC: &str = "/ext/session/pk1/dk1/thing/activate/info";
pub(crate) const REPLY_TOPIC: &str = "/ext/session/pk1/dk1/thing/activate/info_reply";

pub(crate) const CONNACK: [u8; 4] = [0x20, 0x02, 0x00, 0x00];
pub(crate) const SUBACK: [u8; 5] = [0x90, 0x03, 0x00, 0x01, 0x01];

pub(crate) struct Bench {
    pub(crate) flow: Flow,
    pub(crate) now: Instant,
    pub(crate) wake_at: Option<Instant>,
    pub(crate) line: Line,
    pub(crate) secrets: Vec<Activated>,
    pub(crate) unread: Vec<UnreadMessage>,
    pub(crate) outcome: Option<Outcome>,
    /// Whether a secret is put into safe hands as soon as it comes.
    pub(crate) careful: bool,
}

#[derive(Default)]
pub(crate) struct Line {
    pub(crate) sent: Vec<Vec<u8>>,
    pub(crate) closed: Option<CloseCode>,
}

impl Wire for Line {
    fn send(&mut self, packet: &[u8]) {
        assert_eq!(self.closed, None, "something was sent after the connection was closed");
        self.sent.push(packet.to_vec());
    }

    fn close(&mut self, code: CloseCode) {
        assert_eq!(self.closed.replace(code), None, "the connection was closed twice");
    }
}

impl Bench {
    pub(crate) fn activate() -> Self {
        Self::new(AuthMode::Dynamic { product_secret: Secret::parse("planted-product-secret").unwrap() })
    }

    pub(crate) fn login() -> Self {
        Self::new(AuthMode::Static { device_secret: Secret::parse("planted-device-secret").unwrap() })
    }

    /// The activation of this number.
    pub(crate) fn activate_as(id: AttemptId) -> Self {
        Self::new_as(id, AuthMode::Dynamic { product_secret: Secret::parse("planted-product-secret").unwrap() })
    }

    fn new(mode: AuthMode) -> Self {
        Self::new_as(AttemptId::new(1), mode)
    }

    fn new_as(id: AttemptId, mode: AuthMode) -> Self {
        let now = Instant::from_millis(5_000);
        let identity = Identity {
            client_id: ClientId::parse("c1").unwrap(),
            device_key: DeviceKey::parse("dk1").unwrap(),
            product_key: ProductKey::parse("pk1").unwrap(),
        };
        let timestamp = Timestamp::from_millis(1_548_753_362_502);
        let request = Request { id, identity, mode, timestamp, limits: Limits::default() };
        let flow = Flow::new(request, now).unwrap();
        let line = Line::default();
        let mut bench = Self {
            flow,
            now,
            wake_at: None,
            line,
            secrets: Vec::new(),
            unread: Vec::new(),
            outcome: None,
            careful: true,
        };
        bench.pump();
        bench
    }

    pub(crate) fn opened(mut self) -> Self {
        self.handle(Input::Opened { subprotocol: "mqtt" });
        self
    }

    pub(crate) fn connected(mut self) -> Self {
        self.receive(&CONNACK);
        self
    }

    pub(crate) fn handle(&mut self, input: Input<'_>) {
        self.flow.handle(input, self.now);
        self.pump();
    }

    pub(crate) fn receive(&mut self, bytes: &[u8]) {
        self.handle(Input::Bytes(bytes));
    }

    pub(crate) fn cut(&mut self, code: u16) {
        self.handle(Input::Closed(close_info(code)));
    }

    /// Turns the clock, with a wake-up at each time that the flow asks for, as a driver does.
    pub(crate) fn wait(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(at) = self.wake_at.filter(|at| *at <= end) {
            self.now = at;
            self.handle(Input::Wake);
        }
        self.now = end;
    }

    /// The newest secret is safe.
    pub(crate) fn secret_is_safe(&mut self) {
        if let Some(newest) = self.secrets.last() {
            self.is_safe(newest.id);
        }
    }

    pub(crate) fn is_safe(&mut self, id: SecretId) {
        self.flow.secret_is_safe(id, self.now);
        self.pump();
    }

    pub(crate) fn stop(&mut self) {
        self.flow.stop(self.now);
        self.pump();
    }

    pub(crate) fn state(&self, step: Step) -> &StepState {
        self.flow.timeline().state(step).unwrap()
    }

    #[track_caller]
    pub(crate) fn failure(&self) -> &Failure {
        let Some(Outcome::Failed(failure)) = &self.outcome else { panic!("no failure but {:?}", self.outcome) };
        assert_eq!(
            self.flow.timeline().state(failure.step).map(is_failed),
            Some(true),
            "the timeline shows the failed step"
        );
        assert!(!failure.remedies().is_empty(), "every failure says what may be done");
        assert!(
            self.line.closed.is_some() || self.was_closed_by_the_other_side(),
            "a failed attempt leaves no connection behind"
        );
        failure
    }

    fn was_closed_by_the_other_side(&self) -> bool {
        use activation::Cause;
        let Some(Outcome::Failed(failure)) = &self.outcome else { return false };
        matches!(
            failure.cause,
            Cause::NotOpened(_)
                | Cause::Closed(_)
                | Cause::Gateway(..)
                | Cause::OtherProtocol(_)
                | Cause::WrongMessage(_)
        )
    }

    fn pump(&mut self) {
        loop {
            let pumped = pump(&mut self.flow, &mut self.line);
            self.wake_at = pumped.wake_at;
            let mut new_secret = None;
            for event in pumped.events {
                assert!(self.outcome.is_none(), "something happened after the end: {event:?}");
                match event {
                    Event::Secret(activated) => {
                        new_secret = Some(activated.id);
                        self.secrets.push(activated);
                    }
                    Event::Unread(unread) => self.unread.push(unread),
                    Event::Ended(outcome) => self.outcome = Some(outcome),
                }
            }
            let Some(id) = new_secret.filter(|_| self.careful) else { return };
            self.flow.secret_is_safe(id, self.now);
        }
    }
}

fn is_failed(state: &StepState) -> bool {
    matches!(state, StepState::Failed { .. })
}

pub(crate) fn close_info(code: u16) -> CloseInfo {
    CloseInfo { code, reason: "".into(), clean: code == 1000 }
}

pub(crate) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The specification's message, for this device.
pub(crate) fn message(id: &str, device_key: &str, secret: &str) -> String {
    format!(
        r#"{{"id": "{id}", "version": "1.0", "method": "thing.activate.info", "params": {{"assetId": "a1", "productKey": "pk1", "deviceKey": "{device_key}", "deviceSecret": "{secret}"}}}}"#
    )
}

/// A PUBLISH as section 3.3 draws it; QoS 1 where there is a packet id.
pub(crate) fn publish(topic: &str, packet_id: Option<u16>, payload: &str) -> Vec<u8> {
    let mut body = u16::try_from(topic.len()).unwrap().to_be_bytes().to_vec();
    body.extend_from_slice(topic.as_bytes());
    if let Some(packet_id) = packet_id {
        body.extend_from_slice(&packet_id.to_be_bytes());
    }
    body.extend_from_slice(payload.as_bytes());
    let mut packet = vec![if packet_id.is_some() { 0x32 } else { 0x30 }];
    let (low, high) = (u8::try_from(body.len() % 128).unwrap(), u8::try_from(body.len() / 128).unwrap());
    if high == 0 {
        packet.push(low);
    } else {
        packet.extend_from_slice(&[low | 0x80, high]);
    }
    packet.append(&mut body);
    packet
}

/// The activation message as EnOS pushes it.
pub(crate) fn push(secret: &str) -> Vec<u8> {
    publish(TOPIC, Some(7), &message("m1", "dk1", secret))
}
