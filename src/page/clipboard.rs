//! What this page has put on the clipboard.

use super::action::Action;
use super::core::Page;
use super::effect::{Copied, Effect};
use super::state::PageState;
use crate::i18n::PageText;

/// What this page has put on the clipboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// No secret, or one that it has overwritten.
    #[default]
    Clear,
    /// A secret, which is to be overwritten at this reading of the clock.
    Secret(u64),
    /// A secret, which the browser did not let the page overwrite.
    Stuck,
}

/// How long a secret stays on the clipboard, in milliseconds.
const ON_CLIPBOARD: u64 = 60_000;

impl PageState {
    /// A secret was copied.
    pub fn note_copy(&mut self) {
        self.clipboard = Clipboard::Secret(self.now + ON_CLIPBOARD);
    }

    /// For how many seconds more a secret stays on the clipboard; zero when its time is over.
    #[must_use]
    pub fn seconds_on_clipboard(&self) -> Option<u64> {
        match self.clipboard {
            Clipboard::Secret(until) => Some(until.saturating_sub(self.now).div_ceil(1_000)),
            Clipboard::Clear | Clipboard::Stuck => None,
        }
    }
}

impl Page {
    /// The browser has copied something; nothing where it refused to.
    pub(crate) fn note_copy(&mut self, copied: Option<Copied>, effects: &mut Vec<Effect>) {
        let Some(Copied { notice, is_secret, secret_of, then }) = copied else {
            self.state.notice = Some(PageText::CopyFailed);
            return;
        };
        if is_secret {
            self.state.note_copy();
        } else {
            // Whatever was there before has been overwritten.
            self.state.clipboard = Clipboard::Clear;
        }
        if let Some(id) = secret_of {
            self.state.session.hand_over(id);
        }
        if let Some(action) = then {
            self.act(Action::Attempt(action), effects);
        }
        self.state.notice = Some(notice);
    }

    /// Overwrites the clipboard, where the browser lets the page.
    pub(crate) fn clear_clipboard(&mut self, effects: &mut Vec<Effect>) {
        self.state.clipboard = Clipboard::Stuck;
        effects.push(Effect::ClearClipboard);
    }

    /// The clipboard was overwritten, or the browser refused.
    pub(crate) fn note_cleared_clipboard(&mut self, is_done: bool) {
        if is_done {
            self.state.clipboard = Clipboard::Clear;
        }
        // What wiping has to say is more.
        let is_wiped = matches!(self.state.notice, Some(PageText::Wiped | PageText::WipedIdle));
        if !(is_done && is_wiped) {
            let said = if is_done { PageText::ClipboardCleared } else { PageText::ClipboardRefused };
            self.state.notice = Some(said);
        }
    }
}
