//! A stage on which EnOS is slow to be reached: page, gateway, a link that leaves connections waiting, EnOS.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;

use futures_util::FutureExt;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::demo::{DemoDevice, devices_in, print_settings};
use crate::http::ask;
use crate::page::Page;
use crate::server::Server;
use crate::slow_link::{Slow, SlowLink};
use crate::stage::{built, programs, root};
use crate::trouble::{Result, Trouble};
use crate::wait::look_until;

/// The simulated EnOS, the slow link to it, the gateway and a browser; all of it ends with this.
#[derive(Debug)]
pub struct SlowStage {
    /// The browser.
    pub browser: Browser,
    /// The link between the gateway and EnOS.
    pub link: SlowLink,
    gateway: Server,
    enos: Server,
    device: DemoDevice,
    // Certificates; the folder goes when this does.
    _folder: TempDir,
}

/// Sets a stage, plays on it, and clears it away whatever came of the play.
///
/// # Errors
/// When the stage cannot be set, or the play returns an error.
pub async fn on_slow_stage(slow: Slow, play: impl AsyncFnOnce(&mut SlowStage) -> Result<()>) -> Result<()> {
    let mut stage = SlowStage::set(slow).await?;
    let played = AssertUnwindSafe(play(&mut stage)).catch_unwind().await;
    // The play may have killed the browser, or closed its last tab.
    let _ = stage.browser.close().await;
    match played {
        Ok(result) => result,
        Err(panic) => resume_unwind(panic),
    }
}

impl SlowStage {
    async fn set(slow: Slow) -> Result<Self> {
        let root = root();
        let dist = built(root.join("dist"), "index.html")?;
        let simulator = built(programs(&root), "simulator-server")?.join("simulator-server");
        let gateway = built(programs(&root), "gateway")?.join("gateway");
        let folder = tempfile::tempdir()?;
        let certificates = folder.path().join("certificates");
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();

        let mut arguments = words(&["--listen", "127.0.0.1:0", "--tls", "127.0.0.1:0", "--admin", "127.0.0.1:0"]);
        arguments.extend([OsString::from("--certificates"), certificates.clone().into()]);
        let enos = Server::start(simulator.as_os_str(), arguments, "admin on http://")?;
        let (mark, scheme) = match slow {
            Slow::Tcp => (TCP, "tcp"),
            Slow::Tls => (TLS, "mqtts"),
        };
        let link = SlowLink::open(address(&enos, mark)?, slow)?;
        let upstream = format!("{scheme}://{}", link.address());
        let mut arguments = words(&["serve", "--listen", "127.0.0.1:0", "--upstream", &upstream]);
        arguments.extend([OsString::from("--dist"), dist.into()]);
        if slow == Slow::Tls {
            let option = |name: &str, file: &str| [OsString::from(name), certificates.join(file).into_os_string()];
            arguments.extend(option("--root", "ca.pem"));
            arguments.extend(option("--client-cert", "client.pem"));
            arguments.extend(option("--client-key", "client.key"));
        }
        let gateway = Server::start(gateway.as_os_str(), arguments, "listening on ")?;
        let text = print_settings(simulator.as_os_str())?;
        let device = devices_in(&text).into_iter().next();
        let device = device.ok_or_else(|| Trouble::NotShown { what: "demo device".to_owned(), instead: text })?;
        let browser = Browser::start().await?;
        Ok(Self { browser, link, gateway, enos, device, _folder: folder })
    }

    /// Opens the page in the browser and fills in the device.
    ///
    /// # Errors
    /// When the browser cannot open it, or the fields are not there.
    pub async fn page(&self) -> Result<Page<'_>> {
        let page = Page::open(&self.browser, self.gateway.said()).await?;
        page.fill("Product key", &self.device.product_key).await?;
        page.fill("Device key", &self.device.device_key).await?;
        page.fill("Client ID", &self.device.client_id).await?;
        page.fill("Product secret", &self.device.product_secret).await?;
        page.is_in_use().await?;
        Ok(page)
    }

    /// The same in a new tab.
    ///
    /// # Errors
    /// As [`page`](Self::page).
    pub async fn another_page(&self) -> Result<Page<'_>> {
        self.browser.new_tab().await?;
        self.page().await
    }

    /// The page that is open already.
    #[must_use]
    pub fn this_page(&self) -> Page<'_> {
        Page::in_browser(&self.browser)
    }

    /// The device that is filled in.
    #[must_use]
    pub fn device(&self) -> &DemoDevice {
        &self.device
    }

    /// Host and port of EnOS's admin address.
    #[must_use]
    pub fn admin(&self) -> &str {
        self.enos.said()
    }

    /// Where EnOS takes plain TCP, with nothing in between.
    ///
    /// # Errors
    /// When it printed no address.
    pub fn enos(&self) -> Result<SocketAddr> {
        address(&self.enos, TCP)
    }

    /// Returns once the gateway bridges no connection any more, and none that waits for EnOS.
    ///
    /// # Errors
    /// When one is left after a time that is shorter than the gateway's own limit for a dial.
    pub async fn no_connection_is_left(&self) -> Result<()> {
        let host = self.gateway.said().trim_start_matches("http://").to_owned();
        let metrics = async || ask(&host, "GET", "/metrics", "").await;
        let has_none = |metrics: &str| metrics.lines().any(|line| line == "gateway_connections 0");
        let look = async || Ok(has_none(&metrics().await?).then_some(()));
        look_until(SHORTER_THAN_A_DIAL, "end of all connections", look, metrics).await
    }
}

const TCP: &str = "listening on tcp://";
const TLS: &str = "listening on tls://";
const SHORTER_THAN_A_DIAL: Duration = Duration::from_secs(5);

fn address(enos: &Server, mark: &str) -> Result<SocketAddr> {
    let said = enos.said_before(mark).unwrap_or_default();
    said.parse().map_err(|_| Trouble::NotServing {
        program: "simulator-server".to_owned(),
        seen: format!("it named no address behind `{mark}`"),
    })
}
