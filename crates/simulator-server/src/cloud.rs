//! The cloud, shared by every connection.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use simulator::{Cloud, Connection, Input, SessionId, Time};
use tokio::sync::Notify;

/// The cloud and the connections that are logged in to it.
pub(crate) struct SharedCloud {
    inner: Mutex<Inner>,
}

struct Inner {
    cloud: Cloud,
    /// Woken when another connection takes a session's place, or its device is shut out.
    evictions: HashMap<SessionId, Arc<Notify>>,
}

impl SharedCloud {
    pub(crate) fn new(cloud: Cloud) -> Self {
        Self { inner: Mutex::new(Inner { cloud, evictions: HashMap::new() }) }
    }

    /// Hands an input to a connection. While it is logged in, `evicted` is woken when the cloud gives its session up.
    pub(crate) fn handle(&self, connection: &mut Connection, evicted: &Arc<Notify>, input: Input<'_>) {
        let mut inner = self.lock();
        let before = connection.session();
        connection.handle(input, &mut inner.cloud, now());
        match (before, connection.session()) {
            (None, Some(session)) => {
                inner.evictions.insert(session, Arc::clone(evicted));
            }
            (Some(session), None) => {
                inner.evictions.remove(&session);
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
        inner.evict();
    }

    /// Does something with the cloud, and has the connections closed that it gives up.
    pub(crate) fn with<T>(&self, action: impl FnOnce(&mut Cloud) -> T) -> T {
        let mut inner = self.lock();
        let result = action(&mut inner.cloud);
        inner.evict();
        result
    }

    /// Every change is made in one step, so what a panicking thread left behind is sound.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn evict(&mut self) {
        for session in self.cloud.take_evicted() {
            if let Some(evicted) = self.evictions.remove(&session) {
                evicted.notify_one();
            }
        }
    }
}

/// The simulated cloud's clock: now, in milliseconds since 1970.
pub(crate) fn now() -> Time {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Time::from_millis(u64::try_from(since_epoch.as_millis()).unwrap_or(u64::MAX))
}
