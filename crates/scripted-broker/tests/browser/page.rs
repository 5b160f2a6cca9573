//! The product's page, served by its gateway, which lets it reach the scripted broker.

use std::time::Duration;

use e2e::{Browser, Page, Result, dist};
use scripted_broker::Broker;
use testkit::Gateway;

/// The page shows a failure at once; this leaves room for a slow machine.
const LIMIT: Duration = Duration::from_secs(20);

/// Serves the page that `cargo xtask test` has built.
pub(crate) fn gateway(broker: &Broker) -> Result<Gateway> {
    let source = broker.address(0).trim_end_matches("/0").to_owned();
    // Nobody listens at the upstream: the page is told another address.
    e2e::gateway("tcp://127.0.0.1:9", &["--dist", &dist()?, "--connect-source", &source])
}

/// Activates a device at that address, and waits until the page says all of `parts`.
pub(crate) async fn activate(
    browser: &Browser,
    gateway: &Gateway,
    device_key: &str,
    address: &str,
    parts: &[&str],
) -> Result<()> {
    let page = Page::open(browser, &gateway.url()).await?;
    // The page counts the requests of each device, and waits before the fourth.
    browser.evaluate("localStorage.clear();").await?;
    page.fill("Product key", "pk1").await?;
    page.fill("Device key", device_key).await?;
    page.fill("Client ID", "c1").await?;
    page.fill("Product secret", "planted-product-secret").await?;
    page.fill("Gateway address", address).await?;
    page.press("Activate device").await?;
    page.says(parts, LIMIT).await
}
