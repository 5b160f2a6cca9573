//! A world around the page: clocks that stand still until they are told, a browser that only notes, and the simulated EnOS.

use std::rc::Rc;

use activation::{Activated, Event as FlowEvent, Flow, Outcome, Request, SecretId, Wire, pump};
use enos::Timestamp;
use enos_provisioner::attempt::update::attempt_part;
use enos_provisioner::attempt::{Attempt, Endpoint, Phase, Success, Traffic};
use enos_provisioner::form::{Field, PageOrigin, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::action::{Action, AttemptAction};
use enos_provisioner::page::core::{Moment, Page, Surroundings};
use enos_provisioner::page::effect::{Effect, Part};
use enos_provisioner::page::event::{AttemptEvent, Event};
use enos_provisioner::page::settings::Loaded;
use enos_provisioner::page::view::top_bar::Theme;
use enos_provisioner::tools;
use mqtt::session::{CloseCode, CloseInfo, Input, Instant};
use simulator::{Broker, ConnectionId, Output, Time, Transport, demo, repeatable};

pub(crate) const START: u64 = 1_790_000_000_000;

/// The page, and everything around it.
pub(crate) struct World {
    pub(crate) page: Page,
    /// Milliseconds since the page was opened, on the monotonic clock.
    pub(crate) now: u64,
    /// What the page wanted to be done, in order, apart from what the world has answered at once.
    pub(crate) done: Vec<Effect>,
    /// Whether parts are loaded as soon as they are wanted.
    pub(crate) loads: bool,
    /// Whether a secret is committed as soon as that is wanted.
    pub(crate) commits: bool,
    /// Whether the clipboard takes what is copied.
    pub(crate) has_clipboard: bool,
    pub(crate) acknowledged: Vec<SecretId>,
    broker: Broker,
    attempt: Option<Running>,
    timers: Vec<(u64, Event)>,
}

struct Running {
    flow: Flow,
    endpoint: Endpoint,
    connection: ConnectionId,
    secret: Option<Rc<Activated>>,
    outcome: Option<Outcome>,
    wake_at: Option<Instant>,
}

/// What the flow sends.
#[derive(Default)]
struct Sent {
    packets: Vec<Vec<u8>>,
    is_closed: bool,
}

impl Wire for Sent {
    fn send(&mut self, packet: &[u8]) {
        self.packets.push(packet.to_vec());
    }

    fn close(&mut self, _: CloseCode) {
        self.is_closed = true;
    }
}

pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        language: Language::English,
        theme: Theme::System,
        origin: PageOrigin { secure: true, host: "page.example".to_owned() },
        opened_at: Timestamp::from_millis(START),
        has_shortcuts: true,
        keeps_profiles: false,
        is_offline: false,
        closed: None,
        salt: "0123456789abcdef".to_owned(),
        page_address: "https://page.example/".to_owned(),
    }
}

pub(crate) fn typed(text: &str) -> TypedSecret {
    TypedSecret::new(text.to_owned())
}

impl World {
    /// A page that has just been opened, in which nothing has been loaded.
    pub(crate) fn opened() -> Self {
        Self::opened_with(surroundings(), Loaded::Missing, None)
    }

    pub(crate) fn opened_with(surroundings: Surroundings, settings: Loaded, kept_gateway: Option<String>) -> Self {
        let at = Moment { unix: Timestamp::from_millis(START), monotonic: 0 };
        let (page, first) = Page::new(surroundings, settings, kept_gateway, at);
        let mut world = Self {
            page,
            now: 0,
            done: Vec::new(),
            loads: false,
            commits: true,
            has_clipboard: true,
            acknowledged: Vec::new(),
            broker: Broker::new(demo::cloud(repeatable(7))),
            attempt: None,
            timers: Vec::new(),
        };
        world.run(first);
        world
    }

    /// A page whose parts are loaded as soon as they are wanted.
    pub(crate) fn loading() -> Self {
        Self::opened().and_loads()
    }

    pub(crate) fn and_loads(mut self) -> Self {
        self.loads = true;
        self
    }

    /// A page whose parts are loaded, in the demo, with a device in the form that can be activated.
    pub(crate) fn in_the_demo() -> Self {
        let mut world = Self::loading();
        world.hear(Event::FirstInteraction);
        world.act(Action::Attempt(AttemptAction::SwitchEndpoint(enos_provisioner::form::EndpointKind::Demo)));
        world.pass(2_000);
        world.done.clear();
        world
    }

    /// The same, with its secret.
    pub(crate) fn with_a_secret() -> Self {
        let mut world = Self::in_the_demo();
        world.act(Action::Submit);
        world.pass(3_000);
        assert!(world.secret().is_some(), "{:?}", world.page.state.shown());
        world.done.clear();
        world
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment { unix: Timestamp::from_millis(START + self.now), monotonic: self.now }
    }

    pub(crate) fn act(&mut self, action: Action) {
        let effects = self.page.update(action, self.moment());
        self.run(effects);
    }

    pub(crate) fn attempt(&mut self, action: AttemptAction) {
        self.act(Action::Attempt(action));
    }

    pub(crate) fn hear(&mut self, event: Event) {
        let effects = self.page.handle(event, self.moment());
        self.run(effects);
    }

    pub(crate) fn fill(&mut self, values: [(Field, &str); 3]) {
        for (field, text) in values {
            self.act(Action::Edit(field, typed(text)));
        }
    }

    /// Lets time pass, with everything that is due in it.
    pub(crate) fn pass(&mut self, millis: u64) {
        let end = self.now + millis;
        while let Some(at) = self.next_due().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.fire();
        }
        self.now = end;
        self.hear(Event::Attempt(AttemptEvent::Tick));
    }

    /// The network is gone: the connection of the attempt that is under way is lost.
    pub(crate) fn lose_the_connection(&mut self) {
        let now = Instant::from_millis(self.now);
        if let Some(running) = &mut self.attempt {
            running.flow.handle(Input::Closed(CloseInfo { code: 1006, reason: "".into(), clean: false }), now);
        }
        self.pump();
    }

    /// The id of the element that has the focus now.
    pub(crate) fn focus(&self) -> Option<&'static str> {
        self.done.iter().rev().find_map(|effect| match effect {
            Effect::Focus(id) => Some(*id),
            _ => None,
        })
    }

    pub(crate) fn has_done(&self, is_it: impl Fn(&Effect) -> bool) -> bool {
        self.done.iter().any(is_it)
    }

    /// The secret that is on show.
    pub(crate) fn secret(&self) -> Option<String> {
        let record = self.page.state.shown().secret()?;
        Some(record.secret()?.device_secret.expose().to_owned())
    }

    fn next_due(&self) -> Option<u64> {
        let timers = self.timers.iter().map(|(at, _)| *at);
        let broker = self.broker.next_wake().map(Time::as_millis);
        timers.chain(broker).chain(self.flow_wakes_at()).min()
    }

    fn flow_wakes_at(&self) -> Option<u64> {
        let running = self.attempt.as_ref().filter(|running| running.outcome.is_none());
        running.and_then(|running| running.wake_at).map(Instant::as_millis)
    }

    fn fire(&mut self) {
        let now = self.now;
        let (due, waiting) = std::mem::take(&mut self.timers).into_iter().partition(|(at, _)| *at <= now);
        self.timers = waiting;
        let due: Vec<(u64, Event)> = due;
        for (_, event) in due {
            self.hear(event);
        }
        self.broker.wake(Time::from_millis(now));
        if let Some(running) = &mut self.attempt {
            running.flow.handle(Input::Wake, Instant::from_millis(now));
        }
        self.pump();
    }

    fn run(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Load(Part::Attempt) if self.loads => {
                    self.hear(Event::AttemptPart(Some(attempt_part()), None));
                }
                Effect::Load(Part::Tools) if self.loads => self.hear(Event::Tools(Some(tools::all(None)), None)),
                Effect::Commit(id) if self.commits => self.hear(Event::Attempt(AttemptEvent::Committed(id))),
                Effect::Acknowledge(id) => {
                    self.acknowledged.push(id);
                    let now = Instant::from_millis(self.now);
                    if let Some(running) = &mut self.attempt {
                        running.flow.secret_is_safe(id, now);
                    }
                    self.pump();
                    self.done.push(effect);
                }
                Effect::Copy(ref text, copied) => {
                    self.done.push(Effect::Copy(text.clone(), copied));
                    let answer = self.has_clipboard.then_some(copied);
                    self.hear(Event::Copied(answer));
                }
                Effect::ClearClipboard => {
                    self.done.push(effect);
                    self.hear(Event::ClipboardCleared(self.has_clipboard));
                }
                Effect::TickAfter(millis) => {
                    self.timers.push((self.now + millis, Event::Attempt(AttemptEvent::Tick)));
                    self.done.push(effect);
                }
                Effect::VerifyAfter(millis, number) => {
                    self.timers.push((self.now + millis, Event::Attempt(AttemptEvent::Verify(number))));
                    self.done.push(effect);
                }
                Effect::Start(request, endpoint) => {
                    self.done.push(Effect::Start(request.clone(), endpoint.clone()));
                    self.start(*request, endpoint);
                }
                Effect::Stop => {
                    self.done.push(effect);
                    let now = Instant::from_millis(self.now);
                    if let Some(running) = &mut self.attempt {
                        running.flow.stop(now);
                    }
                    self.pump();
                }
                Effect::PutAway => {
                    self.done.push(effect);
                    self.attempt = None;
                    self.hear(Event::Attempt(AttemptEvent::Phase(Rc::new(Phase::Editing))));
                }
                other => self.done.push(other),
            }
        }
    }

    fn start(&mut self, request: Request, endpoint: Endpoint) {
        let now = Instant::from_millis(self.now);
        let Ok(mut flow) = Flow::new(request, now) else {
            return self.hear(Event::Attempt(AttemptEvent::RequestFailed));
        };
        let connection = self.broker.open(Transport::Plain, Time::from_millis(self.now));
        flow.handle(Input::Opened { subprotocol: "mqtt" }, now);
        self.attempt = Some(Running { flow, endpoint, connection, secret: None, outcome: None, wake_at: None });
        self.pump();
    }

    /// Carries bytes both ways until nobody has anything to say.
    fn pump(&mut self) {
        let (now, at) = (Instant::from_millis(self.now), Time::from_millis(self.now));
        loop {
            let Some(running) = &mut self.attempt else { return };
            let had_ended = running.outcome.is_some();
            let mut sent = Sent::default();
            let pumped = pump(&mut running.flow, &mut sent);
            running.wake_at = pumped.wake_at;
            let moved = !sent.packets.is_empty() || !pumped.events.is_empty();
            for event in pumped.events {
                match event {
                    FlowEvent::Secret(activated) => running.secret = Some(Rc::new(activated)),
                    FlowEvent::Ended(outcome) => running.outcome = Some(outcome),
                    FlowEvent::Unread(_) => {}
                }
            }
            for packet in sent.packets {
                self.broker.receive(running.connection, &packet, at);
            }
            if sent.is_closed {
                self.broker.close(running.connection, at);
            }
            let mut answers = Vec::new();
            while let Some((connection, output)) = self.broker.poll() {
                if connection == running.connection {
                    answers.push(output);
                }
            }
            let is_answered = !answers.is_empty();
            for answer in answers {
                match answer {
                    Output::Send(bytes) => running.flow.handle(Input::Bytes(&bytes), now),
                    Output::Close => {
                        running
                            .flow
                            .handle(Input::Closed(CloseInfo { code: 1000, reason: "".into(), clean: true }), now);
                    }
                }
            }
            if moved && !had_ended {
                let phase = running.phase();
                self.hear(Event::Attempt(AttemptEvent::Phase(Rc::new(phase))));
            }
            if !moved && !is_answered {
                return;
            }
        }
    }
}

impl Running {
    fn phase(&self) -> Phase {
        let request = self.flow.request();
        let attempt = Attempt {
            id: request.id,
            identity: request.identity.clone(),
            goal: request.goal(),
            place: self.endpoint.clone(),
            timeline: self.flow.timeline().clone(),
            secret: self.secret.clone(),
            superseded: 0,
            unread: None,
            traffic: Rc::new(Traffic::default()),
        };
        match &self.outcome {
            None => Phase::Running(attempt),
            Some(Outcome::Activated(sign_off)) => Phase::Done(attempt, Success::Activated(sign_off.clone())),
            Some(Outcome::LoggedIn) => Phase::Done(attempt, Success::LoggedIn),
            Some(Outcome::Failed(failure)) => Phase::Failed(attempt, Rc::new((**failure).clone())),
        }
    }
}
