//! What is known of where the page stands, and of who answers.

use super::settings::SettingsFault;

/// Where the page stands, and who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The gateway address at which a simulated EnOS has identified itself.
    pub simulated_at: Option<String>,
    /// The gateway address to which the page's own policy lets it not connect.
    pub barred: Option<String>,
    /// Why the deployment's settings could not be loaded, where they could not.
    pub settings_fault: Option<SettingsFault>,
    /// The browser says that it is offline.
    pub is_offline: bool,
    /// Why no secret may be typed here, where none may.
    pub closed: Option<Closed>,
}

impl Conditions {
    /// Whether there is something to say of it.
    #[must_use]
    pub const fn has_trouble(&self) -> bool {
        self.is_offline || self.settings_fault.is_some() || self.closed.is_some()
    }
}

/// Why no secret may be typed into this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Another site shows it in a frame, and the page's server has not said that it may.
    Framed,
    /// No policy holds it: the browser enforces none.
    NoPolicy,
}
