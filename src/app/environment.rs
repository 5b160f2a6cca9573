//! What the page knows of its surroundings: the deployment's settings, who answers behind the gateway, and the network.

use yew::prelude::*;

use super::{App, Message};
use crate::browser;
use crate::browser::call_after;
use crate::form::EndpointKind;
use crate::page::settings::{Loaded, Settings, SettingsFault, ask_identity, fetch_settings, may_connect};
use crate::page::state::{Closed, Conditions, PageState};

/// Under this name the browser keeps the gateway of the last settings, for times when they cannot be loaded. It is no secret.
const GATEWAY: &str = "gateway";
/// While somebody types an address, each letter would be a question of its own, in milliseconds.
const SETTLING: u64 = 500;

impl App {
    /// Asks for the settings, once more if they have been asked for already.
    pub(super) fn ask_for_settings(context: &Context<Self>, anew: bool) {
        let tell = context.link().callback(Message::Settings);
        fetch_settings(anew, move |loaded| tell.emit(loaded));
    }

    /// The page stays with its gateway, whatever came of the settings: the demo is entered by a click only.
    pub(super) fn take_settings(&mut self, context: &Context<Self>, loaded: Loaded) {
        let (settings, fault) = match loaded {
            Loaded::Found(settings) => {
                browser::store(GATEWAY, &settings.gateway);
                (settings, None)
            }
            Loaded::Missing => (Settings::default(), None),
            Loaded::Failed(fault) => {
                let gateway = browser::load(GATEWAY).unwrap_or_else(|| Settings::default().gateway);
                (Settings { gateway, ..Settings::default() }, Some(fault))
            }
        };
        if let Some(page) = &mut self.page {
            if fault.is_none() {
                page.take_settings(settings);
                self.pending.asked = None;
            }
            page.conditions.settings_fault = fault;
        } else {
            let props = context.props();
            let mut page =
                PageState::new(settings, EndpointKind::Gateway, props.origin.clone(), props.opened_at, self.language);
            page.conditions = Conditions {
                settings_fault: fault,
                is_offline: !browser::is_online(),
                closed: browser::closed_because().map(|why| match why.as_str() {
                    "framed" => Closed::Framed,
                    _ => Closed::NoPolicy,
                }),
                ..Conditions::default()
            };
            if page.conditions.closed.is_some() {
                self.waiting = None;
            }
            self.page = Some(page);
            self.run_waiting_tool_action();
        }
    }

    /// Looks whether the gateway is another one now: whether the page may connect to it, and who answers there.
    pub(super) fn look_at_gateway(&mut self, context: &Context<Self>) {
        let Some(page) = &mut self.page else { return };
        let address = page.address();
        if self.pending.asked == address {
            return;
        }
        let delay = if self.pending.asked.is_none() { 0 } else { SETTLING };
        self.pending.asked.clone_from(&address);
        page.conditions.barred = address.clone().filter(|address| !may_connect(address));
        if let Some(address) = address.filter(|_| page.conditions.barred.is_none()) {
            let identify = context.link().callback(Message::Identify);
            call_after(delay, move || identify.emit(address));
        }
    }

    /// Asks who answers at this address, if it is still the one in the form.
    pub(super) fn identify(&self, context: &Context<Self>, address: String) {
        if self.pending.asked.as_ref() == Some(&address) {
            let tell = context.link().callback(Message::Identity);
            ask_identity(address.clone(), move |is_simulated| tell.emit((address, is_simulated)));
        }
    }

    pub(super) fn take_identity(&mut self, address: String, is_simulated: bool) {
        let language = self.language;
        if let Some(page) = self.page.as_mut().filter(|_| self.pending.asked.as_ref() == Some(&address)) {
            page.take_identity(address, is_simulated, language);
        }
    }

    /// The network came or went. What could not be asked then is asked now.
    pub(super) fn notice_connection(&mut self, context: &Context<Self>) {
        let Some(page) = &mut self.page else { return };
        page.conditions.is_offline = !browser::is_online();
        if page.conditions.is_offline {
            return;
        }
        if page.conditions.settings_fault.is_some() {
            self.load_settings_anew(context);
        } else if page.conditions.simulated_at.is_none() {
            self.pending.asked = None;
        }
    }

    /// Asks for the settings anew, and says that they are waited for.
    pub(super) fn load_settings_anew(&mut self, context: &Context<Self>) {
        if let Some(page) = &mut self.page {
            page.conditions.settings_fault = Some(SettingsFault::Late);
        }
        Self::ask_for_settings(context, true);
    }
}
