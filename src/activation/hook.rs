//! The driver, as a hook.

use std::rc::Rc;

use activation::Request;
use yew::prelude::*;

use super::{Driver, Phase, Place};

/// What a screen holds of the driver: the last snapshot, and what it can ask for.
#[derive(Clone, Debug)]
pub struct ActivationHandle {
    phase: Rc<Phase>,
    driver: Rc<Driver>,
}

/// One driver for as long as the component is mounted. A secret is acknowledged to EnOS only once it has been rendered.
#[hook]
pub fn use_activation() -> ActivationHandle {
    let phase = use_state(|| Rc::new(Phase::Editing));
    let driver = {
        let setter = phase.setter();
        use_memo((), move |()| Driver::new(move |phase| setter.set(phase)))
    };
    let driver = Rc::clone(&*driver);

    // An effect runs when the rendering it belongs to is in the document. Each secret of each attempt has a mark of its own.
    let secret = phase.attempt().filter(|attempt| attempt.secret.is_some());
    let secret = secret.map(|attempt| (attempt.timeline.started(), attempt.superseded));
    {
        let driver = Rc::clone(&driver);
        use_effect_with(secret, move |secret| {
            if secret.is_some() {
                driver.secret_is_shown();
            }
        });
    }
    {
        let driver = Rc::clone(&driver);
        use_effect_with((), move |()| move || driver.stop());
    }
    ActivationHandle { phase: Rc::clone(&phase), driver }
}

impl ActivationHandle {
    /// The last snapshot.
    #[must_use]
    pub fn phase(&self) -> &Rc<Phase> {
        &self.phase
    }

    /// Begins an attempt.
    ///
    /// # Errors
    /// When no CONNECT can be made of the request.
    pub fn start(&self, request: Request, place: Place) -> Result<(), mqtt::session::ConfigError> {
        self.driver.start(request, place)
    }

    /// Ends the attempt that is under way.
    pub fn stop(&self) {
        self.driver.stop();
    }

    /// Puts the last attempt and its secret away.
    pub fn put_away(&self) {
        self.driver.put_away();
    }
}

impl PartialEq for ActivationHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.phase, &other.phase) && Rc::ptr_eq(&self.driver, &other.driver)
    }
}
