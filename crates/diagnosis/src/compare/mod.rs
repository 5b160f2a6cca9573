//! What the device sends beside what is expected.

pub(crate) mod client_id;
pub(crate) mod password;
pub(crate) mod username;

use alloc::vec::Vec;

use crate::{Difference, Field};

/// One verdict for each of the three texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// On MQTT's client id.
    pub client_id: Verdict,
    /// On the user name.
    pub username: Verdict,
    /// On the password, which is held against the one that EnOS computes from client id and user name as they are sent.
    pub password: Verdict,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was pasted.
    NotGiven,
    /// The secret that has to sign is not known, so there is nothing to hold the password against.
    NoSecret,
    /// Its time is signed, and the client id that holds it is not given, or holds none that can be read.
    NoTime,
    /// It is right, or EnOS takes it all the same.
    Accepted {
        /// What is unusual about it.
        notes: Vec<Note>,
    },
    /// It differs.
    Differs {
        /// Where it does so first.
        first: Difference,
        /// What else is unusual about it, up to there.
        notes: Vec<Note>,
    },
}

/// Something unusual: what was left out of the pasted text, which does harm if the device sends it too; or what does no harm as
/// far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// White space around what was pasted.
    OuterSpace,
    /// It was pasted into the field of another one.
    WrongField(Field),
    /// A name in front, such as `password:`.
    Label,
    /// The mark of a string in source text: `b'…'`, `u"…"`.
    StringPrefix,
    /// Quotation marks, or the asterisks of a chat.
    Quotes,
    /// Brackets.
    Brackets,
    /// A comma, a semicolon or another mark at an end.
    Mark(char),
    /// Backslashes in front of commas or quotation marks, as in AT commands and source text.
    Backslashes,
    /// Line breaks within.
    LineBreak,
    /// `%7C` for `|`.
    PercentEncoded,
    /// `&amp;` for `&`.
    HtmlEncoded,
    /// `=3D` for `=`.
    MailEncoded,
    /// Full-width characters.
    FullWidth,
    /// Characters that cannot be seen; the first of them.
    Invisible(char),
    /// Marks between the digits; the first of them.
    Separators(char),
    /// `0x` or `\\x` in front of the digits.
    HexPrefix,
    /// The hex digits are in lower case, as two of the vendor's SDKs send them.
    LowerCase,
    /// The hex digits are partly in lower and partly in upper case.
    MixedCase,
    /// `signmethod=hmacsha256`, the misnomer of the vendor's Python SDK for the plain hash.
    Hmacsha256,
    /// The timestamp is in seconds, as an old C SDK sends it.
    Seconds,
    /// The timestamp is a decimal fraction, as the vendor's Python SDK sends it.
    Fraction,
}

impl Note {
    /// Whether it is about the form of the pasted text rather than about what it says.
    #[must_use]
    pub const fn is_of_form(self) -> bool {
        match self {
            Self::OuterSpace
            | Self::WrongField(_)
            | Self::Label
            | Self::StringPrefix
            | Self::Quotes
            | Self::Brackets
            | Self::Mark(_)
            | Self::Backslashes
            | Self::LineBreak
            | Self::PercentEncoded
            | Self::HtmlEncoded
            | Self::MailEncoded
            | Self::FullWidth
            | Self::Invisible(_)
            | Self::Separators(_)
            | Self::HexPrefix => true,
            Self::LowerCase | Self::MixedCase | Self::Hmacsha256 | Self::Seconds | Self::Fraction => false,
        }
    }
}
