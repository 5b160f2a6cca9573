//! What a spreadsheet does to long numbers.

use crate::list::{Cell, CellSource};

/// How one sees that a spreadsheet has changed a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// It is written with an exponent, as in `1.23457E+17`: most of its digits are gone.
    Exponent,
    /// It has more than 15 digits, and all behind the fifteenth are zero: that many are kept.
    Zeros {
        /// How many digits it has.
        digits: usize,
    },
    /// It has more than 15 digits. No spreadsheet writes such a number as it was, unless the cell was text.
    Long {
        /// How many digits it has.
        digits: usize,
    },
}

impl Rounding {
    /// Looks at a cell of a list. What somebody has typed in place was changed by no spreadsheet.
    #[must_use]
    pub fn of(cell: &Cell) -> Option<Self> {
        match cell.source() {
            CellSource::Typed => None,
            CellSource::List => Self::of_text(cell.trimmed()),
        }
    }

    fn of_text(text: &str) -> Option<Self> {
        if has_exponent(text) {
            return Some(Self::Exponent);
        }
        let digits = text.len();
        // A number has no zero in front: such a text was kept as it was.
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
        let behind = text.get(EXACT_DIGITS..).filter(|behind| is_number && !behind.is_empty())?;
        Some(if behind.bytes().all(|byte| byte == b'0') { Self::Zeros { digits } } else { Self::Long { digits } })
    }
}

/// The digits that a spreadsheet keeps: those of a double (IEEE 754).
const EXACT_DIGITS: usize = 15;

/// `1.23457E+17`, `8,6E+14`, `1E-5`. Spreadsheets always write the sign; `12E5` may be a key.
fn has_exponent(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['e', 'E']) else { return false };
    let Some(exponent) = exponent.strip_prefix(['+', '-']) else {
        return number.contains(['.', ',']) && is_decimal(number) && is_digits(exponent);
    };
    is_digits(exponent) && exponent.len() < 4 && is_decimal(number)
}

fn is_decimal(number: &str) -> bool {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    is_digits(whole) && is_digits(fraction)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Rounding> {
        Rounding::of(&Cell::new(text, CellSource::List))
    }

    #[test]
    fn sees_what_a_spreadsheet_has_changed() {
        for text in ["1.23457E+17", "8,6E+14", "1E+20", "1.2e-05", "1.23E17"] {
            assert_eq!(of(text), Some(Rounding::Exponent), "{text}");
        }
        assert_eq!(of("123456789012345000"), Some(Rounding::Zeros { digits: 18 }));
        assert_eq!(of("1234567890123456"), Some(Rounding::Long { digits: 16 }));
    }

    #[test]
    fn leaves_alone_what_none_has_changed() {
        for text in [
            "",
            "123456789012345",
            "0123456789012345678",
            "12E5",
            "E+5",
            "73928e05",
            "INV-1",
            "1.5",
            "89860-12345678901234",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(Rounding::of(&Cell::new("1234567890123456", CellSource::Typed)), None);
    }
}
