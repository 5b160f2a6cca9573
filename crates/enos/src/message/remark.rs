use alloc::vec::Vec;
use core::fmt;

use super::MessageField;

/// How a message differs from the specification without leaving a doubt about secret and device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Marks such as NUL or a byte order mark stand around the JSON.
    Padding,
    /// The text is UTF-16.
    Utf16,
    /// The object stands in a list of one, or in a string.
    Wrapped,
    /// A field is not there.
    Missing(MessageField),
    /// A field is there twice, with the same value.
    Repeated(MessageField),
    /// A field is a number instead of a string.
    OtherType(MessageField),
    /// A field has other letter case, or white space around it, or another form of the same value.
    Spelling(MessageField),
    /// A field that is not needed cannot be used, and is passed over.
    Ignored(MessageField),
}

/// Adds a remark that is not there yet.
pub(super) fn add(remarks: &mut Vec<Remark>, remark: Remark) {
    if !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Padding => formatter.write_str("there are extra characters around the JSON"),
            Self::Utf16 => formatter.write_str("the text is UTF-16"),
            Self::Wrapped => formatter.write_str("the object is in a list or a string"),
            Self::Missing(field) => write!(formatter, "{} is missing", field.name()),
            Self::Repeated(field) => write!(formatter, "{} occurs twice", field.name()),
            Self::OtherType(field) => write!(formatter, "{} is a number", field.name()),
            Self::Spelling(field) => write!(formatter, "{} is spelled differently", field.name()),
            Self::Ignored(field) => write!(formatter, "{} cannot be used", field.name()),
        }
    }
}
