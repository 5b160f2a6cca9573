//! The flow of one attempt.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::mem;
use core::time::Duration;

use enos::{
    ActivationMessage, Credentials, MessageError, MessageId, activation_reply, activation_reply_topic, activation_topic,
};
use mqtt::session::{CloseCode, Config, ConfigError, Delivery, Ending, Input, Instant, Message, Session};
use mqtt::{PacketId, Payload, Qos, SubscribeOutcome};

use crate::{
    Activated, Cause, Evidence, Failure, Goal, OtherProtocol, Outcome, Request, SecretId, SignOff, Step, Subscription,
    Timeline, UnreadMessage,
};

/// One attempt, from the opening of the WebSocket to its end, as a state machine.
///
/// - *inputs*: [`Flow::handle`] takes what the wire brings, and the time.
/// - *commands*: [`Flow::secret_is_safe`], [`Flow::stop`].
/// - *polls*: [`Flow::poll`], to be drained to `WakeAt` after each of them; [`Flow::timeline`] at any time.
#[derive(Debug)]
pub struct Flow {
    request: Request,
    session: Session,
    state: State,
    subscription: Subscription,
    timeline: Timeline,
    /// The id of the next secret.
    next_secret: SecretId,
    events: VecDeque<Event>,
    /// What came first in place of CONNACK, as far as it tells another protocol.
    first: Vec<u8>,
    now: Instant,
}

/// What a poll returns.
#[derive(Debug)]
pub enum Output {
    /// One MQTT packet, to be sent as one binary WebSocket message.
    Send(Vec<u8>),
    /// The connection is to be closed.
    Close(CloseCode),
    /// Something happened.
    Event(Event),
    /// Nothing more for now; hand in [`Input::Wake`] at that time, if nothing else comes before.
    WakeAt(Option<Instant>),
}

/// What happens on the way.
#[derive(Clone, Debug)]
pub enum Event {
    /// The secret is here. Nothing is acknowledged, and nothing that can fail is done, before [`Flow::secret_is_safe`] is
    /// called with its id. Should EnOS send another one, that one is valid and this one is not.
    Secret(Activated),
    /// A message on the activation topic was not understood, or is not for this device. It is not acknowledged. One for this
    /// device may hold a secret that is newer than any that has come before.
    Unread(UnreadMessage),
    /// The attempt is over. Comes once, and last.
    Ended(Outcome),
}

/// Named by what is awaited.
#[derive(Debug)]
enum State {
    Opening { until: Instant },
    Connack,
    Secret { until: Instant, wrong: Option<Box<MessageError>> },
    Safety { held: VecDeque<HeldSecret> },
    ReplyAcknowledged { reply: Option<PacketId>, until: Instant },
    Ended,
}

/// A secret that has arrived and is not in safe hands yet.
#[derive(Debug)]
struct HeldSecret {
    id: SecretId,
    message_id: Option<MessageId>,
    delivery: Option<Delivery>,
}

/// How long a right message may still follow a wrong one.
const PATIENCE_AFTER_A_WRONG_MESSAGE: Duration = Duration::from_secs(2);

/// The keep alive that EnOS recommends, in seconds (60 to 300).
const KEEP_ALIVE: u16 = 60;

impl Flow {
    /// Begins. The caller opens the WebSocket at the same time.
    ///
    /// # Errors
    /// When no CONNECT can be made of the request, because a name in it is no MQTT text.
    pub fn new(request: Request, now: Instant) -> Result<Self, ConfigError> {
        let session = Session::new(&session_config(&request))?;
        let until = now + request.limits.open;
        let mut timeline = Timeline::new(request.goal(), now);
        timeline.begin(Step::Open, now, Some(until));
        Ok(Self {
            session,
            state: State::Opening { until },
            subscription: Subscription::Unanswered,
            timeline,
            next_secret: SecretId::first(request.id),
            events: VecDeque::new(),
            first: Vec::new(),
            now,
            request,
        })
    }

    /// Input: what the wire brings, and the time.
    pub fn handle(&mut self, input: Input<'_>, now: Instant) {
        self.now = now;
        match input {
            Input::Opened { subprotocol } => self.opened(subprotocol),
            Input::Wake => self.look_at_the_clock(),
            Input::Bytes(bytes) => self.note_first(bytes),
            Input::Text | Input::TooLarge { .. } | Input::Closed(_) => {}
        }
        self.session.handle(input, now);
    }

    /// Command: this secret has been put where nothing that happens next can lose it. Now it is acknowledged, and so are those
    /// before it, which it has made worthless. EnOS gets the reply once the newest is safe, and for that one only.
    ///
    /// The id of a secret that is safe already, or of another attempt, changes nothing.
    pub fn secret_is_safe(&mut self, id: SecretId, now: Instant) {
        self.now = now;
        let State::Safety { held } = &mut self.state else { return };
        let Some(place) = held.iter().position(|secret| secret.id == id) else { return };
        let mut message_id = None;
        for secret in held.drain(..=place) {
            message_id = secret.message_id;
            if let Some(delivery) = secret.delivery {
                self.session.accept(delivery, now);
            }
        }
        if !held.is_empty() {
            return;
        }
        let identity = &self.request.identity;
        let topic = activation_reply_topic(&identity.product_key, &identity.device_key);
        let reply = activation_reply(message_id.as_ref());
        match self.session.publish(&topic, reply.as_bytes(), Qos::AtLeastOnce, false, now) {
            Ok(reply) => {
                let until = now + self.request.limits.sign_off;
                self.timeline.begin(Step::SignOff, now, Some(until));
                self.state = State::ReplyAcknowledged { reply, until };
            }
            // The secret is safe and EnOS does not wait for the reply, so one that cannot be sent spoils nothing.
            Err(_) => self.sign_off(SignOff::Unanswered),
        }
    }

    /// Command: the technician wants no more of it. A secret that has arrived stays arrived.
    pub fn stop(&mut self, now: Instant) {
        self.now = now;
        self.interrupted(Cause::Stopped);
    }

    /// Poll: what is to be done next. Drain it until it returns [`Output::WakeAt`].
    pub fn poll(&mut self) -> Output {
        use mqtt::session::Output as FromSession;
        loop {
            if let Some(event) = self.events.pop_front() {
                return Output::Event(event);
            }
            match self.session.poll() {
                FromSession::Send(packet) => return Output::Send(packet),
                FromSession::Close(code) => return Output::Close(code),
                FromSession::Event(event) => self.take(event),
                FromSession::WakeAt(wake_at) => {
                    let times = [wake_at, self.time_limit()];
                    return Output::WakeAt(times.into_iter().flatten().min());
                }
            }
        }
    }

    /// Which step stands where.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// What was asked for.
    #[must_use]
    pub fn request(&self) -> &Request {
        &self.request
    }

    fn opened(&mut self, subprotocol: &str) {
        // Without the right subprotocol the session ends at once, and the step with it.
        if subprotocol != "mqtt" || !matches!(self.state, State::Opening { .. }) {
            return;
        }
        self.timeline.done(Step::Open, self.now, Evidence::SubprotocolAccepted);
        let until = self.now + self.request.limits.connack;
        self.timeline.begin(Step::Connect, self.now, Some(until));
        self.state = State::Connack;
        if self.request.goal() == Goal::Activate {
            let identity = &self.request.identity;
            let topic = activation_topic(&identity.product_key, &identity.device_key);
            // A subscription that cannot be asked for is one that is not answered: the secret comes without it, too.
            if self.session.subscribe(&[(&topic, Qos::AtLeastOnce)], self.now).is_ok() {
                self.timeline.begin(Step::Subscribe, self.now, None);
            }
        }
    }

    fn note_first(&mut self, bytes: &[u8]) {
        if matches!(self.state, State::Connack) {
            let room = OtherProtocol::ENOUGH.saturating_sub(self.first.len());
            self.first.extend(bytes.iter().take(room));
        }
    }

    /// Why no CONNACK came: what came instead says more than how that ended.
    fn without_connack(&self, cause: Cause) -> Cause {
        match cause {
            Cause::Violation(_) | Cause::TimedOut | Cause::Closed(_) => {
                OtherProtocol::of(&self.first).map_or(cause, Cause::OtherProtocol)
            }
            Cause::Stopped
            | Cause::NotOpened(_)
            | Cause::SubprotocolRefused
            | Cause::Gateway(..)
            | Cause::Refused(_)
            | Cause::NonStandardRefusal(_)
            | Cause::OtherProtocol(_)
            | Cause::WrongMessage(_) => cause,
        }
    }

    fn time_limit(&self) -> Option<Instant> {
        match self.state {
            State::Opening { until } | State::Secret { until, .. } | State::ReplyAcknowledged { until, .. } => {
                Some(until)
            }
            // The session watches the CONNACK; the caller's own hand-over has no limit.
            State::Connack | State::Safety { .. } | State::Ended => None,
        }
    }

    fn look_at_the_clock(&mut self) {
        if self.time_limit().is_none_or(|until| self.now < until) {
            return;
        }
        if let State::ReplyAcknowledged { .. } = self.state {
            self.sign_off(SignOff::Unanswered);
        } else {
            self.interrupted(Cause::TimedOut);
        }
    }

    fn take(&mut self, event: mqtt::session::Event) {
        use mqtt::session::Event as FromSession;
        match event {
            FromSession::Connected => self.connected(),
            FromSession::Refused(code) => self.interrupted(Cause::Refused(code)),
            FromSession::Subscribed { granted, .. } => self.subscribed(granted.first()),
            FromSession::Message(message) => self.received(message),
            FromSession::Published { id } => self.published(id),
            FromSession::Unsubscribed { .. } => {}
            FromSession::Closed(ending) => self.closed(ending),
        }
    }

    fn connected(&mut self) {
        if !matches!(self.state, State::Connack) {
            return;
        }
        self.timeline.done(Step::Connect, self.now, Evidence::ConnectionAccepted);
        match self.request.goal() {
            Goal::Login => {
                self.timeline.done(Step::SignOff, self.now, Evidence::Disconnected);
                self.end(Outcome::LoggedIn);
            }
            Goal::Activate => {
                let until = self.now + self.request.limits.secret;
                self.timeline.begin(Step::Secret, self.now, Some(until));
                self.state = State::Secret { until, wrong: None };
            }
        }
    }

    fn subscribed(&mut self, outcome: Option<&SubscribeOutcome>) {
        self.subscription = match outcome {
            Some(SubscribeOutcome::Granted(qos)) => Subscription::Granted(*qos),
            Some(SubscribeOutcome::Refused) | None => Subscription::Refused,
        };
        self.timeline.done(Step::Subscribe, self.now, Evidence::Subscription(self.subscription));
    }

    fn received(&mut self, message: Message) {
        let identity = &self.request.identity;
        let (product_key, device_key) = (&identity.product_key, &identity.device_key);
        let awaited = !matches!(self.state, State::Opening { .. } | State::Connack | State::Ended);
        if !awaited || *message.topic != activation_topic(product_key, device_key) {
            return self.acknowledge(message.delivery);
        }
        match ActivationMessage::parse(&message.payload, product_key, device_key) {
            Ok(activation) => {
                let id = self.next_secret;
                self.next_secret = id.next();
                let activated = Activated::new(id, activation, device_key);
                self.hold(activated, message.delivery);
            }
            Err(error) => self.decline(error, message.payload, message.delivery),
        }
    }

    /// A message that was not understood is not acknowledged: what EnOS keeps until then would be lost with it.
    fn decline(&mut self, error: MessageError, payload: Payload, delivery: Option<Delivery>) {
        if let Some(delivery) = delivery {
            self.session.decline(delivery, self.now);
        }
        if let State::Secret { until, wrong } = &mut self.state {
            *until = (*until).min(self.now + PATIENCE_AFTER_A_WRONG_MESSAGE);
            // One that may have been this device's says more than one for another device.
            if wrong.as_ref().is_none_or(|wrong| wrong.is_for_another_device() || !error.is_for_another_device()) {
                *wrong = Some(Box::new(error.clone()));
            }
        }
        self.events.push_back(Event::Unread(UnreadMessage::new(error, payload)));
    }

    fn hold(&mut self, activated: Activated, delivery: Option<Delivery>) {
        let id = activated.message_id.as_ref().map(|id| id.as_str().into());
        self.timeline.done(Step::Secret, self.now, Evidence::Message { id });
        // A second secret may come before the first is acknowledged; acknowledgements keep their order.
        let mut held = match &mut self.state {
            State::Safety { held } => mem::take(held),
            State::Opening { .. }
            | State::Connack
            | State::Secret { .. }
            | State::ReplyAcknowledged { .. }
            | State::Ended => VecDeque::new(),
        };
        held.push_back(HeldSecret { id: activated.id, message_id: activated.message_id.clone(), delivery });
        self.state = State::Safety { held };
        self.events.push_back(Event::Secret(activated));
    }

    /// Every message on another topic is acknowledged, wanted or not (MQTT-4.5.0-2).
    fn acknowledge(&mut self, delivery: Option<Delivery>) {
        if let Some(delivery) = delivery {
            self.session.accept(delivery, self.now);
        }
    }

    fn published(&mut self, id: PacketId) {
        if matches!(self.state, State::ReplyAcknowledged { reply, .. } if reply == Some(id)) {
            self.sign_off(SignOff::Acknowledged);
        }
    }

    fn sign_off(&mut self, sign_off: SignOff) {
        let evidence = match sign_off {
            SignOff::Acknowledged => Evidence::ReplyAcknowledged,
            SignOff::Unanswered | SignOff::Cut(_) => Evidence::ReplyUnanswered,
        };
        self.timeline.done(Step::SignOff, self.now, evidence);
        self.end(Outcome::Activated(sign_off));
    }

    fn closed(&mut self, ending: Ending) {
        match ending {
            Ending::ByUs => {}
            Ending::NotOpened(info) => self.interrupted(Cause::NotOpened(info)),
            Ending::WithoutConnack(info) | Ending::ByPeer(info) => self.interrupted(Cause::closed(info)),
            Ending::Refused(code) => self.interrupted(Cause::Refused(code)),
            Ending::Violation(violation) if matches!(self.state, State::Connack) => {
                self.interrupted(Cause::of_connack(violation));
            }
            Ending::Violation(violation) => self.interrupted(Cause::Violation(violation)),
            Ending::TimedOut(_) => self.interrupted(Cause::TimedOut),
            Ending::SubprotocolRefused { .. } => self.interrupted(Cause::SubprotocolRefused),
        }
    }

    /// The attempt ends here. With a secret in hand that is a success all the same.
    fn interrupted(&mut self, cause: Cause) {
        match mem::replace(&mut self.state, State::Ended) {
            State::Opening { .. } => self.fail(Step::Open, cause),
            State::Connack => {
                let cause = self.without_connack(cause);
                self.fail(Step::Connect, cause);
            }
            State::Secret { wrong: Some(error), .. } if cause != Cause::Stopped => {
                self.fail(Step::Secret, Cause::WrongMessage(error));
            }
            State::Secret { .. } => self.fail(Step::Secret, cause),
            State::Safety { .. } | State::ReplyAcknowledged { .. } => {
                self.timeline.failed(Step::SignOff, self.now);
                self.end(Outcome::Activated(SignOff::Cut(cause)));
            }
            State::Ended => {}
        }
    }

    fn fail(&mut self, step: Step, cause: Cause) {
        self.timeline.failed(step, self.now);
        let (goal, subscription) = (self.request.goal(), self.subscription);
        self.end(Outcome::Failed(Box::new(Failure { goal, step, cause, subscription })));
    }

    fn end(&mut self, outcome: Outcome) {
        self.state = State::Ended;
        self.timeline.skip_the_rest();
        self.session.disconnect(self.now);
        self.events.push_back(Event::Ended(outcome));
    }
}

fn session_config(request: &Request) -> Config {
    let credentials = Credentials::compute(&request.identity, &request.mode, request.timestamp);
    Config {
        username: Some(credentials.username),
        password: Some(credentials.password.expose().as_bytes().into()),
        keep_alive_seconds: KEEP_ALIVE,
        connack_timeout: request.limits.connack,
        // The flow has limits of its own, and a SUBACK that never comes must not cost the secret.
        request_timeout: Duration::MAX,
        ..Config::new(credentials.client_id)
    }
}
