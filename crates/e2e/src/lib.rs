//! End-to-end tests: the page in a headless browser, the gateway in front of the simulated EnOS, real bytes between them.
//!
//! `cargo xtask test` builds what they need (`dist/`, the two programs) and runs them.
//!
//! - [`Stage`]: everything that has to run for a test, and that ends with it
//! - [`TlsStage`]: the same for the road on which EnOS asks for a certificate
//! - [`PlantedStage`]: the same with secrets that stand nowhere else, to be searched for in the [`Traces`] of a run
//! - [`SlowStage`]: the same with an EnOS that is slow to be reached, to leave an attempt before it has begun
//! - [`on_gateway_to`]: a gateway in front of a broker that is not ours, and a browser
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

mod admin;
mod axe;
mod bidi;
mod browser;
mod changed_page;
mod chromium;
mod demo;
mod driver;
mod engine;
mod failure;
mod firefox;
mod http;
pub mod login;
mod packets;
mod page;
mod planted;
mod recorder;
mod reverse_proxy;
mod road;
mod secret;
mod server;
mod site;
mod slow_link;
mod slow_stage;
mod stage;
mod stranger;
mod tap;
mod third_party_fixture;
mod tls_stage;
mod traces;
mod trouble;
mod wait;

pub use admin::{device_log, device_log_with};
pub use axe::Axe;
pub use browser::{Browser, Look, Theme};
pub use changed_page::ChangedPage;
pub use demo::DemoDevice;
pub use failure::Failure;
pub use page::Page;
pub use planted::{Copies, PlantedStage, on_planted_stage};
pub use reverse_proxy::{Change, Flood, ReverseProxy};
pub use secret::secret_in;
pub use server::Server;
pub use site::{Answer, Bridge, Site, on_site};
pub use slow_link::{Slow, SlowLink};
pub use slow_stage::{SlowStage, on_slow_stage};
pub use stage::{Stage, on_stage};
pub use stranger::Stranger;
pub use tap::{Point, Tap};
pub use third_party_fixture::on_gateway_to;
pub use tls_stage::{Papers, TlsStage, on_tls_stage};
pub use traces::Traces;
pub use trouble::{Result, Trouble};
