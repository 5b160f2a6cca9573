//! What the columns of a list mean: guessed by their names and by their values, and said by a person where that is unclear.

mod guess;
mod mapping;
mod name;
mod shape;
#[cfg(test)]
mod tests;

pub use mapping::{ClientIdSource, Form, LongNumbers, Mapping, Missing};
pub use name::column_name;

use crate::list::List;

/// What a column is used for. A column without a meaning is kept for the results, and for nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// The device, within its product. The only column that is always needed.
    DeviceKey,
    /// The product.
    ProductKey,
    /// MQTT's client id.
    ClientId,
    /// The secret of the product, for dynamic activation.
    ProductSecret,
    /// The secret of the device, for static logins.
    DeviceSecret,
    /// The asset that the device is to have: where EnOS names another one, this is said.
    AssetId,
    /// Whether EnOS has seen the device before.
    Status,
}

/// A column as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The text above it.
    pub head: String,
    /// Its first different values, at most three; none where they may be secrets.
    pub samples: Vec<String>,
    /// What it most likely means.
    pub guess: Guess,
    /// Whether its values may be secrets, by its name or by their look. They are written into no file unless somebody asks for secrets.
    pub is_secret: bool,
    /// Whether it is most likely what stands on the device: a serial number, a MAC address.
    pub is_label: bool,
}

/// What a column most likely means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The meaning, where there is one.
    pub meaning: Option<Meaning>,
    /// How sure that is.
    pub sureness: Sureness,
}

/// How sure a guess is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sureness {
    /// Its name says so, or nothing makes one think otherwise.
    Sure,
    /// Its values look like it, and no other column's do.
    Likely,
    /// Somebody has to say.
    Unclear,
}

impl Meaning {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::DeviceKey,
        Self::ProductKey,
        Self::ClientId,
        Self::ProductSecret,
        Self::DeviceSecret,
        Self::AssetId,
        Self::Status,
    ];

    /// A word for it that may be stored.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::DeviceKey => "deviceKey",
            Self::ProductKey => "productKey",
            Self::ClientId => "clientId",
            Self::ProductSecret => "productSecret",
            Self::DeviceSecret => "deviceSecret",
            Self::AssetId => "assetId",
            Self::Status => "status",
        }
    }

    /// The meaning of a word that was stored.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meaning| meaning.word() == word)
    }

    /// Whether its values are secrets.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        match self {
            Self::ProductSecret | Self::DeviceSecret => true,
            Self::DeviceKey | Self::ProductKey | Self::ClientId | Self::AssetId | Self::Status => false,
        }
    }
}

/// The columns of a list, in their order.
#[must_use]
pub fn columns(list: &List) -> Vec<Column> {
    guess::columns(list)
}
