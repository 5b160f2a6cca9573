//! What the page knows of its surroundings: the deployment's settings, who answers behind the gateway, and the network.

use super::core::Page;
use super::effect::Effect;
use super::settings::{Loaded, Settings, SettingsFault};
use super::state::PageState;
use crate::form::{EndpointKind, GatewayAddress};

/// Under this name the browser keeps the gateway of the last settings, for times when they cannot be loaded. It is no secret.
pub const GATEWAY: &str = "gateway";
/// While somebody types an address, each letter would be a question of its own, in milliseconds.
const SETTLING: u64 = 500;

impl Page {
    /// The settings to use, and why they are not those of the deployment. The page stays with its gateway, whatever came of asking:
    /// the demo is entered by a click only.
    pub(crate) fn settings(
        loaded: Loaded,
        kept_gateway: Option<String>,
        effects: &mut Vec<Effect>,
    ) -> (Settings, Option<SettingsFault>) {
        match loaded {
            Loaded::Found(settings) => {
                effects.push(Effect::Store(GATEWAY, settings.gateway.clone()));
                (settings, None)
            }
            Loaded::Missing => (Settings::default(), None),
            Loaded::Failed(fault) => {
                let gateway = kept_gateway.unwrap_or_else(|| Settings::default().gateway);
                (Settings { gateway, ..Settings::default() }, Some(fault))
            }
        }
    }

    pub(crate) fn take_settings(&mut self, loaded: Loaded, kept: Option<String>, effects: &mut Vec<Effect>) {
        let (settings, fault) = Self::settings(loaded, kept, effects);
        if fault.is_none() {
            self.state.take_settings(settings);
            self.queried_gateway = None;
        }
        self.state.conditions.settings_fault = fault;
    }

    /// Looks whether the gateway is another one now: whether the page may connect to it, and who answers there.
    pub(crate) fn look_at_gateway(&mut self, effects: &mut Vec<Effect>) {
        let address = self.state.address();
        if self.queried_gateway == address {
            return;
        }
        let delay = if self.queried_gateway.is_none() { 0 } else { SETTLING };
        self.queried_gateway.clone_from(&address);
        self.state.conditions.barred = None;
        effects.extend(address.map(|address| Effect::LookAtGateway(address, delay)));
    }

    /// Asks who answers at this address, if it is still the one in the form.
    pub(crate) fn identify(&self, address: String, effects: &mut Vec<Effect>) {
        if self.queried_gateway.as_ref() == Some(&address) {
            effects.push(Effect::Identify(address));
        }
    }

    /// The network came or went. What could not be asked then is asked now.
    pub(crate) fn notice_network(&mut self, is_there: bool, effects: &mut Vec<Effect>) {
        self.state.conditions.is_offline = !is_there;
        if !is_there {
            return;
        }
        if self.state.conditions.settings_fault.is_some() {
            self.load_settings_anew(effects);
        } else if self.state.conditions.simulated_at.is_none() {
            self.queried_gateway = None;
        }
    }

    /// Asks for the settings anew, and says that they are waited for.
    pub(crate) fn load_settings_anew(&mut self, effects: &mut Vec<Effect>) {
        self.state.conditions.settings_fault = Some(SettingsFault::Late);
        effects.push(Effect::FetchSettings);
    }
}

impl PageState {
    /// The address that is to be checked; none in the demo, or while it cannot be read.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        self.gateway().map(|address| address.as_str().to_owned())
    }

    /// The gateway's host, if the page's own policy lets it not connect there.
    #[must_use]
    pub fn barred_host(&self) -> Option<String> {
        let address = self.gateway()?;
        (self.conditions.barred.as_deref() == Some(address.as_str())).then(|| address.host().to_owned())
    }

    /// The gateway's host, if it is not the page's own.
    #[must_use]
    pub fn foreign_host(&self) -> Option<String> {
        let address = self.gateway()?;
        (!address.host().eq_ignore_ascii_case(&self.origin.host)).then(|| address.host().to_owned())
    }

    /// Whether the gateway in the form is the page's own, and nothing is encrypted between it and EnOS.
    #[must_use]
    pub fn is_plain_behind_gateway(&self) -> bool {
        let gateway = self.gateway();
        let rest = gateway.as_ref().map_or("", |gateway| gateway.behind_scheme());
        let path = rest.find('/').map_or("", |start| rest.get(start..).unwrap_or_default());
        let host = rest.strip_suffix(path).unwrap_or(rest);
        let is_own = host.eq_ignore_ascii_case(&self.origin.host);
        is_own && self.settings.plain.iter().any(|plain| !plain.is_empty() && path.ends_with(plain))
    }

    fn gateway(&self) -> Option<GatewayAddress> {
        let address = GatewayAddress::parse(&self.form.draft.gateway, &self.origin).ok()?;
        (self.form.place == EndpointKind::Gateway).then_some(address)
    }
}
