//! Plays scripts to whoever connects.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use crate::account::{Account, End};
use crate::play::{play, read_request};
use crate::script::Script;

/// No connection is kept for longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Plays one script to each connection; the path says which. Dropped, it ends all of them.
#[derive(Debug)]
pub struct Broker {
    address: SocketAddr,
    shows: Arc<[Show]>,
    accepting: JoinHandle<()>,
}

#[derive(Debug)]
struct Show {
    script: Script,
    account: watch::Sender<Option<Account>>,
}

impl Broker {
    /// Listens on a free port of this machine.
    ///
    /// # Errors
    /// When there is none.
    pub async fn start(scripts: Vec<Script>) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shows: Arc<[Show]> =
            scripts.into_iter().map(|script| Show { script, account: watch::Sender::new(None) }).collect();
        let playing = Arc::clone(&shows);
        let accepting = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream, Arc::clone(&playing)));
            }
        });
        Ok(Self { address, shows, accepting })
    }

    /// Where a client finds the script of that index.
    #[must_use]
    pub fn address(&self, index: usize) -> String {
        format!("ws://{}/{index}", self.address)
    }

    /// What the client of the script of that index did, once the connection has ended. Nothing if there is no such script,
    /// or nobody has connected to it and left within `patience`.
    pub async fn account(&self, index: usize, patience: Duration) -> Option<Account> {
        let mut account = self.shows.get(index)?.account.subscribe();
        let told = timeout(patience, account.wait_for(Option::is_some)).await;
        told.ok()?.ok()?.clone()
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn serve(mut stream: TcpStream, shows: Arc<[Show]>) {
    let _ = stream.set_nodelay(true);
    let Ok(Some(request)) = read_request(&mut stream).await else {
        return;
    };
    let index = request.path.trim_start_matches('/').parse::<usize>();
    let Some(show) = index.ok().and_then(|index| shows.get(index)) else {
        return;
    };
    let mut account = Account::default();
    if timeout(PATIENCE, play(stream, &request, &show.script, &mut account)).await.is_err() {
        account.end = End::StillOpen;
    }
    show.account.send_replace(Some(account));
}
