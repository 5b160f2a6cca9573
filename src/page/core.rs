//! The page without the browser: what it knows, and what follows from what it hears of.
//!
//! [`Page::handle`] and [`Page::update`] read no clock, call no browser and know nothing of Yew. They are given the [`Moment`], change
//! the page, and return what is to be done as [`Effect`]s. So every decision is tested natively, in virtual time.

use activation::AttemptId;
use enos::Timestamp;

use super::action::{Action, AttemptAction};
use super::conditions::{Closed, Conditions};
use super::effect::Effect;
use super::event::Event;
use super::idle::LastUse;
use super::lazy::{AttemptPart, LazyParts, Loading};
use super::route::Screen;
use super::settings::Loaded;
use super::state::PageState;
use super::tool_action::{ToolAction, ToolId};
use super::view::top_bar::{SETTINGS, Theme};
use crate::form::{EndpointKind, PageOrigin, ParsedForm};
use crate::i18n::{Language, PageText};

/// A reading of both of the browser's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// This machine's clock.
    pub unix: Timestamp,
    /// The monotonic clock, in milliseconds.
    pub monotonic: u64,
}

/// What the browser says about itself before the page is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// The language to begin with.
    pub language: Language,
    /// The colours to begin with.
    pub theme: Theme,
    /// Where the page came from.
    pub origin: PageOrigin,
    /// When the page was opened.
    pub opened_at: Timestamp,
    /// Whether single keys do something.
    pub has_shortcuts: bool,
    /// Whether the browser keeps profiles, whose product keys help to recognize swapped keys.
    pub keeps_profiles: bool,
    /// Whether the browser says that it is offline.
    pub is_offline: bool,
    /// Why no secret may be typed, where none may.
    pub closed: Option<Closed>,
    /// Random digits, for marks of devices that lead back to none.
    pub salt: String,
    /// The page's own address, to which a link to a profile leads.
    pub page_address: String,
}

/// The page.
#[derive(Debug)]
pub struct Page {
    /// What is drawn.
    pub state: PageState,
    /// The language of the page.
    pub language: Language,
    /// Its colours.
    pub theme: Theme,
    /// The screen that is shown.
    pub screen: Screen,
    /// Whether a new build of the page waits.
    pub is_update_ready: bool,
    /// Whether single keys do something.
    pub has_shortcuts: bool,
    /// Whether somebody has begun to use the page.
    pub is_used: bool,
    /// The views and tools that have been loaded.
    pub parts: LazyParts,
    /// What the page does once the attempt part is there.
    pub attempt_part: Option<AttemptPart>,
    pub(crate) surroundings: Surroundings,
    pub(crate) loading_attempt: Loading,
    pub(crate) loading_tools: Loading,
    /// An action that waits for the attempt part.
    pub(crate) pending_action: Option<AttemptAction>,
    /// An action that waits for the tools, and the tool that it opens.
    pub(crate) pending_tool_action: Option<(ToolId, ToolAction)>,
    /// An attempt that is to begin in a moment, if nobody stops it before.
    pub(crate) pending_attempt: Option<PendingAttempt>,
    /// What the browser keeps of the connection requests that were made.
    pub(crate) kept_requests: String,
    /// The number of the next attempt. It stays when everything is wiped: what is still heard of an earlier attempt is not taken for a
    /// later one.
    pub(crate) next_attempt: AttemptId,
    /// How many verifications have waited for their time.
    pub(crate) verifications: u32,
    /// The gateway address whose policy and identity were asked for last.
    pub(crate) queried_gateway: Option<String>,
    /// What the checks are about that run.
    pub(crate) preflight_target: PreflightTarget,
    /// When somebody last did something.
    pub(crate) used_at: LastUse,
}

/// What an attempt waits for before it begins.
#[derive(Debug)]
pub(crate) enum PendingAttempt {
    /// The attempt part is still being loaded. What was submitted is kept: the form may change meanwhile.
    Submitted(ParsedForm),
    /// EnOS takes one connection request of a device in a second. The secret of this attempt is to be verified then, by the timer of
    /// this number.
    Verification(AttemptId, u32),
}

/// What the checks before an attempt are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum PreflightTarget {
    /// No checks run.
    #[default]
    Nothing,
    /// The clock alone.
    Clock,
    /// The clock, and the gateway at this address.
    Gateway(String),
}

impl PreflightTarget {
    fn of(address: Option<&String>) -> Self {
        address.map_or(Self::Clock, |address| Self::Gateway(address.clone()))
    }
}

/// What is to run for as long as the page stands as it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subscriptions {
    /// The clock is to be read this often, in milliseconds.
    pub tick_every: Option<u32>,
    /// The browser is to ask before the page is left.
    pub guards_leaving: bool,
}

impl Page {
    /// The page as it is opened, with its settings, and what is to be done first.
    #[must_use]
    pub fn new(
        surroundings: Surroundings,
        settings: Loaded,
        kept_gateway: Option<String>,
        at: Moment,
    ) -> (Self, Vec<Effect>) {
        let Surroundings { language, theme, has_shortcuts, .. } = surroundings;
        let mut effects = Vec::new();
        let (settings, fault) = Self::settings(settings, kept_gateway, &mut effects);
        let origin = surroundings.origin.clone();
        let mut state = PageState::new(settings, EndpointKind::Gateway, origin, surroundings.opened_at, language);
        state.conditions = Conditions {
            settings_fault: fault,
            is_offline: surroundings.is_offline,
            closed: surroundings.closed,
            ..Conditions::default()
        };
        state.read_clocks(at.monotonic, at.unix.as_millis());
        state.salt.clone_from(&surroundings.salt);
        state.page_address.clone_from(&surroundings.page_address);
        let mut page = Self {
            state,
            language,
            theme,
            screen: Screen::default(),
            is_update_ready: false,
            has_shortcuts,
            is_used: false,
            parts: LazyParts::default(),
            attempt_part: None,
            surroundings,
            loading_attempt: Loading::default(),
            loading_tools: Loading::default(),
            pending_action: None,
            pending_tool_action: None,
            pending_attempt: None,
            kept_requests: String::new(),
            next_attempt: AttemptId::new(1),
            verifications: 0,
            queried_gateway: None,
            preflight_target: PreflightTarget::default(),
            used_at: LastUse::at(at),
        };
        page.follow_up(&mut effects);
        (page, effects)
    }

    /// Does what a person wants.
    pub fn update(&mut self, action: Action, at: Moment) -> Vec<Effect> {
        self.handle(Event::Act(action), at)
    }

    /// Takes in what has happened.
    pub fn handle(&mut self, event: Event, at: Moment) -> Vec<Effect> {
        self.state.read_clocks(at.monotonic, at.unix.as_millis());
        let mut effects = Vec::new();
        match event {
            Event::Act(action) => self.act(action, &mut effects),
            Event::Press(key) => self.press(key, &mut effects),
            Event::Settings(loaded, kept) => self.take_settings(loaded, kept, &mut effects),
            Event::Barred(address, is_barred) => {
                if self.queried_gateway.as_ref() == Some(&address) {
                    self.state.conditions.barred = is_barred.then_some(address);
                }
            }
            Event::Identify(address) => self.identify(address, &mut effects),
            Event::Identity(address, is_simulated) => {
                if self.queried_gateway.as_ref() == Some(&address) {
                    self.state.take_identity(address, is_simulated, self.language);
                }
            }
            Event::Network(is_there) => self.notice_network(is_there, &mut effects),
            Event::Attempt(event) => {
                if let Some(part) = self.attempt_part {
                    (part.take)(self, event, &mut effects);
                }
            }
            Event::Requests(kept, salt) => {
                self.state.salt = salt;
                self.count_requests(kept, &mut effects);
            }
            Event::Profiles(kept) => self.load_profiles(kept, &mut effects),
            Event::Screen(screen) => {
                effects.push(Effect::ClosePopover(SETTINGS));
                self.screen = screen;
                self.loading_tools.try_again();
            }
            Event::FirstInteraction => self.is_used = true,
            Event::AttemptPart(part, kept) => self.take_attempt_part(part, kept, &mut effects),
            Event::Tools(Some(tools), profiles) => {
                self.parts.tools = Some(tools);
                self.start_tools(profiles, &mut effects);
            }
            Event::Tools(None, _) => {
                self.loading_tools = Loading::Failed;
                effects.push(Effect::ReportMissingPart);
                // A failure on show asks for them without anybody knowing.
                self.state.notice = self.opens_a_tool().then_some(PageText::NotLoaded).or(self.state.notice);
            }
            Event::Language(Some(language)) => self.language = language,
            Event::Language(None) => {
                effects.push(Effect::ReportMissingPart);
                self.state.notice = Some(PageText::NotLoaded);
            }
            Event::UpdateReady => self.is_update_ready = true,
            Event::Link(link) => self.follow(link, &mut effects),
            Event::Paste(text, false) => self.paste(text, &mut effects),
            Event::Paste(label, true) => self.take_label(label, &mut effects),
            Event::Copied(copied) => self.note_copy(copied, &mut effects),
            Event::ClipboardCleared(is_done) => self.note_cleared_clipboard(is_done),
            Event::Saved(true, attempts) => {
                self.state.notice = Some(PageText::Saved);
                for id in attempts {
                    self.state.session.hand_over(id);
                }
            }
            Event::Saved(false, _) => self.state.notice = Some(PageText::SaveFailed),
            Event::Idle => drop(self.wipe_if_idle(&mut effects)),
            Event::Hidden => {
                self.pending_action = None;
                self.state.revealed.hide_all();
            }
            // The browser may keep the page, and show it once more as it was.
            Event::Left => self.wipe(&mut effects),
        }
        self.follow_up(&mut effects);
        effects
    }

    /// What is to run for now.
    #[must_use]
    pub fn subscriptions(&self) -> Subscriptions {
        let is_there = self.attempt_part.is_some();
        Subscriptions {
            tick_every: self.state.period().filter(|_| is_there),
            guards_leaving: is_there && self.state.session.holds_an_unseen_secret(),
        }
    }

    /// What follows from how the page stands now, whatever led to it.
    fn follow_up(&mut self, effects: &mut Vec<Effect>) {
        self.look_at_gateway(effects);
        self.load(effects);
        let address = self.state.address();
        let wanted = PreflightTarget::of(address.as_ref());
        if self.attempt_part.is_some() && !self.state.is_running && self.preflight_target != wanted {
            self.state.gateway_probe = None;
            self.preflight_target = wanted;
            effects.push(Effect::Watch(address));
        }
    }

    /// What was about to begin does not begin any more, unless whoever takes it begins it.
    pub(crate) fn take_pending_attempt(&mut self) -> Option<PendingAttempt> {
        let due = self.pending_attempt.take()?;
        self.state.is_running = false;
        Some(due)
    }

    /// The last reading of the clocks.
    pub(crate) fn now(&self) -> Moment {
        Moment { unix: self.state.unix_now(), monotonic: self.state.now }
    }

    /// Ends what is under way or about to begin, and clears it from the screen.
    pub(crate) fn put_away(&mut self, effects: &mut Vec<Effect>) {
        self.take_pending_attempt();
        effects.push(Effect::PutAway);
    }

    /// A second tap is meant for the button that was there at the first one.
    pub(crate) fn pause_buttons(&mut self, millis: u64, effects: &mut Vec<Effect>) {
        self.state.pause_buttons(millis);
        effects.push(Effect::TickAfter(millis));
    }
}
