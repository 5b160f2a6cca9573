//! The profiles that are kept, and what becomes of the form when one is used.

use super::model::{ListError, Profile, ProfileError, Profiles};
use crate::form::{Draft, EndpointKind, GatewayAddress, PageOrigin, TypedSecret};
use crate::i18n::{Language, ProfileWord};

/// What was done last, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// The profile of this name is in the form. Names are somebody else's words.
    InUse(String),
    /// The profile of this name is kept.
    Kept(String),
    /// The profile of this name was removed.
    Removed(String),
    /// No profile was taken, as somebody wished.
    Declined,
    /// A profile was refused.
    Refused(ProfileError),
    /// There is no room for another one.
    Full(ListError),
    /// The file could not be read.
    Unreadable,
}

/// The profiles that are kept.
#[derive(Debug, Default)]
pub(crate) struct SavedProfiles(Profiles);

impl SavedProfiles {
    /// Takes the text that the browser keeps. One that cannot be read is reported, and replaced by the next one that is kept.
    pub(crate) fn load(&mut self, text: Option<&str>) -> Option<Status> {
        let read = text.map(Profiles::from_text).transpose();
        self.0 = read.clone().ok().flatten().unwrap_or_default();
        read.err().map(Status::Refused)
    }

    pub(crate) const fn profiles(&self) -> &Profiles {
        &self.0
    }

    pub(crate) fn keep(&mut self, profile: Profile) -> Result<(), ListError> {
        self.0.put(profile)
    }

    pub(crate) fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }
}

impl Status {
    /// The sentence to show with the name in it, where there is one, and whether it is about something that did not work.
    pub(crate) fn words(&self, language: Language) -> (String, Option<&str>, bool) {
        let (word, name) = match self {
            Self::InUse(name) => (ProfileWord::InUse, name),
            Self::Kept(name) => (ProfileWord::Kept, name),
            Self::Removed(name) => (ProfileWord::Removed, name),
            Self::Declined => return (language.say(ProfileWord::Unusable).to_owned(), None, false),
            Self::Refused(refusal) => return (refusal.words(language), None, true),
            Self::Full(error) => return (error.words(language), None, true),
            Self::Unreadable => return (language.say(ProfileWord::Unreadable).to_owned(), None, true),
        };
        (language.say(word).to_owned(), Some(name), false)
    }
}

/// Whether a profile's gateway is another one than this page's own.
pub(crate) fn is_foreign(profile: &Profile, page: &PageOrigin) -> bool {
    let host = profile.host();
    !host.is_empty() && !host.eq_ignore_ascii_case(&page.host)
}

/// Whether a profile leads somewhere else than the form does: to another host, or by another path of the same one, behind which
/// there may be another EnOS.
pub(crate) fn changes_address(profile: &Profile, draft: &Draft, place: EndpointKind, page: &PageOrigin) -> bool {
    let address = |gateway: &str| GatewayAddress::parse(gateway, page).map(|address| address.as_str().to_owned());
    match (place, address(profile.gateway()), address(&draft.gateway)) {
        (EndpointKind::Gateway, Ok(new), Ok(old)) => new != old,
        (EndpointKind::Gateway | EndpointKind::Demo, _, _) => true,
    }
}

/// The form with a profile in it. The device and the secret of another product have no business there.
pub(crate) fn in_form(profile: &Profile, old: &Draft) -> (Draft, EndpointKind) {
    let product_key = profile.product_key();
    let is_other_product = !product_key.is_empty() && product_key != old.product_key;
    let mut draft = if is_other_product {
        Draft { product_key: product_key.to_owned(), product_secret: TypedSecret::default(), ..old.for_next_device() }
    } else {
        old.clone()
    };
    profile.gateway().clone_into(&mut draft.gateway);
    draft.mode = profile.mode().unwrap_or(draft.mode);
    (draft, EndpointKind::Gateway)
}

#[cfg(test)]
#[path = "saved_profiles_tests.rs"]
mod tests;
