//! What the page listens to from its first moment on.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use super::idle::LastUse;
use super::location::{on_screen, screen_now};
use super::{App, LOOK_FOR_IDLENESS, Message, document};
use crate::browser;
use crate::page::PROFILES;

impl App {
    pub(super) fn listen(&mut self, context: &Context<Self>) {
        let link = context.link();
        Self::ask_for_settings(context, false);
        let connection = link.callback(|()| Message::Connection);
        self.listeners.extend(browser::on_connection_change(move || connection.emit(())));
        let (screen, update) = (link.callback(Message::Screen), link.callback(|()| Message::Update));
        screen.emit(screen_now());
        // An update may have come before we listened.
        if browser::is_update_ready() {
            update.emit(());
        }
        self.listeners.extend(on_screen(move |now| screen.emit(now)));
        self.listeners.extend(browser::on_update_ready(move || update.emit(())));
        let idle = link.callback(|()| Message::Idle);
        self.idle = Some(Interval::new(LOOK_FOR_IDLENESS, move || idle.emit(())));
        (self.used_at, self.has_shortcuts) = (LastUse::now(), document::has_shortcuts());
        self.listeners.extend(Self::listen_to_keys(context));
        let hide = link.callback(|()| Message::Hide);
        self.listeners.extend(browser::on_hidden(move || hide.emit(())));
        self.pending.keeps_profiles = browser::load(PROFILES).is_some();
        self.listeners.extend(Self::listen_to_links_and_pastes(context));
        let other_tab = link.callback(|()| Message::OtherTab);
        self.listeners.extend(browser::on_other_tab(move || other_tab.emit(())));
        let leave = link.callback(|()| Message::Leave);
        self.listeners.extend(browser::on_leave(move || leave.emit(())));
        let first_interaction = link.callback(|()| Message::FirstInteraction);
        self.first_interaction = browser::on_first_interaction(move || first_interaction.emit(()));
    }
}
