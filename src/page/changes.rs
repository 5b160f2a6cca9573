//! What a person's deeds change of the device on the screen.

use enos::SecureMode;

use super::action::Veil;
use super::panel::Panel;
use super::state::{Device, Open};
use super::tool_action::Drawer;
use crate::attempt::view::failure_card::FixAction;
use crate::browser::{monotonic, now};
use crate::form::{DeskAction, Draft, Field, Place};
use crate::i18n::Language;

impl Device {
    /// Clears the screen of the last result. The session keeps it.
    pub(crate) fn clear(&mut self) {
        self.selected = None;
        self.current = None;
        self.is_unsendable = false;
        self.is_unfolded = false;
        self.panel = Panel::Signature;
        self.open = Open::default();
    }

    pub(crate) fn choose(&mut self, mode: SecureMode) {
        self.open.typed = false;
        self.desk.apply(DeskAction::Mode(mode, now()));
    }

    /// A device to practise with where there is one, else an empty form.
    pub(crate) fn go(&mut self, place: Place, language: Language) {
        self.clear();
        self.desk.apply(DeskAction::Replace(Draft::new(&self.desk.draft.gateway), place, now()));
        self.fill_in_practice(language);
    }

    /// Does what the page can do about a failure, and tells where the work goes on.
    pub(crate) fn fix(&mut self, fix: FixAction) -> &'static str {
        self.is_unfolded = true;
        match fix {
            FixAction::Edit(field, _) => return field.id(),
            FixAction::UseStatic => self.choose(SecureMode::Static),
            FixAction::UseDynamic => self.choose(SecureMode::Dynamic),
        }
        Field::Secret.id()
    }

    pub(crate) fn toggle(&mut self, veil: Veil) {
        let drawer = |open: Option<Veil>| if open == Some(veil) { None } else { Some(veil) };
        match veil {
            Veil::Typed => self.open.typed = !self.open.typed,
            Veil::Password => self.open.password = !self.open.password,
            Veil::Formats | Veil::More | Veil::Proof => {
                self.open.drawer = drawer(self.open.drawer);
                if self.open.tool.is_some_and(Drawer::is_of_result) {
                    self.open.close_tool();
                }
            }
            Veil::Unread if self.open.unread.is_some() => self.open.unread = None,
            Veil::Unread => {
                self.now = monotonic();
                self.open.unread = Some(self.now);
                // Where there is a secret as well, it has not been seen by this.
                if let Some(record) = self.shown().attempt().filter(|record| record.secret().is_none()) {
                    let id = record.id;
                    self.session.hand_over(id);
                }
            }
            Veil::Secret if self.open.secret.is_some() => self.open.hide_secret(),
            Veil::Secret => self.show_secret(),
        }
    }

    /// Opens a drawer, or closes it if it is open, and tells where the work goes on.
    pub(crate) fn pull(&mut self, drawer: Drawer) -> &'static str {
        let is_open = self.open.tool == Some(drawer);
        self.open.close_tool();
        if is_open {
            return drawer.opener();
        }
        self.open.tool = Some(drawer);
        self.is_unfolded |= !drawer.is_of_result();
        if drawer == Drawer::Large {
            self.show_secret();
        }
        Drawer::TITLE
    }

    pub(crate) fn show_secret(&mut self) {
        self.read_clocks(monotonic(), now().as_millis());
        self.open.secret = Some(self.now);
        if let Some(id) = self.shown().secret().map(|record| record.id) {
            self.session.hand_over(id);
        }
    }
}
