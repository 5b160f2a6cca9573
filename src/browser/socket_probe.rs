//! Whether a WebSocket opens.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Promise, Reflect};
use web_sys::window;

use super::{Socket, SocketEvent};

/// What came of trying to open a WebSocket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketProbe {
    /// It opened, and was closed again. Nothing was sent.
    Opened {
        /// The subprotocol that the server took, empty for none.
        subprotocol: String,
    },
    /// It was closed before it was open.
    Closed {
        /// The close code.
        code: u16,
    },
    /// The browser refused even to try.
    Refused {
        /// The browser's own words.
        reason: String,
    },
    /// Neither happened in time.
    TimedOut,
}

/// Opens a WebSocket with the subprotocol `mqtt` and closes it again, within so many milliseconds.
pub async fn probe_socket(address: &str, limit: u32) -> SocketProbe {
    let outcome = Rc::new(RefCell::new(None));
    let mut held = None;
    // The promise's function runs at once, and what it makes has to live until the promise is kept.
    let promise = Promise::new(&mut |resolve, _| {
        let settle = {
            let outcome = Rc::clone(&outcome);
            move |probe: SocketProbe| {
                outcome.borrow_mut().get_or_insert(probe);
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
        };
        let on_event = {
            let settle = settle.clone();
            move |event| match event {
                SocketEvent::Opened { subprotocol } => settle(SocketProbe::Opened { subprotocol }),
                SocketEvent::Closed { code, .. } => settle(SocketProbe::Closed { code }),
                SocketEvent::Binary(_) | SocketEvent::Text | SocketEvent::TooLarge { .. } => {}
            }
        };
        match Socket::open(address, on_event) {
            Ok(socket) => held = Some((socket, Timeout::new(limit, move || settle(SocketProbe::TimedOut)))),
            Err(error) => settle(SocketProbe::Refused { reason: error.reason }),
        }
    });
    let _ = JsFuture::from(promise).await;
    drop(held);
    outcome.take().unwrap_or(SocketProbe::TimedOut)
}

/// Waits.
pub async fn pause(millis: u32) {
    let mut held = None;
    let promise = Promise::new(&mut |resolve, _| {
        held = Some(Timeout::new(millis, move || drop(resolve.call0(&JsValue::UNDEFINED))));
    });
    let _ = JsFuture::from(promise).await;
    drop(held);
}

/// Calls back, for as long as what is returned lives, whenever the page's Content-Security-Policy forbids a connection, with its
/// address as the browser gives it.
#[must_use]
pub(crate) fn on_forbidden_connection(call: impl Fn(String) + 'static) -> Option<EventListener> {
    let document = window().and_then(|window| window.document())?;
    Some(EventListener::new(&document, "securitypolicyviolation", move |event| {
        let text = |name: &str| Reflect::get(event, &JsValue::from_str(name)).ok().and_then(|value| value.as_string());
        if text("effectiveDirective").as_deref() == Some("connect-src") {
            call(text("blockedURI").unwrap_or_default());
        }
    }))
}

/// Watches, as long as it lives, whether the page's Content-Security-Policy forbids a connection.
#[derive(Debug)]
pub struct PolicyWatch {
    is_broken: Rc<Cell<bool>>,
    _listener: Option<EventListener>,
}

impl PolicyWatch {
    /// Begins.
    #[must_use]
    pub fn start() -> Self {
        let is_broken = Rc::new(Cell::new(false));
        let listener = {
            let is_broken = Rc::clone(&is_broken);
            on_forbidden_connection(move |_| is_broken.set(true))
        };
        Self { is_broken, _listener: listener }
    }

    /// Whether it did.
    #[must_use]
    pub fn has_seen_one(&self) -> bool {
        self.is_broken.get()
    }
}
