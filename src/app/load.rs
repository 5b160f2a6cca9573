//! The parts of the page that are loaded later, and what runs as soon as they are there.

use yew::prelude::*;

use super::{App, AttemptPart, Message};
use crate::attempt::Drive;
use crate::i18n::PageText;
use crate::page::lazy::Loading;
use crate::page::route::Screen;
use crate::page::state::PageState;

impl App {
    /// Loads what is wanted now: the road at the first sign of use or of trouble, or when the form has been filled in; the tools when one
    /// of them is open.
    pub(super) fn load(&mut self, context: &Context<Self>) {
        let Some(page) = &self.page else { return };
        let link = context.link();
        // It has the words for what stands in the way, and for what stands in the form.
        let is_wanted = self.first_interaction.is_empty() || page.conditions.has_trouble() || !page.is_untouched();
        if is_wanted && self.pending.attempt_part.begin() {
            let on_loaded = link.callback(Message::AttemptPart);
            (context.props().loader.attempt_part)(Box::new(move |attempt_views| on_loaded.emit(attempt_views)));
        }
        // The report of a failure holds its packets.
        let wants_tools = self.opens_a_tool()
            || page.shown().has_failed()
            || (self.pending.keeps_profiles && self.first_interaction.is_empty());
        if wants_tools && self.pending.tools.begin() {
            let on_loaded = link.callback(Message::Tools);
            (context.props().loader.tools)(Box::new(move |tools| on_loaded.emit(tools)));
        }
    }

    pub(super) fn opens_a_tool(&self) -> bool {
        let opens = |page: &PageState| page.panel.is_tool() || page.revealed.tool.is_some();
        self.screen != Screen::Device || self.page.as_ref().is_some_and(opens)
    }

    pub(super) fn take_attempt_part(&mut self, context: &Context<Self>, attempt_part: Option<AttemptPart>) {
        let Some(loaded) = attempt_part else {
            let is_in_use = self.page.as_ref().is_some_and(|page| page.form.refused > 0 || !page.is_untouched());
            let is_waited_for = self.take_due().is_some() | self.early.take().is_some() | is_in_use;
            self.pending.attempt_part = Loading::Failed;
            crate::browser::part_is_missing();
            self.notice = is_waited_for.then_some(PageText::NotLoaded).or(self.notice);
            return;
        };
        self.attempt_part = attempt_part;
        self.parts.attempt_views = Some(loaded.attempt_views);
        (loaded.start)(self, context);
    }

    pub(super) fn drive(&self, act: impl FnOnce(&(dyn Drive + 'static))) {
        if let Some(driver) = &self.driver {
            act(&**driver);
        }
    }
}
