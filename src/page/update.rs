//! What follows from what a person does.

use super::action::{Action, Question};
use super::core::{Page, PendingAttempt};
use super::effect::{Effect, Part};
use super::idle::LastUse;
use super::panel::Panel;
use super::route::Screen;
use super::tool_action::ToolId;
use super::view::top_bar::SETTINGS;
use crate::form::{Field, FormAction, ParsedForm};
use crate::i18n::{Language, PageText};
use crate::page::action::AttemptAction;

/// What whoever submits the form has agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// To nothing.
    None,
    /// EnOS may lock the device out.
    ToTheWait,
    /// And a secret of this session may become invalid.
    ToAll,
}

/// Under this name the browser keeps the language.
pub const LANGUAGE: &str = "language";
/// Under this name the browser keeps the colours.
pub const THEME: &str = "theme";
/// Under this name the browser keeps whether single keys do something.
pub const SHORTCUTS: &str = "shortcuts";
/// What is kept when they do nothing.
pub const OFF: &str = "off";

/// How long the main buttons do nothing once a button has given way to another one because it was pressed, in milliseconds.
pub(crate) const AFTER_A_PRESS: u64 = 600;

impl Page {
    pub(crate) fn act(&mut self, action: Action, effects: &mut Vec<Effect>) {
        // A laptop that wakes up is used before its timers are.
        if self.wipe_if_idle(effects) {
            return;
        }
        self.used_at = LastUse::at(self.now());
        // A field is left because something else took the focus: what is said of that is still to be read.
        if !matches!(action, Action::Leave(_)) {
            self.state.notice = None;
        }
        if self.state.conditions.closed.is_some() && takes_secrets(&action) {
            return;
        }
        // A field is left because the question takes the focus. How the page looks has nothing to do with what is asked.
        let stays = matches!(action, Action::Leave(_) | Action::Language(_) | Action::Theme(_) | Action::Shortcuts(_));
        let question = if stays { None } else { self.state.question.take() };
        if !stays {
            // It was meant for the page as it was then.
            self.pending_action = None;
        }
        let now = self.state.unix_now();
        let state = &mut self.state;
        match action {
            // Dropped, or put there by a keyboard's suggestion: a person types one character at a time.
            Action::Edit(Field::ProductKey | Field::DeviceKey | Field::ClientId, text)
                if state.form.draft.is_a_leap(&text) =>
            {
                self.take_label(text, effects);
            }
            Action::Edit(field, text) => state.form.apply(FormAction::Edit(field, text, now)),
            Action::Leave(field) => {
                state.form.apply(FormAction::Leave(field));
                self.loading_attempt.try_again();
                self.take_typed_label(effects);
            }
            Action::Mode(mode) => state.choose(mode),
            Action::Submit => {
                if !self.take_typed_label(effects) {
                    self.submit(Consent::None, effects);
                }
            }
            Action::SubmitAnyway => self.submit(Consent::ToTheWait, effects),
            Action::SubmitReplacing => self.submit(Consent::ToAll, effects),
            Action::Stop => {
                if self.take_pending_attempt().is_none() {
                    effects.push(Effect::Stop);
                }
            }
            Action::ShowPanel(id) => {
                state.panel = Panel::from_id(id);
                self.loading_tools.try_again();
            }
            Action::Tool(action) => {
                if let Some(tools) = &mut self.parts.tools {
                    effects.extend(tools.act(action, state, self.language));
                }
            }
            Action::ToggleTool(tool) => {
                effects.push(Effect::Focus(state.toggle_tool(tool)));
                self.loading_tools.try_again();
            }
            Action::Close => {
                effects.extend(state.revealed.tool.map(|tool| Effect::Focus(ToolId::opener(tool))));
                state.revealed.close_tool();
                state.revealed.fold = None;
            }
            Action::LoadSettings => self.load_settings_anew(effects),
            Action::Wipe if state.session.unseen_secrets() > 0 => self.ask(Question::Wipe, effects),
            Action::Wipe | Action::WipeAnyway => {
                effects.push(Effect::ClosePopover(SETTINGS));
                self.wipe(effects);
                self.state.notice = Some(PageText::Wiped);
            }
            Action::Language(language) => {
                effects.push(Effect::Store(LANGUAGE, language.tag().to_owned()));
                match language {
                    Language::English => self.language = language,
                    Language::Chinese => effects.push(Effect::Load(Part::Chinese)),
                }
            }
            Action::Theme(theme) => {
                self.theme = theme;
                effects.push(Effect::Store(THEME, theme.name().to_owned()));
            }
            Action::Shortcuts(are_on) => {
                self.has_shortcuts = are_on;
                effects.push(Effect::Store(SHORTCUTS, if are_on { "on" } else { OFF }.to_owned()));
            }
            Action::TakeUpdate => effects.push(Effect::TakeUpdate),
            Action::Attempt(action) => {
                if let Some(part) = self.attempt_part {
                    return (part.act)(self, action, question, effects);
                }
                // Its code is still being loaded: it is done once that has come.
                self.pending_action = Some(action);
                self.is_used = true;
                self.loading_attempt.try_again();
            }
        }
    }

    fn submit(&mut self, consent: Consent, effects: &mut Vec<Effect>) {
        if let Some(part) = self.attempt_part {
            return (part.submit)(self, consent, effects);
        }
        // The part is needed for an attempt, and to say what is wrong with the form.
        self.is_used = true;
        self.loading_attempt.try_again();
        let Some(form) = self.parsed_form(effects) else { return };
        self.state.is_running = true;
        self.pending_attempt = Some(PendingAttempt::Submitted(form));
    }

    /// The form's contents, to be submitted now; nothing where something is wrong with them, which is said then.
    pub(crate) fn parsed_form(&mut self, effects: &mut Vec<Effect>) -> Option<ParsedForm> {
        if self.state.is_running {
            return None;
        }
        match self.state.entry() {
            Err(errors) => {
                self.state.form.apply(FormAction::Refuse);
                effects.extend(errors.first().map(|field| Effect::Focus(field.id())));
                None
            }
            Ok(form) => {
                self.state.selected = None;
                self.pause_buttons(AFTER_A_PRESS, effects);
                Some(form)
            }
        }
    }

    /// Asks before something is done that cannot be taken back. What answers it does nothing at a second tap.
    pub(crate) fn ask(&mut self, question: Question, effects: &mut Vec<Effect>) {
        self.state.question = Some(question);
        self.pause_buttons(AFTER_A_PRESS, effects);
        effects.push(Effect::Focus(Question::TITLE));
    }

    /// What single keys do: Escape stops an attempt wherever one is; letters do something only if they are switched on.
    pub(crate) fn press(&mut self, key: &'static str, effects: &mut Vec<Effect>) {
        let state = &self.state;
        if key == STOP {
            let action = if state.is_running {
                Action::Stop
            } else if state.question.is_some() {
                Action::Attempt(AttemptAction::Withdraw)
            } else if state.revealed.tool.is_some() || state.revealed.fold.is_some() {
                Action::Close
            } else {
                return;
            };
            return self.act(action, effects);
        }
        if !self.has_shortcuts || self.screen != Screen::Device && key != HELP {
            return;
        }
        match key {
            DEVICE_KEY => effects.push(Effect::Focus(Field::DeviceKey.id())),
            NEXT if state.shown().is_done() && !state.is_running && state.buttons_are_enabled() => {
                self.act(Action::Attempt(AttemptAction::Next), effects);
            }
            HELP => effects.push(Effect::GoTo(Screen::About)),
            _ => {}
        }
    }
}

/// Stops an attempt, withdraws a question, closes a tool.
pub const STOP: &str = "Escape";
/// Goes to the device key.
pub const DEVICE_KEY: &str = "/";
/// The next device.
pub const NEXT: &str = "n";
/// What the page keeps, and how EnOS behaves.
pub const HELP: &str = "?";
/// The keys that do something.
pub const KEYS: [&str; 4] = [STOP, DEVICE_KEY, NEXT, HELP];

/// Whether it may bring a secret into the page, or send one.
const fn takes_secrets(action: &Action) -> bool {
    match action {
        Action::Edit(Field::Secret, _)
        | Action::Submit
        | Action::SubmitAnyway
        | Action::SubmitReplacing
        | Action::Tool(_)
        | Action::ToggleTool(_)
        | Action::ShowPanel(_)
        | Action::Attempt(AttemptAction::CopyAndNext | AttemptAction::VerifySecret | AttemptAction::Copy(_)) => true,
        Action::Edit(Field::ProductKey | Field::DeviceKey | Field::ClientId | Field::Gateway, _)
        | Action::Leave(_)
        | Action::Mode(_)
        | Action::Stop
        | Action::LoadSettings
        | Action::Close
        | Action::Language(_)
        | Action::Theme(_)
        | Action::Shortcuts(_)
        | Action::Wipe
        | Action::WipeAnyway
        | Action::TakeUpdate
        | Action::Attempt(_) => false,
    }
}
