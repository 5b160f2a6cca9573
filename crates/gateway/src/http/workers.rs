//! Threads that each serve their share of the visitors from start to end.
//!
//! A bridged byte wakes one task, which moves it and sleeps again. When tasks may wander between threads, each such
//! wake-up also asks whether another thread should be woken to help, which costs more than moving the bytes. So a
//! visitor stays on the thread that he was given when he was accepted, and the threads share nothing but counters.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::{io, thread};

use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tracing::debug;

/// The threads of a gateway. They end when this is dropped, with all that still runs on them.
#[derive(Debug, Default)]
pub struct Workers {
    threads: Vec<(Handle, oneshot::Sender<()>)>,
    next: AtomicUsize,
}

impl Workers {
    /// Starts `count` threads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(count: usize) -> io::Result<Self> {
        let mut threads = Vec::new();
        for number in 0..count {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let handle = runtime.handle().clone();
            let (keep, dropped) = oneshot::channel();
            thread::Builder::new().name(format!("worker-{number}")).spawn(move || {
                // An error means that the other end was dropped, which is the sign to end.
                let _ = runtime.block_on(dropped);
            })?;
            threads.push((handle, keep));
        }
        Ok(Self { threads, next: AtomicUsize::new(0) })
    }

    /// Serves nobody on other threads: visitors stay on the runtime that accepts them.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Serves a visitor on the next thread.
    pub(super) fn serve<F>(&self, stream: TcpStream, greet: impl FnOnce(TcpStream) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let turn = self.next.fetch_add(1, Ordering::Relaxed).checked_rem(self.threads.len());
        let Some((thread, _)) = turn.and_then(|turn| self.threads.get(turn)) else {
            tokio::spawn(greet(stream));
            return;
        };
        let stream = match stream.into_std() {
            Ok(stream) => stream,
            Err(error) => return debug!(%error, "a connection was lost on its way to its thread"),
        };
        thread.spawn(async {
            match TcpStream::from_std(stream) {
                Ok(stream) => greet(stream).await,
                Err(error) => debug!(%error, "a connection was lost on its way to its thread"),
            }
        });
    }
}
