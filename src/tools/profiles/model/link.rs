//! A profile in the fragment of a link: `#profile=1&name=…&gateway=…&productKey=…&mode=…`. Servers never see a fragment.

use super::profile::{holds_secret, mode_of, mode_word};
use super::{Profile, ProfileError, percent};

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

    /// Reads a fragment, also one that a mail filter, a chat or a sentence around it has changed: encoded twice, with `&amp;` in
    /// it, with a bracket or a full stop behind it. `None` when it is none of a profile.
    #[must_use]
    pub fn from_fragment(fragment: &str) -> Option<Result<Self, ProfileError>> {
        if !fragment.starts_with('#') {
            return None;
        }
        if fragment.len() > Self::LINK_LIMIT {
            let is_link = fragment.starts_with(START);
            return is_link.then_some(Err(ProfileError::TooLong { limit: Self::LINK_LIMIT }));
        }
        let mut first = None;
        let mut text = fragment.to_owned();
        for _ in 0..=MOST_DECODINGS {
            let plain = tidied(&text);
            for candidate in [&text, &plain, &tidied(&without_full_stop(&plain))] {
                let Some(rest) = candidate.strip_prefix(START) else { continue };
                match read(rest) {
                    // Somebody who passed a secret on learns about it, whatever else is wrong.
                    read @ (Ok(_) | Err(ProfileError::HoldsSecret)) => return Some(read),
                    Err(refusal) => first = first.or(Some(refusal)),
                }
            }
            match percent::decode(&text) {
                Some(decoded) if decoded != text => text = decoded,
                Some(_) | None => break,
            }
        }
        first.map(Err)
    }
}

const START: &str = "#profile=";

/// Some mail filters encode what a chat had encoded before.
const MOST_DECODINGS: usize = 3;

/// Without what stands around a link in a text, and with the marks that HTML has changed. A `#` may have been encoded.
fn tidied(fragment: &str) -> String {
    let text = fragment.replace("&amp;", "&").replace("%23", "#");
    let is_of_link = |character: char| character.is_ascii_alphanumeric() || "-._~%=&/:".contains(character);
    let text = text.trim_end_matches(|character| !is_of_link(character));
    let closing = ["%3E", "%3e", "%22", "%29", "%5D", "%5d"];
    let text = closing.iter().fold(text, |text, mark| text.strip_suffix(mark).unwrap_or(text));
    ["#", text.trim_start_matches(['#', '/', '<', '?'])].concat()
}

/// Without the end of a sentence, which may be a part of the last value.
fn without_full_stop(fragment: &str) -> String {
    fragment.trim_end_matches(['.', ':', ')', ']', '>']).to_owned()
}

fn read(rest: &str) -> Result<Profile, ProfileError> {
    let (version, pairs) = rest.split_once('&').unwrap_or((rest, ""));
    // Looked for first, so that somebody who passed a secret on learns about it, whatever else is wrong.
    if holds_secret(rest) || percent::decode(rest).is_some_and(|plain| holds_secret(&plain)) {
        return Err(ProfileError::HoldsSecret);
    }
    if version != "1" {
        return Err(ProfileError::Version);
    }
    let [mut name, mut gateway, mut product_key, mut mode] = [const { None::<String> }; 4];
    for pair in pairs.split('&').filter(|_| !pairs.is_empty()) {
        let (key, value) = pair.split_once('=').ok_or(ProfileError::Broken)?;
        let place = match key {
            "name" => &mut name,
            "gateway" => &mut gateway,
            "productKey" => &mut product_key,
            "mode" => &mut mode,
            _ => return Err(ProfileError::UnknownPart),
        };
        let value = percent::decode(value).ok_or(ProfileError::Broken)?;
        if place.replace(value).is_some() {
            return Err(ProfileError::Twice);
        }
    }
    let mode = mode.as_deref().map(mode_of).transpose()?;
    Profile::new(&name.unwrap_or_default(), &gateway.unwrap_or_default(), &product_key.unwrap_or_default(), mode)
}
