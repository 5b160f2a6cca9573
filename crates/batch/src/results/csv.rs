//! The list with its results as CSV (RFC 4180), made for spreadsheets: in UTF-8 with a byte order mark, each cell in quotation marks,
//! lines end in CR LF.
//!
//! What a spreadsheet would compute or change gets one apostrophe in front ([`needs_apostrophe`]). Whoever reads the file takes it off,
//! as [`List::read`] does, and has every value as it was.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use foreign_text::{CellKind, needs_apostrophe};
use zeroize::Zeroizing;

use super::{HEADS, SECRET_HEAD, Words, is_own_column, status_word};
use crate::columns::{Mapping, columns};
use crate::list::{Cell, List, ListRow};
use crate::run::{Batch, HeldSecret, Row, RowState};

/// Whether secrets are written: those that have arrived, and those in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrets {
    /// They are not. Cells of the list that may hold one are left empty.
    #[default]
    LeftOut,
    /// They are. The file's name has to say so.
    Included,
}

/// The whole file. It is wiped when it is dropped.
#[must_use]
pub fn write(
    list: &List,
    mapping: &Mapping,
    batch: &Batch,
    words: &impl Words,
    secrets: Secrets,
) -> Zeroizing<Vec<u8>> {
    let columns = columns(list);
    let width = list.width();
    // Results of an earlier batch make way for those of this one.
    let own: Vec<bool> = (0..width).map(|column| is_own_column(list, column)).collect();
    let is_secret = |column: usize| {
        let by_look = columns.get(column).is_some_and(|column| column.is_secret);
        let is_label = mapping.label == Some(column);
        match mapping.meaning(column) {
            Some(meaning) => meaning.is_secret(),
            None => by_look && !is_label,
        }
    };
    let hides = (0..width).map(|column| secrets == Secrets::LeftOut && is_secret(column)).collect();
    let layout = Columns { own, hides };
    let file = Writer::new(list.rows.len());
    // Writing to memory does not fail.
    file.write(list, &layout, batch, words, secrets).unwrap_or_default()
}

/// What becomes of each column of the list.
struct Columns {
    own: Vec<bool>,
    hides: Vec<bool>,
}

struct Writer(csv::Writer<Vec<u8>>);

impl Writer {
    fn new(rows: usize) -> Self {
        let mut file = Vec::with_capacity(rows.saturating_mul(256).saturating_add(1024));
        file.extend_from_slice("\u{feff}".as_bytes());
        Self(WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(file))
    }

    fn write(
        mut self,
        list: &List,
        layout: &Columns,
        batch: &Batch,
        words: &impl Words,
        secrets: Secrets,
    ) -> csv::Result<Zeroizing<Vec<u8>>> {
        self.input(list.head.as_ref(), layout, false)?;
        for head in HEADS.into_iter().chain((secrets == Secrets::Included).then_some(SECRET_HEAD)) {
            self.cell(head, CellKind::Prose)?;
        }
        self.end_row()?;
        for (row, result) in list.rows.iter().zip(batch.rows()) {
            self.input(Some(row), layout, true)?;
            self.results(result, words, secrets)?;
            self.end_row()?;
        }
        let file = self.0.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok(Zeroizing::new(file))
    }

    /// The cells of the list, each in its column, untouched.
    fn input(&mut self, row: Option<&ListRow>, layout: &Columns, may_hide: bool) -> csv::Result<()> {
        for (column, (is_own, hides)) in layout.own.iter().zip(&layout.hides).enumerate() {
            if *is_own {
                continue;
            }
            let text = row.and_then(|row| row.cells.get(column)).map_or("", Cell::as_str);
            self.cell(if may_hide && *hides { "" } else { text }, CellKind::Name)?;
        }
        Ok(())
    }

    fn results(&mut self, row: &Row, words: &impl Words, secrets: Secrets) -> csv::Result<()> {
        // A secret that is no longer valid, or not written down, is not written here.
        let held = row.secret();
        let time = match (&row.state, held) {
            (RowState::Activated, Some(held)) => Some(held.at),
            (RowState::LoggedIn { at }, _) => Some(*at),
            (RowState::Failed(failure), _) => Some(failure.at),
            (
                RowState::Activated
                | RowState::Ready
                | RowState::Invalid(_)
                | RowState::Skipped(_)
                | RowState::Running(_)
                | RowState::Uncertain(_),
                _,
            ) => None,
        };
        let code = match &row.state {
            RowState::Failed(failure) => failure.kind.code(),
            RowState::Ready
            | RowState::Invalid(_)
            | RowState::Skipped(_)
            | RowState::Running(_)
            | RowState::Activated
            | RowState::LoggedIn { .. }
            | RowState::Uncertain(_) => String::new(),
        };
        let asset = held.and_then(|held| held.asset_id.named()).map_or("", |asset| asset.as_received());
        let fingerprint = held.map(|held| held.fingerprint.to_string()).unwrap_or_default();
        let how = held.and_then(|held| held.handed_over).map_or("", |(how, _)| how.word());
        self.cell(status_word(row.kind()), CellKind::Prose)?;
        self.cell(&words.reason(row), CellKind::Prose)?;
        self.cell(&code, CellKind::Prose)?;
        self.cell(asset, CellKind::Name)?;
        self.cell(&fingerprint, CellKind::Name)?;
        self.cell(&time.map(|at| words.utc(at)).unwrap_or_default(), CellKind::Prose)?;
        self.cell(&time.map(|at| words.local(at)).unwrap_or_default(), CellKind::Prose)?;
        self.cell(how, CellKind::Prose)?;
        match secrets {
            Secrets::LeftOut => Ok(()),
            Secrets::Included => self.cell(held.map_or("", HeldSecret::expose_secret), CellKind::Name),
        }
    }

    fn cell(&mut self, text: &str, kind: CellKind) -> csv::Result<()> {
        if needs_apostrophe(text, kind) {
            let mut guarded = Zeroizing::new(String::with_capacity(text.len() + 1));
            guarded.push('\'');
            guarded.push_str(text);
            self.0.write_field(guarded.as_bytes())
        } else {
            self.0.write_field(text)
        }
    }

    /// An empty iterator ends the record.
    fn end_row(&mut self) -> csv::Result<()> {
        self.0.write_record(None::<&[u8]>)
    }
}

impl HeldSecret {
    fn expose_secret(&self) -> &str {
        self.device_secret.expose()
    }
}
