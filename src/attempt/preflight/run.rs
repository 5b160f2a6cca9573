//! Asks the layers through the browser, and puts what it says into our terms.

use std::time::Duration;

use super::{Clock, ClockReading, GatewayHost, Layer, LayerFault, LayerState, Probe, Refusal, Unknown};
use crate::browser;
use crate::browser::{HeadAnswer, NoAnswer, PolicyWatch, Server, SocketProbe};

/// How long one layer may take, in milliseconds: patient enough for a bad signal.
const LIMIT: u32 = 8_000;
/// The browser reports a violated policy in an event of its own, which may come a moment later.
const AFTERTHOUGHT: u32 = 50;

/// Asks the page's own server for the time.
pub(super) async fn ask_clock() -> Clock {
    let (asked_at, start) = (browser::now().as_millis(), browser::monotonic());
    let answer = browser::head(&browser::page_address(), Server::Own, LIMIT).await;
    let round_trip = browser::monotonic().saturating_sub(start);
    match answer {
        Ok(HeadAnswer { is_redirected: false, date, age }) => {
            Clock::from_reading(&ClockReading { asked_at, round_trip, date: date.as_deref(), age: age.as_deref() })
        }
        Ok(HeadAnswer { is_redirected: true, .. }) | Err(_) => Clock::Unknown(Unknown::NoAnswer),
    }
}

/// Nothing known yet of the way to this address.
pub(crate) fn new_probe(address: &str) -> Probe {
    Probe::new(GatewayHost::of(address, &browser::page_host()))
}

/// Asks one layer.
pub(super) async fn ask(layer: Layer, address: &str, host: &GatewayHost) -> LayerState {
    let (watch, start) = (PolicyWatch::start(), browser::monotonic());
    let fault = match (layer, host) {
        (Layer::Browser, _) => (!browser::is_online()).then_some(LayerFault::Offline),
        (Layer::Page, _) | (Layer::Host, GatewayHost::Own) => head(&browser::page_address(), Server::Own).await,
        (Layer::Host, GatewayHost::Other { root, .. }) => head(root, Server::Other).await,
        (Layer::Socket, _) => open(address, host).await,
    };
    let took = Duration::from_millis(browser::monotonic().saturating_sub(start));
    match fault {
        None => LayerState::Passed { took },
        Some(fault) => {
            browser::pause(AFTERTHOUGHT).await;
            LayerState::Failed(if watch.has_seen_one() { LayerFault::Forbidden } else { fault })
        }
    }
}

async fn head(address: &str, server: Server) -> Option<LayerFault> {
    match (browser::head(address, server, LIMIT).await, server) {
        (Ok(HeadAnswer { is_redirected: true, .. }), Server::Own) => Some(LayerFault::Redirected),
        (Ok(_), Server::Own | Server::Other) => None,
        (Err(NoAnswer::Failed), _) => Some(LayerFault::NoAnswer),
        (Err(NoAnswer::TimedOut), _) => Some(timed_out()),
    }
}

async fn open(address: &str, host: &GatewayHost) -> Option<LayerFault> {
    match browser::probe_socket(address, LIMIT).await {
        SocketProbe::Opened { subprotocol } if subprotocol == "mqtt" => None,
        SocketProbe::Opened { subprotocol } => Some(LayerFault::NotMqtt { subprotocol }),
        SocketProbe::Closed { code } => {
            let refusal = match host {
                GatewayHost::Own => browser::refusal_word(&http_address(address), LIMIT).await,
                // What another server answers to an ordinary question may not be read.
                GatewayHost::Other { .. } => None,
            };
            let refusal = refusal.and_then(|word| Refusal::from_word(&word));
            Some(refusal.map_or(LayerFault::Closed { code }, LayerFault::TurnedAway))
        }
        SocketProbe::Refused { reason } => Some(LayerFault::Refused { reason }),
        SocketProbe::TimedOut => Some(timed_out()),
    }
}

/// The same place for an ordinary question.
fn http_address(address: &str) -> String {
    address.strip_prefix("ws").map_or_else(String::new, |rest| ["http", rest].concat())
}

fn timed_out() -> LayerFault {
    LayerFault::TimedOut { limit: Duration::from_millis(LIMIT.into()) }
}
