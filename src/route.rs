//! The screens, and the part of the address behind `#` that names them.

use crate::i18n::Page;

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
    pub fn of_hash(hash: &str) -> Self {
        Self::ALL.into_iter().find(|screen| screen.href() == hash).unwrap_or_default()
    }

    /// What the screen is called.
    #[must_use]
    pub const fn title(self) -> Page {
        match self {
            Self::Device => Page::ActivateADevice,
            Self::About => Page::About,
        }
    }
}

/// Whether a location's hash is the link to a profile rather than to a screen.
#[must_use]
pub fn is_link(hash: &str) -> bool {
    hash.starts_with("#profile=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_screen_by_its_own_address() {
        for screen in Screen::ALL {
            assert_eq!(Screen::of_hash(screen.href()), screen);
        }
    }

    #[test]
    fn tells_links_to_profiles_from_links_to_screens() {
        assert!(is_link("#profile=1&name=Site"));
        assert!(Screen::ALL.into_iter().all(|screen| !is_link(screen.href())));
    }

    #[test]
    fn falls_back_to_the_device_for_an_unknown_address() {
        for hash in ["", "#", "#/nowhere", "#secret=x"] {
            assert_eq!(Screen::of_hash(hash), Screen::Device);
        }
    }
}
