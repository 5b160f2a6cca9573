//! What is put on the clipboard, and what overwrites it.

use yew::prelude::*;

use super::attempt_update::AttemptMessage;
use super::{App, Message};
use crate::attempt::view::credentials::sign;
use crate::browser;
use crate::browser::{monotonic, now};
use crate::form::TypedSecret;
use crate::i18n::{Language, PageText};
use crate::page::action;
use crate::page::action::{Action, AttemptAction};
use crate::page::lazy::LazyParts;
use crate::page::session::AttemptId;
use crate::page::state::{Clipboard, PageState};

/// What came of copying something.
#[derive(Clone, Copy, Debug)]
pub struct Copied {
    notice: PageText,
    /// Whether what was copied is as good as a secret; nothing where the browser refused.
    is_secret: Option<bool>,
    /// Whose secret was copied.
    secret_of: Option<AttemptId>,
    /// What is to be done once it is copied.
    then: Then,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    NextDevice,
}

/// What overwrites a secret. Some clipboards do not take an empty text.
const NOTHING: &str = " ";

impl App {
    pub(super) fn copy(&mut self, context: &Context<Self>, what: action::Copied, then: Then) {
        use action::Copied as C;
        let Some(page) = &self.page else { return };
        let record = page.shown().secret();
        let secret_of = record.map(|record| record.id).filter(|_| matches!(what, C::Secret(_) | C::Template));
        let Some(text) = text_of(page, &self.parts, what, self.language) else { return };
        let (notice, is_secret) = match what {
            C::Password | C::Secret(_) | C::Template => (PageText::Copied, true),
            C::ClientId | C::Username | C::Report | C::Packets => (PageText::CopiedPlain, false),
        };
        let on_loaded = context.link().callback(|copied| Message::AttemptMessage(AttemptMessage::Copied(copied)));
        browser::write_to_clipboard(text.expose(), move |done| {
            on_loaded.emit(if done {
                Copied { notice, is_secret: Some(is_secret), secret_of, then }
            } else {
                Copied { notice: PageText::CopyFailed, is_secret: None, secret_of: None, then: Then::Stay }
            });
        });
    }

    pub(super) fn note_copy(&mut self, context: &Context<Self>, copied: Copied) {
        let Some(page) = &mut self.page else { return };
        match copied.is_secret {
            Some(true) => {
                page.read_clocks(monotonic(), now().as_millis());
                page.note_copy();
            }
            // Whatever was there before has been overwritten.
            Some(false) => page.clipboard = Clipboard::Clear,
            None => {}
        }
        if let Some(id) = copied.secret_of {
            page.session.hand_over(id);
        }
        if copied.then == Then::NextDevice {
            self.act(context, Action::Attempt(AttemptAction::NextAnyway));
        }
        self.notice = Some(copied.notice);
    }

    /// Overwrites the clipboard, where the browser lets the page.
    pub(super) fn clear_clipboard(&mut self, context: &Context<Self>) {
        if let Some(page) = &mut self.page {
            page.clipboard = Clipboard::Stuck;
        }
        let on_loaded = context.link().callback(|done| Message::AttemptMessage(AttemptMessage::ClipboardCleared(done)));
        browser::write_to_clipboard(NOTHING, move |done| on_loaded.emit(done));
    }

    pub(super) fn note_cleared_clipboard(&mut self, done: bool) {
        if let Some(page) = self.page.as_mut().filter(|_| done) {
            page.clipboard = Clipboard::Clear;
        }
        // What wiping has to say is more.
        let is_wiped = matches!(self.notice, Some(PageText::Wiped | PageText::WipedIdle));
        if !(done && is_wiped) {
            self.notice = Some(if done { PageText::ClipboardCleared } else { PageText::ClipboardRefused });
        }
    }
}

/// What is to be copied, written only now, so that no copy of a secret waits in the page.
fn text_of(page: &PageState, parts: &LazyParts, copied: action::Copied, language: Language) -> Option<TypedSecret> {
    use action::Copied;
    let form = &page.form;
    let credentials = || {
        let entry = form.draft.parse(form.place, &page.origin).ok()?;
        Some(sign(&entry, form.timestamp()))
    };
    let text = match copied {
        Copied::ClientId => credentials()?.client_id,
        Copied::Username => credentials()?.username,
        Copied::Password => credentials()?.password.expose().to_owned(),
        Copied::Secret(format) => {
            return (parts.attempt_views?.write)(page.shown().secret()?, format);
        }
        Copied::Template | Copied::Packets => return parts.tools.as_ref()?.write(copied, page, language),
        Copied::Report => {
            let report = (parts.attempt_views?.report)(page, language)?;
            let packets = parts.tools.as_ref().and_then(|tools| tools.write(Copied::Packets, page, language));
            [report.as_str(), "\n", packets.as_ref().map_or("", TypedSecret::expose)].concat()
        }
    };
    Some(TypedSecret::new(text))
}
