//! The page's own hooks: the only way from screens to the browser.

mod hash;
mod settings;

pub use hash::use_screen;
pub use settings::{Loaded, use_settings};

use enos::Timestamp;

/// The time, as this machine believes. To be called from callbacks and effects, never while rendering.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(crate::browser::unix_millis())
}
