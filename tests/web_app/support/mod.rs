//! What every test of the mounted page needs: the document, the page in it, and what a person sees and does there.
//!
//! - [`Page`]: mounts the page, finds things by role and accessible name, presses, types, and waits
//! - [`Setup`]: what the page finds when it is mounted
//! - [`cloud`]: simulated clouds with the practice devices, and with faults
//! - [`browser`]: the clock that tests move, and doubles for what would leave the page

pub(crate) mod browser;
pub(crate) mod cloud;
mod page;
mod setup;

pub(crate) use page::{Page, STYLE_SHEETS, style_sheets_of_the_page};
pub(crate) use setup::{Setup, fail_to_load, load_again};
