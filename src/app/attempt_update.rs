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
use crate::attempt::preflight::Found;
use crate::attempt::view::attempt_views;
use crate::attempt::view::clipboard::clipboard_notice;
use crate::attempt::{Phase, Place as Line, Success};
use crate::browser::{call_after, monotonic, now};
use crate::form::{DeskAction, Entry, Field};
use crate::i18n::Language;
use crate::page::action::{Action, Copied as Wanted, Format, Question, Send};
use crate::page::current::RESULT;
use crate::page::lazy::{Objection, Road};
use crate::page::panel::Panel;
use crate::page::session::Record;
use crate::page::state::{Device, Open};
use crate::page::tool_action::{HandOverDeed, ToolDeed};

/// EnOS takes one connection request of a device in a second.
const BETWEEN_REQUESTS: u64 = 1_100;

/// The road, and what the page does with it.
#[derive(Clone, Copy, Debug)]
pub struct Later {
    /// An attempt and what is to be seen of it.
    pub(super) road: Road,
    /// Begins with what has waited for it.
    pub(super) start: fn(&mut App, &Context<App>),
    /// Does what a person wants; a question was open until then, or none.
    pub(super) act: fn(&mut App, &Context<App>, &Action, Option<Question>),
    /// Takes in what has come of what is under way, and tells whether the page is to be drawn anew at once.
    pub(super) take: fn(&mut App, &Context<App>, News) -> bool,
    /// Submits the form.
    pub(super) submit: fn(&mut App, &Context<App>, Consent),
    /// Overwrites the clipboard, where the browser lets the page.
    pub(super) clear_clipboard: fn(&mut App, &Context<App>),
    /// That a secret is on the clipboard.
    pub(super) clipboard: fn(&Device, &Send, Language) -> Html,
    /// Sees, after each drawing, to what runs beside the page: clocks, checks, the question before it is left.
    pub(super) check: fn(&mut App, &Context<App>),
    /// Acknowledges to EnOS a secret that stands in the document.
    pub(super) acknowledge: fn(&mut App),
}

/// What has come of something that is under way.
#[derive(Debug)]
pub enum News {
    /// An attempt has come so far.
    Phase(Rc<Phase>),
    /// The secret that is to be proven can be proven now.
    Prove,
    /// The browser has copied something, or refused to.
    Copied(Copied),
    /// The clipboard was overwritten, or the browser refused.
    ClipboardCleared(bool),
    /// A check has found something.
    Found(Found),
    /// The clock is to be read.
    Tick,
}

/// All of it. Whoever calls this brings the road along.
#[must_use]
pub fn with_road() -> Later {
    Later {
        road: attempt_views(),
        start: App::start,
        act: App::act_later,
        take: App::take_news,
        submit: App::submit_now,
        clear_clipboard: App::clear_clipboard,
        clipboard: |device, send, language| clipboard_notice(device.seconds_on_clipboard(), send, language),
        check: App::check,
        acknowledge: App::acknowledge,
    }
}

impl App {
    fn start(&mut self, context: &Context<Self>) {
        let Some(road) = self.parts.road else { return };
        let due = self.take_due();
        self.count_requests();
        if let Some(device) = &mut self.device {
            device.read_clocks(monotonic(), now().as_millis());
        }
        self.driver = Some((road.driver)(context.link().callback(|phase| Message::News(News::Phase(phase)))));
        // Only now is it known what other tabs have asked for.
        let is_fine = self.device.as_ref().is_some_and(|device| (road.objection)(device, false) == Objection::None);
        match due {
            Some(Due::Part(entry)) if is_fine => self.begin(entry),
            Some(Due::Part(_) | Due::Time(..)) | None => {}
        }
        if let Some(action) = self.early.take() {
            self.act(context, action);
        }
    }

    fn act_later(&mut self, context: &Context<Self>, action: &Action, question: Option<Question>) {
        let language = self.language;
        let Some(device) = &mut self.device else { return };
        match *action {
            Action::SignAgain => device.desk.apply(DeskAction::Sign(now())),
            Action::Swap => {
                device.desk.apply(DeskAction::Swap(now()));
                self.pending.focus = Some(Field::ProductKey.id());
            }
            Action::Next if device.shown().secret().is_some_and(Record::awaits_handing_over) => {
                self.ask(context, Question::Leave);
            }
            Action::CopyAndNext => {
                // The question stays until the secret has been copied.
                device.question = question;
                self.copy(context, Wanted::Secret(Format::Raw), Then::NextDevice);
            }
            Action::Withdraw => self.withdraw(question),
            Action::Back => self.back(context),
            Action::Next | Action::NextAnyway => self.next(context),
            Action::Go(place) => {
                device.go(place, language);
                self.put_away();
            }
            Action::Fix(fix) => self.pending.focus = Some(device.fix(fix)),
            Action::Open(id) => self.open(context, id),
            Action::Unfold => device.is_unfolded = true,
            Action::Toggle(veil) => device.toggle(veil),
            Action::Copy(copied) => {
                if let (Wanted::Template, Some(tools)) = (copied, &mut self.parts.tools) {
                    let keep = ToolDeed::HandOver(HandOverDeed::KeepTemplate);
                    let _ = tools.act(keep, device, &self.send, language);
                }
                self.copy(context, copied, Then::Stay);
            }
            Action::Prove => self.prove_soon(context),
            Action::CheckAgain => {
                if let (Some(road), Some((_, watch))) = (self.parts.road, &self.watch) {
                    (road.watch_again)(watch);
                }
            }
            Action::ClearClipboard => self.clear_clipboard(context),
            // Done without the road.
            Action::Edit(..)
            | Action::Leave(_)
            | Action::Mode(_)
            | Action::Submit
            | Action::SubmitAnyway
            | Action::SubmitReplacing
            | Action::Stop
            | Action::Turn(_)
            | Action::Tool(_)
            | Action::Pull(_)
            | Action::Close
            | Action::LoadSettings
            | Action::Language(_)
            | Action::Theme(_)
            | Action::Shortcuts(_)
            | Action::Wipe
            | Action::WipeAnyway
            | Action::TakeUpdate => {}
        }
    }

    fn take_news(&mut self, context: &Context<Self>, news: News) -> bool {
        match news {
            News::Phase(phase) => {
                self.observe(context, &phase);
                // What has come together with a passing step, most of all the secret, is not kept waiting for its picture.
                if phase.is_passing() {
                    self.redraw_soon(context);
                    return false;
                }
            }
            News::Prove => self.prove_what_is_due(),
            News::Copied(copied) => self.note_copy(context, copied),
            News::ClipboardCleared(done) => self.note_cleared_clipboard(done),
            News::Found(found) => {
                if let Some(device) = &mut self.device {
                    device.find(found);
                }
            }
            News::Tick => {
                if let Some(device) = &mut self.device {
                    device.read_clocks(monotonic(), now().as_millis());
                    device.hide_what_is_due();
                    if device.seconds_on_clipboard() == Some(0) {
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
        let (Some(road), Some(device)) = (self.parts.road, self.device.as_ref().filter(|device| !device.is_running))
        else {
            return;
        };
        let objection = match consent {
            Consent::ToAll => Objection::None,
            Consent::None => (road.objection)(device, false),
            Consent::ToTheWait => (road.objection)(device, true),
        };
        match objection {
            Objection::Wait if device.entry().is_ok() => return,
            Objection::Replaces if device.entry().is_ok() => return self.ask(context, Question::Replace),
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
    fn begin(&mut self, entry: Entry) {
        let Entry { identity, mode, gateway } = entry;
        let line = gateway.map_or(Line::Demo, |address| Line::Gateway(address.as_str().to_owned()));
        self.request(identity, mode, line);
    }

    /// The secret on show is to be proven as soon as EnOS takes another request.
    fn prove_soon(&mut self, context: &Context<Self>) {
        let Some(device) = &mut self.device else { return };
        let Some(id) = device.shown().secret().map(|record| record.id) else { return };
        device.selected = Some(id);
        let begun = device.session.records().last().map_or(0, |last| last.id.as_millis());
        let wait = (begun + BETWEEN_REQUESTS).saturating_sub(monotonic());
        let prove = context.link().callback(|()| Message::News(News::Prove));
        let timeout = Timeout::new(u32::try_from(wait).unwrap_or(u32::MAX), move || prove.emit(()));
        // It can be stopped from now on.
        device.is_running = true;
        self.due = Some(Due::Time(id, timeout));
    }

    /// Logs in with the secret of the attempt that is to be proven, unless somebody has stopped that.
    fn prove_what_is_due(&mut self) {
        let Some(Due::Time(id, _)) = self.take_due() else { return };
        let Some(record) = self.device.as_ref().and_then(|device| device.session.record(id)) else { return };
        let Some(activated) = record.secret() else { return };
        let mode = AuthMode::Static { device_secret: activated.device_secret.clone() };
        let (identity, line) = (record.identity().clone(), record.attempt.place.clone());
        self.request(identity, mode, line);
    }

    fn request(&mut self, identity: Identity, mode: AuthMode, line: Line) {
        let (Some(driver), Some(device)) = (&self.driver, &self.device) else { return };
        let request = Request { identity, mode, timestamp: device.desk.time.at(now()), limits: Limits::default() };
        let is_refused = driver.start(request, line).is_err();
        if let Some(device) = &mut self.device {
            device.is_unsendable = is_refused;
            device.panel = Panel::Timeline;
            device.is_unfolded = false;
            device.open = Open::default();
        }
    }

    /// Checks clock and gateway anew when the address is another one; and has the clock read as often as something counts down.
    fn check(&mut self, context: &Context<Self>) {
        let (Some(road), Some(device)) = (self.parts.road, &mut self.device) else { return };
        let period = device.period();
        if self.ticker.as_ref().map(|(period, _)| *period) != period {
            self.ticker = period.map(|period| {
                let tick = context.link().callback(|()| Message::News(News::Tick));
                (period, Interval::new(period, move || tick.emit(())))
            });
        }
        let is_unseen = device.session.holds_an_unseen_secret();
        self.guard = is_unseen.then(|| self.guard.take().or_else(guard_leaving)).flatten();
        let address = device.address();
        if !device.is_running && self.watch.as_ref().is_none_or(|(watched, _)| *watched != address) {
            device.way = None;
            let told = context.link().callback(|found| Message::News(News::Found(found)));
            self.watch = Some((address.clone(), (road.watch)(address, told)));
        }
    }

    fn observe(&mut self, context: &Context<Self>, phase: &Phase) {
        let Some(device) = &mut self.device else { return };
        device.current = device.session.observe(phase, now());
        device.is_running = phase.is_running();
        device.read_clocks(monotonic(), now().as_millis());
        if let Some(road) = self.parts.road {
            (road.count_requests)(device);
        }
        match phase {
            Phase::Editing | Phase::Running(_) => {}
            Phase::Done(..) => {
                device.desk.apply(DeskAction::Done);
                pause_buttons(device, context, AFTER_AN_ATTEMPT);
            }
            Phase::Failed(..) => pause_buttons(device, context, AFTER_AN_ATTEMPT),
        }
        // The focus goes to a secret when it comes, and not once more when all is done: somebody may be about to press a button.
        let secret = device.shown().secret().and_then(|record| record.attempt.secret_id());
        let is_new = secret.is_some() && secret != self.pending.acknowledged;
        self.pending.focus = match phase {
            Phase::Running(_) if is_new => Some(RESULT),
            Phase::Done(_, Success::Activated(_)) if !is_new => return,
            Phase::Editing | Phase::Running(_) => return,
            Phase::Done(_, Success::LoggedIn) => {
                if let Some(id) = device.selected {
                    device.session.prove(id);
                }
                device.shown().heading()
            }
            Phase::Done(_, Success::Activated(_)) | Phase::Failed(..) => device.shown().heading(),
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
        let secret = self.device.as_ref().and_then(|device| device.shown().secret());
        let Some(id) = secret.and_then(|record| record.attempt.secret_id()) else { return };
        if self.pending.acknowledged.replace(id) != Some(id) {
            self.drive(|driver| driver.secret_is_shown(id));
        }
    }
}
