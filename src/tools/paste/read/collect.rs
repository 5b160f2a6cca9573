//! Keeps what was found with what it belongs to.

mod take;

use super::record::add;
use super::value::Writing;
use super::{Note, Origin, Pasted, PastedField, Record, SkipReason, Skipped};

/// What was found so far.
#[derive(Default)]
pub(crate) struct Collector {
    /// What the lines bring at the moment.
    current: Record,
    /// What earlier lines brought.
    blocks: Vec<Record>,
    /// Rows of tables, objects of JSON.
    rows: Vec<Record>,
    notes: Vec<Note>,
    skipped: Vec<Skipped>,
    taken: usize,
}

/// A value and all that is known about how it stood there.
#[derive(Clone)]
pub(crate) struct Raw<'a> {
    pub(super) value: &'a str,
    pub(super) writing: Writing,
    pub(super) origin: Origin,
    /// What was noticed on the way to it.
    pub(super) notes: Vec<Note>,
}

impl Collector {
    /// Everything, when the text is at its end.
    pub(crate) fn finish(mut self) -> Pasted {
        self.end_block();
        // What stands beside the only row of a table is of the same device.
        if let ([row], [block]) = (self.rows.as_slice(), self.blocks.as_slice())
            && !row.overlaps(block)
            && !block.is_half()
            && !row.is_half()
        {
            self.current = self.rows.pop().unwrap_or_default();
            let block = self.blocks.pop().unwrap_or_default();
            self.merge(block);
            self.blocks.push(std::mem::take(&mut self.current));
        }
        let product = match self.blocks.as_slice() {
            [only] if !only.has_device() && !self.rows.is_empty() => self.blocks.pop(),
            _ => None,
        };
        let mut found = self.blocks;
        for mut row in self.rows {
            if let Some(product) = &product {
                row.complete_from(product);
            }
            found.push(row);
        }
        let mut secrets = Vec::new();
        for record in &mut found {
            if let Some((line, why)) = record.settle_serial_number() {
                push(&mut self.skipped, line, why);
            }
            let own = [&record.product_secret, &record.device_secret, &record.some_secret];
            secrets.extend(own.into_iter().flatten().map(|finding| finding.value.clone()));
        }
        for record in &mut found {
            for slot in record.take_out_secrets(&secrets) {
                push(&mut self.skipped, None, SkipReason::NotAlone(slot));
            }
        }
        let mut records: Vec<Record> = Vec::new();
        let mut left_out = 0;
        for record in found {
            let is_known = records.iter().any(|known| is_same(known, &record));
            if is_known || (record.is_empty() && record.refused.is_empty()) {
                continue;
            }
            if records.len() < Pasted::LIMIT {
                records.push(record);
            } else {
                left_out += 1;
            }
        }
        // A record without a value matters only where it is the only one.
        if records.iter().any(|record| !record.is_empty()) && records.len() > 1 {
            records.retain(|record| !record.is_empty());
        }
        Pasted { records, left_out, notes: self.notes, skipped: self.skipped }
    }

    /// Something about the whole text.
    pub(crate) fn note(&mut self, note: Note) {
        add(&mut self.notes, note);
    }

    /// Something that could not be used.
    pub(crate) fn skipped(&mut self, line: Option<usize>, why: SkipReason) {
        if let SkipReason::Refused(slot, _)
        | SkipReason::CutOff(slot)
        | SkipReason::Rounded(slot)
        | SkipReason::NotAlone(slot) = &why
            && !self.current.refused.contains(slot)
        {
            self.current.refused.push(*slot);
        }
        if why == SkipReason::GatewayAddress {
            self.current.refused.push(PastedField::Gateway);
        }
        push(&mut self.skipped, line, why);
    }

    /// How often something was taken or reported, by which a caller sees whether a piece was of use.
    pub(crate) const fn taken(&self) -> usize {
        self.taken
    }

    /// How many pieces were reported.
    pub(crate) fn reported(&self) -> usize {
        self.skipped.len()
    }

    /// What follows belongs together, and to nothing else: a row of a table.
    pub(crate) fn row(&mut self, read: impl FnOnce(&mut Self)) {
        let mut row = Self::default();
        read(&mut row);
        self.join(row, true);
    }

    /// Whether a child found nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.current.is_empty() && self.blocks.is_empty() && self.rows.is_empty()
    }

    /// Whether the records of two children have nothing in common, and none has half of a pair.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let is_plain = |part: &Self| part.blocks.is_empty() && part.rows.is_empty() && !part.current.is_half();
        is_plain(self) && is_plain(other) && !self.current.overlaps(&other.current)
    }

    /// Takes over what a child has found, as a row of its own or as a part of what is being read.
    pub(crate) fn join(&mut self, mut child: Self, as_row: bool) {
        self.taken += child.taken;
        for note in child.notes {
            add(&mut self.notes, note);
        }
        for skipped in child.skipped {
            push(&mut self.skipped, skipped.line, skipped.why);
        }
        self.rows.append(&mut child.blocks);
        self.rows.append(&mut child.rows);
        if as_row {
            if !child.current.is_empty() || !child.current.refused.is_empty() {
                self.rows.push(child.current);
            }
        } else {
            self.merge(child.current);
        }
    }

    /// Begins a new record where a value contradicts the one that is being read.
    fn begin_block_if(&mut self, is_other: impl FnOnce(&Record) -> bool) {
        if is_other(&self.current) {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let next = self.current.for_next_device();
        let block = std::mem::replace(&mut self.current, next);
        if !block.is_empty() || !block.refused.is_empty() {
            self.blocks.push(block);
        }
    }

    fn merge(&mut self, other: Record) {
        let is_empty = self.current.is_empty() && self.current.refused.is_empty();
        if is_empty {
            self.current = other;
        } else if self.current.overlaps(&other) {
            let before = std::mem::replace(&mut self.current, other);
            self.blocks.push(before);
        } else {
            let mut whole = other;
            let before = std::mem::take(&mut self.current);
            whole.product_key = whole.product_key.or(before.product_key);
            whole.device_key = whole.device_key.or(before.device_key);
            whole.client_id = whole.client_id.or(before.client_id);
            whole.product_secret = whole.product_secret.or(before.product_secret);
            whole.device_secret = whole.device_secret.or(before.device_secret);
            whole.some_secret = whole.some_secret.or(before.some_secret);
            whole.gateway = whole.gateway.or(before.gateway);
            whole.mode = whole.mode.or(before.mode);
            whole.serial_number = whole.serial_number.or(before.serial_number);
            whole.refused.extend(before.refused);
            self.current = whole;
        }
    }
}

/// Whether two records have the same values, wherever they stood.
fn is_same(one: &Record, other: &Record) -> bool {
    let names = [PastedField::ProductKey, PastedField::DeviceKey, PastedField::ClientId, PastedField::Gateway];
    let secrets = [PastedField::ProductSecret, PastedField::DeviceSecret, PastedField::UnlabelledSecret];
    let name = |record: &Record, slot| record.name(slot).map(|finding| finding.value.clone());
    let secret = |record: &Record, slot| record.secret(slot).map(|finding| finding.value.clone());
    names.into_iter().all(|slot| name(one, slot) == name(other, slot))
        && secrets.into_iter().all(|slot| secret(one, slot) == secret(other, slot))
}

fn push(skipped: &mut Vec<Skipped>, line: Option<usize>, why: SkipReason) {
    if skipped.len() + 1 < Skipped::LIMIT {
        skipped.push(Skipped { line, why });
    } else if skipped.len() < Skipped::LIMIT {
        skipped.push(Skipped { line: None, why: SkipReason::More });
    }
}
