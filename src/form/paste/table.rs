//! Tables with a head: one column for each key.

use super::clean::Writing;
use super::collect::{Collector, Raw};
use super::names::{self, Meaning};
use super::{Origin, Source, Unclear};

/// The head of a table: what each column holds.
pub(super) struct Head {
    mark: char,
    columns: Vec<Option<Meaning>>,
}

impl Head {
    /// A line of which at least two cells are known names, and no cell has a value.
    pub(super) fn read(line: &str) -> Option<Self> {
        if line.contains(super::pieces::is_joint) {
            return None;
        }
        ['\t', ',', ';', '，'].into_iter().find_map(|mark| {
            let columns: Vec<_> = cells(line, mark).into_iter().map(names::lone_meaning).collect();
            let known = columns.iter().flatten().count();
            (known > 1).then_some(Self { mark, columns })
        })
    }

    /// Takes the cells of one row.
    pub(super) fn row(&self, row: &str, number: usize, collector: &mut Collector) {
        let line = Some(number);
        let cells = cells(row, self.mark);
        if cells.len() > self.columns.len() {
            collector.unread(line, Unclear::NoName);
        }
        for (meaning, value) in self.columns.iter().zip(cells) {
            let origin = Origin { source: Source::Column, line };
            // An empty cell is as good as none.
            if let (Some(meaning), false) = (meaning, value.trim().is_empty()) {
                collector.take(*meaning, &Raw { value, writing: Writing::Line, origin, notes: Vec::new() });
            }
        }
    }
}

/// Cuts at a mark that does not stand within quotation marks.
fn cells(line: &str, mark: char) -> Vec<&str> {
    let mut is_quoted = false;
    line.split(|character| {
        is_quoted ^= character == '"';
        character == mark && !is_quoted
    })
    .collect()
}
