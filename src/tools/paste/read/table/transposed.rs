//! Tables that lie on their side: the names in the first column, and a device in each of the others.

use super::{Collector, Delimiter, Meaning, PastedField, Source, cells, column, is_rule, take};

/// Reads the table that begins at this line, and gives back the line behind it.
///
/// A third column may as well hold remarks. It is that of another device only where every device has its own secret in a row that is
/// named so, and where all cells fit.
pub(super) fn read(lines: &[&str], at: usize, collector: &mut Collector) -> Option<usize> {
    let delimiters = [Delimiter::Bars, Delimiter::Csv(b'\t'), Delimiter::Csv(b','), Delimiter::Csv(b';')];
    delimiters.into_iter().find_map(|delimiter| {
        let (rows, behind) = rows(lines, at, delimiter)?;
        is_certain(&rows).then(|| {
            let width = rows.first().map_or(0, |row| row.cells.len());
            for place in 1..width {
                collector.row(|device| {
                    for row in &rows {
                        let cell = row.cells.get(place).filter(|cell| !cell.trim().is_empty());
                        if let (Some(meaning), Some(cell)) = (row.meaning, cell) {
                            take(meaning, cell, row.number, false, Source::Name, device);
                        }
                    }
                });
            }
            behind
        })
    })
}

struct Row {
    /// What its first cell names.
    meaning: Option<Meaning>,
    /// All its cells, with the first.
    cells: Vec<String>,
    number: usize,
}

/// The rows up to the first empty line, all of one length.
fn rows(lines: &[&str], at: usize, delimiter: Delimiter) -> Option<(Vec<Row>, usize)> {
    let mut rows: Vec<Row> = Vec::new();
    let mut behind = at;
    for line in lines.get(at..)?.iter().take_while(|line| !line.trim().is_empty()) {
        behind += 1;
        if is_rule(line) {
            continue;
        }
        let cells = cells(line, delimiter)?;
        let meaning = column(cells.first()?);
        let is_fitting = cells.len() > 2
            && rows.first().is_none_or(|first| first.cells.len() == cells.len())
            // Names elsewhere belong to a table that stands upright.
            && cells.iter().skip(1).all(|cell| column(cell).is_none());
        if !is_fitting {
            return None;
        }
        rows.push(Row { meaning, cells, number: behind });
    }
    Some((rows, behind))
}

/// Whether every column is that of a device: each has a key and a secret, no key holds a space or is a secret as well.
fn is_certain(rows: &[Row]) -> bool {
    let named = |wanted: &dyn Fn(PastedField) -> bool| {
        rows.iter()
            .filter(|row| matches!(row.meaning, Some(Meaning::PastedField(slot)) if wanted(slot)))
            .collect::<Vec<_>>()
    };
    let secrets = named(&|slot| slot == PastedField::DeviceSecret);
    let keys = named(&|slot| matches!(slot, PastedField::ProductKey | PastedField::DeviceKey));
    let devices = named(&|slot| slot == PastedField::DeviceKey);
    let values = |row: &Row| row.cells.iter().skip(1).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let is_full = |row: &&Row| values(row).iter().all(|cell| !cell.is_empty() && !cell.contains(char::is_whitespace));
    let ([secret], [device]) = (secrets.as_slice(), devices.as_slice()) else { return false };
    let hidden = values(secret);
    let is_apart = |row: &&Row| values(row).iter().all(|key| !hidden.contains(key));
    is_full(secret) && is_full(device) && keys.iter().all(is_full) && keys.iter().all(is_apart)
}
