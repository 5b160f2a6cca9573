//! The screen for one device.
//!
//! [`device_screen`] puts form, verdict and panels together; [`state`] is what all of them are drawn from. The words for steps
//! and failures are pure functions in `steps` and `failure_words`.

mod check_words;
mod failure_view;
mod failure_words;
mod form_pane;
mod formats;
mod judged;
mod main_buttons;
mod notices;
pub(crate) mod panels;
pub mod requests;
mod road;
mod screen;
pub mod session;
mod shown;
mod signature_pane;
pub mod state;
mod steps;
mod swapped;
mod unread_words;
mod verdict;

pub use failure_view::{failure_view, place_words, report};
pub(crate) use failure_words::title as failure_title;
pub use form_pane::{OfRoad, form_pane};
pub use judged::judged;
pub use main_buttons::SUBMIT;
pub use panels::Panel;
pub use road::road;
pub use screen::device_screen;
pub use shown::{RESULT, Shown};
pub use signature_pane::{credentials, sign, signature_pane};
pub use steps::{Surroundings, announcement, seconds, steps};
