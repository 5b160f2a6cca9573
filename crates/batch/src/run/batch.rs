//! The batch: what it knows, and what it does with an event.

use std::collections::{BTreeMap, BTreeSet};

use activation::{AttemptId, Limits, SecretId};
use enos::{Fingerprint, Identity, ProductKey, Timestamp};

use super::end::Streak;
use super::{
    AssetCheck, AttemptEvent, Command, Doubt, Effect, Event, HeldSecret, KeepId, Proof, Row, RowFailure, RowState,
};
use crate::journal::{Proven, Purpose, Record, RecoveredRow, RecoveredState, fold};
use crate::ledger::Ledger;
use crate::moment::{Moment, SteadyClock};
use crate::pacing::Pacing;
use crate::plan::{Plan, RowId, SkipReason};

/// Many devices, as a state machine without I/O: [`Batch::update`] takes what has happened and the time, and returns what is to be done.
///
/// A device is asked in these steps, each of which follows from the answer to the one before:
///
/// ```text
/// Keep(intent) -> Kept -> Begin -> Sent -> Secret -> Keep(secret) -> Kept -> Acknowledge -> Ended
/// ```
///
/// Nothing is tried again by itself, except where CONNECT was never sent.
#[derive(Debug)]
pub struct Batch {
    pub(super) rows: Vec<Row>,
    pub(super) order: Vec<RowId>,
    pub(super) settings: Settings,
    pub(super) ledger: Ledger,
    pub(super) pause: Option<Pause>,
    pub(super) is_offline: bool,
    pub(super) is_hidden: bool,
    pub(super) attempts: BTreeMap<AttemptId, Attempt>,
    /// Whose attempts they were, for a secret that comes late.
    pub(super) rows_of_attempts: BTreeMap<AttemptId, RowId>,
    pub(super) pending: BTreeMap<KeepId, Pending>,
    pub(super) not_kept: Vec<Pending>,
    pub(super) next_attempt: AttemptId,
    pub(super) next_keep: KeepId,
    pub(super) last_begin: Option<u64>,
    pub(super) streaks: BTreeMap<ProductKey, Streak>,
    /// Connections in a row that were cut.
    pub(super) cuts: u8,
    /// The milliseconds that attempts took that succeeded, and how many they were.
    pub(super) took: (u64, u64),
    /// Whether requests were counted that the browser does not keep yet.
    pub(super) has_requests_to_store: bool,
    clock: SteadyClock,
    pub(super) at: Moment,
}

/// How a batch runs.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The pace.
    pub pacing: Pacing,
    /// How long each step of an attempt may take.
    pub limits: Limits,
    /// Whether each secret that arrives is proven by a login.
    pub verifies: bool,
    /// Whether no device begins while the page is hidden. Otherwise the batch goes on as fast as the browser lets it.
    pub pauses_when_hidden: bool,
}

/// Why no device begins until somebody says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// Nobody has started it.
    NotStarted,
    /// Somebody has paused it.
    ByHand,
    /// A connection was not opened, or two in a row were cut. It goes on by itself when the browser says that the network is back.
    NetworkLost,
    /// A record could not be written down. Secrets that were not are in memory only, and EnOS has no acknowledgement of them.
    NotKept,
    /// The page was loaded anew.
    Recovered,
}

/// An attempt that is under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) row: RowId,
    pub(super) purpose: Purpose,
    pub(super) stage: Stage,
    /// When the connection began, on the batch's clock.
    pub(super) begun: u64,
    /// Whether CONNECT may have been sent.
    pub(super) is_sent: bool,
    /// Whether the page was hidden meanwhile, so that a time-out means nothing.
    pub(super) was_hidden: bool,
    /// How many secrets it has brought.
    pub(super) secrets: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The intent is being written down.
    WritingIntent,
    /// The connection is being opened, or open.
    Begun,
}

/// A record that is being written down, and what waits for it.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) record: Record,
    pub(super) then: Then,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    Begin(AttemptId),
    Acknowledge(AttemptId, SecretId),
    Nothing,
}

impl Default for Settings {
    /// One connection a second, two devices at once, no proof, and slower while hidden.
    fn default() -> Self {
        Self { pacing: Pacing::default(), limits: Limits::default(), verifies: false, pauses_when_hidden: false }
    }
}

impl Settings {
    /// Within so many milliseconds of its intent an attempt has sent CONNECT, or it never does.
    fn sends_within(&self) -> u64 {
        u64::try_from(self.limits.open.as_millis()).unwrap_or(u64::MAX).saturating_add(INTENT_IS_GOOD_FOR)
    }
}

/// What took longer to be written down is written down anew, in milliseconds: its time says when the device may have been asked.
pub(super) const INTENT_IS_GOOD_FOR: u64 = 5_000;

impl Batch {
    /// A batch that waits for [`Command::Start`]. The ledger was made with the same moment.
    #[must_use]
    pub fn new(plan: Plan, settings: Settings, ledger: Ledger, at: Moment) -> Self {
        let rows: Vec<Row> = plan.rows.into_iter().map(Row::from_plan).collect();
        Self {
            order: (0..).take(rows.len()).map(RowId).collect(),
            rows,
            settings,
            ledger,
            pause: Some(Pause::NotStarted),
            is_offline: false,
            is_hidden: false,
            attempts: BTreeMap::new(),
            rows_of_attempts: BTreeMap::new(),
            pending: BTreeMap::new(),
            not_kept: Vec::new(),
            next_attempt: AttemptId::new(0),
            next_keep: KeepId(0),
            last_begin: None,
            streaks: BTreeMap::new(),
            cuts: 0,
            took: (0, 0),
            has_requests_to_store: false,
            clock: SteadyClock::new(at),
            at,
        }
    }

    /// A batch as its journal has it, which waits for [`Command::Resume`]. Records may be missing, and come in any order; those that
    /// could not be read are left out.
    ///
    /// Rows of which only an intent is known are uncertain. Connection requests of which the ledger does not know yet are counted as
    /// late as they may have been made.
    #[must_use]
    pub fn recover(
        plan: Plan,
        settings: Settings,
        ledger: Ledger,
        records: impl IntoIterator<Item = Record>,
        at: Moment,
    ) -> Self {
        let mut batch = Self::new(plan, settings, ledger, at);
        let (recovered, next_attempt) = fold(records, settings.sends_within());
        batch.next_attempt = next_attempt;
        batch.pause = Some(Pause::Recovered);
        let now = batch.now();
        for (id, recovered) in recovered {
            let Some(row) = batch.row_mut(id) else { continue };
            let requests = recovered.requests.clone();
            row.recover(recovered);
            let identity = row.job.as_ref().map(|job| job.identity.clone());
            if let Some(identity) = identity {
                for (from, until) in requests {
                    batch.ledger.note_between(&identity, from, until.min(now).max(from));
                    batch.has_requests_to_store = true;
                }
            }
        }
        batch
    }

    /// Takes in what has happened, and says what is to be done, in this order.
    pub fn update(&mut self, event: Event, at: Moment) -> Vec<Effect> {
        self.at = at;
        let mut effects = Vec::new();
        match event {
            Event::Command(command) => self.obey(command, &mut effects),
            Event::Wake => {}
            Event::Attempt(id, AttemptEvent::Sent) => self.note_sent(id),
            Event::Attempt(id, AttemptEvent::Secret(activated)) => self.take_secret(id, *activated, &mut effects),
            Event::Attempt(id, AttemptEvent::Ended(outcome)) => self.take_outcome(id, outcome, &mut effects),
            Event::Attempt(id, AttemptEvent::NotWritable) => self.take_not_writable(id, &mut effects),
            Event::Kept(id) => self.take_kept(id, &mut effects),
            Event::NotKept(id) => self.take_not_kept(id),
            Event::Network { is_there } => {
                self.is_offline = !is_there;
                if is_there && self.pause == Some(Pause::NetworkLost) {
                    self.pause = None;
                }
                self.cuts = 0;
            }
            Event::Visibility { is_hidden } => {
                self.is_hidden = is_hidden;
                for attempt in self.attempts.values_mut() {
                    attempt.was_hidden |= is_hidden;
                }
            }
            Event::Requests(kept) => {
                let now = self.now();
                self.ledger.read(&kept, now);
            }
        }
        self.start_what_can_begin(&mut effects);
        if std::mem::take(&mut self.has_requests_to_store) {
            effects.push(Effect::StoreRequests);
        }
        effects
    }

    /// The devices, in the order of the list.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// One device.
    #[must_use]
    pub fn row(&self, row: RowId) -> Option<&Row> {
        self.rows.get(usize::try_from(row.0).ok()?)
    }

    /// What the browser is to keep of the connection requests: see [`Ledger::to_text`].
    #[must_use]
    pub fn requests(&self) -> String {
        self.ledger.to_text()
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(super) const fn clock(&self) -> SteadyClock {
        self.clock
    }

    /// The batch's clock, in milliseconds since 1970.
    pub(super) fn now(&self) -> u64 {
        self.clock.read(self.at)
    }

    pub(super) fn timestamp(&self) -> Timestamp {
        Timestamp::from_millis(self.now())
    }

    pub(super) fn row_mut(&mut self, row: RowId) -> Option<&mut Row> {
        self.rows.get_mut(usize::try_from(row.0).ok()?)
    }

    pub(super) fn identity(&self, row: RowId) -> Option<&Identity> {
        Some(&self.row(row)?.job.as_ref()?.identity)
    }

    /// A record that could not be written down outweighs every other reason.
    pub(super) fn pause_for(&mut self, reason: Pause) {
        match self.pause {
            Some(Pause::NotKept | Pause::NotStarted) => {}
            Some(Pause::ByHand | Pause::NetworkLost | Pause::Recovered) | None => self.pause = Some(reason),
        }
    }

    fn obey(&mut self, command: Command, effects: &mut Vec<Effect>) {
        match command {
            Command::Start => {
                self.pause = self.pause.filter(|pause| *pause != Pause::NotStarted);
            }
            Command::Pause => self.pause_for(Pause::ByHand),
            Command::Resume if self.pause == Some(Pause::NotStarted) => {}
            Command::Resume => {
                self.pause = None;
                self.cuts = 0;
                self.keep_once_more(effects);
            }
            Command::RetryFailed => {
                self.streaks.clear();
                self.rows.iter_mut().for_each(Row::retry);
            }
            Command::Retry(row) => {
                if let Some(row) = self.row_mut(row) {
                    row.retry();
                }
            }
            Command::ActivateAgain(row) => {
                if let Some(row) = self.row_mut(row)
                    && let RowState::Uncertain(_) = row.state
                {
                    row.state = RowState::Ready;
                }
            }
            Command::ContinueProduct(product) => drop(self.streaks.remove(&product)),
            Command::LeaveOut(row) => {
                if let Some(row) = self.row_mut(row)
                    && let RowState::Ready = row.state
                {
                    row.state = RowState::Skipped(SkipReason::LeftOut);
                }
            }
            Command::TakeIn(row) => {
                if let Some(row) = self.row_mut(row)
                    && let (RowState::Skipped(_), true) = (&row.state, row.job.is_some())
                {
                    row.state = RowState::Ready;
                }
            }
            Command::Order(order) => self.set_order(order),
            Command::SetPacing(pacing) => self.settings.pacing = pacing,
            Command::Verify(rows) => {
                for row in rows {
                    if let Some(held) = self.row_mut(row).and_then(|row| row.held.as_mut()) {
                        held.wait_for_proof();
                    }
                }
            }
            Command::HandedOver(rows, how) => self.hand_over(&rows, how, effects),
        }
    }

    /// Each row once, whatever is said.
    fn set_order(&mut self, order: Vec<RowId>) {
        let mut left: BTreeSet<RowId> = self.order.iter().copied().collect();
        let mut next: Vec<RowId> = order.into_iter().filter(|row| left.remove(row)).collect();
        next.extend(left);
        self.order = next;
    }
}

impl Row {
    fn retry(&mut self) {
        if let RowState::Failed(_) = self.state {
            self.state = RowState::Ready;
        }
    }

    fn recover(&mut self, recovered: RecoveredRow) {
        let expected = self.job.as_ref().and_then(|job| job.expected_asset.as_ref());
        self.held = recovered.held.map(|secret| {
            let proof = match recovered.proof {
                None => Proof::NotAsked,
                Some(Proven::Yes(at)) => Proof::Proven { at },
                Some(Proven::No(kind)) => Proof::Failed(kind),
                Some(Proven::Unknown) => Proof::Unknown,
            };
            Box::new(HeldSecret {
                attempt: secret.attempt,
                place: secret.place,
                at: secret.at,
                asset_check: AssetCheck::of(expected, &secret.asset_id),
                asset_id: secret.asset_id,
                fingerprint: Fingerprint::of(&secret.device_key, &secret.device_secret),
                device_secret: secret.device_secret,
                is_kept: true,
                handed_over: recovered.handed_over,
                proof,
            })
        });
        match recovered.state {
            RecoveredState::Untouched => {}
            RecoveredState::Activated => self.state = RowState::Activated,
            RecoveredState::LoggedIn(at) => self.state = RowState::LoggedIn { at },
            RecoveredState::Failed(kind, at) => {
                self.state = RowState::Failed(RowFailure { kind, at, details: None });
            }
            RecoveredState::Uncertain => self.state = RowState::Uncertain(Doubt::PageGone),
        }
    }
}
