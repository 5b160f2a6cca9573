//! What the page does with an attempt and with what came of it.
//!
//! The code comes with the attempt part, so that the first screen is there sooner. Until then, what somebody wants of it waits.

use activation::{AttemptId, Limits, Request, SecretId};
use enos::{AuthMode, Identity};

use super::view::attempt_views;
use super::{Endpoint, Phase, Success};
use crate::form::view::submit::SUBMIT;
use crate::form::{Field, FormAction, ParsedForm};
use crate::page::action::{self, Action, AttemptAction, Format, Question};
use crate::page::core::{Page, PendingAttempt};
use crate::page::current::RESULT;
use crate::page::effect::Effect;
use crate::page::event::AttemptEvent;
use crate::page::lazy::{AttemptPart, Objection};
use crate::page::panel::Panel;
use crate::page::revealed::Revealed;
use crate::page::session::Record;
use crate::page::tool_action::{HandOverAction, ToolAction};
use crate::page::update::{AFTER_A_PRESS, Consent};
use crate::page::view::top_bar::SETTINGS;

/// EnOS takes one connection request of a device in a second.
const BETWEEN_REQUESTS: u64 = 1_100;
/// How long the main buttons do nothing once an attempt has ended, in milliseconds: what was meant for the button that stood
/// there before must not put away a result that nobody has seen.
const AFTER_AN_ATTEMPT: u64 = 1_000;

/// All of it. Whoever calls this brings the part along.
#[must_use]
pub fn attempt_part() -> AttemptPart {
    AttemptPart {
        views: attempt_views(),
        start: Page::start,
        act: Page::act_on_attempt,
        take: Page::take_attempt_event,
        submit: Page::submit_now,
    }
}

impl Page {
    fn start(&mut self, effects: &mut Vec<Effect>) {
        // Only now is it known what other tabs have asked for.
        let is_fine = self.objection(false) == Objection::None;
        match self.take_pending_attempt() {
            Some(PendingAttempt::Submitted(form)) if is_fine => self.begin(form, effects),
            Some(PendingAttempt::Submitted(_) | PendingAttempt::Verification(..)) | None => {}
        }
        if let Some(action) = self.pending_action.take() {
            self.act(Action::Attempt(action), effects);
        }
    }

    fn act_on_attempt(&mut self, action: AttemptAction, question: Option<Question>, effects: &mut Vec<Effect>) {
        let now = self.state.unix_now();
        let state = &mut self.state;
        match action {
            AttemptAction::SignAgain => state.form.apply(FormAction::Sign(now)),
            AttemptAction::Swap => {
                state.form.apply(FormAction::Swap(now));
                effects.push(Effect::Focus(Field::ProductKey.id()));
            }
            AttemptAction::Next if state.shown().secret().is_some_and(Record::awaits_handing_over) => {
                self.ask(Question::Leave, effects);
            }
            AttemptAction::CopyAndNext => {
                // The question stays until the secret has been copied.
                state.question = question;
                self.copy(action::Copied::Secret(Format::Raw), Some(AttemptAction::NextAnyway), effects);
            }
            AttemptAction::Withdraw => withdraw(question, effects),
            AttemptAction::Back => {
                state.clear();
                self.show_form(effects);
            }
            AttemptAction::Next | AttemptAction::NextAnyway => {
                state.clear();
                let next = state.next(now, self.language);
                state.form.apply(next);
                self.show_form(effects);
            }
            AttemptAction::SwitchEndpoint(place) => {
                state.go(place, self.language);
                self.put_away(effects);
            }
            AttemptAction::Remedy(fix) => effects.push(Effect::Focus(state.fix(fix))),
            AttemptAction::Open(id) => self.open(id, effects),
            AttemptAction::Unfold => state.form_expanded = true,
            AttemptAction::Toggle(what) => state.toggle(what),
            AttemptAction::ToggleFold(fold) => state.toggle_fold(fold),
            AttemptAction::Copy(copied) => {
                if let (action::Copied::Template, Some(tools)) = (copied, &mut self.parts.tools) {
                    let keep = ToolAction::HandOver(HandOverAction::KeepTemplate);
                    effects.extend(tools.act(keep, state, self.language));
                }
                self.copy(copied, None, effects);
            }
            AttemptAction::VerifySecret => self.verify_soon(effects),
            AttemptAction::CheckAgain => effects.push(Effect::CheckAgain),
            AttemptAction::ClearClipboard => self.clear_clipboard(effects),
        }
    }

    fn take_attempt_event(&mut self, event: AttemptEvent, effects: &mut Vec<Effect>) {
        match event {
            AttemptEvent::Phase(phase) => self.observe(&phase, effects),
            AttemptEvent::Committed(id) => self.take_committed(id, effects),
            AttemptEvent::RequestFailed => self.state.request_failed = true,
            AttemptEvent::Verify(number) => self.verify_now(number, effects),
            AttemptEvent::Check(event) => self.state.find(event),
            AttemptEvent::Tick => {
                self.state.hide_what_is_due();
                if self.state.seconds_on_clipboard() == Some(0) {
                    self.clear_clipboard(effects);
                }
            }
        }
    }

    fn objection(&self, accepts_lockout: bool) -> Objection {
        self.parts.attempt_views.map_or(Objection::None, |views| (views.objection)(&self.state, accepts_lockout))
    }

    fn submit_now(&mut self, consent: Consent, effects: &mut Vec<Effect>) {
        if self.state.is_running {
            return;
        }
        let objection = match consent {
            Consent::ToAll => Objection::None,
            Consent::None => self.objection(false),
            Consent::ToTheWait => self.objection(true),
        };
        match objection {
            Objection::Wait if self.state.entry().is_ok() => return,
            Objection::Replaces if self.state.entry().is_ok() => return self.ask(Question::Replace, effects),
            Objection::None | Objection::Wait | Objection::Replaces => {}
        }
        let Some(form) = self.parsed_form(effects) else { return };
        self.begin(form, effects);
        // Another EnOS may answer there by now.
        if let Some(address) = self.queried_gateway.clone() {
            self.identify(address, effects);
        }
    }

    /// Begins what was submitted.
    fn begin(&mut self, form: ParsedForm, effects: &mut Vec<Effect>) {
        let ParsedForm { identity, mode, gateway } = form;
        let endpoint = gateway.map_or(Endpoint::Demo, |address| Endpoint::Gateway(address.as_str().to_owned()));
        self.request(identity, mode, endpoint, effects);
    }

    /// The secret on show is to be verified as soon as EnOS takes another request.
    fn verify_soon(&mut self, effects: &mut Vec<Effect>) {
        let state = &mut self.state;
        let Some(id) = state.shown().secret().map(Record::id) else { return };
        state.selected = Some(id);
        let begun = state.session.records().last().map_or(0, |last| last.attempt.timeline.started().as_millis());
        let wait = (begun + BETWEEN_REQUESTS).saturating_sub(state.now);
        // It can be stopped from now on.
        state.is_running = true;
        self.verifications = self.verifications.wrapping_add(1);
        self.pending_attempt = Some(PendingAttempt::Verification(id, self.verifications));
        effects.push(Effect::VerifyAfter(wait, self.verifications));
    }

    /// Logs in with the secret of the attempt that is to be verified, unless somebody has stopped that.
    fn verify_now(&mut self, number: u32, effects: &mut Vec<Effect>) {
        let Some(PendingAttempt::Verification(id, due)) = self.pending_attempt else { return };
        if due != number {
            return;
        }
        self.take_pending_attempt();
        let Some(record) = self.state.session.record(id) else { return };
        let Some(activated) = record.secret() else { return };
        let mode = AuthMode::Static { device_secret: activated.device_secret.clone() };
        let (identity, endpoint) = (record.identity().clone(), record.attempt.place.clone());
        self.request(identity, mode, endpoint, effects);
    }

    fn request(&mut self, identity: Identity, mode: AuthMode, endpoint: Endpoint, effects: &mut Vec<Effect>) {
        let state = &mut self.state;
        let timestamp = state.form.time.at(state.unix_now());
        let id = self.next_attempt;
        self.next_attempt = id.next();
        let request = Request { id, identity, mode, timestamp, limits: Limits::default() };
        effects.push(Effect::Start(Box::new(request), endpoint));
        state.request_failed = false;
        state.panel = Panel::Timeline;
        state.form_expanded = false;
        state.revealed = Revealed::default();
    }

    fn observe(&mut self, phase: &Phase, effects: &mut Vec<Effect>) {
        let now = self.state.unix_now();
        let state = &mut self.state;
        state.current = state.session.observe(phase, now);
        state.is_running = phase.is_running();
        self.count_own_requests(effects);
        let state = &mut self.state;
        effects.extend(state.session.uncommitted().map(Effect::Commit));
        match phase {
            Phase::Editing | Phase::Running(_) => {}
            Phase::Done(..) | Phase::Failed(..) => self.pause_buttons(AFTER_AN_ATTEMPT, effects),
        }
        if let Phase::Done(_, success) = phase {
            self.state.form.apply(FormAction::Done);
            if let (Success::LoggedIn, Some(id)) = (success, self.state.selected) {
                self.state.session.mark_verified(id);
            }
        }
        match phase {
            // The focus goes to a secret when it comes, and not once more when all is done: somebody may be about to press a button.
            Phase::Editing | Phase::Running(_) | Phase::Done(_, Success::Activated(_)) => {}
            Phase::Done(_, Success::LoggedIn) | Phase::Failed(..) => {
                effects.extend(self.state.shown().heading().map(Effect::Focus));
            }
        }
        // What has come together with a passing step, most of all the secret, is not kept waiting for its picture.
        if phase.is_passing() {
            effects.push(Effect::DrawSoon);
        }
    }

    /// A secret is drawn, and acknowledged to EnOS, only once it is kept; and each secret only once.
    fn take_committed(&mut self, id: SecretId, effects: &mut Vec<Effect>) {
        if self.state.session.commit(id, self.state.unix_now()) {
            let shown = self.state.shown();
            if !shown.has_failed() && shown.secret().and_then(Record::secret).is_some_and(|secret| secret.id == id) {
                effects.push(Effect::Focus(RESULT));
            }
            effects.push(Effect::Acknowledge(id));
        }
    }

    /// An earlier result comes back.
    fn open(&mut self, id: AttemptId, effects: &mut Vec<Effect>) {
        let panel = self.state.panel;
        self.state.clear();
        (self.state.selected, self.state.panel) = (Some(id), panel);
        self.pause_buttons(AFTER_A_PRESS, effects);
        effects.push(Effect::Focus(RESULT));
        self.put_away(effects);
    }

    fn show_form(&mut self, effects: &mut Vec<Effect>) {
        self.pause_buttons(AFTER_A_PRESS, effects);
        effects.push(Effect::Focus(Field::DeviceKey.id()));
        self.put_away(effects);
    }
}

/// Nothing is done of what was asked.
fn withdraw(question: Option<Question>, effects: &mut Vec<Effect>) {
    match question {
        Some(Question::Leave) => effects.push(Effect::Focus(RESULT)),
        Some(Question::Replace) => effects.push(Effect::Focus(SUBMIT)),
        Some(Question::Wipe) => effects.push(Effect::ClosePopover(SETTINGS)),
        None => {}
    }
}
