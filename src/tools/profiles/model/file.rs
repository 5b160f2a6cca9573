//! A profile as a file, and the members of one in JSON.

use enos::{JsonError, JsonKind, JsonReader, quote};

use super::profile::{holds_secret, mode_of, mode_word};
use super::{Profile, ProfileError, percent};

impl Profile {
    /// The most bytes of a file.
    pub const FILE_LIMIT: usize = 4096;

    /// The text of a file.
    #[must_use]
    pub fn to_file(&self) -> String {
        ["{\"profile\": 1, ", &members(self), "}\n"].concat()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is too long, no JSON, of another version, or holds anything but a profile.
    pub fn from_file(text: &str) -> Result<Self, ProfileError> {
        if text.len() > Self::FILE_LIMIT {
            return Err(ProfileError::TooLong { limit: Self::FILE_LIMIT });
        }
        let mut version = None;
        let mut parts = Parts::default();
        let text = text.trim_start_matches('\u{feff}');
        read_whole(text, |reader, name| match name {
            "profile" => read_version(reader, &mut version),
            _ => parts.take(reader, name),
        })?;
        if version.is_none() {
            return Err(ProfileError::Version);
        }
        parts.join()
    }

    /// The file as an address, which a browser saves.
    #[must_use]
    pub fn to_data_url(&self) -> String {
        ["data:application/json;charset=utf-8,", &percent::encode(&self.to_file())].concat()
    }

    /// Its name for a file to save, without what file systems refuse.
    #[must_use]
    pub fn file_name(&self) -> String {
        let plain = self.name().chars().map(|character| if character.is_alphanumeric() { character } else { '-' });
        let name: String = plain.collect();
        ["enos-profile-", name.trim_matches('-'), ".json"].concat()
    }
}

/// The members of one profile, as they stand between braces.
pub(crate) fn members(profile: &Profile) -> String {
    let mut text = ["\"name\": ", &quote(profile.name()), ", \"gateway\": ", &quote(profile.gateway())].concat();
    if !profile.product_key().is_empty() {
        text.push_str(", \"productKey\": ");
        text.push_str(&quote(profile.product_key()));
    }
    if let Some(mode) = profile.mode() {
        text.push_str(", \"mode\": ");
        text.push_str(&quote(mode_word(mode)));
    }
    text
}

/// Reads a text that is one object and nothing else. One that has a secret in it is refused as that, whatever else is wrong.
pub(crate) fn read_whole(
    text: &str,
    member: impl FnMut(&mut JsonReader<'_>, &str) -> Result<(), ProfileError>,
) -> Result<(), ProfileError> {
    if holds_secret(text) {
        return Err(ProfileError::HoldsSecret);
    }
    let mut reader = JsonReader::new(text);
    reader.object(member)?;
    Ok(reader.end()?)
}

/// Reads the version, which is 1.
pub(crate) fn read_version(reader: &mut JsonReader<'_>, version: &mut Option<()>) -> Result<(), ProfileError> {
    let is_known = reader.kind()? == JsonKind::Number && reader.number()? == "1";
    if !is_known {
        return Err(ProfileError::Version);
    }
    if version.replace(()).is_some() { Err(ProfileError::Twice) } else { Ok(()) }
}

/// The parts of a profile, as they come.
#[derive(Default)]
pub(crate) struct Parts {
    name: Option<String>,
    gateway: Option<String>,
    product_key: Option<String>,
    mode: Option<String>,
}

impl Parts {
    /// Takes one member.
    pub(crate) fn take(&mut self, reader: &mut JsonReader<'_>, name: &str) -> Result<(), ProfileError> {
        let place = match name {
            "name" => &mut self.name,
            "gateway" => &mut self.gateway,
            "productKey" => &mut self.product_key,
            "mode" => &mut self.mode,
            _ if is_secret_name(name) => return Err(ProfileError::HoldsSecret),
            _ => return Err(ProfileError::UnknownPart),
        };
        let value = reader.text()?.to_string();
        if place.replace(value).is_some() { Err(ProfileError::Twice) } else { Ok(()) }
    }

    /// The whole profile.
    pub(crate) fn join(self) -> Result<Profile, ProfileError> {
        let mode = self.mode.as_deref().map(mode_of).transpose()?;
        Profile::new(
            &self.name.unwrap_or_default(),
            &self.gateway.unwrap_or_default(),
            &self.product_key.unwrap_or_default(),
            mode,
        )
    }
}

impl From<JsonError> for ProfileError {
    fn from(_: JsonError) -> Self {
        Self::Broken
    }
}

/// Names are unescaped here: `\u0073ecret` is one as well.
fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["secret", "password", "密钥"].iter().any(|word| name.contains(word))
}
