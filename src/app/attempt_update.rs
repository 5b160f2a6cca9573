//! What the page does once the road is there: with an attempt, with what came of it, and with what is copied.
//!
//! The code comes with the road, so that the first screen is there sooner. Until then, what somebody wants of it waits.

use std::rc::Rc;

use activation::{Limits, Request};
use enos::{AuthMode, Identity};
use gloo::timers::callback::{Interval, Timeout};
use yew::prelude::*;

use super::copy::{Copied, Then};
use super::location::guard_leaving;
use super::update::Consent;
use super::{AFTER_AN_ATTEMPT, App, Due, Message, pause_buttons};
use crate::attempt::preflight::CheckEvent;
use crate::attempt::view::attempt_views;
use crate::attempt::view::clipboard::clipboard_notice;
use crate::attempt::{Endpoint, Phase, Success};
use crate::browser::{call_after, monotonic, now};
use crate::form::{Field, FormAction, ParsedForm};
use crate::i18n::Language;
use crate::page::action::{Action, AttemptAction, Copied as Wanted, Dispatch, Format, Question};
use crate::page::current::RESULT;
use crate::page::lazy::{AttemptViews, Objection};
use crate::page::panel::Panel;
use crate::page::session::Record;
use crate::page::state::{PageState, Revealed};
use crate::page::tool_action::{HandOverAction, ToolAction};

/// EnOS takes one connection request of a device in a second.
const BETWEEN_REQUESTS: u64 = 1_100;

/// The road, and what the page does with it.
#[derive(Clone, Copy, Debug)]
pub struct AttemptPart {
    /// An attempt and what is to be seen of it.
    pub(super) attempt_views: AttemptViews,
    /// Begins with what has waited for it.
    pub(super) start: fn(&mut App, &Context<App>),
    /// Does what a person wants; a question was open until then, or none.
    pub(super) act: fn(&mut App, &Context<App>, AttemptAction, Option<Question>),
    /// Takes in what has come of what is under way, and tells whether the page is to be drawn anew at once.
    pub(super) take: fn(&mut App, &Context<App>, AttemptMessage) -> bool,
    /// Submits the form.
    pub(super) submit: fn(&mut App, &Context<App>, Consent),
    /// Overwrites the clipboard, where the browser lets the page.
    pub(super) clear_clipboard: fn(&mut App, &Context<App>),
    /// That a secret is on the clipboard.
    pub(super) clipboard: fn(&PageState, &Dispatch, Language) -> Html,
    /// Sees, after each drawing, to what runs beside the page: clocks, checks, the question before it is left.
    pub(super) check: fn(&mut App, &Context<App>),
    /// Acknowledges to EnOS a secret that stands in the document.
    pub(super) acknowledge: fn(&mut App),
}

/// What has come of something that is under way.
#[derive(Debug)]
pub enum AttemptMessage {
    /// An attempt has come so far.
    Phase(Rc<Phase>),
    /// The secret that is to be proven can be proven now.
    Prove,
    /// The browser has copied something, or refused to.
    Copied(Copied),
    /// The clipboard was overwritten, or the browser refused.
    ClipboardCleared(bool),
    /// A check has found something.
    CheckEvent(CheckEvent),
    /// The clock is to be read.
    Tick,
}

/// All of it. Whoever calls this brings the road along.
#[must_use]
pub fn attempt_part() -> AttemptPart {
    AttemptPart {
        attempt_views: attempt_views(),
        start: App::start,
        act: App::act_on_attempt,
        take: App::take_message,
        submit: App::submit_now,
        clear_clipboard: App::clear_clipboard,
        clipboard: |page, dispatch, language| clipboard_notice(page.seconds_on_clipboard(), dispatch, language),
        check: App::check,
        acknowledge: App::acknowledge,
    }
}

impl App {
    fn start(&mut self, context: &Context<Self>) {
        let Some(attempt_views) = self.parts.attempt_views else { return };
        let due = self.take_due();
        self.count_requests();
        if let Some(page) = &mut self.page {
            page.read_clocks(monotonic(), now().as_millis());
        }
        self.driver = Some((attempt_views.driver)(
            context.link().callback(|phase| Message::AttemptMessage(AttemptMessage::Phase(phase))),
        ));
        // Only now is it known what other tabs have asked for.
        let is_fine = self.page.as_ref().is_some_and(|page| (attempt_views.objection)(page, false) == Objection::None);
        match due {
            Some(Due::Part(entry)) if is_fine => self.begin(entry),
            Some(Due::Part(_) | Due::Time(..)) | None => {}
        }
        if let Some(action) = self.early.take() {
            self.act(context, Action::Attempt(action));
        }
    }

    fn act_on_attempt(&mut self, context: &Context<Self>, action: AttemptAction, question: Option<Question>) {
        let language = self.language;
        let Some(page) = &mut self.page else { return };
        match action {
            AttemptAction::SignAgain => page.form.apply(FormAction::Sign(now())),
            AttemptAction::Swap => {
                page.form.apply(FormAction::Swap(now()));
                self.pending.focus = Some(Field::ProductKey.id());
            }
            AttemptAction::Next if page.shown().secret().is_some_and(Record::awaits_handing_over) => {
                self.ask(context, Question::Leave);
            }
            AttemptAction::CopyAndNext => {
                // The question stays until the secret has been copied.
                page.question = question;
                self.copy(context, Wanted::Secret(Format::Raw), Then::NextDevice);
            }
            AttemptAction::Withdraw => self.withdraw(question),
            AttemptAction::Back => self.back(context),
            AttemptAction::Next | AttemptAction::NextAnyway => self.next(context),
            AttemptAction::SwitchEndpoint(place) => {
                page.go(place, language);
                self.put_away();
            }
            AttemptAction::Remedy(fix) => self.pending.focus = Some(page.fix(fix)),
            AttemptAction::Open(id) => self.open(context, id),
            AttemptAction::Unfold => page.form_expanded = true,
            AttemptAction::Toggle(what) => page.toggle(what),
            AttemptAction::ToggleFold(fold) => page.toggle_fold(fold),
            AttemptAction::Copy(copied) => {
                if let (Wanted::Template, Some(tools)) = (copied, &mut self.parts.tools) {
                    let keep = ToolAction::HandOver(HandOverAction::KeepTemplate);
                    let _ = tools.act(keep, page, &self.dispatch, language);
                }
                self.copy(context, copied, Then::Stay);
            }
            AttemptAction::Prove => self.prove_soon(context),
            AttemptAction::CheckAgain => {
                if let (Some(attempt_views), Some((_, watch))) = (self.parts.attempt_views, &self.watch) {
                    (attempt_views.watch_again)(watch);
                }
            }
            AttemptAction::ClearClipboard => self.clear_clipboard(context),
        }
    }

    fn take_message(&mut self, context: &Context<Self>, message: AttemptMessage) -> bool {
        match message {
            AttemptMessage::Phase(phase) => {
                self.observe(context, &phase);
                // What has come together with a passing step, most of all the secret, is not kept waiting for its picture.
                if phase.is_passing() {
                    self.redraw_soon(context);
                    return false;
                }
            }
            AttemptMessage::Prove => self.prove_what_is_due(),
            AttemptMessage::Copied(copied) => self.note_copy(context, copied),
            AttemptMessage::ClipboardCleared(done) => self.note_cleared_clipboard(done),
            AttemptMessage::CheckEvent(found) => {
                if let Some(page) = &mut self.page {
                    page.find(found);
                }
            }
            AttemptMessage::Tick => {
                if let Some(page) = &mut self.page {
                    page.read_clocks(monotonic(), now().as_millis());
                    page.hide_what_is_due();
                    if page.seconds_on_clipboard() == Some(0) {
                        self.clear_clipboard(context);
                    }
                }
            }
        }
        self.look_at_gateway(context);
        true
    }

    fn submit_now(&mut self, context: &Context<Self>, consent: Consent) {
        self.count_requests();
        let (Some(attempt_views), Some(page)) =
            (self.parts.attempt_views, self.page.as_ref().filter(|page| !page.is_running))
        else {
            return;
        };
        let objection = match consent {
            Consent::ToAll => Objection::None,
            Consent::None => (attempt_views.objection)(page, false),
            Consent::ToTheWait => (attempt_views.objection)(page, true),
        };
        match objection {
            Objection::Wait if page.entry().is_ok() => return,
            Objection::Replaces if page.entry().is_ok() => return self.ask(context, Question::Replace),
            Objection::None | Objection::Wait | Objection::Replaces => {}
        }
        let Some(entry) = self.entry(context) else { return };
        self.begin(entry);
        // Another EnOS may answer there by now.
        if let Some(address) = self.pending.asked.clone() {
            self.identify(context, address);
        }
    }

    /// Begins what was submitted.
    fn begin(&mut self, entry: ParsedForm) {
        let ParsedForm { identity, mode, gateway } = entry;
        let endpoint = gateway.map_or(Endpoint::Demo, |address| Endpoint::Gateway(address.as_str().to_owned()));
        self.request(identity, mode, endpoint);
    }

    /// The secret on show is to be proven as soon as EnOS takes another request.
    fn prove_soon(&mut self, context: &Context<Self>) {
        let Some(page) = &mut self.page else { return };
        let Some(id) = page.shown().secret().map(|record| record.id) else { return };
        page.selected = Some(id);
        let begun = page.session.records().last().map_or(0, |last| last.id.as_millis());
        let wait = (begun + BETWEEN_REQUESTS).saturating_sub(monotonic());
        let prove = context.link().callback(|()| Message::AttemptMessage(AttemptMessage::Prove));
        let timeout = Timeout::new(u32::try_from(wait).unwrap_or(u32::MAX), move || prove.emit(()));
        // It can be stopped from now on.
        page.is_running = true;
        self.due = Some(Due::Time(id, timeout));
    }

    /// Logs in with the secret of the attempt that is to be proven, unless somebody has stopped that.
    fn prove_what_is_due(&mut self) {
        let Some(Due::Time(id, _)) = self.take_due() else { return };
        let Some(record) = self.page.as_ref().and_then(|page| page.session.record(id)) else { return };
        let Some(activated) = record.secret() else { return };
        let mode = AuthMode::Static { device_secret: activated.device_secret.clone() };
        let (identity, endpoint) = (record.identity().clone(), record.attempt.place.clone());
        self.request(identity, mode, endpoint);
    }

    fn request(&mut self, identity: Identity, mode: AuthMode, endpoint: Endpoint) {
        let (Some(driver), Some(page)) = (&self.driver, &self.page) else { return };
        let request = Request { identity, mode, timestamp: page.form.time.at(now()), limits: Limits::default() };
        let is_refused = driver.start(request, endpoint).is_err();
        if let Some(page) = &mut self.page {
            page.request_failed = is_refused;
            page.panel = Panel::Timeline;
            page.form_expanded = false;
            page.revealed = Revealed::default();
        }
    }

    /// Checks clock and gateway anew when the address is another one; and has the clock read as often as something counts down.
    fn check(&mut self, context: &Context<Self>) {
        let (Some(attempt_views), Some(page)) = (self.parts.attempt_views, &mut self.page) else { return };
        let period = page.period();
        if self.ticker.as_ref().map(|(period, _)| *period) != period {
            self.ticker = period.map(|period| {
                let tick = context.link().callback(|()| Message::AttemptMessage(AttemptMessage::Tick));
                (period, Interval::new(period, move || tick.emit(())))
            });
        }
        let is_unseen = page.session.holds_an_unseen_secret();
        self.guard = is_unseen.then(|| self.guard.take().or_else(guard_leaving)).flatten();
        let address = page.address();
        if !page.is_running && self.watch.as_ref().is_none_or(|(watched, _)| *watched != address) {
            page.gateway_probe = None;
            let on_loaded = context.link().callback(|found| Message::AttemptMessage(AttemptMessage::CheckEvent(found)));
            self.watch = Some((address.clone(), (attempt_views.watch)(address, on_loaded)));
        }
    }

    fn observe(&mut self, context: &Context<Self>, phase: &Phase) {
        let Some(page) = &mut self.page else { return };
        page.current = page.session.observe(phase, now());
        page.is_running = phase.is_running();
        page.read_clocks(monotonic(), now().as_millis());
        if let Some(attempt_views) = self.parts.attempt_views {
            (attempt_views.count_requests)(page);
        }
        match phase {
            Phase::Editing | Phase::Running(_) => {}
            Phase::Done(..) => {
                page.form.apply(FormAction::Done);
                pause_buttons(page, context, AFTER_AN_ATTEMPT);
            }
            Phase::Failed(..) => pause_buttons(page, context, AFTER_AN_ATTEMPT),
        }
        // The focus goes to a secret when it comes, and not once more when all is done: somebody may be about to press a button.
        let secret = page.shown().secret().and_then(|record| record.attempt.secret_id());
        let is_new = secret.is_some() && secret != self.pending.acknowledged;
        self.pending.focus = match phase {
            Phase::Running(_) if is_new => Some(RESULT),
            Phase::Done(_, Success::Activated(_)) if !is_new => return,
            Phase::Editing | Phase::Running(_) => return,
            Phase::Done(_, Success::LoggedIn) => {
                if let Some(id) = page.selected {
                    page.session.prove(id);
                }
                page.shown().heading()
            }
            Phase::Done(_, Success::Activated(_)) | Phase::Failed(..) => page.shown().heading(),
        };
    }

    fn redraw_soon(&mut self, context: &Context<Self>) {
        if !std::mem::replace(&mut self.pending.redraw, true) {
            let redraw = context.link().callback(|()| Message::Redraw);
            call_after(0, move || redraw.emit(()));
        }
    }

    /// A secret is acknowledged to EnOS only once it stands in the document; and each secret only once.
    fn acknowledge(&mut self) {
        let secret = self.page.as_ref().and_then(|page| page.shown().secret());
        let Some(id) = secret.and_then(|record| record.attempt.secret_id()) else { return };
        if self.pending.acknowledged.replace(id) != Some(id) {
            self.drive(|driver| driver.secret_is_shown(id));
        }
    }
}
