//! The screens, and the part of the address behind `#` that names them.

use crate::i18n::PageText;

/// A screen of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// One device: form, run, result.
    #[default]
    Device,
    /// What the page keeps, and how EnOS behaves.
    About,
}

impl Screen {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Device, Self::About];

    /// The address to link to.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Self::Device => "#/",
            Self::About => "#/about",
        }
    }

    /// The screen for a location's hash; the first one for an address that names none.
    #[must_use]
    pub fn from_hash(hash: &str) -> Self {
        Self::ALL.into_iter().find(|screen| screen.href() == hash).unwrap_or_default()
    }

    /// What the screen is called.
    #[must_use]
    pub const fn title(self) -> PageText {
        match self {
            Self::Device => PageText::ActivateADevice,
            Self::About => PageText::About,
        }
    }
}

/// Whether a location's hash is the link to a profile rather than to a screen, also where a mail filter has encoded it again.
#[must_use]
pub fn is_link(hash: &str) -> bool {
    let mut rest = hash.trim_start_matches(['#', '/']);
    // A `#` or a `=` that was encoded, however often.
    rest = after_escape(rest, "23");
    rest.strip_prefix("profile").is_some_and(|behind| behind.starts_with('=') || after_escape(behind, "3D") != behind)
}

/// What follows `%23`, `%2523` and so on.
fn after_escape<'a>(text: &'a str, digits: &str) -> &'a str {
    let Some(mut rest) = text.strip_prefix('%') else { return text };
    while let Some(behind) = rest.strip_prefix("25") {
        rest = behind;
    }
    let (front, behind) = rest.split_at_checked(2).unwrap_or((rest, ""));
    if front.eq_ignore_ascii_case(digits) { behind } else { text }
}

/// Whether a location's hash that is neither a link nor a screen names a secret, as in `#secret=…`: it was passed on by mistake.
/// `boot.js` looks more closely at the address by which the page was opened.
///
/// It looks at bytes: the library's search for one text in another would weigh two kilobytes.
#[must_use]
pub fn names_a_secret(hash: &str) -> bool {
    let holds = |word: &[u8]| hash.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    ["secret", "passw", "pwd", "token", "密钥", "%e5%af%86%e9%92%a5"].iter().any(|word| holds(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_screen_by_its_own_address() {
        for screen in Screen::ALL {
            assert_eq!(Screen::from_hash(screen.href()), screen);
        }
    }

    #[test]
    fn tells_links_to_profiles_from_links_to_screens() {
        assert!(is_link("#profile=1&name=Site"));
        assert!(Screen::ALL.into_iter().all(|screen| !is_link(screen.href())));
    }

    #[test]
    fn knows_links_that_were_encoded_again() {
        for hash in
            ["#profile%3D1%26name%3DSite", "#profile%253d1", "#%23profile=1&name=Site", "#/profile=1", "##profile=1"]
        {
            assert!(is_link(hash), "{hash}");
        }
        for hash in ["#profiles=1", "#profile", "#profile%2", "#/about", "#"] {
            assert!(!is_link(hash), "{hash}");
        }
    }

    #[test]
    fn knows_an_address_with_a_secret_in_it() {
        for address in [
            "#secret=x",
            "#device_secret=x",
            "#deviceSecret%3Dx",
            "#secret%253Dx",
            "#PASSWORD:x",
            "?pwd=x",
            "#token=x",
            "#密钥=x",
            "#secret1=x",
        ] {
            assert!(names_a_secret(address), "{address}");
        }
        for address in ["", "#/", "#/about", "#profile=1&name=Site&gateway=/mqtt"] {
            assert!(!names_a_secret(address), "{address}");
        }
    }

    #[test]
    fn falls_back_to_the_device_for_an_unknown_address() {
        for hash in ["", "#", "#/nowhere", "#secret=x"] {
            assert_eq!(Screen::from_hash(hash), Screen::Device);
        }
    }
}
