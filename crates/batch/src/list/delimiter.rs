//! What stands between the cells.

use super::head::known_names;
use super::records;

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, which spreadsheets write where the comma stands in numbers.
    Semicolon,
    /// A tabulator: what is pasted from a spreadsheet.
    Tab,
    /// `|`
    Bar,
}

impl Delimiter {
    const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Bar];

    /// The character.
    #[must_use]
    pub const fn as_char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
            Self::Bar => '|',
        }
    }

    /// The delimiter that is this character.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|delimiter| text == delimiter.as_char().encode_utf8(&mut [0; 4]))
    }

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Bar => b'|',
        }
    }

    /// What a line `sep=;` in front of the list says, and the text behind that line. Spreadsheets do not count it as a row.
    pub(crate) fn said_by(text: &str) -> Option<(Self, &str)> {
        let end = text.find(['\r', '\n']).unwrap_or(text.len());
        let (line, rest) = text.split_at(end);
        let line = line.trim_matches('"');
        let (name, said) = line.split_at_checked(4)?;
        let delimiter = Self::from_text(said)?;
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
        name.eq_ignore_ascii_case("sep=").then_some((delimiter, rest))
    }

    /// The one that makes the most of the first rows: that finds the most known names, and then the one that cuts the most rows into
    /// the same number of cells. A list of one column has none; it is read as if there were tabulators.
    pub(crate) fn of(text: &str) -> Self {
        let score = |delimiter: &Self| {
            let rows = records::rows(text, *delimiter, LOOKED_AT).unwrap_or_default();
            let names = rows.iter().take(super::head::SEARCHED).map(known_names).max().unwrap_or_default();
            let widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1).collect();
            let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
            let best = widths.iter().map(|width| (alike(*width), *width)).max().unwrap_or_default();
            let is_single = best.1 < 2;
            // A name in a single column is no merit of the delimiter.
            (if is_single { 0 } else { names }, best)
        };
        // Of equals, the first one.
        let mut best = (Self::Tab, score(&Self::Tab));
        for delimiter in Self::ALL {
            let score = score(&delimiter);
            if score > best.1 {
                best = (delimiter, score);
            }
        }
        best.0
    }
}

/// How many rows are looked at.
const LOOKED_AT: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_of_them() {
        for delimiter in Delimiter::ALL {
            let mark = delimiter.as_char();
            let text = format!("DeviceKey{mark}Name\ndk-1{mark}a, b; c\ndk-2{mark}x | y\tz\n");
            assert_eq!(Delimiter::of(&text), delimiter);
            let unnamed = format!("dk-1{mark}1.5{mark}a\ndk-2{mark}2.5{mark}b\n");
            assert_eq!(Delimiter::of(&unnamed), delimiter);
        }
    }

    #[test]
    fn a_note_full_of_marks_does_not_mislead() {
        let note = "\"Note: (1) a; b; c; d, e. (2) f; g\";;;\nDeviceKey;DeviceName;*Time Zone;int12/int12\n1;a,b;UTC+08:00;3\n";
        assert_eq!(Delimiter::of(note), Delimiter::Semicolon);
    }

    #[test]
    fn a_list_of_one_column_has_none() {
        assert_eq!(Delimiter::of("DeviceKey\ndk-1\ndk-2\n"), Delimiter::Tab);
        assert_eq!(Delimiter::of("dk-1"), Delimiter::Tab);
        assert_eq!(Delimiter::of(""), Delimiter::Tab);
    }

    #[test]
    fn a_line_says_it() {
        assert_eq!(Delimiter::said_by("sep=;\r\na;b"), Some((Delimiter::Semicolon, "a;b")));
        assert_eq!(Delimiter::said_by("\"SEP=\t\"\na\tb"), Some((Delimiter::Tab, "a\tb")));
        for text in ["sep=x\na", "sep=\na", "separator,b\n1,2", "设备,b", ""] {
            assert_eq!(Delimiter::said_by(text), None, "{text}");
        }
    }
}
