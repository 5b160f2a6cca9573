//! The parts of the page that are loaded later: when they are wanted, and what has waited for them.

use super::core::Page;
use super::effect::{Effect, Part};
use super::lazy::{AttemptPart, Loading};
use super::requests::REQUESTS;
use super::route::Screen;
use super::tool_action::{ProfilesAction, ToolAction, ToolId};
use crate::i18n::PageText;

impl Page {
    /// Loads what is wanted now: the attempt part at the first interaction, when something is wrong, or when the form has been filled
    /// in; the tools when one of them is open.
    pub(super) fn load(&mut self, effects: &mut Vec<Effect>) {
        let state = &self.state;
        // It has the words for what stands in the way, and for what stands in the form.
        let is_wanted = self.is_used || state.conditions.has_trouble() || !state.is_untouched();
        if is_wanted && self.loading_attempt.begin() {
            effects.push(Effect::Load(Part::Attempt));
        }
        // The report of a failure holds its packets.
        let wants_tools = self.opens_a_tool()
            || self.state.shown().has_failed()
            || (self.surroundings.keeps_profiles && self.is_used);
        if wants_tools && self.loading_tools.begin() {
            effects.push(Effect::Load(Part::Tools));
        }
    }

    pub(super) fn opens_a_tool(&self) -> bool {
        self.screen != Screen::Device || self.state.panel.is_tool() || self.state.revealed.tool.is_some()
    }

    pub(super) fn take_attempt_part(
        &mut self,
        part: Option<AttemptPart>,
        kept: Option<String>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(loaded) = part else {
            let is_in_use = self.state.form.refused > 0 || !self.state.is_untouched();
            let is_waited_for =
                self.take_pending_attempt().is_some() | self.pending_action.take().is_some() | is_in_use;
            self.loading_attempt = Loading::Failed;
            effects.push(Effect::ReportMissingPart);
            self.state.notice = is_waited_for.then_some(PageText::NotLoaded).or(self.state.notice);
            return;
        };
        self.attempt_part = part;
        self.parts.attempt_views = Some(loaded.views);
        self.count_requests(kept, effects);
        (loaded.start)(self, effects);
    }

    /// Takes in what other tabs have counted, and counts what this page has asked for since.
    pub(super) fn count_requests(&mut self, kept: Option<String>, effects: &mut Vec<Effect>) {
        self.kept_requests = kept.unwrap_or_default();
        self.count_own_requests(effects);
    }

    /// Counts what this page has asked for since.
    pub(crate) fn count_own_requests(&mut self, effects: &mut Vec<Effect>) {
        let Some(views) = self.parts.attempt_views else { return };
        if let Some(text) = (views.count_requests)(&mut self.state, &self.kept_requests) {
            self.kept_requests.clone_from(&text);
            effects.push(Effect::Store(REQUESTS, text));
        }
    }

    /// Opens the tool that somebody waits for, and has it do what waits for it, once the tools are there.
    pub(super) fn start_tools(&mut self, profiles: Option<String>, effects: &mut Vec<Effect>) {
        if self.state.revealed.tool.is_some() {
            effects.push(Effect::Focus(ToolId::TITLE));
        }
        self.load_profiles(profiles, effects);
        self.run_waiting_action(effects);
    }

    /// Takes in the profiles that the browser keeps: another tab may have changed them.
    pub(super) fn load_profiles(&mut self, kept: Option<String>, effects: &mut Vec<Effect>) {
        if let Some(tools) = &mut self.parts.tools {
            let load = ToolAction::Profiles(ProfilesAction::Load(kept));
            effects.extend(tools.act(load, &mut self.state, self.language));
        }
    }

    /// Opens the tool of the action that waits, and runs it if the tools are there.
    pub(crate) fn run_waiting_action(&mut self, effects: &mut Vec<Effect>) {
        if let Some((tool, _)) = &self.pending_tool_action {
            self.state.revealed.tool = Some(*tool);
            self.state.form_expanded = true;
            self.loading_tools.try_again();
        }
        let Some(tools) = &mut self.parts.tools else { return };
        if let Some((_, action)) = self.pending_tool_action.take() {
            // What was said when the text came is still to be read, however late the tools have come.
            let said = self.state.notice.take();
            effects.extend(tools.act(action, &mut self.state, self.language));
            self.state.notice = self.state.notice.or(said);
        }
    }
}
