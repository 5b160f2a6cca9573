//! Which step stands where.

use alloc::vec::Vec;
use core::time::Duration;

use mqtt::session::Instant;

use crate::{Evidence, Goal, Step};

/// The steps of one attempt with what became of each, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    started: Instant,
    entries: Vec<Entry>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub step: Step,
    /// Where it stands.
    pub state: StepState,
}

/// Where a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Not begun.
    Waiting,
    /// Under way.
    Running {
        /// When it began.
        since: Instant,
        /// When its time runs out, where it has a limit of its own.
        until: Option<Instant>,
    },
    /// Done.
    Done {
        /// How long it took.
        took: Duration,
        /// What shows it.
        evidence: Evidence,
    },
    /// Begun, and no longer needed.
    Skipped,
    /// Failed; the failure says why.
    Failed {
        /// How long it took to fail.
        took: Duration,
    },
}

impl Timeline {
    pub(crate) fn new(goal: Goal, now: Instant) -> Self {
        let entry = |step: &Step| Entry { step: *step, state: StepState::Waiting };
        Self { started: now, entries: goal.steps().iter().map(entry).collect() }
    }

    /// When the attempt began.
    #[must_use]
    pub fn started(&self) -> Instant {
        self.started
    }

    /// All steps, in the order in which they are shown.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where a step stands, if the attempt has it.
    #[must_use]
    pub fn state(&self, step: Step) -> Option<&StepState> {
        self.entries.iter().find(|entry| entry.step == step).map(|entry| &entry.state)
    }

    pub(crate) fn begin(&mut self, step: Step, now: Instant, until: Option<Instant>) {
        self.set(step, |_| StepState::Running { since: now, until });
    }

    pub(crate) fn done(&mut self, step: Step, now: Instant, evidence: Evidence) {
        self.set(step, |state| StepState::Done { took: state.running_for(now), evidence });
    }

    pub(crate) fn failed(&mut self, step: Step, now: Instant) {
        self.set(step, |state| StepState::Failed { took: state.running_for(now) });
    }

    /// What is still running is no longer needed.
    pub(crate) fn skip_the_rest(&mut self) {
        for entry in &mut self.entries {
            if matches!(entry.state, StepState::Running { .. }) {
                entry.state = StepState::Skipped;
            }
        }
    }

    fn set(&mut self, step: Step, next: impl FnOnce(&StepState) -> StepState) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.step == step) {
            entry.state = next(&entry.state);
        }
    }
}

impl StepState {
    fn running_for(&self, now: Instant) -> Duration {
        match self {
            Self::Running { since, .. } => now.saturating_since(*since),
            Self::Waiting | Self::Done { .. } | Self::Skipped | Self::Failed { .. } => Duration::ZERO,
        }
    }
}
