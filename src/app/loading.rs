//! The parts of the page that are loaded later, and what runs as soon as they are there.

use yew::prelude::*;

use super::{App, Due, Message};
use crate::activation::Drive;
use crate::i18n::Page;
use crate::route::Screen;
use crate::screens::device::state::Device;
use crate::screens::parts::{Loading, Objection, Road};

impl App {
    /// Loads what is wanted now: the road at the first sign of use or of trouble, the tools when one of them is open.
    pub(super) fn load(&mut self, context: &Context<Self>) {
        let Some(device) = &self.device else { return };
        let link = context.link();
        // It has the words for what stands in the way.
        if (self.stir.is_empty() || device.environment.has_trouble()) && self.pending.road.begin() {
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

    pub(super) fn take_road(&mut self, context: &Context<Self>, road: Option<Road>) {
        let due = self.take_due();
        self.parts.road = road;
        let Some(road) = road else {
            self.pending.road = Loading::Failed;
            crate::browser::part_is_missing();
            self.notice = due.is_some().then_some(Page::NotLoaded).or(self.notice);
            return;
        };
        self.count_requests();
        self.driver = Some((road.driver)(context.link().callback(Message::Phase)));
        if let Some(Due::Part(entry)) = due {
            // Only now is it known what other tabs have asked for.
            if let Some(device) =
                self.device.as_mut().filter(|device| (road.objection)(device, false) != Objection::None)
            {
                device.is_running = false;
            } else {
                self.begin(entry);
            }
        }
    }

    /// Checks clock and gateway as soon as the road is there, and anew when the address is another one.
    pub(super) fn check(&mut self, context: &Context<Self>) {
        let (Some(road), Some(device)) = (self.parts.road, &mut self.device) else { return };
        let address = device.address();
        if !device.is_running && self.watch.as_ref().is_none_or(|(watched, _)| *watched != address) {
            device.way = None;
            let watch = (road.watch)(address.clone(), context.link().callback(Message::Found));
            self.watch = Some((address, watch));
        }
    }

    pub(super) fn drive(&self, act: impl FnOnce(&(dyn Drive + 'static))) {
        if let Some(driver) = &self.driver {
            act(&**driver);
        }
    }
}
