//! What a tool is to be told before it is there: links to profiles, and pasted texts.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use yew::prelude::*;

use super::idle::LastUse;
use super::location::on_link;
use super::{App, Link, Message};
use crate::browser;
use crate::form::{Field, TypedSecret, has_named_value, is_label};
use crate::i18n::PageText;
use crate::page::lazy::Effects;
use crate::page::route::{Screen, is_link};
use crate::page::tool_action::{PasteAction, ProfilesAction, ToolAction, ToolId};

impl Link {
    pub(super) fn of(link: Option<TypedSecret>) -> Self {
        Self(Rc::new(RefCell::new(link)))
    }

    pub(super) fn take(&self) -> Option<TypedSecret> {
        self.0.take()
    }
}

impl App {
    /// Links that are opened and texts that are pasted while the page is there.
    pub(super) fn listen_to_links_and_pastes(context: &Context<Self>) -> Vec<EventListener> {
        let (follow, paste) = (
            context.link().callback(Message::Link),
            context.link().callback(|(text, is_label)| Message::Paste(text, is_label)),
        );
        let links = on_link(move |link| follow.emit(link));
        let pastes = browser::on_paste(PasteAction::INPUT, is_label_for, move |text, is_label| {
            paste.emit((TypedSecret::new(text), is_label));
        });
        links.into_iter().chain(pastes).collect()
    }

    /// The link to a profile was opened, or an address that names a secret.
    pub(super) fn follow(&mut self, link: TypedSecret) {
        if !is_link(link.expose()) {
            self.notice = Some(PageText::SecretInAddress);
            return;
        }
        self.open_with(ToolId::Profiles, ToolAction::Profiles(ProfilesAction::Link(link)));
    }

    /// Something was pasted where nobody types.
    pub(super) fn paste(&mut self, text: TypedSecret) {
        let is_busy = self.page.as_ref().is_none_or(|page| page.is_running);
        if self.screen == Screen::Device && !is_busy {
            self.open_with(ToolId::Paste, ToolAction::Paste(PasteAction::Take(text)));
        }
    }

    /// A whole label came into one field. It is read, and never stays where everybody can see it.
    pub(super) fn take_label(&mut self, text: TypedSecret) {
        self.paste(text);
        self.notice = Some(PageText::WholeLabel);
    }

    /// A label may have been typed into a field, by a scanner for instance. Tells whether there was one.
    pub(super) fn take_typed_label(&mut self) -> bool {
        let Some(page) = self.page.as_mut().filter(|page| !page.is_running) else { return false };
        let Some(field) = page.form.draft.labelled() else { return false };
        let label = page.form.draft.take(field);
        self.take_label(label);
        true
    }

    fn open_with(&mut self, drawer: ToolId, action: ToolAction) {
        if self.page.as_ref().is_some_and(|page| page.conditions.closed.is_some()) {
            return;
        }
        (self.notice, self.used_at) = (None, LastUse::now());
        self.waiting = Some((drawer, action));
        self.run_waiting_tool_action();
    }

    /// Opens the drawer that somebody waits for, and tells the tools what waits for them, once they are there.
    pub(super) fn run_waiting_tool_action(&mut self) {
        let Some(page) = &mut self.page else { return };
        if let Some((drawer, _)) = &self.waiting {
            page.revealed.tool = Some(*drawer);
            page.form_expanded = true;
            self.pending.tools.try_again();
        }
        let Some(tools) = &mut self.parts.tools else { return };
        if page.revealed.tool.is_some() {
            self.pending.focus = Some(ToolId::TITLE);
        }
        let _ = tools.act(ToolAction::Profiles(ProfilesAction::Load), page, &self.dispatch, self.language);
        if let Some((_, action)) = self.waiting.take() {
            let Effects { notice, focus } = tools.act(action, page, &self.dispatch, self.language);
            // What was said when the text came is still to be read, however late the tools have come.
            (self.notice, self.pending.focus) = (notice.or(self.notice), focus);
        }
    }
}

/// Whether what is pasted into the input of this id is more than belongs there.
fn is_label_for(id: &str, text: &str) -> bool {
    match Field::ALL.into_iter().find(|field| field.id() == id) {
        Some(Field::ProductKey | Field::DeviceKey | Field::ClientId) => is_label(text),
        Some(Field::Secret | Field::Gateway) => has_named_value(text),
        None => false,
    }
}
