//! A profile in the fragment of a link: `#profile=1&name=…&gateway=…&productKey=…&mode=…`. Servers never see a fragment.

use super::profile::{holds_secret, mode_of, mode_word};
use super::{Profile, ProfileRefusal, percent};

impl Profile {
    /// The most bytes of a fragment. The longest profile has less, even with each byte of it escaped.
    pub const LINK_LIMIT: usize = 8192;

    /// The fragment, with the `#` in front.
    #[must_use]
    pub fn to_fragment(&self) -> String {
        let mut fragment = String::from(START);
        fragment.push('1');
        let mode = self.mode().map_or("", mode_word);
        for (name, value) in
            [("name", self.name()), ("gateway", self.gateway()), ("productKey", self.product_key()), ("mode", mode)]
        {
            if !value.is_empty() {
                fragment.push('&');
                fragment.push_str(name);
                fragment.push('=');
                fragment.push_str(&percent::encode(value));
            }
        }
        fragment
    }

    /// Reads a fragment. `None` when it is none of a profile.
    #[must_use]
    pub fn of_fragment(fragment: &str) -> Option<Result<Self, ProfileRefusal>> {
        fragment.strip_prefix(START).map(|rest| read(rest, fragment.len()))
    }
}

const START: &str = "#profile=";

fn read(rest: &str, length: usize) -> Result<Profile, ProfileRefusal> {
    if length > Profile::LINK_LIMIT {
        return Err(ProfileRefusal::TooLong { limit: Profile::LINK_LIMIT });
    }
    let (version, pairs) = rest.split_once('&').unwrap_or((rest, ""));
    // Looked for first, so that somebody who passed a secret on learns about it, whatever else is wrong.
    if holds_secret(rest) || percent::decode(rest).is_some_and(|plain| holds_secret(&plain)) {
        return Err(ProfileRefusal::HoldsSecret);
    }
    if version != "1" {
        return Err(ProfileRefusal::Version);
    }
    let [mut name, mut gateway, mut product_key, mut mode] = [const { None::<String> }; 4];
    for pair in pairs.split('&').filter(|_| !pairs.is_empty()) {
        let (key, value) = pair.split_once('=').ok_or(ProfileRefusal::Broken)?;
        let place = match key {
            "name" => &mut name,
            "gateway" => &mut gateway,
            "productKey" => &mut product_key,
            "mode" => &mut mode,
            _ => return Err(ProfileRefusal::UnknownPart),
        };
        let value = percent::decode(value).ok_or(ProfileRefusal::Broken)?;
        if place.replace(value).is_some() {
            return Err(ProfileRefusal::Twice);
        }
    }
    let mode = mode.as_deref().map(mode_of).transpose()?;
    Profile::new(&name.unwrap_or_default(), &gateway.unwrap_or_default(), &product_key.unwrap_or_default(), mode)
}
