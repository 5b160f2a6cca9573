//! One row, from cells to a job.

use enos::{AuthMode, ClientId, DeviceKey, Identity, IdentityError, IdentityFault, ProductKey, Secret, SecureMode};
use foreign_text::{ForeignText, first_hidden};

use super::{DeviceStatus, Job, Problem, Rounding, SkipReason, Verdict, Warning};
use crate::columns::{ClientIdSource, Form, LongNumbers, Mapping, Meaning};
use crate::list::{Cell, Layout, List};
use crate::results::says_done;

/// What is made of one row, without a look at the others.
pub(crate) fn row(list: &List, mapping: &Mapping, form: &Form, row: usize) -> (Verdict, Vec<Warning>) {
    let mut check = Check { list, mapping, form, row, problems: Vec::new(), warnings: Vec::new() };
    check.count_cells();
    let job = check.job();
    let status = check.cell(Meaning::Status).and_then(|cell| DeviceStatus::parse(cell.trimmed()));
    let skipped = check.skipped(status);
    let Check { problems, mut warnings, .. } = check;
    if status == Some(DeviceStatus::Disabled) {
        warnings.push(Warning::Disabled);
    }
    if form.mode == SecureMode::Static && status == Some(DeviceStatus::Online) {
        warnings.push(Warning::TakesOver);
    }
    let verdict = match (skipped, job) {
        (Some(reason), job) => Verdict::Skipped(reason, job.map(Box::new)),
        (None, Some(job)) if problems.is_empty() => Verdict::Ready(Box::new(job)),
        (None, _) => Verdict::Invalid(problems),
    };
    (verdict, warnings)
}

struct Check<'a> {
    list: &'a List,
    mapping: &'a Mapping,
    form: &'a Form,
    row: usize,
    problems: Vec<Problem>,
    warnings: Vec<Warning>,
}

impl<'a> Check<'a> {
    fn cell(&self, meaning: Meaning) -> Option<&'a Cell> {
        let cell = self.list.cell(self.row, self.mapping.column(meaning)?)?;
        (!cell.trimmed().is_empty()).then_some(cell)
    }

    fn count_cells(&mut self) {
        let columns = self.list.width();
        let Some(row) = self.list.rows.get(self.row) else { return };
        let filled = row.cells.iter().rposition(|cell| !cell.trimmed().is_empty()).map_or(0, |last| last + 1);
        if filled > columns {
            self.problems.push(Problem::TooManyCells { cells: filled, columns });
        } else if row.cells.len() < columns {
            self.warnings.push(Warning::TooFewCells { cells: row.cells.len(), columns });
        }
    }

    fn skipped(&self, status: Option<DeviceStatus>) -> Option<SkipReason> {
        let is_dynamic = self.form.mode == SecureMode::Dynamic;
        if self.list.layout == Layout::Results && says_done(self.list, self.row) {
            return Some(SkipReason::Done);
        }
        match status {
            Some(DeviceStatus::Online) if is_dynamic => Some(SkipReason::Online),
            Some(DeviceStatus::Offline) if is_dynamic => Some(SkipReason::Offline),
            Some(_) | None => None,
        }
    }

    fn job(&mut self) -> Option<Job> {
        let product_key = self.product_key();
        let device_key = self.device_key();
        let client_id = self.client_id(device_key.as_ref());
        let mode = match self.form.mode {
            SecureMode::Static => {
                self.secret(Meaning::DeviceSecret).map(|device_secret| AuthMode::Static { device_secret })
            }
            SecureMode::Dynamic => {
                self.product_secret(product_key.as_ref()).map(|product_secret| AuthMode::Dynamic { product_secret })
            }
        };
        let asset = self.cell(Meaning::AssetId);
        if let Some(asset) = asset {
            self.look_for_rounding(Meaning::AssetId, asset);
        }
        let expected_asset = asset.map(|cell| ForeignText::new(cell.trimmed()));
        let identity = Identity { client_id: client_id?, device_key: device_key?, product_key: product_key? };
        Some(Job { identity, mode: mode?, expected_asset })
    }

    fn product_key(&mut self) -> Option<ProductKey> {
        let Some(cell) = self.cell(Meaning::ProductKey) else {
            if self.form.product_key.is_none() {
                self.problems.push(Problem::Empty(Meaning::ProductKey));
            }
            return self.form.product_key.clone();
        };
        let key = self.name(Meaning::ProductKey, cell, ProductKey::parse)?;
        self.note_unusual(Meaning::ProductKey, key.unusual_character());
        Some(key)
    }

    fn device_key(&mut self) -> Option<DeviceKey> {
        let Some(cell) = self.cell(Meaning::DeviceKey) else {
            self.problems.push(Problem::Empty(Meaning::DeviceKey));
            return None;
        };
        let key = self.name(Meaning::DeviceKey, cell, DeviceKey::parse)?;
        self.note_unusual(Meaning::DeviceKey, key.unusual_character());
        let length = key.as_str().chars().count();
        if !(4..=64).contains(&length) {
            self.warnings.push(Warning::BeyondConsole { length });
        }
        Some(key)
    }

    fn client_id(&mut self, device_key: Option<&DeviceKey>) -> Option<ClientId> {
        let column = self.cell(Meaning::ClientId).filter(|_| self.form.client_id == ClientIdSource::Column);
        if let Some(cell) = column {
            return self.name(Meaning::ClientId, cell, ClientId::parse);
        }
        match ClientId::parse(device_key?.as_str()) {
            Ok(client_id) => Some(client_id),
            Err(IdentityError { fault: IdentityFault::TooLong { length, .. }, .. }) => {
                self.problems.push(Problem::KeyTooLongForClientId { length });
                None
            }
            Err(error) => {
                self.problems.push(Problem::Name(error));
                None
            }
        }
    }

    /// A name without the white space around it, which no name has.
    fn name<T>(
        &mut self,
        meaning: Meaning,
        cell: &Cell,
        parse: impl FnOnce(&str) -> Result<T, IdentityError>,
    ) -> Option<T> {
        let text = cell.trimmed();
        self.look_for_rounding(meaning, cell);
        let hidden = text.chars().zip(1..).find(|(character, _)| foreign_text::hidden(*character).is_some());
        if let (Some((character, position)), true) = (hidden, first_hidden(text).is_some()) {
            self.problems.push(Problem::HiddenCharacter { meaning, position, character });
            return None;
        }
        parse(text).map_err(|error| self.problems.push(Problem::Name(error))).ok()
    }

    fn product_secret(&mut self, product_key: Option<&ProductKey>) -> Option<Secret> {
        if self.cell(Meaning::ProductSecret).is_some() {
            return self.secret(Meaning::ProductSecret);
        }
        let product_key = product_key?;
        let secret = self.form.product_secret(product_key).cloned();
        if secret.is_none() {
            let problem = match self.mapping.column(Meaning::ProductSecret) {
                Some(_) => Problem::Empty(Meaning::ProductSecret),
                None => Problem::NoSecretFor(product_key.clone()),
            };
            self.problems.push(problem);
        }
        secret
    }

    /// A secret as it stands: white space may belong to it.
    fn secret(&mut self, meaning: Meaning) -> Option<Secret> {
        let Some(cell) = self.cell(meaning) else {
            self.problems.push(Problem::Empty(meaning));
            return None;
        };
        self.look_for_rounding(meaning, cell);
        match Secret::parse(cell.as_str()) {
            Ok(secret) => {
                if secret.has_outer_space() {
                    self.warnings.push(Warning::OuterSpace(meaning));
                }
                Some(secret)
            }
            Err(error) => {
                self.problems.push(Problem::Secret(meaning, error));
                None
            }
        }
    }

    fn look_for_rounding(&mut self, meaning: Meaning, cell: &Cell) {
        match (Rounding::of(cell), self.form.long_numbers) {
            (Some(Rounding::Long { .. }), LongNumbers::Keep) | (None, _) => {}
            (Some(rounding), LongNumbers::Refuse | LongNumbers::Keep) => {
                self.problems.push(Problem::Rounded(meaning, rounding));
            }
        }
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if cell.trimmed().strip_suffix(".0").is_some_and(is_number) {
            self.warnings.push(Warning::PointZero(meaning));
        }
    }

    fn note_unusual(&mut self, meaning: Meaning, character: Option<char>) {
        self.warnings.extend(character.map(|character| Warning::UnusualCharacter { meaning, character }));
    }
}
