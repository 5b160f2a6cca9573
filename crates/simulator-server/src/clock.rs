//! The clock of the simulated cloud: Unix time.

use std::time::{SystemTime, UNIX_EPOCH};

use simulator::Time;

/// Now, in milliseconds since 1970.
pub(crate) fn now() -> Time {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Time::from_millis(u64::try_from(since_epoch.as_millis()).unwrap_or(u64::MAX))
}
