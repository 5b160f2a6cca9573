//! The devices done since the page was opened.

use std::rc::Rc;
use std::time::Duration;

use activation::{Activated, AttemptId, Failure, Goal, SecretId, Step, StepState, Timeline, UnreadMessage};
use enos::{Identity, Secret, SecureMode, Timestamp};

use crate::attempt::{Attempt, Endpoint, Phase, Success};

/// One attempt and what came of it.
#[derive(Clone, Debug)]
pub struct Record {
    /// When the page first saw it.
    pub at: Timestamp,
    /// The attempt.
    pub attempt: Attempt,
    /// What came of it.
    pub ending: Ending,
    /// Whether somebody has seen or copied its secret.
    pub is_handed_over: bool,
    /// Whether a login with its secret was accepted.
    pub is_verified: bool,
    /// When a newer secret of the same device came, which made this one invalid.
    pub replaced_at: Option<Timestamp>,
    /// Whether its connection request has been counted.
    pub is_counted: bool,
    /// The newest secret that is kept. Only that one is drawn and handed on.
    secret: Option<Rc<Activated>>,
    /// Secrets that have arrived and are not kept yet, and whether somebody has been asked to keep them.
    arrived: Vec<(Rc<Activated>, bool)>,
}

/// What came of an attempt.
#[derive(Clone, Debug)]
pub enum Ending {
    /// Nothing yet.
    Running,
    /// A secret, or a login.
    Succeeded(Success),
    /// Neither. A secret may have come all the same.
    Failed(Rc<Failure>),
}

/// All attempts, the newest last.
#[derive(Clone, Debug, Default)]
pub struct Session {
    records: Vec<Record>,
}

impl Session {
    /// All attempts, the oldest first.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// One attempt.
    #[must_use]
    pub fn record(&self, id: AttemptId) -> Option<&Record> {
        self.records.iter().find(|record| record.id() == id)
    }

    /// Whether a secret would be lost with the page.
    #[must_use]
    pub fn holds_an_unseen_secret(&self) -> bool {
        self.records.iter().any(Record::awaits_handing_over)
    }

    /// How many secrets would be lost with the page.
    #[must_use]
    pub fn unseen_secrets(&self) -> usize {
        self.records.iter().filter(|record| record.awaits_handing_over()).count()
    }

    /// The attempt that brought the newest secret of a device of EnOS, or of the simulated EnOS inside the page.
    #[must_use]
    pub fn holder(&self, product_key: &str, device_key: &str, is_demo: bool) -> Option<&Record> {
        let is_it = |record: &&Record| {
            record.is_of(product_key, device_key) && record.is_demo() == is_demo && record.secret().is_some()
        };
        self.records.iter().rev().find(is_it)
    }

    /// Attempts whose connection request has not been counted yet; from now on they are.
    pub fn take_uncounted(&mut self) -> Vec<Record> {
        let uncounted = self.records.iter_mut().filter(|record| record.has_asked() && !record.is_counted);
        uncounted
            .map(|record| {
                record.is_counted = true;
                record.clone()
            })
            .collect()
    }

    /// Records how far an attempt has come, and returns its number.
    pub fn observe(&mut self, phase: &Phase, now: Timestamp) -> Option<AttemptId> {
        let seen = Record::of(phase, now)?;
        let id = seen.id();
        if let Some(known) = self.find(id) {
            known.attempt = seen.attempt;
            known.ending = seen.ending;
        } else {
            self.records.push(seen);
        }
        self.find(id).into_iter().for_each(Record::note_arrival);
        Some(id)
    }

    /// The secrets that have arrived since this was last asked, and are to be kept now.
    pub fn uncommitted(&mut self) -> impl Iterator<Item = SecretId> {
        let arrived = self.records.iter_mut().flat_map(|record| &mut record.arrived);
        arrived.filter(|(_, is_asked)| !*is_asked).map(|(secret, is_asked)| {
            *is_asked = true;
            secret.id
        })
    }

    /// A secret that has arrived is kept from now on. Returns whether it was waited for.
    pub fn commit(&mut self, id: SecretId, now: Timestamp) -> bool {
        let find = |record: &Record| record.arrived.iter().position(|(secret, _)| secret.id == id);
        let found = self.records.iter_mut().find_map(|record| find(record).map(|place| (record, place)));
        let Some((record, place)) = found else { return false };
        let (secret, _) = record.arrived.remove(place);
        // The one with the greater id came later and makes the earlier ones worthless, in whatever order they are kept.
        if record.secret.as_ref().is_none_or(|kept| kept.id < id) {
            record.secret = Some(secret);
            // Whoever has seen the earlier one has not seen this one.
            (record.is_handed_over, record.is_verified) = (false, false);
        }
        let attempt = record.id();
        self.mark_replaced(attempt, now);
        true
    }

    /// Somebody has seen or copied the secret of this attempt.
    pub fn hand_over(&mut self, id: AttemptId) {
        if let Some(record) = self.find(id) {
            record.is_handed_over = true;
        }
    }

    /// A login with the secret of this attempt was accepted.
    pub fn mark_verified(&mut self, id: AttemptId) {
        if let Some(record) = self.find(id) {
            record.is_verified = true;
        }
    }

    /// The newest secret that a device received.
    #[must_use]
    pub fn secret_of(&self, identity: &Identity) -> Option<&Secret> {
        let (product_key, device_key) = (identity.product_key.as_str(), identity.device_key.as_str());
        let is_it = |record: &&Record| record.is_of(product_key, device_key) && record.secret().is_some();
        let newest = self.records.iter().rev().find(is_it)?;
        newest.secret().map(|activated| &activated.device_secret)
    }

    /// Only the newest secret of a device is valid.
    fn mark_replaced(&mut self, id: AttemptId, now: Timestamp) {
        let Some(newest) = self.record(id).filter(|record| record.secret().is_some()) else { return };
        let (identity, is_demo) = (newest.identity().clone(), newest.is_demo());
        for record in &mut self.records {
            let is_same = record.is_of(identity.product_key.as_str(), identity.device_key.as_str());
            if is_same && record.is_demo() == is_demo && record.id() < id && record.secret().is_some() {
                record.replaced_at.get_or_insert(now);
            }
        }
    }

    fn find(&mut self, id: AttemptId) -> Option<&mut Record> {
        self.records.iter_mut().find(|record| record.id() == id)
    }
}

impl Record {
    /// The number of the attempt.
    #[must_use]
    pub const fn id(&self) -> AttemptId {
        self.attempt.id
    }

    /// The secret that came, once it is kept.
    #[must_use]
    pub const fn secret(&self) -> Option<&Rc<Activated>> {
        self.secret.as_ref()
    }

    fn note_arrival(&mut self) {
        let Some(secret) = &self.attempt.secret else { return };
        let kept = self.secret.iter().chain(self.arrived.iter().map(|(arrived, _)| arrived));
        if kept.into_iter().all(|known| known.id != secret.id) {
            self.arrived.push((Rc::clone(secret), false));
        }
    }

    /// The device.
    #[must_use]
    pub fn identity(&self) -> &Identity {
        &self.attempt.identity
    }

    fn is_of(&self, product_key: &str, device_key: &str) -> bool {
        let identity = self.identity();
        identity.product_key.as_str() == product_key && identity.device_key.as_str() == device_key
    }

    /// The message that was not understood and may be for this device.
    #[must_use]
    pub fn unread(&self) -> Option<&Rc<UnreadMessage>> {
        self.attempt.unread.as_ref().filter(|message| !message.error.is_for_another_device())
    }

    /// Whether it brought a secret, or a message that may hold one, that nobody has seen or copied.
    #[must_use]
    pub fn awaits_handing_over(&self) -> bool {
        let has_one = self.secret().is_some() || !self.arrived.is_empty() || self.unread().is_some();
        has_one && !self.is_handed_over && self.replaced_at.is_none()
    }

    /// Whether the simulated EnOS inside the page answered.
    #[must_use]
    pub const fn is_demo(&self) -> bool {
        match self.attempt.place {
            Endpoint::Demo => true,
            Endpoint::Gateway(_) => false,
        }
    }

    /// Whether CONNECT was sent, which is what EnOS counts.
    #[must_use]
    pub fn has_asked(&self) -> bool {
        matches!(self.attempt.timeline.state(Step::Open), Some(StepState::Done { .. }))
    }

    /// How the device logged in.
    #[must_use]
    pub const fn mode(&self) -> SecureMode {
        match self.attempt.goal {
            Goal::Activate => SecureMode::Dynamic,
            Goal::Login => SecureMode::Static,
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
        matches!((&self.ending, self.attempt.goal), (Ending::Succeeded(_), Goal::Login))
    }

    fn of(phase: &Phase, at: Timestamp) -> Option<Self> {
        let (attempt, ending) = match phase {
            Phase::Editing => return None,
            Phase::Running(attempt) => (attempt, Ending::Running),
            Phase::Done(attempt, success) => (attempt, Ending::Succeeded(success.clone())),
            Phase::Failed(attempt, failure) => (attempt, Ending::Failed(Rc::clone(failure))),
        };
        Some(Self {
            at,
            attempt: attempt.clone(),
            ending,
            is_handed_over: false,
            is_verified: false,
            replaced_at: None,
            is_counted: false,
            secret: None,
            arrived: Vec::new(),
        })
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
