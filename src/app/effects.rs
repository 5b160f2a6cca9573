//! Does what the page wants to be done: the only place where its decisions reach the browser.

use std::collections::VecDeque;

use yew::prelude::*;

use super::document::{fetch_settings, moment};
use super::location::go_to;
use super::{App, Message, callback};
use crate::attempt::Drive;
use crate::browser::{self, call_after};
use crate::i18n::Language;
use crate::page::PROFILES;
use crate::page::effect::{Effect, Part};
use crate::page::event::{AttemptEvent, Event};
use crate::page::settings::{ask_identity, may_connect};
use crate::ui::focus::close_popover;

/// What overwrites a secret. Some clipboards do not take an empty text.
const NOTHING: &str = " ";

impl App {
    /// Does all of it, and what follows from it at once. Returns whether the page is to be drawn anew at once.
    pub(super) fn run(&mut self, context: &Context<Self>, effects: Vec<Effect>) -> bool {
        let mut effects = VecDeque::from(effects);
        let mut draws_now = true;
        while let Some(effect) = effects.pop_front() {
            draws_now &= !matches!(effect, Effect::DrawSoon);
            if let Some(answer) = self.run_one(context, effect) {
                effects.extend(self.page.handle(answer, moment()));
            }
        }
        draws_now
    }

    /// Does one of them, and returns what is to be heard of it at once.
    fn run_one(&mut self, context: &Context<Self>, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Focus(id) => self.pending.focus = Some(id),
            Effect::ClosePopover(id) => close_popover(id),
            Effect::GoTo(screen) => go_to(screen),
            Effect::Copy(text, copied) => {
                let answer = callback(context, Event::Copied);
                browser::write_to_clipboard(text.expose(), move |is_done| answer.emit(is_done.then_some(copied)));
            }
            Effect::ClearClipboard => {
                let answer = callback(context, Event::ClipboardCleared);
                browser::write_to_clipboard(NOTHING, move |is_done| answer.emit(is_done));
            }
            Effect::Save(file) => {
                let is_saved = browser::save_file(&file.name, file.media_type, file.text.expose());
                return Some(Event::Saved(is_saved, file.hands_over));
            }
            Effect::Store(name, text) => browser::store(name, &text),
            Effect::Load(part) => load(context, part),
            Effect::ReportMissingPart => browser::part_is_missing(),
            Effect::Start(request, endpoint) => {
                let is_refused = self.driver.as_ref().is_some_and(|driver| driver.start(*request, endpoint).is_err());
                return is_refused.then_some(Event::Attempt(AttemptEvent::RequestFailed));
            }
            Effect::Stop => self.drive(Drive::stop),
            Effect::PutAway => self.drive(Drive::put_away),
            // The page's memory keeps it at once.
            Effect::Commit(id) => return Some(Event::Attempt(AttemptEvent::Committed(id))),
            Effect::Acknowledge(id) => self.pending.acknowledge.push(id),
            Effect::TickAfter(millis) => {
                let tick = callback(context, |()| Event::Attempt(AttemptEvent::Tick));
                call_after(millis, move || tick.emit(()));
            }
            Effect::VerifyAfter(millis, number) => {
                let verify = callback(context, |number| Event::Attempt(AttemptEvent::Verify(number)));
                call_after(millis, move || verify.emit(number));
            }
            Effect::FetchSettings => {
                let answer = callback(context, |(settings, kept)| Event::Settings(settings, kept));
                fetch_settings(true, move |settings, kept| answer.emit((settings, kept)));
            }
            Effect::LookAtGateway(address, delay) => {
                let is_barred = !may_connect(&address);
                if !is_barred {
                    let identify = callback(context, Event::Identify);
                    let address = address.clone();
                    call_after(delay, move || identify.emit(address));
                }
                return Some(Event::Barred(address, is_barred));
            }
            Effect::Identify(address) => {
                let answer = callback(context, |(address, is_simulated)| Event::Identity(address, is_simulated));
                ask_identity(address.clone(), move |is_simulated| answer.emit((address, is_simulated)));
            }
            Effect::Watch(address) => {
                let found = callback(context, |found| Event::Attempt(AttemptEvent::Check(found)));
                self.watch = self.page.parts.attempt_views.map(|views| (views.watch)(address, found));
            }
            Effect::CheckAgain => {
                if let (Some(views), Some(watch)) = (self.page.parts.attempt_views, &self.watch) {
                    (views.watch_again)(watch);
                }
            }
            Effect::TakeUpdate => browser::take_update(),
            Effect::ClearStack => call_after(0, crate::memory::clear_stack),
            Effect::DrawSoon => {
                if !std::mem::replace(&mut self.pending.redraw, true) {
                    let redraw = context.link().callback(|()| Message::Redraw);
                    call_after(0, move || redraw.emit(()));
                }
            }
        }
        None
    }
}

fn load(context: &Context<App>, part: Part) {
    let loader = context.props().loader;
    match part {
        Part::Attempt => {
            let answer = context.link().callback(Message::AttemptPart);
            (loader.attempt)(Box::new(move |part| answer.emit(part)));
        }
        Part::Tools => {
            let answer = callback(context, |tools| Event::Tools(tools, browser::load(PROFILES)));
            (loader.tools)(Box::new(move |tools| answer.emit(tools)));
        }
        Part::Chinese => {
            let answer = callback(context, Event::Language);
            (loader.chinese)(Box::new(move |is_learned| answer.emit(is_learned.then_some(Language::Chinese))));
        }
    }
}
