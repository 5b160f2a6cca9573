//! A listening socket of a test, and what serves its connections.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

/// As much as is read at once.
const CHUNK: usize = 64 * 1024;

/// Listens on a free port of this machine. Dropping it ends all of its connections.
#[derive(Debug)]
pub struct Listener {
    address: SocketAddr,
    accepting: AbortHandle,
}

impl Listener {
    /// Listens, and serves each connection in a task of its own.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start<S>(mut serve: impl FnMut(TcpStream) -> S + Send + 'static) -> io::Result<Self>
    where
        S: Future<Output: Send> + Send + 'static,
    {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let accepting = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                let Ok((stream, _)) = listener.accept().await else {
                    // Too many open files, for instance: those that are served go on.
                    tokio::time::sleep(Duration::from_millis(10)).await;
                    continue;
                };
                // It only makes small packets faster.
                let _ = stream.set_nodelay(true);
                connections.spawn(serve(stream));
                while connections.try_join_next().is_some() {}
            }
        });
        Ok(Self { address, accepting: accepting.abort_handle() })
    }

    /// Sends back what it gets.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn echo() -> io::Result<Self> {
        Self::start(async |mut stream: TcpStream| {
            let mut buffer = vec![0; CHUNK];
            while let count @ 1.. = stream.read(&mut buffer).await? {
                stream.write_all(buffer.get(..count).unwrap_or_default()).await?;
            }
            stream.shutdown().await
        })
        .await
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Carries bytes both ways between a connection and a new one to `upstream`, until both directions have ended. `see` gets what
/// goes to the upstream, before it goes.
///
/// # Errors
/// When the upstream is not there, or either connection breaks.
pub async fn relay(near: TcpStream, upstream: SocketAddr, mut see: impl FnMut(&[u8])) -> io::Result<()> {
    let far = TcpStream::connect(upstream).await?;
    far.set_nodelay(true)?;
    let (mut near_read, mut near_write) = near.into_split();
    let (mut far_read, mut far_write) = far.into_split();
    let up = async {
        let mut buffer = vec![0; CHUNK];
        while let count @ 1.. = near_read.read(&mut buffer).await? {
            let bytes = buffer.get(..count).unwrap_or_default();
            see(bytes);
            far_write.write_all(bytes).await?;
        }
        far_write.shutdown().await
    };
    let down = async {
        copy(&mut far_read, &mut near_write).await?;
        near_write.shutdown().await
    };
    let (up, down) = tokio::join!(up, down);
    up.and(down)
}

/// An address of this machine at which connections are refused, until this is dropped.
///
/// A port that was merely free a moment ago may be taken by another test.
#[derive(Debug)]
pub struct RefusingAddress {
    address: SocketAddr,
    /// Bound, so that nobody else gets the port, and not listening.
    _socket: TcpSocket,
}

impl RefusingAddress {
    /// Reserves a port of this machine.
    ///
    /// # Errors
    /// When there is no free port.
    pub fn new() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Self { address: socket.local_addr()?, _socket: socket })
    }

    /// What to connect to.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[tokio::test]
    async fn carries_both_ways_and_shows_what_goes_up() {
        let echo = Listener::echo().await.unwrap();
        let seen = Arc::<Mutex<Vec<u8>>>::default();
        let (upstream, shared) = (echo.address(), Arc::clone(&seen));
        let serve = move |near| {
            let seen = Arc::clone(&shared);
            relay(near, upstream, move |bytes| seen.lock().unwrap().extend_from_slice(bytes))
        };
        let listener = Listener::start(serve).await.unwrap();
        let mut stream = TcpStream::connect(listener.address()).await.unwrap();
        stream.write_all(b"there and back").await.unwrap();
        stream.shutdown().await.unwrap();
        let mut back = Vec::new();
        stream.read_to_end(&mut back).await.unwrap();
        assert_eq!(back, b"there and back");
        assert_eq!(*seen.lock().unwrap(), b"there and back");
    }

    #[tokio::test]
    async fn ends_its_connections_when_it_is_dropped() {
        let listener = Listener::echo().await.unwrap();
        let mut stream = TcpStream::connect(listener.address()).await.unwrap();
        stream.write_all(b"x").await.unwrap();
        stream.read_exact(&mut [0]).await.unwrap();
        drop(listener);
        assert!(matches!(stream.read(&mut [0]).await, Ok(0) | Err(_)));
    }

    #[tokio::test]
    async fn a_refusing_address_is_reserved_and_refuses() {
        let refusing = RefusingAddress::new().unwrap();
        let connected = TcpStream::connect(refusing.address()).await;
        assert_eq!(connected.unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
        let taken = TcpListener::bind(refusing.address()).await;
        assert_eq!(taken.unwrap_err().kind(), io::ErrorKind::AddrInUse);
    }
}
