//! Why a profile was refused, and the words for it.

use enos::IdentityFault;

use super::Profile;
use super::list::{ListError, Profiles};
use crate::i18n::{Language, ProfileWord, fill};

/// Why a profile, a link, a file or a list was refused. Nothing of it is repeated, since it may hold a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileError {
    /// It carries a secret, which by now may have been seen by others.
    HoldsSecret,
    /// It has no version, or one that this page does not know.
    Version,
    /// It has more bytes than allowed.
    TooLong {
        /// The bytes allowed.
        limit: usize,
    },
    /// It cannot be read: half an escape, no JSON.
    Broken,
    /// It has a part that a profile does not have.
    UnknownPart,
    /// It has a part twice.
    Twice,
    /// A part is missing.
    Missing(&'static str),
    /// The name is too long, or holds invisible characters.
    Name,
    /// The gateway's address is no WebSocket address, too long, or holds what it may not.
    Gateway,
    /// The gateway's host is not written as a browser would show it.
    Host,
    /// The product key is none.
    ProductKey(IdentityFault),
    /// The mode is neither `static` nor `dynamic`.
    Mode,
    /// There are more profiles than are kept.
    TooMany,
}

impl ProfileError {
    /// Whether it is the name that has to be changed.
    #[must_use]
    pub fn is_of_name(self) -> bool {
        matches!(self, Self::Missing("name") | Self::Name)
    }

    /// The sentence to show.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let with = |word: ProfileWord, values: &[&str]| fill(language.say(word), values);
        match self {
            Self::HoldsSecret => with(ProfileWord::HoldsSecret, &[]),
            Self::Version => with(ProfileWord::Version, &[]),
            Self::TooLong { limit } => with(ProfileWord::TooLong, &[&limit.to_string()]),
            Self::Broken => with(ProfileWord::Broken, &[]),
            Self::UnknownPart => with(ProfileWord::UnknownPart, &[]),
            Self::Twice => with(ProfileWord::Twice, &[]),
            Self::Missing(part) => with(ProfileWord::Missing, &[part]),
            Self::Name => with(ProfileWord::Name, &[&Profile::NAME_LIMIT.to_string()]),
            Self::Gateway => with(ProfileWord::Gateway, &[]),
            Self::Host => with(ProfileWord::Host, &[]),
            Self::ProductKey(_) => with(ProfileWord::ProductKey, &[]),
            Self::Mode => with(ProfileWord::Mode, &[]),
            Self::TooMany => with(ProfileWord::Full, &[&Profiles::LIMIT.to_string()]),
        }
    }
}

impl ListError {
    /// The sentence to show.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        match self {
            Self::Full => fill(language.say(ProfileWord::Full), &[&Profiles::LIMIT.to_string()]),
        }
    }
}
