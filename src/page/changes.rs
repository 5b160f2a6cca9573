//! What a person's actions change of the state.

use enos::SecureMode;

use super::action::{Fold, Reveal};
use super::panel::Panel;
use super::revealed::Revealed;
use super::session::Record;
use super::state::PageState;
use super::tool_action::ToolId;
use crate::attempt::view::failure_card::FixAction;
use crate::form::{Draft, EndpointKind, Field, FormAction};
use crate::i18n::Language;

impl PageState {
    /// Clears the screen of the last result. The session keeps it.
    pub(crate) fn clear(&mut self) {
        self.selected = None;
        self.current = None;
        self.request_failed = false;
        self.form_expanded = false;
        self.panel = Panel::Signature;
        self.revealed = Revealed::default();
    }

    pub(crate) fn choose(&mut self, mode: SecureMode) {
        self.revealed.typed = false;
        self.form.apply(FormAction::Mode(mode, self.unix_now()));
    }

    /// A device to practise with where there is one, else an empty form.
    pub(crate) fn go(&mut self, place: EndpointKind, language: Language) {
        self.clear();
        self.form.apply(FormAction::Replace(Draft::new(&self.form.draft.gateway), place, self.unix_now()));
        self.fill_in_practice(language);
    }

    /// Applies a remedy, and returns the id of the element that takes the focus.
    pub(crate) fn fix(&mut self, fix: FixAction) -> &'static str {
        self.form_expanded = true;
        match fix {
            FixAction::Edit(field, _) => return field.id(),
            FixAction::UseStatic => self.choose(SecureMode::Static),
            FixAction::UseDynamic => self.choose(SecureMode::Dynamic),
        }
        Field::Secret.id()
    }

    /// Folds it out, or in again.
    pub(crate) fn toggle_fold(&mut self, fold: Fold) {
        self.revealed.fold = if self.revealed.fold == Some(fold) { None } else { Some(fold) };
        if self.revealed.tool.is_some_and(ToolId::is_of_result) {
            self.revealed.close_tool();
        }
    }

    /// Shows it, or hides it again.
    pub(crate) fn toggle(&mut self, what: Reveal) {
        match what {
            Reveal::Typed => self.revealed.typed = !self.revealed.typed,
            Reveal::Password => self.revealed.password = !self.revealed.password,
            Reveal::Unread if self.revealed.unread.is_some() => self.revealed.unread = None,
            Reveal::Unread => {
                self.revealed.unread = Some(self.now);
                // Where there is a secret as well, it has not been seen by this.
                if let Some(record) = self.shown().attempt().filter(|record| record.secret().is_none()) {
                    let id = record.id();
                    self.session.hand_over(id);
                }
            }
            Reveal::Secret if self.revealed.secret.is_some() => self.revealed.hide_secret(),
            Reveal::Secret => self.show_secret(),
        }
    }

    /// Opens a drawer, or closes it if it is open. Returns the id of the element that takes the focus.
    pub(crate) fn toggle_tool(&mut self, drawer: ToolId) -> &'static str {
        let is_open = self.revealed.tool == Some(drawer);
        self.revealed.close_tool();
        if is_open {
            return drawer.opener();
        }
        self.revealed.tool = Some(drawer);
        self.form_expanded |= !drawer.is_of_result();
        if drawer == ToolId::Large {
            self.show_secret();
        }
        ToolId::TITLE
    }

    pub(crate) fn show_secret(&mut self) {
        self.revealed.secret = Some(self.now);
        if let Some(id) = self.shown().secret().map(Record::id) {
            self.session.hand_over(id);
        }
    }
}
