//! The screen for one device.
//!
//! [`DeviceScreen`] puts form, verdict and panels together; [`form_pane`], [`panels`] and [`verdict`] draw them, from what
//! [`work`] knows. The words for steps and failures are pure functions in [`steps`] and [`failure_words`].

mod check_words;
mod failure_view;
mod failure_words;
mod form_pane;
mod formats;
mod panels;
mod parts;
mod screen;
pub mod session;
mod signature_pane;
mod steps;
mod verdict;
mod work;

pub use failure_view::{failure_view, place_words, report};
pub use form_pane::{FormPane, form_pane};
pub use formats::Format;
pub use screen::{DeviceScreen, DeviceScreenProps};
pub use signature_pane::{SignaturePane, sign, signature_pane};
pub use steps::{Surroundings, announcement, seconds, steps};
