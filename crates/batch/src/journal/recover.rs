//! What a journal says about each row after a crash.

use activation::AttemptId;
use std::collections::BTreeMap;

use enos::Timestamp;

use super::{End, HandOver, Purpose, Record, SecretRecord};
use crate::failure::FailureKind;
use crate::plan::RowId;

/// What is known of one row.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecoveredRow {
    pub(crate) state: RecoveredState,
    /// The newest secret that has arrived.
    pub(crate) held: Option<Box<SecretRecord>>,
    pub(crate) handed_over: Option<(HandOver, Timestamp)>,
    pub(crate) proof: Option<Proven>,
    /// The times between which connection requests were made, in milliseconds since 1970.
    pub(crate) requests: Vec<(u64, u64)>,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecoveredState {
    /// EnOS was not asked, as far as the journal knows.
    #[default]
    Untouched,
    /// Its secret is there.
    Activated,
    /// EnOS accepted the login.
    LoggedIn(Timestamp),
    /// It failed.
    Failed(FailureKind, Timestamp),
    /// CONNECT may have been sent, and nobody knows what became of it.
    Uncertain,
}

/// What became of the proof of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proven {
    Yes(Timestamp),
    No(FailureKind),
    Unknown,
}

/// One attempt, as far as the journal knows it.
struct Attempt {
    row: RowId,
    purpose: Purpose,
    begun: Timestamp,
    end: Option<(End, Timestamp)>,
    secret: Option<Box<SecretRecord>>,
}

/// Folds records, in any order, into what is known of each row; and the number of the next attempt. CONNECT leaves within so many
/// milliseconds of an intent.
pub(crate) fn fold(
    records: impl IntoIterator<Item = Record>,
    sends_within: u64,
) -> (BTreeMap<RowId, RecoveredRow>, AttemptId) {
    let mut attempts: BTreeMap<AttemptId, Attempt> = BTreeMap::new();
    let mut rows: BTreeMap<RowId, RecoveredRow> = BTreeMap::new();
    for record in records {
        let row = rows.entry(record.row()).or_default();
        match record {
            Record::Intent(intent) => {
                let attempt = attempts.entry(intent.attempt).or_insert_with(|| Attempt::new(intent.row, intent.at));
                (attempt.purpose, attempt.begun) = (intent.purpose, attempt.begun.min(intent.at));
            }
            Record::Secret(secret) => {
                let attempt = attempts.entry(secret.attempt).or_insert_with(|| Attempt::new(secret.row, secret.at));
                if attempt.secret.as_ref().is_none_or(|known| known.place <= secret.place) {
                    attempt.secret = Some(secret);
                }
            }
            Record::End(end) => {
                let attempt = attempts.entry(end.attempt).or_insert_with(|| Attempt::new(end.row, end.at));
                attempt.end = Some((end.end, end.at));
            }
            Record::HandOver(hand_over) => row.handed_over = Some((hand_over.how, hand_over.at)),
        }
    }
    let next = attempts.last_key_value().map_or(AttemptId::new(0), |(last, _)| last.next());
    // The earliest first, so that what later ones say comes last.
    for attempt in attempts.into_values() {
        if let Some(row) = rows.get_mut(&attempt.row) {
            attempt.tell(row, sends_within);
        }
    }
    (rows, next)
}

impl Attempt {
    /// One of which only a later record is known. Of an activation most has to be feared.
    const fn new(row: RowId, begun: Timestamp) -> Self {
        Self { row, purpose: Purpose::Activate, begun, end: None, secret: None }
    }

    fn tell(self, row: &mut RecoveredRow, sends_within: u64) {
        let is_sent = !matches!(self.end, Some((End::NotSent, _)));
        if is_sent {
            row.requests.push(self.request(sends_within));
        }
        if let Some(secret) = self.secret {
            // What was handed over before was another secret.
            row.handed_over = row.handed_over.filter(|(_, at)| *at >= secret.at);
            (row.held, row.proof, row.state) = (Some(secret), None, RecoveredState::Activated);
            return;
        }
        let end = self.end.map(|(end, _)| end);
        let at = self.end.map_or(self.begun, |(_, at)| at);
        match (self.purpose, end) {
            (_, Some(End::NotSent)) => {}
            (Purpose::Verify, Some(End::LoggedIn)) => row.proof = Some(Proven::Yes(at)),
            (Purpose::Verify, Some(End::Failed(kind))) => row.proof = Some(Proven::No(kind)),
            (Purpose::Verify, Some(End::Unknown) | None) => row.proof = Some(Proven::Unknown),
            (Purpose::Activate | Purpose::LogIn, Some(End::LoggedIn)) => row.state = RecoveredState::LoggedIn(at),
            (Purpose::Activate | Purpose::LogIn, Some(End::Failed(kind))) => {
                row.state = RecoveredState::Failed(kind, at);
            }
            (Purpose::Activate | Purpose::LogIn, Some(End::Unknown) | None) => row.state = RecoveredState::Uncertain,
        }
    }

    /// CONNECT leaves once the connection is open, and before whatever came of it.
    fn request(&self, sends_within: u64) -> (u64, u64) {
        let begun = self.begun.as_millis();
        let answered = self.end.map(|(_, at)| at).into_iter().chain(self.secret.as_ref().map(|secret| secret.at)).min();
        let latest = begun.saturating_add(sends_within);
        (begun, answered.map_or(latest, |at| latest.min(at.as_millis().max(begun))))
    }
}
