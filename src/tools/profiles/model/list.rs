//! The profiles that a browser keeps. Keeping them is the caller's work; here is their text.

use super::file::{Parts, members, read_version, read_whole};
use super::{Profile, ProfileError};

/// Profiles, each with a name of its own, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profiles(Vec<Profile>);

/// Says that there is no room for another profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListError {
    /// There are [`Profiles::LIMIT`] already.
    Full,
}

impl Profiles {
    /// The most profiles that are kept.
    pub const LIMIT: usize = 50;
    /// The most bytes of their text.
    pub const TEXT_LIMIT: usize = 128 * 1024;

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Profile] {
        &self.0
    }

    /// The profile with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.name() == name)
    }

    /// Adds a profile, or puts it into the place of the one with the same name.
    ///
    /// # Errors
    /// When there is no room for another one.
    pub fn put(&mut self, profile: Profile) -> Result<(), ListError> {
        let is_full = self.0.len() >= Self::LIMIT;
        match self.0.iter_mut().find(|known| known.name() == profile.name()) {
            Some(known) => *known = profile,
            None if is_full => return Err(ListError::Full),
            None => self.0.push(profile),
        }
        Ok(())
    }

    /// Forgets the profile with this name.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|profile| profile.name() != name);
    }

    /// The text to keep.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from("{\"profiles\": 1, \"list\": [");
        for (place, profile) in self.0.iter().enumerate() {
            text.push_str(if place == 0 { "{" } else { ", {" });
            text.push_str(&members(profile));
            text.push('}');
        }
        text.push_str("]}");
        text
    }

    /// Reads a text that was kept.
    ///
    /// # Errors
    /// When it is not one that [`Profiles::to_text`] could have written.
    pub fn from_text(text: &str) -> Result<Self, ProfileError> {
        if text.len() > Self::TEXT_LIMIT {
            return Err(ProfileError::TooLong { limit: Self::TEXT_LIMIT });
        }
        let (mut version, mut list) = (None, None);
        read_whole(text, |reader, name| match name {
            "profiles" => read_version(reader, &mut version),
            "list" if list.is_none() => {
                let profiles = list.insert(Self::default());
                reader.array(|reader| {
                    let mut parts = Parts::default();
                    reader.object(|reader, name| parts.take(reader, name))?;
                    let profile = parts.join()?;
                    let is_new = profiles.find(profile.name()).is_none();
                    if !is_new {
                        return Err(ProfileError::Twice);
                    }
                    profiles.put(profile).map_err(|_| ProfileError::TooMany)
                })
            }
            "list" => Err(ProfileError::Twice),
            _ => Err(ProfileError::UnknownPart),
        })?;
        match (version, list) {
            (Some(()), Some(list)) => Ok(list),
            (None, _) => Err(ProfileError::Version),
            (Some(()), None) => Err(ProfileError::Missing("list")),
        }
    }
}
