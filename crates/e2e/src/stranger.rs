//! Somebody to whom nothing may be sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use testkit::Listener;

use crate::trouble::Result;

/// Listens, and counts who comes. It ends when this is dropped.
#[derive(Debug)]
pub struct Stranger {
    listener: Listener,
    visits: Arc<AtomicUsize>,
}

impl Stranger {
    /// Begins to listen.
    ///
    /// # Errors
    /// When there is no port to listen on.
    pub async fn open() -> Result<Self> {
        let visits = Arc::<AtomicUsize>::default();
        let counted = Arc::clone(&visits);
        let listener = Listener::start(move |stream| {
            drop(stream);
            counted.fetch_add(1, Ordering::Relaxed);
            async {}
        });
        Ok(Self { listener: listener.await?, visits })
    }

    /// Host and port.
    #[must_use]
    pub fn host(&self) -> String {
        self.listener.address().to_string()
    }

    /// How many connections were opened.
    #[must_use]
    pub fn visits(&self) -> usize {
        self.visits.load(Ordering::Relaxed)
    }
}
