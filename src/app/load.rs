//! The parts of the page that are loaded later, and what runs as soon as they are there.

use yew::prelude::*;

use super::{App, Later, Message};
use crate::attempt::Drive;
use crate::i18n::Page;
use crate::page::lazy::Loading;
use crate::page::route::Screen;
use crate::page::state::Device;

impl App {
    /// Loads what is wanted now: the road at the first sign of use or of trouble, or when the form has been filled in; the tools when one
    /// of them is open.
    pub(super) fn load(&mut self, context: &Context<Self>) {
        let Some(device) = &self.device else { return };
        let link = context.link();
        // It has the words for what stands in the way, and for what stands in the form.
        let is_wanted = self.stir.is_empty() || device.environment.has_trouble() || !device.is_untouched();
        if is_wanted && self.pending.road.begin() {
            let told = link.callback(Message::Road);
            (context.props().loader.road)(Box::new(move |road| told.emit(road)));
        }
        // The report of a failure holds its packets.
        let wants_tools =
            self.opens_a_tool() || device.shown().has_failed() || (self.pending.keeps_profiles && self.stir.is_empty());
        if wants_tools && self.pending.tools.begin() {
            let told = link.callback(Message::Tools);
            (context.props().loader.tools)(Box::new(move |tools| told.emit(tools)));
        }
    }

    pub(super) fn opens_a_tool(&self) -> bool {
        let opens = |device: &Device| device.panel.is_tool() || device.open.tool.is_some();
        self.screen != Screen::Device || self.device.as_ref().is_some_and(opens)
    }

    pub(super) fn take_road(&mut self, context: &Context<Self>, later: Option<Later>) {
        let Some(loaded) = later else {
            let is_in_use =
                self.device.as_ref().is_some_and(|device| device.desk.refused > 0 || !device.is_untouched());
            let is_waited_for = self.take_due().is_some() | self.early.take().is_some() | is_in_use;
            self.pending.road = Loading::Failed;
            crate::browser::part_is_missing();
            self.notice = is_waited_for.then_some(Page::NotLoaded).or(self.notice);
            return;
        };
        self.later = later;
        self.parts.road = Some(loaded.road);
        (loaded.start)(self, context);
    }

    pub(super) fn drive(&self, act: impl FnOnce(&(dyn Drive + 'static))) {
        if let Some(driver) = &self.driver {
            act(&**driver);
        }
    }
}
