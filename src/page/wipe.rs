//! Forgets every key and secret: when somebody wants it, and when nobody uses the page.

use super::clipboard::Clipboard;
use super::core::{Page, Surroundings};
use super::effect::Effect;
use super::lazy::Loading;
use super::state::PageState;
use crate::i18n::PageText;

impl Page {
    /// Forgets every key and secret. The settings stay.
    pub(crate) fn wipe(&mut self, effects: &mut Vec<Effect>) {
        self.put_away(effects);
        self.pending_action = None;
        if self.state.clipboard != Clipboard::Clear {
            self.clear_clipboard(effects);
        }
        let Surroundings { origin, opened_at, .. } = &self.surroundings;
        let (place, filled) = (self.state.form.place, self.state.form.filled);
        let settings = self.state.settings.clone();
        let state = PageState::new(settings, place, origin.clone(), *opened_at, self.language);
        let old = std::mem::replace(&mut self.state, state);
        let state = &mut self.state;
        state.read_clocks(old.now, old.wall);
        state.conditions = old.conditions;
        (state.salt, state.page_address) = (old.salt, old.page_address);
        state.fill_in_practice(self.language);
        state.form.filled = filled.wrapping_add(1);
        state.form.signed_at = state.unix_now();
        // Nothing in them leads to a key; and EnOS forgets no request.
        state.requests = old.requests;
        // Until the browser says that it was overwritten.
        state.clipboard = old.clipboard;
        // What the tools remember goes as well; they come back without being fetched again.
        (self.parts.tools, self.loading_tools, self.pending_tool_action) = (None, Loading::Idle, None);
        // From the browser's own loop, where nothing lies above: the calls that led here have old values in them themselves.
        effects.push(Effect::ClearStack);
    }

    /// Wipes once nobody has done anything for long; but never a secret that nobody has seen or copied, and never under a run.
    /// Returns whether it has wiped.
    pub(crate) fn wipe_if_idle(&mut self, effects: &mut Vec<Effect>) -> bool {
        let state = &self.state;
        let is_over = self.used_at.is_over_at(self.now());
        let tools_hold =
            self.pending_tool_action.is_some() || self.parts.tools.as_ref().is_some_and(|tools| tools.hold_something());
        let holds_something = tools_hold || state.holds_something();
        let may_go = is_over && holds_something && !state.is_running && !state.session.holds_an_unseen_secret();
        if may_go {
            self.wipe(effects);
            self.state.notice = Some(PageText::WipedIdle);
        }
        may_go
    }
}
