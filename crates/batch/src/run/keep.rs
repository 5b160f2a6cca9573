//! What is written down, and what waits for it.

use activation::{Activated, AttemptId};

use super::batch::{Pause, Pending, Stage, Then};
use super::{AssetCheck, Batch, Effect, HeldSecret, KeepId, Proof, RowState};
use crate::journal::{End, EndRecord, HandOver, HandOverRecord, Record, SecretRecord};
use crate::plan::RowId;

impl Batch {
    pub(super) fn keep(&mut self, record: Record, then: Then, effects: &mut Vec<Effect>) {
        let id = self.next_keep;
        self.next_keep = KeepId(id.0.wrapping_add(1));
        effects.push(Effect::Keep(id, record.clone()));
        self.pending.insert(id, Pending { record, then });
    }

    pub(super) fn keep_end(&mut self, row: RowId, attempt: AttemptId, end: End, effects: &mut Vec<Effect>) {
        let at = self.timestamp();
        self.keep(Record::End(EndRecord { row, attempt, end, at }), Then::Nothing, effects);
    }

    pub(super) fn take_kept(&mut self, id: KeepId, effects: &mut Vec<Effect>) {
        let Some(Pending { record, then }) = self.pending.remove(&id) else { return };
        match then {
            Then::Begin(attempt) => self.begin(attempt, effects),
            Then::Acknowledge(attempt, secret) => {
                let Record::Secret(kept) = record else { return };
                let held = self.row_mut(kept.row).and_then(|row| row.held.as_mut());
                // A newer one is written down by a record of its own.
                if let Some(held) = held.filter(|held| (held.attempt, held.place) == (kept.attempt, kept.place)) {
                    held.is_kept = true;
                }
                effects.push(Effect::Acknowledge(attempt, secret));
            }
            Then::Nothing => {}
        }
    }

    /// Nothing begins, and nothing is acknowledged. Whoever goes on has it tried once more.
    pub(super) fn take_not_kept(&mut self, id: KeepId) {
        let Some(pending) = self.pending.remove(&id) else { return };
        match pending.then {
            Then::Begin(attempt) => {
                if let Some(attempt) = self.attempts.remove(&attempt) {
                    self.give_back(attempt.row, attempt.purpose);
                }
            }
            Then::Acknowledge(..) | Then::Nothing => self.not_kept.push(pending),
        }
        self.pause_for(Pause::NotKept);
    }

    pub(super) fn keep_once_more(&mut self, effects: &mut Vec<Effect>) {
        for Pending { record, then } in std::mem::take(&mut self.not_kept) {
            self.keep(record, then, effects);
        }
    }

    /// A secret is acknowledged to EnOS, and drawn, only once it is written down; and it is written down whatever else holds.
    pub(super) fn take_secret(&mut self, id: AttemptId, activated: Activated, effects: &mut Vec<Effect>) {
        self.note_sent(id);
        let Some(row_id) = self.rows_of_attempts.get(&id).copied() else { return };
        let at = self.timestamp();
        let known = self.row(row_id).and_then(|row| row.held.as_ref());
        let before = known.filter(|held| held.attempt == id).map_or(0, |held| held.place.saturating_add(1));
        let place = self.attempts.get_mut(&id).map_or(before, |attempt| {
            let place = attempt.secrets;
            attempt.secrets = place.saturating_add(1);
            place
        });
        let Some(row) = self.row_mut(row_id) else { return };
        let Some(job) = &row.job else { return };
        let record = SecretRecord {
            row: row_id,
            attempt: id,
            place,
            at,
            product_key: job.identity.product_key.clone(),
            device_key: job.identity.device_key.clone(),
            asset_id: activated.asset_id.clone(),
            device_secret: activated.device_secret.clone(),
        };
        // One of an attempt that was given up does not replace that of a later one.
        if row.held.as_ref().is_none_or(|held| held.attempt <= id) {
            row.held = Some(Box::new(HeldSecret {
                attempt: id,
                place,
                at,
                asset_check: AssetCheck::of(job.expected_asset.as_ref(), &activated.asset_id),
                asset_id: activated.asset_id,
                device_secret: activated.device_secret,
                fingerprint: activated.fingerprint,
                is_kept: false,
                handed_over: None,
                proof: Proof::NotAsked,
            }));
            let is_other_running = matches!(row.state, RowState::Running(running) if running != id);
            if !is_other_running {
                row.state = RowState::Activated;
            }
        }
        self.keep(Record::Secret(Box::new(record)), Then::Acknowledge(id, activated.id), effects);
    }

    pub(super) fn hand_over(&mut self, rows: &[RowId], how: HandOver, effects: &mut Vec<Effect>) {
        let at = self.timestamp();
        for row in rows {
            let Some(held) = self.row_mut(*row).and_then(|row| row.held.as_mut()) else { continue };
            held.handed_over = Some((how, at));
            self.keep(Record::HandOver(HandOverRecord { row: *row, how, at }), Then::Nothing, effects);
        }
    }

    /// Whether an attempt is under way for a row.
    pub(super) fn is_under_way(&self, row: RowId) -> bool {
        self.attempts.values().any(|attempt| attempt.row == row)
    }

    /// Whether an intent is being written down.
    pub(super) fn is_writing_an_intent(&self) -> bool {
        self.attempts.values().any(|attempt| attempt.stage == Stage::WritingIntent)
    }
}

impl HeldSecret {
    pub(super) fn wait_for_proof(&mut self) {
        match self.proof {
            Proof::NotAsked | Proof::Failed(_) | Proof::Unknown => self.proof = Proof::Waiting,
            Proof::Waiting | Proof::Running(_) | Proof::Proven { .. } => {}
        }
    }
}
