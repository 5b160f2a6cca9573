//! From text to rows of cells.

use csv::{ReaderBuilder, StringRecord};

use super::{Cell, CellSource, Delimiter, ListError, ListRow};

/// The rows of a text. Rows without any text are left out, but counted.
pub(crate) fn rows(text: &str, delimiter: Delimiter, most: usize) -> Result<Vec<ListRow>, ListError> {
    let mut rows = Vec::new();
    let mut records = Records::new(text, delimiter);
    while rows.len() < most {
        let Some((number, record)) = records.next_record() else { break };
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = record.iter().map(|cell| Cell::new(cell, CellSource::List)).collect();
            rows.push(ListRow { number, cells });
        }
    }
    records.unclosed.map_or(Ok(rows), |row| Err(ListError::UnclosedQuote { row }))
}

struct Records<'a> {
    reader: csv::Reader<&'a [u8]>,
    text: &'a str,
    record: StringRecord,
    /// The number of the last row, as a spreadsheet counts.
    number: u32,
    ends_in_cr: bool,
    /// The last row, where its quotation mark is not closed.
    unclosed: Option<u32>,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: Delimiter) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter.byte())
            .has_headers(false)
            .flexible(true)
            // Read at once, so that a buffer with secrets is not moved.
            .buffer_capacity(text.len().clamp(1, 1 << 16))
            .from_reader(text.as_bytes());
        Self { reader, text, record: StringRecord::new(), number: 0, ends_in_cr: false, unclosed: None }
    }

    fn next_record(&mut self) -> Option<(u32, &StringRecord)> {
        let begin = self.reader.position().byte();
        if !self.reader.read_record(&mut self.record).ok()? {
            return None;
        }
        let end = self.reader.position().byte();
        let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
        let raw = self.text.get(place(begin)..place(end)).unwrap_or_default();
        // The other half of the line break before.
        let raw = raw.strip_prefix('\n').filter(|_| self.ends_in_cr).unwrap_or(raw);
        let body = raw.trim_start_matches(['\r', '\n']);
        let blank = raw.get(..raw.len() - body.len()).unwrap_or_default();
        self.number = self.number.saturating_add(line_breaks(blank)).saturating_add(1);
        self.ends_in_cr = raw.ends_with('\r');
        let is_last = place(end) >= self.text.len();
        let quotes = body.bytes().filter(|byte| *byte == b'"').count();
        if is_last && quotes % 2 == 1 && line_breaks(body.trim_end()) > 0 {
            self.unclosed = Some(self.number);
        }
        Some((self.number, &self.record))
    }
}

fn line_breaks(text: &str) -> u32 {
    let pairs = text.matches("\r\n").count();
    let single = text.bytes().filter(|byte| matches!(byte, b'\r' | b'\n')).count() - 2 * pairs;
    u32::try_from(pairs + single).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, Vec<String>)> {
        let rows = rows(text, Delimiter::Comma, usize::MAX).unwrap();
        rows.into_iter()
            .map(|row| (row.number, row.cells.iter().map(|cell| cell.as_str().to_owned()).collect()))
            .collect()
    }

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn numbers_rows_as_a_spreadsheet_does_whatever_ends_a_line() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,\"d", "e\"", ",", "", "", "f,g", ""].join(end);
            let broken = ["d", end, "e"].concat();
            let expected = vec![(1, cells(&["a", "b"])), (3, cells(&["c", &broken])), (7, cells(&["f", "g"]))];
            assert_eq!(read(&text), expected, "{end:?}");
        }
    }

    #[test]
    fn says_where_a_quotation_mark_is_left_open() {
        let text = "a,b\nc,\"d\ne,f\ng,h\n";
        assert_eq!(rows(text, Delimiter::Comma, 99), Err(ListError::UnclosedQuote { row: 2 }));
        assert_eq!(read("1\" pipe,a\n2\" pipe,b"), [(1, cells(&["1\" pipe", "a"])), (2, cells(&["2\" pipe", "b"]))]);
    }
}
