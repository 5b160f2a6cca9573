//! The devices done since the page was opened.

use std::rc::Rc;
use std::time::Duration;

use activation::{Activated, Failure, Road, Step, StepState, Timeline};
use enos::{Identity, SecureMode, Timestamp};
use mqtt::session::Instant;
use yew::Reducible;

use crate::activation::{Attempt, Phase, Success};

/// What tells one attempt from another: when it began.
pub type AttemptId = Instant;

/// One attempt and what came of it.
#[derive(Clone, Debug)]
pub struct Record {
    /// Which attempt.
    pub id: AttemptId,
    /// When the page first saw it.
    pub at: Timestamp,
    /// The attempt.
    pub attempt: Attempt,
    /// What came of it.
    pub ending: Ending,
    /// Whether somebody has seen or copied its secret.
    pub is_handed_over: bool,
    /// Whether a login with its secret was accepted.
    pub is_proven: bool,
}

/// What came of an attempt.
#[derive(Clone, Debug)]
pub enum Ending {
    /// Nothing yet.
    Running,
    /// A secret, or a login.
    Good(Success),
    /// Neither. A secret may have come all the same.
    Failed(Rc<Failure>),
}

/// All attempts, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Session {
    records: Vec<Rc<Record>>,
}

/// What happens to a session.
#[derive(Clone, Debug)]
pub enum SessionAction {
    /// The attempt that is under way has come this far.
    Observe(Rc<Phase>, Timestamp),
    /// Somebody has seen or copied the secret of this attempt.
    HandOver(AttemptId),
    /// A login with the secret of this attempt was accepted.
    Prove(AttemptId),
}

impl Session {
    /// All attempts, the oldest first.
    #[must_use]
    pub fn records(&self) -> &[Rc<Record>] {
        &self.records
    }

    /// One attempt.
    #[must_use]
    pub fn record(&self, id: AttemptId) -> Option<&Rc<Record>> {
        self.records.iter().find(|record| record.id == id)
    }

    /// Whether a secret would be lost with the page.
    #[must_use]
    pub fn holds_an_unseen_secret(&self) -> bool {
        self.records.iter().any(|record| record.awaits_handing_over())
    }

    /// What is known of the attempt of this phase, with what the session remembers of it.
    #[must_use]
    pub fn view(&self, phase: &Phase, opened_at: Timestamp) -> Option<Rc<Record>> {
        let seen = Record::of(phase, opened_at)?;
        Some(Rc::new(match self.record(seen.id) {
            Some(known) => Record { attempt: seen.attempt, ending: seen.ending, ..Record::clone(known) },
            None => seen,
        }))
    }

    /// When the connection requests of a device were made, the earliest first.
    #[must_use]
    pub fn requests(&self, product_key: &str, device_key: &str) -> Vec<u64> {
        let is_same = |record: &&Rc<Record>| {
            let identity = record.identity();
            identity.product_key.as_str() == product_key && identity.device_key.as_str() == device_key
        };
        let made = self.records.iter().filter(is_same).filter(|record| record.has_asked());
        made.map(|record| record.id.as_millis()).collect()
    }

    fn change(&self, id: AttemptId, change: impl FnOnce(&mut Record)) -> Option<Self> {
        let place = self.records.iter().position(|record| record.id == id)?;
        let mut session = self.clone();
        change(Rc::make_mut(session.records.get_mut(place)?));
        Some(session)
    }
}

impl Record {
    /// The secret that came.
    #[must_use]
    pub fn secret(&self) -> Option<&Rc<Activated>> {
        self.attempt.secret.as_ref()
    }

    /// The device.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.attempt.identity
    }

    /// Whether it brought a secret that nobody has seen or copied.
    #[must_use]
    pub fn awaits_handing_over(&self) -> bool {
        self.secret().is_some() && !self.is_handed_over
    }

    /// Whether CONNECT was sent, which is what EnOS counts.
    #[must_use]
    pub fn has_asked(&self) -> bool {
        matches!(self.attempt.timeline.state(Step::Open), Some(StepState::Done { .. }))
    }

    /// How the device logged in.
    #[must_use]
    pub const fn mode(&self) -> SecureMode {
        match self.attempt.road {
            Road::Activate => SecureMode::Dynamic,
            Road::Login => SecureMode::Static,
        }
    }

    /// How long it took, as far as it came.
    #[must_use]
    pub fn took(&self) -> Duration {
        took(&self.attempt.timeline)
    }

    /// Whether a login was all that was asked for, and was accepted.
    #[must_use]
    pub fn is_login(&self) -> bool {
        matches!((&self.ending, self.attempt.road), (Ending::Good(_), Road::Login))
    }

    fn of(phase: &Phase, at: Timestamp) -> Option<Self> {
        let (attempt, ending) = match phase {
            Phase::Editing => return None,
            Phase::Running(attempt) => (attempt, Ending::Running),
            Phase::Done(attempt, success) => (attempt, Ending::Good(success.clone())),
            Phase::Failed(attempt, failure) => (attempt, Ending::Failed(Rc::clone(failure))),
        };
        let id = attempt.timeline.started();
        Some(Self { id, at, attempt: attempt.clone(), ending, is_handed_over: false, is_proven: false })
    }
}

/// The time that the steps took one after the other. The subscription runs beside the others.
fn took(timeline: &Timeline) -> Duration {
    let entries = timeline.entries().iter().filter(|entry| !matches!(entry.step, Step::Subscribe));
    let each = entries.map(|entry| match &entry.state {
        StepState::Done { took, .. } | StepState::Failed { took } => *took,
        StepState::Waiting | StepState::Running { .. } | StepState::Skipped => Duration::ZERO,
    });
    each.sum()
}

impl Reducible for Session {
    type Action = SessionAction;

    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self> {
        let changed = match action {
            SessionAction::Observe(phase, now) => {
                let Some(seen) = Record::of(&phase, now) else { return self };
                if self.record(seen.id).is_some() {
                    self.change(seen.id, |record| {
                        record.attempt = seen.attempt;
                        record.ending = seen.ending;
                    })
                } else {
                    let mut session = Self::clone(&self);
                    session.records.push(Rc::new(seen));
                    Some(session)
                }
            }
            SessionAction::HandOver(id) => self.change(id, |record| record.is_handed_over = true),
            SessionAction::Prove(id) => self.change(id, |record| record.is_proven = true),
        };
        changed.map_or(self, Rc::new)
    }
}
