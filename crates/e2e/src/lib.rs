//! End-to-end tests: the page in a headless browser, the gateway in front of the simulated EnOS, real bytes between them.
//!
//! `cargo xtask test` builds what they need (`dist/`, the two programs) and runs them.
//!
//! - [`Stage`]: everything that has to run for a test, and that ends with it; also over TLS, and with an EnOS that is slow to be
//!   reached
//! - [`PlantedStage`]: the same with secrets that stand nowhere else, to be searched for in the [`Traces`] of a run
//! - [`Site`]: the page on a plain file server, and a browser
//! - [`gateway`]: a gateway in front of anything else
//! - [`Page`]: what a technician does and sees, by accessible names
//! - [`Tap`]: sits between the gateway and EnOS, sees the MQTT packets go by and can hold them back at a given point
//! - [`ChangedPage`]: the page with files changed or added, as the gateway serves it
//! - [`ReverseProxy`]: sits between the browser and the gateway, with the habits of real proxies and bad ones
//! - [`Axe`]: looks at the accessibility of one state after the other
//! - [`login`]: a login to EnOS that shares no code with the page
//!
//! Every test runs twice, in Chromium and in Firefox: the variable `E2E_BROWSER` names the browser of a run. A test that asks
//! what only Chromium tells has a name that ends in `_in_chromium`, and says why.
//!
//! Tests stand in modules named `in_the_browser`, so that they can be left out where there is no browser.

mod axe;
mod bidi;
mod browser;
mod built;
mod changed_page;
mod chromium;
mod demo;
mod driver;
mod engine;
mod failure;
mod firefox;
pub mod login;
mod packets;
mod page;
mod planted;
mod recorder;
mod reverse_proxy;
mod road;
mod secret;
mod site;
mod slow_link;
mod stage;
mod stranger;
mod tap;
mod traces;
mod trouble;
mod wait;

pub use axe::Axe;
pub use browser::{Browser, Look, Theme};
pub use built::{dist, gateway};
pub use changed_page::ChangedPage;
pub use demo::DemoDevice;
pub use failure::Failure;
pub use page::Page;
pub use planted::{Copies, PlantedStage};
pub use reverse_proxy::{Change, Flood, ReverseProxy};
pub use secret::secret_in;
pub use site::{Answer, Bridge, Site};
pub use slow_link::{Slow, SlowLink};
pub use stage::{Papers, Stage};
pub use stranger::Stranger;
pub use tap::{Point, Tap};
pub use traces::Traces;
pub use trouble::{Result, Trouble};
