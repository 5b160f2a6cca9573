//! What an end means: for its row, for its product, and for the network.

use activation::{AttemptId, Cause, Failure, GatewayFault, Outcome, Step};
use enos::ProductKey;

use super::batch::{Attempt, Pause};
use super::{Batch, Doubt, Effect, Proof, RowFailure, RowState};
use crate::failure::FailureKind;
use crate::journal::{End, Purpose};
use crate::plan::RowId;

/// Equal failures in a row that stop a product: a wrong product secret must not lock out two hundred devices.
pub(super) const STOPS_AFTER: u8 = 5;
/// Connections in a row that are cut before that is taken for a lost network. A single one may be a whim of a proxy.
const CUTS_OF_A_LOST_NETWORK: u8 = 2;

/// The equal failures in a row of one product.
#[derive(Clone, Copy, Debug)]
pub(super) struct Streak {
    pub(super) kind: FailureKind,
    count: u8,
}

/// What the end of an attempt without a secret means.
enum Ending {
    /// CONNECT was never sent, and the network is to blame, or somebody who has stopped it.
    NotSent,
    /// Nobody knows.
    Unknown(Doubt),
    /// It failed.
    Failed(FailureKind),
}

impl Streak {
    /// Whether no device of the product begins any more.
    pub(super) const fn is_stopped(self) -> bool {
        self.count >= STOPS_AFTER
    }
}

impl Batch {
    pub(super) fn take_outcome(&mut self, id: AttemptId, outcome: Outcome, effects: &mut Vec<Effect>) {
        if !matches!(&outcome, Outcome::Failed(failure) if failure.step == Step::Open) {
            self.note_sent(id);
        }
        let Some(attempt) = self.attempts.remove(&id) else { return };
        match outcome {
            Outcome::Activated(_) => self.take_activated(id, attempt),
            Outcome::LoggedIn => self.take_login(id, attempt, effects),
            Outcome::Failed(failure) => self.take_failure(id, attempt, failure, effects),
        }
    }

    pub(super) fn take_not_writable(&mut self, id: AttemptId, effects: &mut Vec<Effect>) {
        let Some(attempt) = self.attempts.remove(&id) else { return };
        self.fail(id, attempt, FailureKind::NotWritable, None, effects);
    }

    fn take_activated(&mut self, id: AttemptId, attempt: Attempt) {
        self.note_success(attempt);
        let verifies = self.settings.verifies;
        let Some(row) = self.row_mut(attempt.row) else { return };
        match row.held.as_mut().filter(|held| held.attempt == id) {
            Some(held) if verifies => held.wait_for_proof(),
            Some(_) => {}
            // A secret that nobody has handed in.
            None => row.state = RowState::Uncertain(Doubt::Cut),
        }
    }

    fn take_login(&mut self, id: AttemptId, attempt: Attempt, effects: &mut Vec<Effect>) {
        let at = self.timestamp();
        self.note_success(attempt);
        self.keep_end(attempt.row, id, End::LoggedIn, effects);
        let Some(row) = self.row_mut(attempt.row) else { return };
        match attempt.purpose {
            Purpose::Activate | Purpose::LogIn => row.state = RowState::LoggedIn { at },
            Purpose::Verify => row.set_proof(Proof::Proven { at }),
        }
    }

    fn take_failure(&mut self, id: AttemptId, attempt: Attempt, failure: Box<Failure>, effects: &mut Vec<Effect>) {
        match self.meaning_of(&attempt, &failure) {
            Ending::NotSent => {
                self.give_back(attempt.row, attempt.purpose);
                self.keep_end(attempt.row, id, End::NotSent, effects);
                if failure.cause == Cause::Stopped {
                    self.pause_for(Pause::ByHand);
                } else if !self.is_offline {
                    self.pause_for(Pause::NetworkLost);
                }
            }
            Ending::Unknown(doubt) => {
                self.keep_end(attempt.row, id, End::Unknown, effects);
                self.doubt(attempt, doubt);
            }
            Ending::Failed(kind) => self.fail(id, attempt, kind, Some(failure), effects),
        }
    }

    /// What EnOS or the gateway has said is a failure of the device. What only the network or the browser did is none.
    fn meaning_of(&self, attempt: &Attempt, failure: &Failure) -> Ending {
        let kind = FailureKind::of(failure);
        let is_blind = attempt.was_hidden || self.is_offline;
        match kind {
            FailureKind::NotOpened => Ending::NotSent,
            FailureKind::TimedOut(Step::Open) | FailureKind::Closed(Step::Open) | FailureKind::Stopped
                if failure.step == Step::Open =>
            {
                Ending::NotSent
            }
            FailureKind::Stopped => Ending::Unknown(Doubt::Stopped),
            FailureKind::TimedOut(_) if is_blind => Ending::Unknown(Doubt::Cut),
            FailureKind::Closed(_) if is_blind || failure.is_by_the_line() => Ending::Unknown(Doubt::Cut),
            FailureKind::Gateway(GatewayFault::Stopping) => Ending::Unknown(Doubt::Cut),
            FailureKind::TimedOut(_)
            | FailureKind::SubprotocolRefused
            | FailureKind::Gateway(_)
            | FailureKind::Refused(_)
            | FailureKind::NonStandardRefusal(_)
            | FailureKind::Closed(_)
            | FailureKind::Violation(_)
            | FailureKind::OtherProtocol
            | FailureKind::WrongMessage
            | FailureKind::OtherDevice
            | FailureKind::NotWritable => Ending::Failed(kind),
        }
    }

    fn doubt(&mut self, attempt: Attempt, doubt: Doubt) {
        if let Some(row) = self.row_mut(attempt.row) {
            match attempt.purpose {
                Purpose::Activate | Purpose::LogIn => row.state = RowState::Uncertain(doubt),
                Purpose::Verify => row.set_proof(Proof::Unknown),
            }
        }
        if doubt == Doubt::Cut {
            self.cuts = self.cuts.saturating_add(1);
            if self.cuts >= CUTS_OF_A_LOST_NETWORK && !self.is_offline {
                self.pause_for(Pause::NetworkLost);
            }
        }
    }

    fn fail(
        &mut self,
        id: AttemptId,
        attempt: Attempt,
        kind: FailureKind,
        details: Option<Box<Failure>>,
        effects: &mut Vec<Effect>,
    ) {
        let at = self.timestamp();
        self.cuts = 0;
        self.keep_end(attempt.row, id, End::Failed(kind), effects);
        let Some(row) = self.row_mut(attempt.row) else { return };
        match attempt.purpose {
            Purpose::Activate | Purpose::LogIn => row.state = RowState::Failed(RowFailure { kind, at, details }),
            Purpose::Verify => row.set_proof(Proof::Failed(kind)),
        }
        if let Some(product) = self.product_of(attempt.row) {
            let streak = self.streaks.entry(product).or_insert(Streak { kind, count: 0 });
            if streak.is_stopped() {
                return;
            }
            let count = if streak.kind == kind { streak.count.saturating_add(1) } else { 1 };
            *streak = Streak { kind, count };
        }
    }

    fn note_success(&mut self, attempt: Attempt) {
        self.cuts = 0;
        let (sum, count) = self.took;
        self.took = (sum.saturating_add(self.now().saturating_sub(attempt.begun)), count.saturating_add(1));
        if let Some(product) = self.product_of(attempt.row)
            && self.streaks.get(&product).is_some_and(|streak| !streak.is_stopped())
        {
            self.streaks.remove(&product);
        }
    }

    fn product_of(&self, row: RowId) -> Option<ProductKey> {
        self.identity(row).map(|identity| identity.product_key.clone())
    }
}
