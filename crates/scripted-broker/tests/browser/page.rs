//! The product's page, served by its gateway, which lets it reach the scripted broker.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use e2e::{Browser, Page, Result, Server, Trouble};
use scripted_broker::Broker;

/// The page shows a failure at once; this leaves room for a slow machine.
const LIMIT: Duration = Duration::from_secs(20);

/// Serves the page that `cargo xtask test` has built.
pub(crate) fn gateway(broker: &Broker) -> Result<Server> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let dist = there(root.join("dist/index.html"))?.parent().unwrap().to_owned();
    let programs = env::current_exe()?.ancestors().nth(2).unwrap().to_owned();
    let program = there(programs.join("gateway"))?;
    let source = broker.address(0).trim_end_matches("/0").to_owned();
    let arguments: [&OsStr; 9] = [
        "serve".as_ref(),
        // Nobody listens there: the page is told another address.
        "--upstream".as_ref(),
        "tcp://127.0.0.1:9".as_ref(),
        "--listen".as_ref(),
        "127.0.0.1:0".as_ref(),
        "--dist".as_ref(),
        dist.as_ref(),
        "--connect-source".as_ref(),
        source.as_ref(),
    ];
    Server::start(program.as_os_str(), arguments, "listening on ")
}

/// Activates a device at that address, and waits until the page says all of `parts`.
pub(crate) async fn activate(
    browser: &Browser,
    gateway: &Server,
    device_key: &str,
    address: &str,
    parts: &[&str],
) -> Result<()> {
    let page = Page::open(browser, gateway.said()).await?;
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

fn there(file: PathBuf) -> Result<PathBuf> {
    if file.is_file() { Ok(file) } else { Err(Trouble::NotBuilt { file: file.display().to_string() }) }
}
