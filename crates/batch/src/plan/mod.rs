//! The plan: what becomes of each device of a list, before the first packet.

mod check;
mod problem;
mod rounding;
mod status;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use enos::{AuthMode, Identity, ProductKey, SecureMode};
use foreign_text::ForeignText;

pub use problem::{Problem, SkipReason, Warning};
pub use rounding::Rounding;
pub use status::DeviceStatus;

use crate::columns::{Form, Mapping};
use crate::list::List;
use crate::pacing::Pacing;

/// Which device of the list: its place among the rows, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub u32);

/// All devices of a list, and what is to be done with them.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The devices, in the order of the list. The place of each is its [`RowId`].
    pub rows: Vec<PlannedRow>,
    /// Whether they are activated, or log in with a secret of their own.
    pub mode: SecureMode,
}

/// One device, and what is to be done with it.
#[derive(Clone, Debug)]
pub struct PlannedRow {
    /// The number of its row, as a spreadsheet counts.
    pub number: u32,
    /// What is to be done.
    pub verdict: Verdict,
    /// What is worth a second look.
    pub warnings: Vec<Warning>,
    /// What stands on the device, where a column says so: to be shown beside the key.
    pub label: Option<ForeignText>,
}

/// What is to be done with a device.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It can begin.
    Ready(Box<Job>),
    /// Nothing, before somebody has changed its row. Never empty.
    Invalid(Vec<Problem>),
    /// Nothing; and what could be done if somebody wants it all the same.
    Skipped(SkipReason, Option<Box<Job>>),
}

/// How a device logs in, and what is expected of it.
#[derive(Clone, Debug)]
pub struct Job {
    /// The device.
    pub identity: Identity,
    /// Its mode, and the secret for it.
    pub mode: AuthMode,
    /// The asset that it is to have, where the list names one.
    pub expected_asset: Option<ForeignText>,
}

/// How many devices there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanCounts {
    /// Those that can begin.
    pub ready: usize,
    /// Those with a problem, the rounded ones included.
    pub invalid: usize,
    /// Those of the invalid ones that a spreadsheet has rounded.
    pub rounded: usize,
    /// Those that are online, and skipped for it.
    pub online: usize,
    /// Those that are offline, and skipped for it.
    pub offline: usize,
    /// Those that stand in an earlier row, too.
    pub duplicates: usize,
    /// Those of which a list of results says that they are done.
    pub done: usize,
    /// Those that somebody has left out.
    pub left_out: usize,
    /// Those that can begin, and deserve a second look.
    pub warned: usize,
}

impl Plan {
    /// Looks at every device. [`Mapping::missing`] has to be empty for most of them to be ready, but need not be.
    #[must_use]
    pub fn check(list: &List, mapping: &Mapping, form: &Form) -> Self {
        let mut rows: Vec<PlannedRow> = Vec::with_capacity(list.rows.len());
        let mut first_rows: HashMap<(String, String), u32> = HashMap::new();
        for (place, row) in list.rows.iter().enumerate() {
            let (mut verdict, warnings) = check::row(list, mapping, form, place);
            if let Some(job) = verdict.job() {
                let identity = &job.identity;
                let keys = (identity.product_key.as_str().to_owned(), identity.device_key.as_str().to_owned());
                let first = *first_rows.entry(keys).or_insert(row.number);
                if first != row.number {
                    verdict = Verdict::Skipped(SkipReason::Duplicate { first }, None);
                }
            }
            let label = mapping.label.and_then(|column| list.cell(place, column));
            let label = label.map(|cell| ForeignText::new(cell.trimmed())).filter(|label| !label.is_empty());
            rows.push(PlannedRow { number: row.number, verdict, warnings, label });
        }
        warn_of_odd_lengths(&mut rows);
        Self { rows, mode: form.mode }
    }

    /// Leaves out a device that could begin, or takes it in again. A device that EnOS would refuse, by its status in the list, can be
    /// taken in, too: the list may be old. One that stands twice cannot.
    pub fn leave_out(&mut self, row: RowId, is_left_out: bool) {
        let Some(planned) = usize::try_from(row.0).ok().and_then(|place| self.rows.get_mut(place)) else { return };
        match (&mut planned.verdict, is_left_out) {
            (Verdict::Ready(job), true) => {
                planned.verdict = Verdict::Skipped(SkipReason::LeftOut, Some(job.clone()));
            }
            (Verdict::Skipped(_, Some(job)), false) => planned.verdict = Verdict::Ready(job.clone()),
            (Verdict::Ready(_) | Verdict::Invalid(_) | Verdict::Skipped(..), _) => {}
        }
    }

    /// How many there are of each kind.
    #[must_use]
    pub fn counts(&self) -> PlanCounts {
        let mut counts = PlanCounts::default();
        for row in &self.rows {
            match &row.verdict {
                Verdict::Ready(_) => {
                    counts.ready += 1;
                    counts.warned += usize::from(!row.warnings.is_empty());
                }
                Verdict::Invalid(problems) => {
                    counts.invalid += 1;
                    let is_rounded = problems.iter().any(|problem| matches!(problem, Problem::Rounded(..)));
                    counts.rounded += usize::from(is_rounded);
                }
                Verdict::Skipped(SkipReason::Online, _) => counts.online += 1,
                Verdict::Skipped(SkipReason::Offline, _) => counts.offline += 1,
                Verdict::Skipped(SkipReason::Duplicate { .. }, _) => counts.duplicates += 1,
                Verdict::Skipped(SkipReason::Done, _) => counts.done += 1,
                Verdict::Skipped(SkipReason::LeftOut, _) => counts.left_out += 1,
            }
        }
        counts
    }

    /// The products of the devices that can begin, each once, with the number of their devices.
    #[must_use]
    pub fn products(&self) -> BTreeMap<ProductKey, usize> {
        let mut products = BTreeMap::new();
        let jobs = self.rows.iter().filter_map(|row| match &row.verdict {
            Verdict::Ready(job) => Some(job),
            Verdict::Invalid(_) | Verdict::Skipped(..) => None,
        });
        for job in jobs {
            *products.entry(job.identity.product_key.clone()).or_insert(0) += 1;
        }
        products
    }

    /// How long it will take at this pace if all goes well.
    #[must_use]
    pub fn takes(&self, pacing: Pacing) -> Duration {
        pacing.time_for(self.counts().ready, Pacing::TYPICAL_ATTEMPT)
    }
}

impl Verdict {
    /// What can be done, if there is something and no reason against it.
    #[must_use]
    pub const fn job(&self) -> Option<&Job> {
        match self {
            Self::Ready(job) => Some(job),
            Self::Invalid(_) | Self::Skipped(..) => None,
        }
    }
}

/// Where nine of ten keys have one length, the others are odd. Fewer than ten keys say nothing.
fn warn_of_odd_lengths(rows: &mut [PlannedRow]) {
    let length = |row: &PlannedRow| row.verdict.job().map(|job| job.identity.device_key.as_str().chars().count());
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for length in rows.iter().filter_map(length) {
        *lengths.entry(length).or_insert(0) += 1;
    }
    let all: usize = lengths.values().sum();
    let Some((usual, count)) = lengths.into_iter().max_by_key(|(_, count)| *count) else { return };
    if all < 10 || count * 10 < all * 9 {
        return;
    }
    for row in rows {
        if let Some(length) = length(row).filter(|length| *length != usual) {
            row.warnings.push(Warning::OddLength { length, usual });
        }
    }
}
