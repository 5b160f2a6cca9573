//! The checks, as a hook.

use std::rc::Rc;

use yew::prelude::*;

use super::{Clock, Found, Probe, Watch};

/// What is known before an attempt, and a way to look again.
#[derive(Clone, Debug, PartialEq)]
pub struct Preflight {
    /// This machine's clock.
    pub clock: Clock,
    /// The way to the gateway; `None` while there is no address to try, or nothing is known yet.
    pub probe: Option<Rc<Probe>>,
    /// Checks everything once more.
    pub again: Callback<()>,
}

/// Runs the checks of a [`Watch`] for this address, anew whenever it changes.
#[hook]
pub fn use_preflight(address: Option<AttrValue>) -> Preflight {
    let clock = use_state_eq(Clock::default);
    let probe = use_state_eq(|| None::<Rc<Probe>>);
    let watch = use_mut_ref(|| None::<Watch>);
    {
        let (clock, probe, watch) = (clock.setter(), probe.setter(), Rc::clone(&watch));
        use_effect_with(address, move |address| {
            probe.set(None);
            let tell = move |found| match found {
                Found::Clock(known) => clock.set(known),
                Found::Way(known) => probe.set(Some(known)),
            };
            watch.replace(Some(Watch::start(address.as_ref().map(ToString::to_string), tell)));
            move || drop(watch.take())
        });
    }
    let again = use_callback((), move |(), ()| {
        if let Some(watch) = &*watch.borrow() {
            watch.again();
        }
    });
    Preflight { clock: *clock, probe: (*probe).clone(), again }
}
