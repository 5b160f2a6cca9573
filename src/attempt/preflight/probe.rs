//! The way to the gateway, layer by layer. Browsers hide why a WebSocket did not open; the layers below it are probed one by one.

use std::time::Duration;

use super::GatewayHost;
use super::suspect::{Suspect, certain, suspects};

/// A layer of the way, from the near to the far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The browser believes to be online.
    Browser,
    /// The server that the page came from answers.
    Page,
    /// The gateway's host answers.
    Host,
    /// A WebSocket opens there with the subprotocol `mqtt`. It is closed at once and nothing is sent on it, so that this
    /// takes none of the connection requests that EnOS allows a device.
    Socket,
}

/// How far a layer has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LayerState {
    /// Its turn has not come.
    #[default]
    Waiting,
    /// It is being asked.
    Running,
    /// It answers.
    Passed {
        /// After this time.
        took: Duration,
    },
    /// It does not.
    Failed(LayerFault),
    /// It need not be asked: another layer's answer says it all.
    NotNeeded,
}

/// What was seen of a layer that does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LayerFault {
    /// The browser says that it is offline.
    Offline,
    /// No answer, and the browser does not say why.
    NoAnswer,
    /// No answer within this time.
    TimedOut {
        /// The time.
        limit: Duration,
    },
    /// An answer that leads elsewhere, as those of captive portals do.
    Redirected,
    /// The page's own policy does not admit this address.
    Forbidden,
    /// The browser refused even to try.
    Refused {
        /// The browser's own words.
        reason: String,
    },
    /// The WebSocket was closed before it was open.
    Closed {
        /// The close code; 1006 where the browser hides the reason.
        code: u16,
    },
    /// The gateway refused it, and said why.
    TurnedAway(Refusal),
    /// It is open, but the server did not take the subprotocol `mqtt`.
    NotMqtt {
        /// What it took instead; empty for nothing.
        subprotocol: String,
    },
}

/// Why a gateway opens no WebSocket, in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It does not know the page's origin, or the host by which it was asked.
    UnknownOrigin,
    /// It has no upstream of the name in the path.
    UnlistedUpstream,
    /// It is shutting down.
    Stopping,
}

impl Refusal {
    /// Takes the word that its answer begins with.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "foreign-origin" | "foreign-host" => Some(Self::UnknownOrigin),
            "unlisted-upstream" => Some(Self::UnlistedUpstream),
            "gateway-stopping" => Some(Self::Stopping),
            _ => None,
        }
    }
}

/// All layers, and what they say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    host: GatewayHost,
    browser: LayerState,
    page: LayerState,
    socket: LayerState,
    other_host: LayerState,
}

impl Layer {
    /// All of them, from the near to the far.
    pub const ALL: [Self; 4] = [Self::Browser, Self::Page, Self::Host, Self::Socket];
}

impl Probe {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(host: GatewayHost) -> Self {
        Self {
            host,
            browser: LayerState::Waiting,
            page: LayerState::Waiting,
            socket: LayerState::Waiting,
            other_host: LayerState::Waiting,
        }
    }

    /// Where the gateway is.
    #[must_use]
    pub fn host(&self) -> &GatewayHost {
        &self.host
    }

    /// How far a layer has come.
    #[must_use]
    pub fn state(&self, layer: Layer) -> &LayerState {
        match (layer, &self.host) {
            (Layer::Browser, _) => &self.browser,
            (Layer::Page, _) | (Layer::Host, GatewayHost::Own) => &self.page,
            (Layer::Host, GatewayHost::Other { .. }) => &self.other_host,
            (Layer::Socket, _) => &self.socket,
        }
    }

    /// The same with one layer further on. Where the page's server is the gateway's host, the two are one.
    #[must_use]
    pub fn with(mut self, layer: Layer, state: LayerState) -> Self {
        match (layer, &self.host) {
            (Layer::Browser, _) => self.browser = state,
            (Layer::Page, _) | (Layer::Host, GatewayHost::Own) => self.page = state,
            (Layer::Host, GatewayHost::Other { .. }) => self.other_host = state,
            (Layer::Socket, _) => self.socket = state,
        }
        self
    }

    /// The layer to ask next, or `None` when enough is known.
    ///
    /// The gateway's host is asked last, and only when the WebSocket did not open: if that opens, the host answers; and a page
    /// whose policy admits `wss:` need not admit `https:`, so that the question alone may be an offence.
    #[must_use]
    pub fn next(&self) -> Option<Layer> {
        let order = [Layer::Browser, Layer::Page, Layer::Socket, Layer::Host];
        let waits = |layer: &Layer| matches!(self.state(*layer), LayerState::Waiting);
        let next = order.into_iter().find(waits)?;
        match (&self.browser, &self.socket) {
            (LayerState::Failed(_), _)
            | (
                _,
                LayerState::Passed { .. }
                | LayerState::Failed(LayerFault::Forbidden | LayerFault::NotMqtt { .. } | LayerFault::TurnedAway(_)),
            ) => None,
            _ => Some(next),
        }
    }

    /// Marks what need not be asked any more.
    #[must_use]
    pub fn finished(mut self) -> Self {
        for layer in Layer::ALL {
            if *self.state(layer) == LayerState::Waiting {
                self = self.with(layer, LayerState::NotNeeded);
            }
        }
        self
    }

    /// Whether the gateway can be reached; `None` while that is not known.
    #[must_use]
    pub fn is_reachable(&self) -> Option<bool> {
        match (&self.socket, &self.browser) {
            (LayerState::Passed { .. }, _) => Some(true),
            (LayerState::Failed(_), _) | (_, LayerState::Failed(_)) => Some(false),
            (LayerState::Waiting | LayerState::Running | LayerState::NotNeeded, _) => None,
        }
    }

    /// The one reason that it cannot, where a layer has said it.
    #[must_use]
    pub fn certain_suspect(&self) -> Option<Suspect> {
        certain(self).first().copied().filter(|_| self.is_reachable() == Some(false))
    }

    /// What may be the reason that it cannot, the likeliest first; nothing when it can, or when that is not known.
    #[must_use]
    pub fn suspects(&self) -> Vec<Suspect> {
        if self.is_reachable() == Some(false) { suspects(self) } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other() -> GatewayHost {
        GatewayHost::Other { root: "https://gw.example/".to_owned(), is_local: false }
    }

    const PASSED: LayerState = LayerState::Passed { took: Duration::from_millis(40) };

    fn closed() -> LayerState {
        LayerState::Failed(LayerFault::Closed { code: 1006 })
    }

    #[test]
    fn asks_the_near_layers_first_and_another_host_only_if_need_be() {
        let probe = Probe::new(other());
        assert_eq!(probe.next(), Some(Layer::Browser));
        let probe = probe.with(Layer::Browser, PASSED);
        assert_eq!(probe.next(), Some(Layer::Page));
        let probe = probe.with(Layer::Page, PASSED);
        assert_eq!(probe.next(), Some(Layer::Socket));
        assert_eq!(probe.clone().with(Layer::Socket, PASSED).next(), None);
        let probe = probe.with(Layer::Socket, closed());
        assert_eq!(probe.next(), Some(Layer::Host));
        assert_eq!(probe.with(Layer::Host, PASSED).next(), None);
    }

    #[test]
    fn asks_the_pages_own_host_once() {
        let probe = Probe::new(GatewayHost::Own).with(Layer::Browser, PASSED).with(Layer::Page, PASSED);
        assert_eq!(probe.state(Layer::Host), &PASSED);
        assert_eq!(probe.with(Layer::Socket, closed()).next(), None);
    }

    #[test]
    fn asks_nothing_more_of_a_browser_that_is_offline() {
        let probe = Probe::new(other()).with(Layer::Browser, LayerState::Failed(LayerFault::Offline));
        assert_eq!(probe.next(), None);
        assert_eq!(probe.is_reachable(), Some(false));
        assert_eq!(probe.finished().state(Layer::Socket), &LayerState::NotNeeded);
    }

    #[test]
    fn a_page_without_its_server_may_still_reach_its_gateway() {
        let probe = Probe::new(other()).with(Layer::Browser, PASSED);
        let probe = probe.with(Layer::Page, LayerState::Failed(LayerFault::NoAnswer));
        assert_eq!(probe.next(), Some(Layer::Socket));
        assert_eq!(probe.with(Layer::Socket, PASSED).is_reachable(), Some(true));
    }
}
