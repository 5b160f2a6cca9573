//! What single keys do.

use gloo::events::EventListener;
use yew::prelude::*;

use super::location::go_to;
use super::{App, Message};
use crate::browser::{Key, on_key};
use crate::form::Field;
use crate::page::action::{Action, AttemptAction};
use crate::page::route::Screen;
use crate::ui::focus::focus;

impl App {
    /// Escape stops an attempt wherever one is; letters do something only where nobody types, and only if they are switched on.
    pub(super) fn listen_to_keys(context: &Context<Self>) -> Option<EventListener> {
        let act = context.link().callback(|key: &'static str| Message::Press(key));
        on_key(move |Key { name, is_typed }| {
            let known = KEYS.iter().find(|key| **key == name);
            let wanted = known.filter(|key| !is_typed || **key == STOP);
            if let Some(key) = wanted {
                act.emit(key);
            }
            // A slash would stand in the field that it leads to.
            wanted.is_some_and(|key| *key == DEVICE_KEY)
        })
    }

    pub(super) fn press(&mut self, context: &Context<Self>, key: &'static str) {
        let Some(page) = &self.page else { return };
        if key == STOP {
            if page.is_running {
                self.act(context, Action::Stop);
            } else if page.question.is_some() {
                self.act(context, Action::Attempt(AttemptAction::Withdraw));
            } else if page.revealed.tool.is_some() || page.revealed.fold.is_some() {
                self.act(context, Action::Close);
            }
            return;
        }
        if !self.has_shortcuts || self.screen != Screen::Device && key != HELP {
            return;
        }
        match key {
            DEVICE_KEY => focus(Field::DeviceKey.id()),
            NEXT if page.shown().is_done() && !page.is_running && page.buttons_are_enabled() => {
                self.act(context, Action::Attempt(AttemptAction::Next));
            }
            HELP => go_to(Screen::About),
            _ => {}
        }
    }
}

const STOP: &str = "Escape";
const DEVICE_KEY: &str = "/";
const NEXT: &str = "n";
const HELP: &str = "?";
const KEYS: [&str; 4] = [STOP, DEVICE_KEY, NEXT, HELP];
