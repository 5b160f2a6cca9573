//! Tables: with a head of names over the columns, or with a name and a value in each row.
//!
//! Commas, semicolons, tabs and bars are read by the `csv` crate, as RFC 4180 says. A row that does not fit its head is reported and
//! never guessed at.

use csv::{ByteRecord, ReaderBuilder, Trim};

use super::collect::{Collector, Raw};
use super::names;
use super::names::Meaning;
use super::value::Writing;
use super::{Note, Origin, PastedField, SkipReason, Source, Wiped, code, own};

mod transposed;

/// What stands between the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Delimiter {
    Csv(u8),
    /// `| a | b |`, as Markdown and databases draw tables.
    Bars,
    /// Two spaces or more.
    Spaces,
    /// A comma of Chinese writing.
    WideComma,
}

/// What the columns hold.
enum Layout {
    Columns(Vec<Option<Meaning>>),
    /// One column of names, and one of values.
    Pairs {
        name: usize,
        value: usize,
        width: usize,
    },
    /// It is not clear.
    SkipReason {
        width: usize,
    },
}

/// Reads the table that begins at this line, and gives back the line behind it. None where no table begins.
pub(crate) fn read(lines: &[&str], at: usize, collector: &mut Collector) -> Option<usize> {
    let line = lines.get(at)?;
    // A value of YAML that begins on the next line.
    if line.split_once(": ").is_some_and(|(_, mark)| code::is_block_mark(mark.trim())) {
        return None;
    }
    if let Some(behind) = transposed::read(lines, at, collector) {
        return Some(behind);
    }
    let (delimiter, layout) = [
        Delimiter::Bars,
        Delimiter::Csv(b'\t'),
        Delimiter::Csv(b','),
        Delimiter::Csv(b';'),
        Delimiter::Csv(b'|'),
        Delimiter::WideComma,
        Delimiter::Spaces,
    ]
    .into_iter()
    .find_map(|delimiter| {
        let cells = cells(line, delimiter).filter(|cells| delimiter != Delimiter::Spaces || !is_item(cells))?;
        Some((delimiter, layout(&cells)?))
    })?;
    let mut table = Table { layout, collector, is_own: own::is_session_head(line), has_rows: false };
    if let Layout::SkipReason { .. } = table.layout {
        table.collector.skipped(Some(at + 1), SkipReason::Head);
    }
    Some(match delimiter {
        Delimiter::Csv(mark) => table.csv(lines, at + 1, mark),
        Delimiter::Bars | Delimiter::Spaces | Delimiter::WideComma => table.plain(lines, at + 1, delimiter),
    })
}

/// Reads rows that are cells already: of an HTML table.
pub(crate) fn read_rows(rows: &[Vec<Wiped>], line: usize, collector: &mut Collector) -> bool {
    let Some((head, rows)) = rows.split_first() else { return false };
    let Some(layout) = layout(&head.iter().map(|cell| cell.to_string()).collect::<Vec<_>>()) else { return false };
    let mut table = Table { layout, collector, is_own: false, has_rows: false };
    for row in rows {
        table.row(&row.iter().map(|cell| cell.as_str()).collect::<Vec<_>>(), line);
    }
    true
}

/// A row of a name and a value without a head: `| Product Key | ZTUTabcd |`, `productKey,pk1`.
pub(crate) fn pair(line: &str, number: usize, collector: &mut Collector) -> bool {
    let found = [
        Delimiter::Bars,
        Delimiter::Csv(b'\t'),
        Delimiter::Csv(b','),
        Delimiter::Csv(b';'),
        Delimiter::WideComma,
        Delimiter::Spaces,
    ]
    .into_iter()
    .find_map(|delimiter| {
        let cells = cells(line, delimiter)?;
        let [name, value] = cells.as_slice() else { return None };
        let meaning = names::meaning(name)?;
        let is_free = names::meaning(value).is_none() && !name.contains(crate::tools::paste::read::value::is_joint);
        // A sentence is no row.
        is_free.then(|| (meaning, Wiped::new(value.clone())))
    });
    let Some((meaning, value)) = found else { return false };
    take(meaning, &value, number, false, Source::Name, collector);
    true
}

/// Whether a line only draws a table: `|---|---|`, `+-----+`.
pub(crate) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let is_drawn = |character: char| {
        matches!(character, '|' | '-' | '+' | ':' | '=' | ' ' | '─' | '┼' | '│' | '├' | '┤' | '┬' | '┴')
    };
    line.len() > 2 && line.contains(['-', '=', '─']) && line.chars().all(is_drawn)
}

struct Table<'a> {
    layout: Layout,
    collector: &'a mut Collector,
    /// Whether this page wrote it, so that an apostrophe in front of a cell is a mark of its own.
    is_own: bool,
    has_rows: bool,
}

impl Table<'_> {
    /// Reads rows up to the first empty line.
    fn csv(&mut self, lines: &[&str], at: usize, mark: u8) -> usize {
        let rest = lines.get(at..).unwrap_or_default();
        let text = Wiped::new(rest.join("\n"));
        let mut reader = ReaderBuilder::new()
            .delimiter(mark)
            .has_headers(false)
            .flexible(true)
            .trim(Trim::None)
            .buffer_capacity(text.len().max(1))
            .from_reader(text.as_bytes());
        let mut record = ByteRecord::new();
        let mut begin = 0;
        let mut number = at;
        loop {
            let is_read = reader.read_byte_record(&mut record).unwrap_or(false);
            let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
            let raw = text.get(begin..end).unwrap_or_default();
            // The reader passes over empty lines, and here the table ends with one.
            if !is_read || raw.trim_end_matches('\n').starts_with('\n') || raw.trim().is_empty() {
                return number;
            }
            let height = raw.trim_end_matches('\n').matches('\n').count() + 1;
            if is_rule(raw) {
                number += height;
                begin = end;
                continue;
            }
            let cells: Option<Vec<&str>> = record.iter().map(|cell| std::str::from_utf8(cell).ok()).collect();
            match cells {
                Some(cells) if is_well_quoted(raw.trim_end_matches('\n'), char::from(mark)) => {
                    self.row(&cells, number + 1);
                }
                Some(_) | None => self.collector.skipped(Some(number + 1), SkipReason::RowQuotes),
            }
            number += height;
            begin = end;
        }
    }

    fn plain(&mut self, lines: &[&str], at: usize, delimiter: Delimiter) -> usize {
        let mut number = at;
        for line in lines.get(at..).unwrap_or_default() {
            let is_over =
                line.trim().is_empty() || (delimiter == Delimiter::Bars && !line.contains('|') && !is_rule(line));
            if is_over {
                break;
            }
            number += 1;
            let is_torn = delimiter == Delimiter::WideComma && line.contains(['"', '＂', '“', '”']);
            if is_torn {
                self.collector.skipped(Some(number), SkipReason::RowQuotes);
            } else if !is_rule(line) {
                let cells = split(line, delimiter);
                self.row(&cells.iter().map(String::as_str).collect::<Vec<_>>(), number);
            }
        }
        number
    }

    fn row(&mut self, cells: &[&str], number: usize) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let width = match &self.layout {
            Layout::Columns(columns) => columns.len(),
            Layout::Pairs { width, .. } | Layout::SkipReason { width } => *width,
        };
        if cells.len() != width {
            self.collector.skipped(Some(number), SkipReason::RowLength { cells: cells.len(), columns: width });
            return;
        }
        self.has_rows = true;
        let is_own = self.is_own;
        match &self.layout {
            Layout::SkipReason { .. } => {}
            Layout::Pairs { name, value, .. } => {
                let pair = cells.get(*name).zip(cells.get(*value));
                if let Some((meaning, value)) = pair.and_then(|(name, value)| Some((names::meaning(name)?, value))) {
                    take(meaning, value, number, is_own, Source::Name, self.collector);
                }
            }
            Layout::Columns(columns) => self.collector.row(|row| {
                let is_blank = |cell: &str| if is_own { cell.is_empty() } else { cell.trim().is_empty() };
                for (meaning, value) in columns.iter().zip(cells) {
                    // An empty cell is as good as none.
                    if let (Some(meaning), false) = (meaning, is_blank(value)) {
                        take(*meaning, value, number, is_own, Source::Column, row);
                    }
                }
            }),
        }
    }
}

fn take(meaning: Meaning, cell: &str, number: usize, is_own: bool, source: Source, collector: &mut Collector) {
    let origin = Origin { source, line: Some(number) };
    let (value, writing) =
        if is_own { (cell.strip_prefix('\'').unwrap_or(cell), Writing::Own) } else { (cell, Writing::Cell) };
    // What the session's table holds besides is known by the page itself.
    let is_needed = !is_own || matches!(meaning, Meaning::PastedField(_));
    if is_needed {
        let plain = undecorated(value);
        let (value, notes) = match plain {
            Some(inside) if !is_own => (inside, vec![Note::Markdown]),
            Some(_) | None => (value, Vec::new()),
        };
        collector.take(meaning, &Raw { value, writing, origin, notes });
    }
}

/// What stands between backticks.
fn undecorated(cell: &str) -> Option<&str> {
    let inside = cell.trim().strip_prefix('`')?.strip_suffix('`')?;
    (!inside.contains('`')).then_some(inside)
}

/// What the cells of a head say. None where it is no head.
fn layout(cells: &[String]) -> Option<Layout> {
    let width = cells.len();
    if width < 2 {
        return None;
    }
    let meanings: Vec<_> = cells.iter().map(|cell| column(cell)).collect();
    let known = meanings.iter().flatten().count();
    let name = cells.iter().position(|cell| names::is_name_word(cell));
    let value = cells.iter().position(|cell| names::is_value_word(cell));
    if let (Some(name), Some(value)) = (name, value) {
        let has_key =
            meanings.iter().any(|meaning| matches!(meaning, Some(Meaning::PastedField(_) | Meaning::UserName)));
        return (name != value && !has_key).then_some(Layout::Pairs { name, value, width });
    }
    let is_known_slot = |meaning: &Option<Meaning>| {
        matches!(meaning, Some(Meaning::PastedField(slot)) if *slot != PastedField::Gateway)
            || matches!(meaning, Some(Meaning::UserName | Meaning::SerialNumber))
    };
    // A cell that names a secret or a key without being its name: two heads may have run together.
    let is_odd = |(cell, meaning): (&String, &Option<Meaning>)| {
        let is_cut = cell.starts_with(['_', '-', '.']) || (known > 1 && cell.contains(['"', '=', '|', ';', '\t']));
        let is_ours = meaning.is_none()
            && (is_cut || names::holds_long_name(cell) || (known > 1 && names::speaks_of_secret(cell)));
        is_ours || (meaning.is_some() && cell.trim_start().starts_with(['_', '＿']))
    };
    let has_secret = meanings.iter().flatten().any(|meaning| meaning.is_secret());
    let has_gap = has_secret && cells.iter().any(|cell| cell.trim().is_empty());
    let odd = cells.iter().zip(&meanings).filter(|pair| is_odd(*pair)).count();
    // Only a row of words is a head.
    let is_head = cells.iter().all(|cell| cell.chars().count() < 60);
    if known + odd < 2 || known < 1 || !is_head || !meanings.iter().any(is_known_slot) {
        return None;
    }
    // A column without a name may have pushed the others aside.
    let is_odd = odd > 0 || has_gap;
    Some(if is_odd { Layout::SkipReason { width } } else { Layout::Columns(meanings) })
}

/// Whether the first cell names what stands behind it rather than a column: `name:  CLIENT_ID`.
fn is_item(cells: &[String]) -> bool {
    let is_name_of_value = |cell: &String| {
        cell.trim_end().ends_with([':', '：']) && matches!(column(cell), None | Some(Meaning::Unneeded(_)))
    };
    cells.first().is_some_and(is_name_of_value)
}

/// The meaning of a column's head. Words in front of a name are let go only where they say nothing else.
fn column(cell: &str) -> Option<Meaning> {
    let plain = cell.trim().trim_matches(['*', '`', '"', ' ']).trim_end_matches([':', '：']).trim();
    if plain.contains(crate::tools::paste::read::value::is_joint) {
        return None;
    }
    let normalized = names::normalized(plain);
    let bare = ["enos", "iot", "mqtt", "envision"].iter().find_map(|word| normalized.strip_prefix(word));
    names::exact(&normalized).or_else(|| bare.and_then(names::exact)).or_else(|| {
        let has_gloss = plain.contains(['(', '（', '[', '【']);
        if has_gloss { names::meaning(plain) } else { None }
    })
}

/// The cells of one line. None where the delimiter is not in it, or its quotation marks do not fit.
fn cells(line: &str, delimiter: Delimiter) -> Option<Vec<String>> {
    match delimiter {
        Delimiter::Csv(mark) => {
            let mark_character = char::from(mark);
            if !line.contains(mark_character) || !is_well_quoted(line, mark_character) || has_inner_quotes(line) {
                return None;
            }
            let mut reader = ReaderBuilder::new()
                .delimiter(mark)
                .has_headers(false)
                .flexible(true)
                .buffer_capacity(line.len().max(1))
                .from_reader(line.as_bytes());
            let mut record = ByteRecord::new();
            reader.read_byte_record(&mut record).ok().filter(|is_read| *is_read)?;
            record.iter().map(|cell| std::str::from_utf8(cell).ok().map(str::to_owned)).collect()
        }
        Delimiter::Bars => line.trim_start().starts_with('|').then(|| split(line, delimiter)),
        Delimiter::Spaces | Delimiter::WideComma => {
            let cells = split(line, delimiter);
            (cells.len() > 1).then_some(cells)
        }
    }
}

/// Cuts a line that knows no quotation marks.
fn split(line: &str, delimiter: Delimiter) -> Vec<String> {
    match delimiter {
        Delimiter::Bars => {
            // Jira doubles the bars of a head.
            let single = if line.trim_start().starts_with("||") { line.replace("||", "|") } else { line.to_owned() };
            let line = single.trim().strip_prefix('|').unwrap_or(single.trim());
            let line = line.strip_suffix('|').unwrap_or(line);
            let mut cells = vec![String::new()];
            let mut previous = ' ';
            for character in line.chars() {
                if character == '|' && previous != '\\' {
                    cells.push(String::new());
                } else if let Some(cell) = cells.last_mut() {
                    if character == '|' {
                        cell.pop();
                    }
                    cell.push(character);
                }
                previous = character;
            }
            cells.iter().map(|cell| cell.trim().to_owned()).collect()
        }
        Delimiter::Spaces => {
            line.trim().split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
        }
        Delimiter::WideComma | Delimiter::Csv(_) => line.split('，').map(|cell| cell.trim().to_owned()).collect(),
    }
}

/// Whether every quotation mark at the front of a cell closes at its end. Marks within a cell, of inches for instance, are its own.
fn is_well_quoted(row: &str, delimiter: char) -> bool {
    let mut rest = row;
    loop {
        rest = if let Some(inside) = rest.strip_prefix('"') {
            let Some(behind) = behind_quoted(inside) else { return false };
            match behind.strip_prefix(delimiter) {
                Some(next) => next,
                None => return behind.is_empty(),
            }
        } else {
            let (cell, next) = rest.split_once(delimiter).map_or((rest, None), |(cell, next)| (cell, Some(next)));
            // The mark of inches follows a number. Any other begins a word in quotation marks, which ends in the same cell: `says "ok"`.
            let is_formula = cell.starts_with("=\"") && cell.ends_with('"');
            let mut previous = if is_formula { '0' } else { ' ' };
            let mut is_open = false;
            for character in cell.chars().skip(usize::from(is_formula)) {
                if matches!(character, '"' | '＂') && (is_open || !previous.is_alphanumeric()) {
                    is_open = !is_open;
                }
                previous = character;
            }
            if is_open {
                return false;
            }
            match next {
                Some(next) => next,
                None => return true,
            }
        };
    }
}

/// Whether quotation marks stand around words within a cell: no head of a table has them, and code does.
fn has_inner_quotes(line: &str) -> bool {
    let mut previous = None;
    line.chars().any(|character| {
        let before = previous.replace(character);
        character == '"' && matches!(before, Some(' ' | '('))
    })
}

/// What follows a quoted cell.
fn behind_quoted(inside: &str) -> Option<&str> {
    let mut rest = inside;
    loop {
        let place = rest.find('"')?;
        let behind = rest.get(place + 1..)?;
        match behind.strip_prefix('"') {
            Some(next) => rest = next,
            None => return Some(behind),
        }
    }
}
