//! The checks, as a hook.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::run::{ask, ask_clock, new_probe};
use super::{Clock, LayerState, Probe};
use crate::browser::{self, on_connection_change};

/// What is known before an attempt, and a way to look again.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    /// This machine's clock.
    pub clock: Clock,
    /// The way to the gateway; `None` while there is no address to try.
    pub probe: Option<Rc<Probe>>,
    /// Checks everything once more.
    pub again: Callback<()>,
}

/// Checks the clock, and the way to the gateway at this address (a WebSocket address that has been checked; `None` for none,
/// in the demo for instance). Both are checked anew when the address changes, when the network comes or goes, and on demand,
/// and never otherwise.
#[hook]
pub fn use_preflight(address: Option<AttrValue>) -> Preflight {
    let clock = use_state_eq(Clock::default);
    let probe = use_state_eq(|| None::<Rc<Probe>>);
    let rounds = use_state_eq(|| 0_u32);
    {
        let clock = clock.setter();
        use_effect_with(*rounds, move |_| {
            let still = Still::new();
            let asked = still.clone();
            spawn_local(async move {
                let told = ask_clock().await;
                if asked.is_wanted() {
                    clock.set(told);
                }
            });
            move || still.stop()
        });
    }
    {
        let probe = probe.setter();
        use_effect_with((address, *rounds), move |(address, _)| {
            let still = Still::new();
            match address {
                None => probe.set(None),
                Some(address) => {
                    spawn_local(walk(address.clone(), still.clone(), move |step| probe.set(Some(Rc::new(step)))));
                }
            }
            move || still.stop()
        });
    }
    let again = {
        let setter = rounds.setter();
        use_callback(*rounds, move |(), rounds| setter.set(rounds.wrapping_add(1)))
    };
    use_effect_with(again.clone(), |again| {
        let again = again.clone();
        let listeners = on_connection_change(move || again.emit(()));
        move || drop(listeners)
    });
    Preflight { clock: *clock, probe: (*probe).clone(), again }
}

/// While somebody types an address, each letter would be a question of its own.
const SETTLING: u32 = 600;

/// Asks layer by layer, for as long as anybody wants to know.
async fn walk(address: AttrValue, still: Still, tell: impl Fn(Probe)) {
    let mut probe = new_probe(&address);
    tell(probe.clone());
    browser::pause(SETTLING).await;
    while let Some(layer) = probe.next().filter(|_| still.is_wanted()) {
        probe = probe.with(layer, LayerState::Running);
        tell(probe.clone());
        let state = ask(layer, &address, probe.host()).await;
        probe = probe.with(layer, state);
        if still.is_wanted() {
            tell(probe.clone());
        }
    }
    if still.is_wanted() {
        tell(probe.finished());
    }
}

/// Whether an answer is still wanted.
#[derive(Clone)]
struct Still(Rc<Cell<bool>>);

impl Still {
    fn new() -> Self {
        Self(Rc::new(Cell::new(true)))
    }

    fn is_wanted(&self) -> bool {
        self.0.get()
    }

    fn stop(&self) {
        self.0.set(false);
    }
}
