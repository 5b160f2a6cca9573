//! The asset to which EnOS says that a device belongs.

use foreign_text::{ForeignText, first_hidden};

/// What an activation message says of the device's asset. It is of use but not needed: one that cannot be used never costs the
/// secret that came with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AssetId {
    /// Nothing.
    #[default]
    Absent,
    /// This one: at most [`AssetId::LIMIT`] bytes, each character of which can be seen.
    Named(ForeignText),
    /// Something that is not kept: a text that is too long or holds hidden characters, which might act where it is pasted; a value
    /// that is neither text nor number; or two of them.
    Unusable,
}

impl AssetId {
    /// The most bytes that are taken.
    pub const LIMIT: usize = 256;

    /// Takes what a message says.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        if text.len() > Self::LIMIT || first_hidden(text).is_some() {
            return Self::Unusable;
        }
        Self::Named(text.into())
    }

    /// The asset, where there is one that can be used.
    #[must_use]
    pub const fn named(&self) -> Option<&ForeignText> {
        match self {
            Self::Named(asset) => Some(asset),
            Self::Absent | Self::Unusable => None,
        }
    }
}
