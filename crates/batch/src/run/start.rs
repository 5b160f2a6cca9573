//! Which device begins next, and when.

use activation::{AttemptId, Request};
use enos::AuthMode;

use super::batch::{Attempt, INTENT_IS_GOOD_FOR, Stage, Then};
use super::{Batch, Effect, Proof, RowState};
use crate::journal::{End, Intent, Purpose, Record};
use crate::plan::RowId;

/// What can begin.
enum Next {
    Row(RowId, Purpose),
    /// Nothing before this time.
    Wait(u64),
    Nothing,
}

impl Batch {
    /// Begins with as many devices as may begin, and asks to be woken where only time is missing.
    pub(super) fn start_what_can_begin(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now();
        self.ledger.forget_what_is_over(now);
        let interval = u64::try_from(self.settings.pacing.interval.as_millis()).unwrap_or(u64::MAX);
        loop {
            let is_full = self.attempts.len() >= usize::from(self.settings.pacing.in_flight.get());
            // One intent at a time: the pace counts from the beginning of a connection, which the intent only precedes.
            let is_waiting = interval > 0 && self.is_writing_an_intent();
            if !self.may_begin() || is_full || is_waiting {
                return;
            }
            let paced = self.last_begin.map_or(0, |last| last.saturating_add(interval));
            match self.next(now) {
                Next::Row(row, purpose) if paced <= now => self.write_intent(row, purpose, effects),
                Next::Row(..) => return effects.push(Effect::WakeAfter(paced - now)),
                Next::Wait(until) => return effects.push(Effect::WakeAfter(until.max(paced).saturating_sub(now))),
                Next::Nothing => return,
            }
        }
    }

    /// Whether devices may begin at all.
    pub(super) const fn may_begin(&self) -> bool {
        let is_hidden = self.is_hidden && self.settings.pauses_when_hidden;
        self.pause.is_none() && !self.is_offline && !is_hidden
    }

    fn next(&mut self, now: u64) -> Next {
        let mut earliest = None;
        for place in 0..self.order.len() {
            let Some(id) = self.order.get(place).copied() else { continue };
            let Some(purpose) = self.purpose_of(id) else { continue };
            let Some(row) = self.row(id) else { continue };
            let mut not_before = row.not_before;
            if not_before <= now {
                // Counted anew: another tab may have asked for the same device.
                let wait = self.identity(id).map_or(0, |identity| self.ledger.wait(identity, now));
                if wait == 0 {
                    return Next::Row(id, purpose);
                }
                not_before = now.saturating_add(wait);
                if let Some(row) = self.row_mut(id) {
                    row.not_before = not_before;
                }
            }
            earliest = Some(earliest.map_or(not_before, |earliest: u64| earliest.min(not_before)));
        }
        earliest.map_or(Next::Nothing, Next::Wait)
    }

    /// What a row waits to begin with.
    fn purpose_of(&self, id: RowId) -> Option<Purpose> {
        let row = self.row(id)?;
        let job = row.job.as_ref()?;
        let purpose = match (&row.state, &row.held) {
            (RowState::Ready, _) => match job.mode {
                AuthMode::Static { .. } => Purpose::LogIn,
                AuthMode::Dynamic { .. } => Purpose::Activate,
            },
            (RowState::Activated, Some(held)) if held.proof == Proof::Waiting && held.is_kept => Purpose::Verify,
            (
                RowState::Activated
                | RowState::Invalid(_)
                | RowState::Skipped(_)
                | RowState::Running(_)
                | RowState::LoggedIn { .. }
                | RowState::Failed(_)
                | RowState::Uncertain(_),
                _,
            ) => return None,
        };
        let is_stopped = self.streaks.get(&job.identity.product_key).is_some_and(|streak| streak.is_stopped());
        (!is_stopped && !self.is_under_way(id)).then_some(purpose)
    }

    fn write_intent(&mut self, row: RowId, purpose: Purpose, effects: &mut Vec<Effect>) {
        let id = self.next_attempt;
        self.next_attempt = id.next();
        let at = self.timestamp();
        let attempt = Attempt {
            row,
            purpose,
            stage: Stage::WritingIntent,
            begun: at.as_millis(),
            is_sent: false,
            was_hidden: self.is_hidden,
            secrets: 0,
        };
        self.attempts.insert(id, attempt);
        self.rows_of_attempts.insert(id, row);
        if let Some(row) = self.row_mut(row) {
            match purpose {
                Purpose::Activate | Purpose::LogIn => row.state = RowState::Running(id),
                Purpose::Verify => row.set_proof(Proof::Running(id)),
            }
        }
        self.keep(Record::Intent(Intent { row, attempt: id, purpose, at }), Then::Begin(id), effects);
    }

    /// The intent is written down. What has come in between decides whether the connection begins.
    pub(super) fn begin(&mut self, id: AttemptId, effects: &mut Vec<Effect>) {
        let now = self.now();
        let Some(attempt) = self.attempts.get(&id).copied() else { return };
        let is_let_in = self.identity(attempt.row).is_some_and(|identity| self.ledger.wait(identity, now) == 0);
        let is_fresh = now.saturating_sub(attempt.begun) <= INTENT_IS_GOOD_FOR;
        let request = self.request(id, attempt).filter(|_| is_let_in && is_fresh && self.may_begin());
        let Some(request) = request else {
            self.attempts.remove(&id);
            self.give_back(attempt.row, attempt.purpose);
            return self.keep_end(attempt.row, id, End::NotSent, effects);
        };
        if let Some(attempt) = self.attempts.get_mut(&id) {
            (attempt.stage, attempt.begun, attempt.was_hidden) = (Stage::Begun, now, self.is_hidden);
        }
        self.last_begin = Some(now);
        effects.push(Effect::Begin(id, Box::new(request)));
    }

    fn request(&self, id: AttemptId, attempt: Attempt) -> Option<Request> {
        let row = self.row(attempt.row)?;
        let job = row.job.as_ref()?;
        let mode = match attempt.purpose {
            Purpose::Activate | Purpose::LogIn => job.mode.clone(),
            Purpose::Verify => AuthMode::Static { device_secret: row.held.as_ref()?.device_secret.clone() },
        };
        let identity = job.identity.clone();
        Some(Request { id, identity, mode, timestamp: self.at.unix, limits: self.settings.limits })
    }

    /// EnOS was never asked: the row stands where it stood.
    pub(super) fn give_back(&mut self, row: RowId, purpose: Purpose) {
        let Some(row) = self.row_mut(row) else { return };
        match purpose {
            Purpose::Activate | Purpose::LogIn => row.state = RowState::Ready,
            Purpose::Verify => row.set_proof(Proof::Waiting),
        }
    }

    /// CONNECT was sent: from now on the request counts.
    pub(super) fn note_sent(&mut self, id: AttemptId) {
        let now = self.now();
        let Some(attempt) = self.attempts.get_mut(&id).filter(|attempt| !attempt.is_sent) else { return };
        attempt.is_sent = true;
        let row = attempt.row;
        if let Some(identity) = self.identity(row).cloned() {
            self.ledger.note(&identity, now);
            self.has_requests_to_store = true;
        }
    }
}

impl super::Row {
    pub(super) fn set_proof(&mut self, proof: Proof) {
        if let Some(held) = &mut self.held {
            held.proof = proof;
        }
    }
}
