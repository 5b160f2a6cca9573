//! The browser's WebSocket.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::js_sys::{ArrayBuffer, Uint8Array};
use web_sys::{BinaryType, CloseEvent, Event, MessageEvent, WebSocket};

use super::socket_probe::on_forbidden_connection;

/// The largest message that is taken, in bytes: the largest MQTT packet that the page reads. What is larger is left where the
/// browser keeps it, since copying it would freeze the page.
const LARGEST_MESSAGE: usize = 256 * 1024 + 16;

/// What happens on a socket.
#[derive(Debug)]
pub enum SocketEvent {
    /// It is open, with the subprotocol that the server took (empty if none).
    Opened {
        /// The subprotocol.
        subprotocol: String,
    },
    /// A binary message.
    Binary(Vec<u8>),
    /// A text message. Its text is dropped.
    Text,
    /// A message that is larger than any that is wanted, of which nothing was read. No other message follows.
    TooLarge {
        /// Its length, in bytes.
        length: usize,
    },
    /// It is closed. The last event.
    Closed {
        /// The close code; 1006 where the browser hides the reason.
        code: u16,
        /// The reason that came with it.
        reason: String,
        /// Whether it was closed in good order.
        clean: bool,
    },
}

/// The browser refused even to try.
#[derive(Debug, PartialEq, Eq)]
pub struct SocketError {
    /// The browser's own words.
    pub reason: String,
}

/// A WebSocket that speaks the subprotocol `mqtt` in binary messages. Dropped, it closes and calls back no more.
pub struct Socket {
    inner: WebSocket,
    _opened: Closure<dyn FnMut(Event)>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
    _forbidden: Option<EventListener>,
}

/// The reason in the event of a connection that the page's own policy forbids. A browser gives none with code 1006.
pub const FORBIDDEN: &str = "content-security-policy";

impl Socket {
    /// Begins to open. `on_event` is called for everything that happens from then on, never from within this call.
    ///
    /// # Errors
    /// When the browser refuses the address, for instance `ws:` from a page that came by `https:`.
    pub fn open(address: &str, on_event: impl Fn(SocketEvent) + 'static) -> Result<Self, SocketError> {
        let inner = WebSocket::new_with_str(address, "mqtt").map_err(|error| {
            let error = error.dyn_into::<web_sys::js_sys::Error>();
            SocketError { reason: error.map_or_else(|_| String::new(), |error| error.message().into()) }
        })?;
        inner.set_binary_type(BinaryType::Arraybuffer);

        let on_event = Rc::new(on_event);
        let opened = {
            let (on_event, socket) = (Rc::clone(&on_event), inner.clone());
            Closure::new(move |_: Event| on_event(SocketEvent::Opened { subprotocol: socket.protocol() }))
        };
        let message = {
            let (on_event, socket) = (Rc::clone(&on_event), inner.clone());
            Closure::new(move |event: MessageEvent| {
                let event = read(&event);
                if matches!(event, SocketEvent::TooLarge { .. }) {
                    socket.set_onmessage(None);
                }
                on_event(event);
            })
        };
        // Not every browser goes on to say that such a socket is closed.
        let forbidden = {
            let (on_event, address) = (Rc::clone(&on_event), address.to_owned());
            on_forbidden_connection(move |blocked| {
                // For another server the browser gives its origin only.
                if blocked.starts_with("ws") && (address.starts_with(&blocked) || blocked.starts_with(&address)) {
                    on_event(SocketEvent::Closed { code: 1006, reason: FORBIDDEN.to_owned(), clean: false });
                }
            })
        };
        let closed = Closure::new(move |event: CloseEvent| {
            on_event(SocketEvent::Closed { code: event.code(), reason: event.reason(), clean: event.was_clean() });
        });
        inner.set_onopen(Some(opened.as_ref().unchecked_ref()));
        inner.set_onmessage(Some(message.as_ref().unchecked_ref()));
        inner.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Ok(Self { inner, _opened: opened, _message: message, _closed: closed, _forbidden: forbidden })
    }

    /// Sends one binary message. On a socket that is closing nothing happens; its closing is an event of its own.
    pub fn send(&self, message: &[u8]) {
        let _ = self.inner.send_with_u8_array(message);
    }

    /// Closes. A browser takes 1000 and 3000 to 4999 only.
    pub fn close(&self, code: u16) {
        let _ = self.inner.close_with_code(code);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onopen(None);
        self.inner.set_onmessage(None);
        self.inner.set_onclose(None);
        let _ = self.inner.close();
    }
}

impl std::fmt::Debug for Socket {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Socket").field("ready_state", &self.inner.ready_state()).finish_non_exhaustive()
    }
}

fn read(event: &MessageEvent) -> SocketEvent {
    match event.data().dyn_into::<ArrayBuffer>() {
        Ok(buffer) => {
            let length = usize::try_from(buffer.byte_length()).unwrap_or(usize::MAX);
            if length > LARGEST_MESSAGE {
                return SocketEvent::TooLarge { length };
            }
            let bytes = Uint8Array::new(&buffer);
            let message = bytes.to_vec();
            // The browser's copy may hold a secret, and nobody reads it any more.
            bytes.fill(0, 0, bytes.length());
            SocketEvent::Binary(message)
        }
        // A text stays where it is, whatever its length.
        Err(_) => SocketEvent::Text,
    }
}
