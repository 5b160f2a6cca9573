//! The page's driver on a page without a face: the same flow, session, codec and socket, for tests that play servers to it.
//!
//! `index.html` fetches `entries.json`, makes one attempt for each entry, and shows what came of them as JSON.
// The exported function is called from JavaScript, which the compiler does not see.
#![allow(unreachable_pub)]

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use activation::{AttemptId, Limits, Outcome, Request};
use enos::{AuthMode, ClientId, DeviceKey, Identity, IdentityError, ProductKey, Secret, Timestamp};
use enos_provisioner::attempt::{Attempt, Drive, Driver, Endpoint, Phase, Success};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

thread_local! {
    /// As on the page, a driver outlives its attempt.
    static DRIVERS: RefCell<Vec<Rc<Driver>>> = const { RefCell::new(Vec::new()) };
}

fn main() {}

/// Makes one attempt for the device that all scripts play to. `limits` are those of the steps open, connect, secret and sign
/// off, in milliseconds. Resolves to the outcome as `Debug` shows it, and the secret or null.
///
/// # Errors
/// Throws where no attempt can be made.
#[wasm_bindgen]
pub fn attempt(address: &str, logs_in: bool, limits: &[u32]) -> Result<Promise, JsError> {
    let &[open, connack, secret, sign_off] = limits else {
        return Err(JsError::new("there are four limits"));
    };
    let millis = |millis: u32| Duration::from_millis(millis.into());
    let limits =
        Limits { open: millis(open), connack: millis(connack), secret: millis(secret), sign_off: millis(sign_off) };
    // Each attempt has a driver of its own.
    let id = AttemptId::new(1);
    let request =
        Request { id, identity: identity()?, mode: mode(logs_in)?, timestamp: Timestamp::from_millis(0), limits };
    let mut started = Ok(());
    let promise = Promise::new(&mut |resolve, _| {
        let driver = driver(resolve);
        started = driver.start(request.clone(), Endpoint::Gateway(address.to_owned()));
        DRIVERS.with_borrow_mut(|drivers| drivers.push(driver));
    });
    started.map_err(|error| JsError::new(&error.to_string()))?;
    Ok(promise)
}

/// A driver that acknowledges each secret a moment after it was shown, as the page does, and resolves with the end.
fn driver(resolve: Function) -> Rc<Driver> {
    let shown = Cell::new(None);
    let me: Rc<RefCell<Option<std::rc::Weak<Driver>>>> = Rc::default();
    let itself = Rc::clone(&me);
    let driver = Driver::new(move |phase| {
        let id = phase.attempt().and_then(Attempt::secret_id);
        if let Some(id) = id.filter(|id| shown.replace(Some(*id)) != Some(*id)) {
            let driver = itself.borrow().clone();
            spawn_local(async move {
                if let Some(driver) = driver.and_then(|driver| driver.upgrade()) {
                    driver.secret_is_shown(id);
                }
            });
        }
        if let Some(outcome) = outcome(&phase) {
            let secret = phase.secret().map(|activated| JsValue::from_str(activated.device_secret.expose()));
            let seen = Array::of2(&format!("{outcome:?}").into(), &secret.unwrap_or(JsValue::NULL));
            // It resolves once; a later call changes nothing.
            let _ = resolve.call1(&JsValue::NULL, &seen);
        }
    });
    me.replace(Some(Rc::downgrade(&driver)));
    driver
}

fn outcome(phase: &Phase) -> Option<Outcome> {
    match phase {
        Phase::Editing | Phase::Running(_) => None,
        Phase::Done(_, Success::Activated(sign_off)) => Some(Outcome::Activated(sign_off.clone())),
        Phase::Done(_, Success::LoggedIn) => Some(Outcome::LoggedIn),
        Phase::Failed(_, failure) => Some(Outcome::Failed(Box::new((**failure).clone()))),
    }
}

fn identity() -> Result<Identity, IdentityError> {
    Ok(Identity {
        client_id: ClientId::parse("c1")?,
        device_key: DeviceKey::parse("dk1")?,
        product_key: ProductKey::parse("pk1")?,
    })
}

fn mode(logs_in: bool) -> Result<AuthMode, JsError> {
    Ok(if logs_in {
        AuthMode::Static { device_secret: Secret::parse("planted-device-secret")? }
    } else {
        AuthMode::Dynamic { product_secret: Secret::parse("planted-product-secret")? }
    })
}
