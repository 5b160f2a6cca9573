//! What listens for devices, and stands between them and the broker.
//!
//! The broker never sees a device's own socket. That lets one broker serve every transport, lets the cloud close a
//! connection without an answer, and answer with any code: the broker's hooks can do neither.

mod pass;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use simulator::Transport;
use tokio::net::{TcpListener, TcpStream};

use crate::error::Error;
use crate::hub::Hub;

/// An open listener.
pub(crate) struct Door {
    listener: TcpListener,
}

impl Door {
    /// Binds the address.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self, Error> {
        match TcpListener::bind(address).await {
            Ok(listener) => Ok(Self { listener }),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(Error::AddressTaken(address, "listen")),
            Err(error) => Err(Error::Listen(address, error)),
        }
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> Result<SocketAddr, Error> {
        let unknown = SocketAddr::from(([0, 0, 0, 0], 0));
        self.listener.local_addr().map_err(|error| Error::Listen(unknown, error))
    }

    /// Takes devices in, for ever.
    pub(crate) async fn serve(self, hub: Arc<Hub>, broker: SocketAddr) {
        loop {
            let Ok((stream, _)) = self.listener.accept().await else {
                // Out of file descriptors, most likely: they come back when connections end.
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            };
            tokio::spawn(receive(stream, Arc::clone(&hub), broker));
        }
    }
}

async fn receive(stream: TcpStream, hub: Arc<Hub>, broker: SocketAddr) {
    if stream.set_nodelay(true).is_ok() {
        // However it ended: the device has gone, and the cloud has been told.
        let _ended = pass::through(stream, Transport::Plain, &hub, broker).await;
    }
}
