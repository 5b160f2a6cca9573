//! What the device screen does: one state, and the commands that change it.

use std::rc::Rc;

use activation::{Limits, Request, Road};
use enos::{AuthMode, Identity, Timestamp};
use mqtt::session::Instant;
use yew::prelude::*;

use super::check_words::standing;
use super::session::{AttemptId, Record, Session, SessionAction};
use crate::activation::{ActivationHandle, Phase, Place as Line, Success, use_activation};
use crate::components::focus;
use crate::form::DemoDevice;
use crate::form::{Desk, DeskAction, Draft, Entry, Field, Place};
use crate::hooks::{later, monotonic, now, use_leave_guard};
use crate::i18n::Language;
use crate::preflight::{Clock, standing as throttle};

/// The driver, the session, and which of its results is on show.
#[derive(Clone)]
pub(super) struct Work {
    handle: ActivationHandle,
    session: UseReducerHandle<Session>,
    selected: UseStateHandle<Option<AttemptId>>,
    unsendable: UseStateHandle<bool>,
}

/// What stands where the verdict is.
#[derive(Clone, Debug)]
pub(super) enum Shown {
    /// Nothing: the form is being filled in.
    Form,
    /// An attempt that is under way; and the secret, as soon as it is there.
    Running(Rc<Record>),
    /// What came of an attempt.
    Ended(Rc<Record>),
    /// A secret, and the login that is to prove it.
    Proof {
        /// The attempt that brought the secret.
        secret: Rc<Record>,
        /// The login.
        login: Rc<Record>,
    },
}

/// EnOS takes one connection request of a device in a second.
const BETWEEN_REQUESTS: u64 = 1_100;

/// Puts driver and session together.
#[hook]
pub(super) fn use_work(opened_at: Timestamp) -> (Work, Shown) {
    let handle = use_activation();
    let session = use_reducer(Session::default);
    let selected = use_state_eq(|| None::<AttemptId>);
    let unsendable = use_state_eq(|| false);
    {
        let (phase, session) = (Rc::clone(handle.phase()), session.dispatcher());
        let selected = *selected;
        use_effect_with(ByAddress(Rc::clone(&phase)), move |_| {
            session.dispatch(SessionAction::Observe(Rc::clone(&phase), now()));
            if let (Phase::Done(_, Success::LoggedIn), Some(id)) = (&*phase, selected) {
                session.dispatch(SessionAction::Prove(id));
            }
        });
    }
    use_leave_guard(session.holds_an_unseen_secret());
    let shown = shown(&session, handle.phase(), *selected, opened_at);
    (Work { handle, session, selected, unsendable }, shown)
}

impl Work {
    /// All attempts.
    #[must_use]
    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Whether an attempt is under way.
    #[must_use]
    pub(super) fn is_running(&self) -> bool {
        self.handle.phase().is_running()
    }

    /// Whether the last request could not be written as MQTT.
    #[must_use]
    pub(super) fn is_unsendable(&self) -> bool {
        *self.unsendable
    }

    /// How many requests EnOS has left for the device in the form, in words.
    #[must_use]
    pub(super) fn standing(&self, draft: &Draft, now: u64, language: Language) -> String {
        let requests = self.session.requests(&draft.product_key, &draft.device_key);
        standing(throttle(requests.iter().copied(), now), !requests.is_empty(), language)
    }

    /// Begins an attempt with a form without a mistake, signed with the time as this clock corrects it.
    pub(super) fn start(&self, entry: &Entry, clock: Clock) {
        let line = entry.gateway.as_ref().map_or(Line::Demo, |address| Line::Gateway(address.as_str().to_owned()));
        self.selected.set(None);
        self.request(entry.identity.clone(), entry.mode.clone(), line, clock);
    }

    /// Logs in with the secret of a record, a second after the last request at the earliest.
    pub(super) fn prove(&self, record: &Rc<Record>) {
        let Some(activated) = record.secret() else { return };
        self.selected.set(Some(record.id));
        let mode = AuthMode::Static { device_secret: activated.device_secret.clone() };
        let (work, identity, line) = (self.clone(), record.identity().clone(), record.attempt.place.clone());
        let begun = self.session.records().last().map_or(0, |last| last.id.as_millis());
        later((begun + BETWEEN_REQUESTS).saturating_sub(monotonic()), move || {
            work.request(identity, mode, line, Clock::Waiting)
        });
    }

    /// Ends the attempt that is under way.
    pub(super) fn stop(&self) {
        self.handle.stop();
    }

    /// Clears the screen of the last attempt. The session keeps it.
    pub(super) fn put_away(&self) {
        self.selected.set(None);
        self.handle.put_away();
    }

    /// Brings the result of an attempt back on the screen.
    pub(super) fn open(&self, id: AttemptId) {
        self.handle.put_away();
        self.selected.set(Some(id));
    }

    /// Somebody has seen or copied the secret of this attempt.
    pub(super) fn hand_over(&self, id: AttemptId) {
        self.session.dispatch(SessionAction::HandOver(id));
    }

    fn request(&self, identity: Identity, mode: AuthMode, line: Line, clock: Clock) {
        let request = Request {
            identity,
            mode,
            timestamp: Timestamp::from_millis(clock.corrected(now().as_millis())),
            limits: Limits::default(),
        };
        self.unsendable.set(self.handle.start(request, line).is_err());
    }
}

/// The device after this one: the next to practise with, or an empty form for the same product.
#[must_use]
pub(super) fn next_device(desk: &Desk, devices: &[Rc<DemoDevice>], now: Timestamp) -> DeskAction {
    let is_here = |device: &Rc<DemoDevice>| {
        device.device_key == desk.draft.device_key && device.product_key == desk.draft.product_key
    };
    let place = devices.iter().position(is_here);
    match place.and_then(|place| devices.get(place + 1).or_else(|| devices.first())) {
        Some(device) => DeskAction::Fill(Rc::clone(device), desk.place, now),
        None => DeskAction::Replace(desk.draft.for_next_device(), desk.place, now),
    }
}

/// The form for another place: a device to practise with where there is one, else nothing but the gateway.
#[must_use]
pub(super) fn change_place(desk: &Desk, devices: &[Rc<DemoDevice>], place: Place, now: Timestamp) -> DeskAction {
    match devices.first() {
        Some(device) => DeskAction::Fill(Rc::clone(device), place, now),
        None => DeskAction::Replace(Draft::new(&desk.draft.gateway), place, now),
    }
}

/// Leads to a field, when it is there to be led to.
pub(super) fn lead_to(field: Field) {
    later(0, move || focus(field.id()));
}

fn shown(session: &Session, phase: &Phase, selected: Option<AttemptId>, opened_at: Timestamp) -> Shown {
    let attempt = session.view(phase, opened_at);
    let secret = selected.and_then(|id| session.record(id)).cloned();
    match (secret, attempt) {
        (Some(secret), Some(login)) if login.attempt.road == Road::Login => Shown::Proof { secret, login },
        (Some(secret), _) => Shown::Ended(secret),
        (None, None) => Shown::Form,
        (None, Some(attempt)) if phase.is_running() => Shown::Running(attempt),
        (None, Some(attempt)) => Shown::Ended(attempt),
    }
}

/// Equal when it is the very same snapshot.
struct ByAddress(Rc<Phase>);

impl PartialEq for ByAddress {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The moment of a reading of the clock that never goes back.
#[must_use]
pub(super) const fn moment(millis: u64) -> Instant {
    Instant::from_millis(millis)
}
