//! One device of a batch, and where it stands.

use activation::{AttemptId, Failure};
use enos::{AssetId, Fingerprint, Secret, Timestamp};
use foreign_text::ForeignText;

use crate::failure::FailureKind;
use crate::journal::HandOver;
use crate::plan::{Job, PlannedRow, Problem, SkipReason, Verdict, Warning};

/// One device.
#[derive(Clone, Debug)]
pub struct Row {
    /// The number of its row, as a spreadsheet counts.
    pub number: u32,
    /// What stands on the device.
    pub label: Option<ForeignText>,
    /// What is worth a second look.
    pub warnings: Vec<Warning>,
    /// Where it stands.
    pub state: RowState,
    /// The newest secret that has arrived, whatever has happened since.
    pub held: Option<Box<HeldSecret>>,
    /// How it logs in; nothing where its row is invalid or stands twice.
    pub job: Option<Box<Job>>,
    /// No request before this time on the batch's clock, as far as is known.
    pub(crate) not_before: u64,
}

/// Where a device stands.
#[derive(Clone, Debug)]
pub enum RowState {
    /// It can begin, for the first time or because somebody wants it once more.
    Ready,
    /// Nothing can be done.
    Invalid(Vec<Problem>),
    /// Nothing is done.
    Skipped(SkipReason),
    /// An attempt is under way.
    Running(AttemptId),
    /// Its secret is there: see [`Row::held`].
    Activated,
    /// EnOS accepted the secret in the list.
    LoggedIn {
        /// When.
        at: Timestamp,
    },
    /// It failed. Nothing is tried again by itself.
    Failed(RowFailure),
    /// CONNECT may have been sent, and nobody knows what became of it: EnOS may have sent a secret that is lost. Activating again
    /// makes a new one, and only the newest is valid. Nothing is tried again by itself.
    Uncertain(Doubt),
}

/// How a device failed.
#[derive(Clone, Debug)]
pub struct RowFailure {
    /// What failures of several devices are grouped by.
    pub kind: FailureKind,
    /// When.
    pub at: Timestamp,
    /// All that is known of it; nothing after a reload.
    pub details: Option<Box<Failure>>,
}

/// Why nobody knows what became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The page was gone before its end: closed, or crashed.
    PageGone,
    /// The network, a proxy or the gateway cut the connection, or the browser did not look for too long.
    Cut,
    /// Somebody has stopped it.
    Stopped,
}

/// A secret that has arrived.
#[derive(Clone, Debug)]
pub struct HeldSecret {
    /// The attempt that brought it.
    pub attempt: AttemptId,
    /// Its place among the secrets of that attempt, from 0.
    pub place: u32,
    /// When it arrived.
    pub at: Timestamp,
    /// The asset, as far as EnOS has named one.
    pub asset_id: AssetId,
    /// How that compares with the list.
    pub asset_check: AssetCheck,
    /// The secret.
    pub device_secret: Secret,
    /// The short mark of the secret.
    pub fingerprint: Fingerprint,
    /// Whether it has been written down. Before that it must not be drawn.
    pub is_kept: bool,
    /// Whether it has been handed over, how and when.
    pub handed_over: Option<(HandOver, Timestamp)>,
    /// Whether a login has proven it.
    pub proof: Proof,
}

/// How the asset that EnOS names compares with the one in the list. A device that replaces another must have its asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetCheck {
    /// The list names none.
    NotExpected,
    /// It is the one.
    Same,
    /// It is another.
    Different,
    /// EnOS has named none that can be compared.
    NotNamed,
}

/// Whether a login has proven a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Nobody has asked for it.
    NotAsked,
    /// Its turn will come.
    Waiting,
    /// It is under way.
    Running(AttemptId),
    /// EnOS accepted the secret.
    Proven {
        /// When.
        at: Timestamp,
    },
    /// EnOS did not accept it.
    Failed(FailureKind),
    /// Nobody knows.
    Unknown,
}

/// Where a device stands, without the details: for counts, sorting and filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateKind {
    /// It can begin.
    Ready,
    /// Nothing can be done.
    Invalid,
    /// Nothing is done.
    Skipped,
    /// An attempt is under way.
    Running,
    /// Its secret is there, and has not been handed over.
    Activated,
    /// Its secret has been handed over.
    HandedOver,
    /// EnOS accepted the secret in the list.
    LoggedIn,
    /// It failed.
    Failed,
    /// Nobody knows.
    Uncertain,
}

impl Row {
    pub(super) fn from_plan(planned: PlannedRow) -> Self {
        let PlannedRow { number, verdict, warnings, label } = planned;
        let (state, job) = match verdict {
            Verdict::Ready(job) => (RowState::Ready, Some(job)),
            Verdict::Invalid(problems) => (RowState::Invalid(problems), None),
            Verdict::Skipped(reason, job) => (RowState::Skipped(reason), job),
        };
        Self { number, label, warnings, state, held: None, job, not_before: 0 }
    }

    /// Where it stands, without the details.
    #[must_use]
    pub fn kind(&self) -> StateKind {
        let is_handed_over = self.held.as_ref().is_some_and(|held| held.handed_over.is_some());
        match &self.state {
            RowState::Ready => StateKind::Ready,
            RowState::Invalid(_) => StateKind::Invalid,
            RowState::Skipped(_) => StateKind::Skipped,
            RowState::Running(_) => StateKind::Running,
            RowState::Activated if is_handed_over => StateKind::HandedOver,
            RowState::Activated => StateKind::Activated,
            RowState::LoggedIn { .. } => StateKind::LoggedIn,
            RowState::Failed(_) => StateKind::Failed,
            RowState::Uncertain(_) => StateKind::Uncertain,
        }
    }

    /// The secret that is valid as far as anybody knows, once it may be drawn.
    #[must_use]
    pub fn secret(&self) -> Option<&HeldSecret> {
        let is_valid = matches!(self.state, RowState::Activated);
        self.held.as_deref().filter(|held| is_valid && held.is_kept)
    }
}

impl AssetCheck {
    pub(super) fn of(expected: Option<&ForeignText>, asset_id: &AssetId) -> Self {
        match (expected, asset_id.named()) {
            (None, _) => Self::NotExpected,
            (Some(expected), Some(named)) if expected == named => Self::Same,
            (Some(_), Some(_)) => Self::Different,
            (Some(_), None) => Self::NotNamed,
        }
    }
}
