//! What follows from what a person does.

use yew::prelude::*;

use super::idle::LastUse;
use super::{AFTER_A_PRESS, App, Due, Message, document, pause_buttons};
use crate::attempt::Drive;
use crate::browser;
use crate::browser::{call_after, now};
use crate::form::{Field, FormAction, ParsedForm, TypedSecret};
use crate::i18n::{Language, PageText};
use crate::page::action::{Action, AttemptAction, Question};
use crate::page::lazy::{Effects, Loading};
use crate::page::panel::Panel;
use crate::page::state::{Clipboard, PageState};
use crate::page::tool_action::ToolId;
use crate::page::view::top_bar::SETTINGS;
use crate::ui::focus::close_popover;

/// What whoever submits the form has agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consent {
    /// To nothing.
    None,
    /// EnOS may lock the device out.
    ToTheWait,
    /// And a secret of this session may become invalid.
    ToAll,
}

impl App {
    pub(super) fn act(&mut self, context: &Context<Self>, action: Action) {
        // A laptop that wakes up is used before its timers are.
        if self.wipe_if_idle(context) {
            return;
        }
        self.used_at = LastUse::now();
        // A field is left because something else took the focus: what is said of that is still to be read.
        if !matches!(action, Action::Leave(_)) {
            self.notice = None;
        }
        let Some(page) = &mut self.page else { return self.act_on_page(context, &action) };
        if page.conditions.closed.is_some() && takes_secrets(&action) {
            return;
        }
        // A field is left because the question takes the focus. How the page looks has nothing to do with what is asked.
        let stays = matches!(action, Action::Leave(_) | Action::Language(_) | Action::Theme(_) | Action::Shortcuts(_));
        let question = if stays { None } else { page.question.take() };
        if !stays {
            // It was meant for the page as it was then.
            self.early = None;
        }
        match action {
            // Dropped, or put there by a keyboard's suggestion: a person types one character at a time.
            Action::Edit(Field::ProductKey | Field::DeviceKey | Field::ClientId, text)
                if page.form.draft.is_a_leap(&text) =>
            {
                self.take_label(TypedSecret::new(text));
            }
            Action::Edit(field, text) => page.form.apply(FormAction::Edit(field, text, now())),
            Action::Leave(field) => {
                page.form.apply(FormAction::Leave(field));
                self.pending.attempt_part.try_again();
                self.take_typed_label();
            }
            Action::Mode(mode) => page.choose(mode),
            Action::Submit => {
                if !self.take_typed_label() {
                    self.submit(context, Consent::None);
                }
            }
            Action::SubmitAnyway => self.submit(context, Consent::ToTheWait),
            Action::SubmitReplacing => self.submit(context, Consent::ToAll),
            Action::Stop => {
                if self.take_due().is_none() {
                    self.drive(Drive::stop);
                }
            }
            Action::ShowPanel(id) => {
                page.panel = Panel::from_id(id);
                self.pending.tools.try_again();
            }
            Action::Tool(action) => {
                let Some(tools) = &mut self.parts.tools else { return };
                let Effects { notice, focus } = tools.act(action, page, &self.dispatch, self.language);
                (self.notice, self.pending.focus) = (notice, focus);
            }
            Action::ToggleTool(drawer) => {
                self.pending.focus = Some(page.toggle_tool(drawer));
                self.pending.tools.try_again();
            }
            Action::Close => {
                self.pending.focus = page.revealed.tool.map(ToolId::opener);
                page.revealed.close_tool();
                page.revealed.fold = None;
            }
            Action::LoadSettings => self.load_settings_anew(context),
            Action::Wipe if page.session.unseen_secrets() > 0 => self.ask(context, Question::Wipe),
            Action::Language(_)
            | Action::Theme(_)
            | Action::Shortcuts(_)
            | Action::Wipe
            | Action::WipeAnyway
            | Action::TakeUpdate => {
                self.act_on_page(context, &action);
            }
            Action::Attempt(action) => match self.attempt_part {
                Some(attempt_part) => (attempt_part.act)(self, context, action, question),
                None => self.wait_with(action),
            },
        }
    }

    /// An action whose code is still being loaded is done once it has come.
    fn wait_with(&mut self, action: AttemptAction) {
        self.early = Some(action);
        self.first_interaction.clear();
        self.pending.attempt_part.try_again();
    }

    fn act_on_page(&mut self, context: &Context<Self>, action: &Action) {
        match action {
            Action::Language(language) => {
                document::keep_language(*language);
                self.speak(context, *language);
            }
            Action::Theme(theme) => {
                self.theme = *theme;
                document::keep_theme(*theme);
            }
            Action::Wipe | Action::WipeAnyway => {
                close_popover(SETTINGS);
                self.wipe(context);
                self.notice = Some(PageText::Wiped);
            }
            Action::Shortcuts(are_on) => {
                self.has_shortcuts = *are_on;
                document::keep_shortcuts(*are_on);
            }
            Action::TakeUpdate => browser::take_update(),
            // These need the form.
            Action::Edit(..)
            | Action::Leave(_)
            | Action::Mode(_)
            | Action::Submit
            | Action::SubmitAnyway
            | Action::SubmitReplacing
            | Action::Stop
            | Action::ShowPanel(_)
            | Action::Tool(_)
            | Action::ToggleTool(_)
            | Action::Close
            | Action::LoadSettings
            | Action::Attempt(_) => {}
        }
    }

    /// Forgets every key and secret. The settings stay.
    pub(super) fn wipe(&mut self, context: &Context<Self>) {
        self.put_away();
        self.early = None;
        if let Some(attempt_part) = self.attempt_part.filter(|_| self.has_secret_on_clipboard()) {
            (attempt_part.clear_clipboard)(self, context);
        }
        let Some(old) = self.page.take() else { return };
        let props = context.props();
        let (place, filled) = (old.form.place, old.form.filled);
        let mut page = PageState::new(old.settings, place, props.origin.clone(), props.opened_at, self.language);
        page.conditions = old.conditions;
        page.fill_in_practice(self.language);
        page.form.filled = filled.wrapping_add(1);
        page.form.signed_at = now();
        // Nothing in them leads to a key; and EnOS forgets no request.
        page.requests = old.requests;
        // Until the browser says that it was overwritten.
        page.clipboard = old.clipboard;
        self.page = Some(page);
        // What the tools remember goes as well; they come back without being fetched again.
        (self.parts.tools, self.pending.tools, self.waiting) = (None, Loading::Idle, None);
        // From the browser's own loop, where nothing lies above: the calls that led here have old values in them themselves.
        call_after(0, crate::memory::clear_stack);
    }

    fn has_secret_on_clipboard(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.clipboard != Clipboard::Clear)
    }

    /// Wipes once nobody has done anything for long; but never a secret that nobody has seen or copied, and never under a run.
    /// Tells whether it has wiped.
    pub(super) fn wipe_if_idle(&mut self, context: &Context<Self>) -> bool {
        let Some(page) = self.page.as_ref().filter(|_| self.used_at.is_over()) else { return false };
        let may_go = page.holds_something() && !page.is_running && !page.session.holds_an_unseen_secret();
        if may_go {
            self.wipe(context);
            self.notice = Some(PageText::WipedIdle);
        }
        may_go
    }

    fn speak(&mut self, context: &Context<Self>, language: Language) {
        match language {
            Language::English => self.language = language,
            Language::Chinese => {
                let on_loaded = context.link().callback(Message::Speak);
                (context.props().loader.chinese)(Box::new(move |is_learned| {
                    on_loaded.emit(is_learned.then_some(language))
                }));
            }
        }
    }

    pub(super) fn submit(&mut self, context: &Context<Self>, consent: Consent) {
        if let Some(attempt_part) = self.attempt_part {
            return (attempt_part.submit)(self, context, consent);
        }
        // It is needed for an attempt, and to say what is wrong with the form.
        self.first_interaction.clear();
        self.pending.attempt_part.try_again();
        let Some(entry) = self.entry(context) else { return };
        if let Some(page) = &mut self.page {
            page.is_running = true;
        }
        self.due = Some(Due::Part(entry));
        self.load(context);
    }

    /// The form's contents, to be submitted now; nothing where something is wrong with them, which is said then.
    pub(super) fn entry(&mut self, context: &Context<Self>) -> Option<ParsedForm> {
        let page = self.page.as_mut().filter(|page| !page.is_running)?;
        match page.entry() {
            Err(refusals) => {
                page.form.apply(FormAction::Refuse);
                self.pending.focus = refusals.first().map(Field::id);
                None
            }
            Ok(entry) => {
                page.selected = None;
                pause_buttons(page, context, AFTER_A_PRESS);
                Some(entry)
            }
        }
    }

    /// What was about to begin does not begin any more, unless whoever asks begins it.
    pub(super) fn take_due(&mut self) -> Option<Due> {
        let due = self.due.take()?;
        if let Some(page) = &mut self.page {
            page.is_running = false;
        }
        Some(due)
    }

    /// Ends what is under way or about to begin, and clears it from the screen.
    pub(super) fn put_away(&mut self) {
        self.take_due();
        self.drive(Drive::put_away);
    }
}

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
        | Action::Attempt(AttemptAction::CopyAndNext | AttemptAction::Prove | AttemptAction::Copy(_)) => true,
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
