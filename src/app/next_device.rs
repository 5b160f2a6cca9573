//! From one device to the next, and what is asked on the way.

use yew::prelude::*;

use super::{AFTER_A_PRESS, App, pause_buttons};
use crate::browser::now;
use crate::form::Field;
use crate::form::view::submit::SUBMIT;
use crate::page::action::Question;
use crate::page::current::RESULT;
use crate::page::session::AttemptId;
use crate::page::view::top_bar::SETTINGS;
use crate::ui::focus::close_popover;

impl App {
    /// Asks before something is done that cannot be taken back. What answers it does nothing at a second tap.
    pub(super) fn ask(&mut self, context: &Context<Self>, question: Question) {
        let Some(page) = &mut self.page else { return };
        page.question = Some(question);
        pause_buttons(page, context, AFTER_A_PRESS);
        self.pending.focus = Some(Question::TITLE);
    }

    /// Nothing is done of what was asked.
    pub(super) fn withdraw(&mut self, question: Option<Question>) {
        self.pending.focus = match question {
            Some(Question::Leave) => Some(RESULT),
            Some(Question::Replace) => Some(SUBMIT),
            Some(Question::Wipe) | None => None,
        };
        if question == Some(Question::Wipe) {
            close_popover(SETTINGS);
        }
    }

    /// The form comes back as it is.
    pub(super) fn back(&mut self, context: &Context<Self>) {
        let Some(page) = &mut self.page else { return };
        page.clear();
        self.show_form(context);
    }

    /// The form comes back for the next device.
    pub(super) fn next(&mut self, context: &Context<Self>) {
        let Some(page) = &mut self.page else { return };
        page.clear();
        let next = page.next(now(), self.language);
        page.form.apply(next);
        self.show_form(context);
    }

    /// An earlier result comes back.
    pub(super) fn open(&mut self, context: &Context<Self>, id: AttemptId) {
        let Some(page) = &mut self.page else { return };
        let panel = page.panel;
        page.clear();
        (page.selected, page.panel) = (Some(id), panel);
        pause_buttons(page, context, AFTER_A_PRESS);
        self.pending.focus = Some(RESULT);
        self.put_away();
    }

    fn show_form(&mut self, context: &Context<Self>) {
        if let Some(page) = &mut self.page {
            pause_buttons(page, context, AFTER_A_PRESS);
        }
        self.pending.focus = Some(Field::DeviceKey.id());
        self.put_away();
    }
}
