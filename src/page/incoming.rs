//! Text that comes from elsewhere: links to profiles, pasted texts, whole labels in one field.

use super::core::Page;
use super::effect::Effect;
use super::idle::LastUse;
use super::route::{Screen, is_link};
use super::tool_action::{PasteAction, ProfilesAction, ToolAction, ToolId};
use crate::form::{Field, TypedSecret, has_named_value, is_label};
use crate::i18n::PageText;

impl Page {
    /// The link to a profile was opened, or an address that names a secret.
    pub(crate) fn follow(&mut self, link: TypedSecret, effects: &mut Vec<Effect>) {
        if !is_link(link.expose()) {
            self.state.notice = Some(PageText::SecretInAddress);
            return;
        }
        self.open_with(ToolId::Profiles, ToolAction::Profiles(ProfilesAction::Link(link)), effects);
    }

    /// Something was pasted where nobody types.
    pub(crate) fn paste(&mut self, text: TypedSecret, effects: &mut Vec<Effect>) {
        if self.screen == Screen::Device && !self.state.is_running {
            self.open_with(ToolId::Paste, ToolAction::Paste(PasteAction::Take(text)), effects);
        }
    }

    /// A whole label came into one field. It is read, and never stays where everybody can see it.
    pub(crate) fn take_label(&mut self, text: TypedSecret, effects: &mut Vec<Effect>) {
        self.paste(text, effects);
        self.state.notice = Some(PageText::WholeLabel);
    }

    /// A label may have been typed into a field, by a scanner for instance. Returns whether there was one.
    pub(crate) fn take_typed_label(&mut self, effects: &mut Vec<Effect>) -> bool {
        let field = self.state.form.draft.labelled().filter(|_| !self.state.is_running);
        let Some(field) = field else { return false };
        let label = self.state.form.draft.take(field);
        self.take_label(label, effects);
        true
    }

    fn open_with(&mut self, tool: ToolId, action: ToolAction, effects: &mut Vec<Effect>) {
        if self.state.conditions.closed.is_some() {
            return;
        }
        (self.state.notice, self.used_at) = (None, LastUse::at(self.now()));
        self.pending_tool_action = Some((tool, action));
        self.run_waiting_action(effects);
    }
}

/// Whether what is pasted into the input of this id is more than belongs there.
#[must_use]
pub fn is_label_for(id: &str, text: &str) -> bool {
    match Field::ALL.into_iter().find(|field| field.id() == id) {
        Some(Field::ProductKey | Field::DeviceKey | Field::ClientId) => is_label(text),
        Some(Field::Secret | Field::Gateway) => has_named_value(text),
        None => false,
    }
}
