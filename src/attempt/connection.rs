//! What an attempt talks over: a gateway's WebSocket, or the simulated EnOS inside the page.

use std::rc::Rc;

use activation::Wire;
use mqtt::session::CloseCode;

use super::demo::{DemoCloud, DemoLine};
use crate::browser::{Socket, SocketError, SocketEvent};

/// Where an attempt goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// To a gateway, at this `ws:` or `wss:` address.
    Gateway(String),
    /// To the simulated EnOS inside the page. Nothing leaves the page.
    Demo,
}

/// An open line, or one that is opening.
#[derive(Debug)]
pub(crate) enum Connection {
    Socket(Socket),
    Demo(DemoLine),
    /// The browser would not even try. Takes everything and brings nothing.
    Refused,
}

impl Connection {
    pub(crate) fn open(
        place: &Endpoint,
        cloud: &Rc<DemoCloud>,
        on_event: impl Fn(SocketEvent) + 'static,
    ) -> Result<Self, SocketError> {
        match place {
            Endpoint::Gateway(address) => Socket::open(address, on_event).map(Self::Socket),
            Endpoint::Demo => Ok(Self::Demo(DemoLine::open(cloud, on_event))),
        }
    }
}

impl Wire for Connection {
    fn send(&mut self, packet: &[u8]) {
        match self {
            Self::Socket(socket) => socket.send(packet),
            Self::Demo(line) => line.send(packet),
            Self::Refused => {}
        }
    }

    fn close(&mut self, code: CloseCode) {
        match self {
            Self::Socket(socket) => socket.close(code.for_browser()),
            Self::Demo(line) => line.close(),
            Self::Refused => {}
        }
    }
}
