//! How far a batch has come.

use std::collections::BTreeMap;
use std::time::Duration;

use enos::ProductKey;

use super::{Batch, Pause, RowState, StateKind};
use crate::failure::FailureKind;
use crate::moment::Moment;
use crate::pacing::Pacing;
use crate::plan::RowId;

/// How many devices stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<StateKind, usize>);

/// How far a batch has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many devices stand where.
    pub counts: Counts,
    /// How long the rest takes if all goes well; without the time that devices wait until EnOS lets them in again.
    pub left: Duration,
    /// Whether nothing is under way, and nothing will begin by itself.
    pub is_at_rest: bool,
    /// Why nothing begins until somebody says so, where that is so.
    pub pause: Option<Pause>,
    /// Whether it waits for the network.
    pub is_offline: bool,
    /// Records that could not be written down, secrets among them.
    pub not_kept: usize,
}

/// Devices that have failed for one cause, which has one remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureGroup {
    /// The cause.
    pub kind: FailureKind,
    /// The devices, in the order of the list.
    pub rows: Vec<RowId>,
}

impl Counts {
    /// Of one kind.
    #[must_use]
    pub fn of(&self, kind: StateKind) -> usize {
        self.0.get(&kind).copied().unwrap_or_default()
    }

    /// Those that have their secret, or have logged in.
    #[must_use]
    pub fn succeeded(&self) -> usize {
        self.of(StateKind::Activated) + self.of(StateKind::HandedOver) + self.of(StateKind::LoggedIn)
    }

    /// Those that can begin, or have begun.
    #[must_use]
    pub fn to_go(&self) -> usize {
        self.of(StateKind::Ready) + self.of(StateKind::Running)
    }
}

impl Batch {
    /// How many devices stand where.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            *counts.0.entry(row.kind()).or_insert(0) += 1;
        }
        counts
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let counts = self.counts();
        let stopped = self.stopped_products();
        let is_stopped = |row: &super::Row| {
            let product = row.job.as_ref().map(|job| &job.identity.product_key);
            product.is_some_and(|product| stopped.iter().any(|(stopped, _)| stopped == product))
        };
        let ready = self.rows.iter().filter(|row| row.kind() == StateKind::Ready && !is_stopped(row)).count();
        let proofs = self.rows.iter().filter(|row| row.held.as_ref().is_some_and(|held| held.is_waiting())).count();
        let (sum, count) = self.took;
        let attempt = sum.checked_div(count).map_or(Pacing::TYPICAL_ATTEMPT, Duration::from_millis);
        let waiting = ready + proofs + self.attempts.len();
        Progress {
            counts,
            left: self.settings.pacing.time_for(waiting, attempt),
            is_at_rest: self.attempts.is_empty() && (ready + proofs == 0 || self.pause.is_some()),
            pause: self.pause,
            is_offline: self.is_offline,
            not_kept: self.not_kept.len(),
        }
    }

    /// The devices that have failed, by cause, the cause with most devices first.
    #[must_use]
    pub fn failures(&self) -> Vec<FailureGroup> {
        let mut groups: Vec<FailureGroup> = Vec::new();
        for (id, row) in (0..).map(RowId).zip(&self.rows) {
            let RowState::Failed(failure) = &row.state else { continue };
            match groups.iter_mut().find(|group| group.kind == failure.kind) {
                Some(group) => group.rows.push(id),
                None => groups.push(FailureGroup { kind: failure.kind, rows: vec![id] }),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.rows.len()));
        groups
    }

    /// The products of which no device begins any more, after five equal failures in a row.
    #[must_use]
    pub fn stopped_products(&self) -> Vec<(ProductKey, FailureKind)> {
        let stopped = self.streaks.iter().filter(|(_, streak)| streak.is_stopped());
        stopped.map(|(product, streak)| (product.clone(), streak.kind)).collect()
    }

    /// How long a device that is ready, has failed or is uncertain has to wait until EnOS lets it in; zero for one that need not wait.
    #[must_use]
    pub fn wait(&self, row: RowId, at: Moment) -> Duration {
        let may_begin =
            |state: &RowState| matches!(state, RowState::Ready | RowState::Failed(_) | RowState::Uncertain(_));
        let is_meant = self.row(row).is_some_and(|row| may_begin(&row.state));
        let identity = self.identity(row).filter(|_| is_meant);
        identity
            .map_or(Duration::ZERO, |identity| Duration::from_millis(self.ledger.wait(identity, self.clock().read(at))))
    }

    /// Whether a secret has arrived that has not been handed over, or is not written down.
    #[must_use]
    pub fn holds_secrets_to_hand_over(&self) -> bool {
        let is_open = |held: &super::HeldSecret| held.handed_over.is_none() || !held.is_kept;
        self.rows.iter().any(|row| row.held.as_deref().is_some_and(is_open))
    }
}

impl super::HeldSecret {
    const fn is_waiting(&self) -> bool {
        matches!(self.proof, super::Proof::Waiting)
    }
}
