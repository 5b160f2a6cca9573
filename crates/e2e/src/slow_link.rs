//! A link between the gateway and EnOS that can leave connections waiting, before TCP or before TLS is up.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use testkit::relay;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::trouble::Result;
use crate::wait::look_until;

/// What a connection is left waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slow {
    /// The answer to the first packet of TCP: the queue of connections is full.
    Tcp,
    /// The answer to the greeting of TLS: the connection is there, and nobody reads.
    Tls,
}

/// The link; dropping it closes all connections through it.
#[derive(Debug)]
pub struct SlowLink {
    slow: Slow,
    enos: SocketAddr,
    listener: Arc<TcpListener>,
    address: SocketAddr,
    said: Said,
    crowd: Vec<TcpStream>,
    serving: JoinHandle<()>,
}

/// What came from the gateway, one text for each connection.
type Said = Arc<Mutex<Vec<Vec<u8>>>>;

/// A queue that takes nobody within this time is full.
const FULL: Duration = Duration::from_millis(300);
const PATIENCE: Duration = Duration::from_secs(10);
/// What this side sends itself, to know that nobody is left before it.
const MARK: &[u8] = b"mark";

impl SlowLink {
    /// Opens a link that lets everything through at first.
    ///
    /// # Errors
    /// When there is no port to listen on.
    pub fn open(enos: SocketAddr, slow: Slow) -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let queue = match slow {
            Slow::Tcp => 0,
            Slow::Tls => 64,
        };
        let listener = Arc::new(socket.listen(queue)?);
        let address = listener.local_addr()?;
        let said = Said::default();
        let serving = tokio::spawn(serve(Arc::clone(&listener), enos, HashSet::new(), Arc::clone(&said)));
        Ok(Self { slow, enos, listener, address, said, crowd: Vec::new(), serving })
    }

    /// Where the gateway is to connect to.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on connections wait.
    ///
    /// # Errors
    /// When the queue cannot be filled.
    pub async fn hold(&mut self) -> Result<()> {
        self.serving.abort();
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if self.slow == Slow::Tcp {
            while let Ok(stream) = timeout(FULL, TcpStream::connect(self.address)).await {
                self.crowd.push(stream?);
            }
        }
        Ok(())
    }

    /// Lets everything through again, and tells what came from the gateway over each connection since it was held.
    ///
    /// # Errors
    /// When the link does not answer.
    pub async fn release(&mut self) -> Result<Vec<Vec<u8>>> {
        let crowd: HashSet<_> = self.crowd.iter().filter_map(|stream| stream.local_addr().ok()).collect();
        self.serving = tokio::spawn(serve(Arc::clone(&self.listener), self.enos, crowd, Arc::clone(&self.said)));
        let mut mark = timeout(PATIENCE, TcpStream::connect(self.address)).await.map_err(std::io::Error::from)??;
        mark.write_all(MARK).await?;
        let said = || self.said.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_marked = |said: &Vec<Vec<u8>>| said.iter().any(|said| said == MARK);
        let look = async || Ok(Some(said()).filter(is_marked));
        let marked = look_until(PATIENCE, "mark on the link", look, async || Ok(format!("{:x?}", said()))).await?;
        self.crowd.clear();
        Ok(marked.into_iter().filter(|said| said != MARK).collect())
    }
}

impl Drop for SlowLink {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Takes in who comes, but for the crowd, which has nothing to say.
async fn serve(listener: Arc<TcpListener>, enos: SocketAddr, crowd: HashSet<SocketAddr>, said: Said) {
    let mut links = tokio::task::JoinSet::new();
    while let Ok((near, from)) = listener.accept().await {
        if !crowd.contains(&from) {
            let place = {
                let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
                said.push(Vec::new());
                said.len() - 1
            };
            let said = Arc::clone(&said);
            links.spawn(relay(near, enos, move |bytes| {
                if let Some(said) = said.lock().unwrap_or_else(PoisonError::into_inner).get_mut(place) {
                    said.extend_from_slice(bytes);
                }
            }));
        }
    }
}
