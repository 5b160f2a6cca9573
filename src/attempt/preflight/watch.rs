//! The checks, as a driver that runs for as long as it is held.

use std::cell::Cell;
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use wasm_bindgen_futures::spawn_local;

use super::run::{ask, ask_clock, new_probe};
use super::{Clock, LayerState, Probe};
use crate::browser::{on_connection_change, pause};

/// What the checks have found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckEvent {
    /// What is known of this machine's clock.
    Clock(Clock),
    /// What is known of the way to the gateway, layer by layer.
    Gateway(Rc<Probe>),
}

/// Checks the clock, and the way to the gateway if it has an address: at once, when the network comes or goes, and when it is
/// asked to; never otherwise. Dropped, it says no more.
#[derive(Debug)]
pub struct Watch {
    checks: Rc<Checks>,
    _listeners: Vec<EventListener>,
}

struct Checks {
    /// A WebSocket address that has been checked.
    address: Option<String>,
    /// How often it was begun: what an earlier round finds is old.
    round: Cell<u32>,
    report: Box<dyn Fn(CheckEvent)>,
}

/// While somebody types an address, each letter would be a question of its own.
const SETTLING: u32 = 600;

impl Watch {
    /// Starts the checks. It calls back later, never from within this call. Without an address, in the demo for instance, only
    /// the clock is checked.
    #[must_use]
    pub fn start(address: Option<String>, report: impl Fn(CheckEvent) + 'static) -> Self {
        let checks = Rc::new(Checks { address, round: Cell::new(0), report: Box::new(report) });
        let weak = Rc::downgrade(&checks);
        let listeners = on_connection_change(move || {
            if let Some(checks) = weak.upgrade() {
                checks.begin();
            }
        });
        checks.begin();
        Self { checks, _listeners: listeners }
    }

    /// Checks everything once more.
    pub fn again(&self) {
        self.checks.begin();
    }
}

impl Checks {
    fn begin(self: &Rc<Self>) {
        self.round.set(self.round.get().wrapping_add(1));
        let round = Round { checks: Rc::downgrade(self), number: self.round.get() };
        let clock = round.clone();
        spawn_local(async move { clock.report(CheckEvent::Clock(ask_clock().await)) });
        if let Some(address) = self.address.clone() {
            spawn_local(walk(address, round));
        }
    }
}

impl std::fmt::Debug for Checks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Checks").field("address", &self.address).finish_non_exhaustive()
    }
}

/// One round of the checks, which ends early when another begins or nobody wants to know any more.
#[derive(Clone)]
struct Round {
    checks: Weak<Checks>,
    number: u32,
}

impl Round {
    fn checks(&self) -> Option<Rc<Checks>> {
        self.checks.upgrade().filter(|checks| checks.round.get() == self.number)
    }

    fn report(&self, found: CheckEvent) {
        if let Some(checks) = self.checks() {
            (checks.report)(found);
        }
    }

    fn is_wanted(&self) -> bool {
        self.checks().is_some()
    }
}

/// Asks layer by layer.
async fn walk(address: String, round: Round) {
    let way = |probe: &Probe| CheckEvent::Gateway(Rc::new(probe.clone()));
    let mut probe = new_probe(&address);
    pause(SETTLING).await;
    round.report(way(&probe));
    while let Some(layer) = probe.next().filter(|_| round.is_wanted()) {
        probe = probe.with(layer, LayerState::Running);
        round.report(way(&probe));
        let state = ask(layer, &address, probe.host()).await;
        probe = probe.with(layer, state);
        round.report(way(&probe));
    }
    round.report(way(&probe.finished()));
}
