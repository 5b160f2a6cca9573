//! What the user has revealed or opened, and for how long it stays in sight.

use super::action::Fold;
use super::state::PageState;
use super::tool_action::ToolId;

/// What the user has revealed or opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Revealed {
    /// The secret in the form.
    pub typed: bool,
    /// The computed password.
    pub password: bool,
    /// The secret that arrived, since this reading of the clock.
    pub secret: Option<u64>,
    /// The QR code with the secret in it, since this reading of the clock.
    pub code: Option<u64>,
    /// The message that was not understood, since this reading of the clock.
    pub unread: Option<u64>,
    /// What is open below the result's buttons.
    pub fold: Option<Fold>,
    /// Which drawer of the tools is open.
    pub tool: Option<ToolId>,
}

/// How long a secret stays in sight, in milliseconds.
const SHOWN: u64 = 30_000;

impl Revealed {
    /// Hides the secret that arrived, also where it stands in large letters.
    pub fn hide_secret(&mut self) {
        self.secret = None;
        self.tool = self.tool.filter(|drawer| *drawer != ToolId::Large);
    }

    /// Hides every secret, as when nobody looks at the page any more.
    pub fn hide_all(&mut self) {
        self.hide_secret();
        (self.typed, self.password, self.code, self.unread) = (false, false, None, None);
    }

    /// Closes the drawer of the tools, and hides what it showed.
    pub fn close_tool(&mut self) {
        if self.tool == Some(ToolId::Large) {
            self.hide_secret();
        }
        (self.tool, self.code) = (None, None);
    }
}

impl PageState {
    /// For how many seconds more the secret is to be seen.
    #[must_use]
    pub fn seconds_shown(&self) -> Option<u64> {
        self.seconds_left(self.revealed.secret?)
    }

    /// For how many seconds more the QR code is to hold the secret.
    #[must_use]
    pub fn seconds_coded(&self) -> Option<u64> {
        self.seconds_left(self.revealed.code?)
    }

    /// For how many seconds more the message that was not understood is to be seen.
    #[must_use]
    pub fn seconds_unread(&self) -> Option<u64> {
        self.seconds_left(self.revealed.unread?)
    }

    /// Hides what has been in sight long enough.
    pub fn hide_what_is_due(&mut self) {
        if self.revealed.secret.is_some() && self.seconds_shown().is_none() {
            self.revealed.hide_secret();
        }
        if self.seconds_coded().is_none() {
            self.revealed.code = None;
        }
        if self.seconds_unread().is_none() {
            self.revealed.unread = None;
        }
    }

    fn seconds_left(&self, since: u64) -> Option<u64> {
        let left = SHOWN.saturating_sub(self.now.saturating_sub(since));
        (left > 0).then(|| left.div_ceil(1_000))
    }
}
