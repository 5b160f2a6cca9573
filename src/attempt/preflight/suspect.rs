//! What may stand in the way to the gateway, and what each layer that answers rules out.

use super::{GatewayHost, Layer, LayerFault, LayerState, Probe, Refusal};

/// A reason for which a gateway cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suspect {
    /// There is no network.
    NoNetwork,
    /// A network that asks for a login or a payment first.
    CaptivePortal,
    /// Host or port are mistyped, or the name cannot be found from here.
    WrongHost,
    /// The gateway does not run.
    GatewayDown,
    /// The browser does not trust its certificate. Opening the gateway in a tab of its own shows that.
    Certificate,
    /// The browser wants to be asked before a page reaches local addresses.
    LocalNetworkPermission,
    /// A firewall lets nothing through to this host and port.
    Firewall,
    /// The path in the address is not the gateway's.
    WrongPath,
    /// A proxy on the way strips the upgrade to WebSocket.
    Proxy,
    /// The gateway does not know the page's origin, or the host by which it was asked.
    UnknownOrigin,
    /// The gateway refuses this page: its origin is not listed there, or the gateway is full.
    RefusedByGateway,
    /// Something else than a gateway for MQTT answers.
    NotMqtt,
    /// The page's own policy does not admit this address; whoever runs the page has to add it.
    PagePolicy,
}

impl Layer {
    /// What is out of the question once this layer answers.
    #[must_use]
    pub const fn rules_out(self) -> &'static [Suspect] {
        match self {
            // A browser that believes to be online may be mistaken.
            Self::Browser => &[],
            Self::Page => &[Suspect::NoNetwork, Suspect::CaptivePortal],
            Self::Host => &[
                Suspect::NoNetwork,
                Suspect::CaptivePortal,
                Suspect::WrongHost,
                Suspect::GatewayDown,
                Suspect::Certificate,
                Suspect::LocalNetworkPermission,
                Suspect::Firewall,
            ],
            Self::Socket => &ALL,
        }
    }
}

/// What a layer itself has said to be the reason; nothing where that can only be guessed.
pub(crate) fn certain(probe: &Probe) -> &'static [Suspect] {
    match (probe.state(Layer::Browser), probe.state(Layer::Page), probe.state(Layer::Socket)) {
        (LayerState::Failed(_), _, _) => &[Suspect::NoNetwork],
        (_, _, LayerState::Failed(LayerFault::Forbidden)) => &[Suspect::PagePolicy],
        (_, _, LayerState::Failed(LayerFault::NotMqtt { .. })) => {
            &[Suspect::NotMqtt, Suspect::WrongPath, Suspect::Proxy]
        }
        (_, _, LayerState::Failed(LayerFault::TurnedAway(refusal))) => match refusal {
            Refusal::UnknownOrigin => &[Suspect::UnknownOrigin],
            Refusal::UnlistedUpstream => &[Suspect::WrongPath],
            Refusal::Stopping => &[Suspect::GatewayDown],
        },
        (_, LayerState::Failed(LayerFault::Redirected), _) => &[Suspect::CaptivePortal],
        _ => &[],
    }
}

/// What is left of all suspects, the likeliest first, for a probe that failed.
pub(crate) fn suspects(probe: &Probe) -> Vec<Suspect> {
    let certain = certain(probe);
    if !certain.is_empty() {
        return certain.to_vec();
    }
    let ruled_out = |suspect: &Suspect| {
        let answers = |layer: &Layer| matches!(probe.state(*layer), LayerState::Passed { .. });
        Layer::ALL.into_iter().filter(answers).any(|layer| layer.rules_out().contains(suspect))
    };
    let is_local = match probe.host() {
        GatewayHost::Own => false,
        GatewayHost::Other { is_local, .. } => *is_local,
    };
    // Where the host does not answer, what lies behind it cannot be judged.
    let reached = matches!(probe.state(Layer::Host), LayerState::Passed { .. });
    let fits = |suspect: &Suspect| match suspect {
        Suspect::LocalNetworkPermission => is_local,
        Suspect::WrongPath | Suspect::Proxy | Suspect::RefusedByGateway => reached,
        Suspect::PagePolicy | Suspect::NotMqtt | Suspect::UnknownOrigin => false,
        Suspect::NoNetwork
        | Suspect::CaptivePortal
        | Suspect::WrongHost
        | Suspect::GatewayDown
        | Suspect::Certificate
        | Suspect::Firewall => true,
    };
    ALL.into_iter().filter(fits).filter(|suspect| !ruled_out(suspect)).collect()
}

/// The likeliest first.
const ALL: [Suspect; 13] = [
    Suspect::NoNetwork,
    Suspect::CaptivePortal,
    Suspect::WrongHost,
    Suspect::GatewayDown,
    Suspect::Certificate,
    Suspect::LocalNetworkPermission,
    Suspect::Firewall,
    Suspect::WrongPath,
    Suspect::Proxy,
    Suspect::RefusedByGateway,
    Suspect::UnknownOrigin,
    Suspect::NotMqtt,
    Suspect::PagePolicy,
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const PASSED: LayerState = LayerState::Passed { took: Duration::from_millis(40) };
    const SILENT: LayerState = LayerState::Failed(LayerFault::NoAnswer);

    fn closed() -> LayerState {
        LayerState::Failed(LayerFault::Closed { code: 1006 })
    }

    fn other(is_local: bool) -> Probe {
        Probe::new(GatewayHost::Other { root: "https://gw.example/".to_owned(), is_local }).with(Layer::Browser, PASSED)
    }

    #[test]
    fn a_socket_that_opens_leaves_no_suspect() {
        assert!(other(false).with(Layer::Page, SILENT).with(Layer::Socket, PASSED).suspects().is_empty());
        assert!(other(true).suspects().is_empty(), "nothing is known yet");
    }

    #[test]
    fn a_host_that_answers_leaves_what_lies_behind_it() {
        let behind = [Suspect::WrongPath, Suspect::Proxy, Suspect::RefusedByGateway];
        let probe = other(true).with(Layer::Page, SILENT).with(Layer::Host, PASSED).with(Layer::Socket, closed());
        assert_eq!(probe.suspects(), behind);
        let own = Probe::new(GatewayHost::Own).with(Layer::Browser, PASSED).with(Layer::Page, PASSED);
        assert_eq!(own.with(Layer::Socket, closed()).suspects(), behind);
    }

    #[test]
    fn a_host_that_does_not_answer_while_the_page_does_is_at_fault_itself() {
        let probe = |is_local| {
            other(is_local).with(Layer::Page, PASSED).with(Layer::Socket, closed()).with(Layer::Host, SILENT).suspects()
        };
        let [host, down, certificate] = [Suspect::WrongHost, Suspect::GatewayDown, Suspect::Certificate];
        assert_eq!(probe(false), [host, down, certificate, Suspect::Firewall]);
        assert_eq!(probe(true), [host, down, certificate, Suspect::LocalNetworkPermission, Suspect::Firewall]);
    }

    #[test]
    fn where_nothing_answers_the_network_comes_first() {
        let own = Probe::new(GatewayHost::Own).with(Layer::Browser, PASSED).with(Layer::Page, SILENT);
        let suspects = own.with(Layer::Socket, closed()).suspects();
        assert_eq!(suspects.first(), Some(&Suspect::NoNetwork));
        assert!(!suspects.contains(&Suspect::WrongPath));
    }

    #[test]
    fn some_answers_leave_one_suspect() {
        let offline = Probe::new(GatewayHost::Own).with(Layer::Browser, LayerState::Failed(LayerFault::Offline));
        assert_eq!(offline.suspects(), [Suspect::NoNetwork]);
        let redirected = other(false).with(Layer::Page, LayerState::Failed(LayerFault::Redirected));
        assert_eq!(redirected.with(Layer::Socket, closed()).suspects(), [Suspect::CaptivePortal]);
        let policy = other(false).with(Layer::Page, PASSED);
        let policy = policy.with(Layer::Socket, LayerState::Failed(LayerFault::Forbidden));
        assert_eq!(policy.suspects(), [Suspect::PagePolicy]);
        for (word, suspect) in [
            ("foreign-origin", Suspect::UnknownOrigin),
            ("foreign-host", Suspect::UnknownOrigin),
            ("unlisted-upstream", Suspect::WrongPath),
            ("gateway-stopping", Suspect::GatewayDown),
        ] {
            let fault = LayerFault::TurnedAway(Refusal::from_word(word).unwrap());
            let refused = Probe::new(GatewayHost::Own).with(Layer::Browser, PASSED).with(Layer::Page, PASSED);
            let refused = refused.with(Layer::Socket, LayerState::Failed(fault));
            assert_eq!((refused.suspects(), refused.next()), (vec![suspect], None), "{word}");
            assert_eq!(refused.certain_suspect(), Some(suspect));
        }
        assert_eq!(Refusal::from_word("no-websocket"), None, "an ordinary question is answered so");
        let fault = LayerFault::NotMqtt { subprotocol: String::new() };
        let not_mqtt = other(false).with(Layer::Page, PASSED).with(Layer::Socket, LayerState::Failed(fault));
        assert_eq!(not_mqtt.suspects().first(), Some(&Suspect::NotMqtt));
    }
}
