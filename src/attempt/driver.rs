//! Joins the flow with a line and one timer.

use std::cell::RefCell;
use std::fmt;
use std::rc::{Rc, Weak};

use activation::{Activated, Event, Flow, Outcome, Request, SecretId, UnreadMessage, pump};
use mqtt::session::{CloseInfo, ConfigError, Input, Instant};
use zeroize::Zeroize;

use super::connection::Connection;
use super::demo::DemoCloud;
use super::traffic::{Direction, RecordingWire, Traffic};
use super::{Attempt, Endpoint, Phase, Success};
use crate::browser::{SocketError, SocketEvent, Timer, monotonic};

/// What can be asked of whoever drives an attempt.
pub trait Drive: fmt::Debug {
    /// Begins an attempt. One that is under way ends.
    ///
    /// # Errors
    /// When no CONNECT can be made of the request; see [`Flow::new`].
    fn start(&self, request: Request, place: Endpoint) -> Result<(), ConfigError>;
    /// Ends the attempt that is under way, and keeps what it has brought.
    fn stop(&self);
    /// Says that this secret stands on the screen, so that it may be acknowledged.
    fn secret_is_shown(&self, id: SecretId);
    /// Puts the last attempt away, and with it its secret.
    fn put_away(&self);
}

/// Drives at most one attempt. Dropped, or given another attempt, it closes the connection of the last one.
pub struct Driver {
    me: Weak<Self>,
    running: RefCell<Option<Running>>,
    cloud: Rc<DemoCloud>,
    show: Box<dyn Fn(Rc<Phase>)>,
}

struct Running {
    flow: Flow,
    line: Connection,
    timer: Option<Timer>,
    place: Endpoint,
    secret: Option<Rc<Activated>>,
    superseded: usize,
    unread: Option<Rc<UnreadMessage>>,
    traffic: Rc<Traffic>,
    outcome: Option<Outcome>,
}

impl Driver {
    /// A driver that shows every change by calling `show`.
    #[must_use]
    pub fn new(show: impl Fn(Rc<Phase>) + 'static) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            running: RefCell::new(None),
            cloud: Rc::default(),
            show: Box::new(show),
        })
    }

    fn handle(&self, event: SocketEvent) {
        if let (SocketEvent::Binary(message), Some(running)) = (&event, self.running.borrow().as_ref()) {
            running.traffic.note(Direction::Received, now(), message);
        }
        self.with_flow(|flow| match event {
            SocketEvent::Opened { subprotocol } => flow.handle(Input::Opened { subprotocol: &subprotocol }, now()),
            SocketEvent::Binary(mut message) => {
                flow.handle(Input::Bytes(&message), now());
                message.zeroize();
            }
            SocketEvent::Text => flow.handle(Input::Text, now()),
            SocketEvent::TooLarge { length } => flow.handle(Input::TooLarge { length }, now()),
            SocketEvent::Closed { code, reason, clean } => {
                flow.handle(Input::Closed(CloseInfo { code, reason: reason.into(), clean }), now());
            }
        });
    }

    fn with_flow(&self, act: impl FnOnce(&mut Flow)) {
        if let Some(running) = self.running.borrow_mut().as_mut() {
            act(&mut running.flow);
        }
        self.pump_and_show();
    }

    /// The borrow ends before the callback.
    fn pump_and_show(&self) {
        let phase = self.running.borrow_mut().as_mut().and_then(|running| running.pump(&self.me));
        if let Some(phase) = phase {
            (self.show)(Rc::new(phase));
        }
    }
}

impl Drive for Driver {
    fn start(&self, request: Request, place: Endpoint) -> Result<(), ConfigError> {
        let mut flow = Flow::new(request, now())?;
        let me = self.me.clone();
        let line = Connection::open(&place, &self.cloud, move |event| {
            if let Some(driver) = me.upgrade() {
                driver.handle(event);
            }
        });
        let line = line.unwrap_or_else(|SocketError { reason }| {
            // What the browser will not even try fails like a connection that never opened, with the browser's words.
            flow.handle(Input::Closed(CloseInfo { code: 1006, reason: reason.into(), clean: false }), now());
            Connection::Refused
        });
        let running = Running {
            flow,
            line,
            timer: None,
            place,
            secret: None,
            superseded: 0,
            unread: None,
            traffic: Rc::default(),
            outcome: None,
        };
        let last = self.running.replace(Some(running));
        drop(last);
        self.pump_and_show();
        Ok(())
    }

    fn stop(&self) {
        self.with_flow(|flow| flow.stop(now()));
    }

    fn secret_is_shown(&self, id: SecretId) {
        self.with_flow(|flow| flow.secret_is_safe(id, now()));
    }

    fn put_away(&self) {
        let last = self.running.take();
        drop(last);
        (self.show)(Rc::new(Phase::Editing));
    }
}

/// The session keeps the attempt, but not what was exchanged.
impl Drop for Running {
    fn drop(&mut self) {
        self.traffic.forget();
    }
}

impl Running {
    /// Pumps, sets the timer, and returns what is to be shown if that has changed.
    fn pump(&mut self, driver: &Weak<Driver>) -> Option<Phase> {
        let had_ended = self.outcome.is_some();
        let mut wire = RecordingWire { wire: &mut self.line, traffic: &self.traffic, now: now() };
        let pumped = pump(&mut self.flow, &mut wire);
        for event in pumped.events {
            match event {
                Event::Secret(activated) => {
                    // The same secret once more, as after a repeated delivery, makes nothing worthless.
                    let is_new = |last: &Rc<Activated>| last.device_secret.expose() != activated.device_secret.expose();
                    self.superseded += usize::from(self.secret.as_ref().is_some_and(is_new));
                    self.secret = Some(Rc::new(activated));
                    // Whatever it held, this secret is newer.
                    self.unread = None;
                }
                Event::Unread(message) => {
                    let is_of_another = message.error.is_for_another_device();
                    let outranks = |last: &UnreadMessage| !is_of_another || last.error.is_for_another_device();
                    if self.unread.as_deref().is_none_or(outranks) {
                        self.unread = Some(Rc::new(message));
                    }
                }
                Event::Ended(outcome) => self.outcome = Some(outcome),
            }
        }
        let driver = driver.clone();
        self.timer = pumped.wake_at.filter(|_| self.outcome.is_none()).map(|at| {
            Timer::after(at.as_millis().saturating_sub(now().as_millis()), move || {
                if let Some(driver) = driver.upgrade() {
                    driver.with_flow(|flow| flow.handle(Input::Wake, now()));
                }
            })
        });
        (!had_ended).then(|| self.phase())
    }

    fn phase(&self) -> Phase {
        let request = self.flow.request();
        let attempt = Attempt {
            id: request.id,
            identity: request.identity.clone(),
            goal: request.goal(),
            place: self.place.clone(),
            timeline: self.flow.timeline().clone(),
            secret: self.secret.clone(),
            superseded: self.superseded,
            unread: self.unread.clone(),
            traffic: Rc::clone(&self.traffic),
        };
        match &self.outcome {
            None => Phase::Running(attempt),
            Some(Outcome::Activated(sign_off)) => Phase::Done(attempt, Success::Activated(sign_off.clone())),
            Some(Outcome::LoggedIn) => Phase::Done(attempt, Success::LoggedIn),
            Some(Outcome::Failed(failure)) => Phase::Failed(attempt, Rc::new((**failure).clone())),
        }
    }
}

fn now() -> Instant {
    Instant::from_millis(monotonic())
}

impl fmt::Debug for Driver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Driver").field("is_running", &self.running.borrow().is_some()).finish_non_exhaustive()
    }
}
