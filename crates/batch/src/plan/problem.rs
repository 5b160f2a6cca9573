//! Why a device cannot be activated, need not be, or deserves a second look. Data only: the words are the page's.

use enos::{IdentityError, ProductKey, SecretError};

use super::Rounding;
use crate::columns::Meaning;

/// Why nothing can be done with a row before somebody has changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Its cell of this meaning is empty.
    Empty(Meaning),
    /// A name that EnOS does not take.
    Name(IdentityError),
    /// The client id would be the device key, which is too long for that.
    KeyTooLongForClientId {
        /// The characters of the key.
        length: usize,
    },
    /// A secret that cannot be one.
    Secret(Meaning, SecretError),
    /// A spreadsheet has changed the number.
    Rounded(Meaning, Rounding),
    /// A character that nobody can see stands in the middle of a name.
    HiddenCharacter {
        /// In which cell.
        meaning: Meaning,
        /// Its place, counted in characters from 1.
        position: usize,
        /// The character.
        character: char,
    },
    /// The row has more cells than the head: something has pushed them aside.
    TooManyCells {
        /// The cells with text, up to the last one.
        cells: usize,
        /// The columns of the head.
        columns: usize,
    },
    /// Nobody has said the secret of its product.
    NoSecretFor(ProductKey),
}

/// Why a row is left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// The list says that the device is online: EnOS would refuse to activate it.
    Online,
    /// The list says that the device is offline, so that it has been online before: EnOS would refuse to activate it.
    Offline,
    /// The same device stands in an earlier row.
    Duplicate {
        /// The number of that row, as a spreadsheet counts.
        first: u32,
    },
    /// The list is one with results, and says that this device is done.
    Done,
    /// Somebody has said so.
    LeftOut,
}

/// What is worth a second look in a row that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A character in a key that is allowed, and hardly ever meant.
    UnusualCharacter {
        /// In which cell.
        meaning: Meaning,
        /// The character.
        character: char,
    },
    /// Nearly all device keys have one length, and this one has another: zeros in front may be lost, or a character.
    OddLength {
        /// The characters of this key.
        length: usize,
        /// The characters of nearly all others.
        usual: usize,
    },
    /// A device key that the console would not make: those have 4 to 64 characters.
    BeyondConsole {
        /// The characters of the key.
        length: usize,
    },
    /// A whole number with `.0` behind it, as programs write that have read it as a number.
    PointZero(Meaning),
    /// A secret begins or ends with white space.
    OuterSpace(Meaning),
    /// The row has fewer cells than the head.
    TooFewCells {
        /// Its cells.
        cells: usize,
        /// The columns of the head.
        columns: usize,
    },
    /// The list says that the device is disabled: EnOS will most likely refuse it.
    Disabled,
    /// The list says that the device is online: a login takes its connection over.
    TakesOver,
}
