//! What the page listens to, and what runs for as long as it stands as it does.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use super::location::{guard_leaving, on_link, on_screen, screen_now, take_link};
use super::{App, callback, requests};
use crate::browser::{self, Key, on_key};
use crate::form::TypedSecret;
use crate::page::core::Subscriptions;
use crate::page::event::{AttemptEvent, Event};
use crate::page::incoming::is_label_for;
use crate::page::tool_action::PasteAction;
use crate::page::update::{DEVICE_KEY, KEYS, STOP};

/// How often it is looked whether nobody uses the page any more, in milliseconds.
const LOOK_FOR_IDLENESS: u32 = 15_000;

impl App {
    /// Listens, from the first moment on.
    pub(super) fn listen(&mut self, context: &Context<Self>) {
        let event = |event: fn() -> Event| {
            let callback = callback(context, move |()| event());
            move || callback.emit(())
        };
        let screen = callback(context, Event::Screen);
        screen.emit(screen_now());
        let update = event(|| Event::UpdateReady);
        // An update may have come before we listened.
        if browser::is_update_ready() {
            update();
        }
        let follow = callback(context, Event::Link);
        let paste = callback(context, |(text, is_label)| Event::Paste(TypedSecret::new(text), is_label));
        let press = callback(context, Event::Press);
        let listeners = [
            on_screen(move |now| screen.emit(now)),
            browser::on_update_ready(update),
            on_link({
                let follow = follow.clone();
                move |text| follow.emit(text)
            }),
            browser::on_paste(PasteAction::INPUT, is_label_for, move |text, is_label| paste.emit((text, is_label))),
            on_key(move |key| {
                let known = known_key(&key);
                if let Some(key) = known {
                    press.emit(key);
                }
                // A slash would stand in the field that it leads to.
                known == Some(DEVICE_KEY)
            }),
            browser::on_other_tab(event(requests)),
            browser::on_leave(event(|| Event::Left)),
        ];
        self.listeners.extend(listeners.into_iter().flatten());
        // A link may have been opened while the settings were waited for.
        if let Some(text) = take_link() {
            follow.emit(text);
        }
        self.listeners.extend(browser::on_connection_change(event(|| Event::Network(browser::is_online()))));
        self.listeners.extend(browser::on_hidden(event(|| Event::Hidden)));
        self.first_interaction = browser::on_first_interaction(event(|| Event::FirstInteraction));
        self.idle = Some(Interval::new(LOOK_FOR_IDLENESS, event(|| Event::Idle)));
    }

    /// Starts and stops what runs beside the page.
    pub(super) fn subscribe(&mut self, context: &Context<Self>) {
        let Subscriptions { tick_every, guards_leaving } = self.page.subscriptions();
        if self.ticker.as_ref().map(|(period, _)| *period) != tick_every {
            self.ticker = tick_every.map(|period| {
                let tick = callback(context, |()| Event::Attempt(AttemptEvent::Tick));
                (period, Interval::new(period, move || tick.emit(())))
            });
        }
        self.guard = guards_leaving.then(|| self.guard.take().or_else(guard_leaving)).flatten();
    }
}

/// Escape counts wherever one is; letters only where nobody types.
fn known_key(key: &Key) -> Option<&'static str> {
    let known = KEYS.into_iter().find(|known| *known == key.name);
    known.filter(|known| !key.is_typed || *known == STOP)
}
