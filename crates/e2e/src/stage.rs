//! Everything that has to run for a test.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use testkit::{Gateway, Simulator};

use crate::browser::Browser;
use crate::built::{dist, gateway, settings, simulator};
use crate::demo::{DemoDevice, devices_in};
use crate::page::Page;
use crate::slow_link::{Slow, SlowLink};
use crate::tap::{Point, Tap};
use crate::trouble::{Result, Trouble};
use crate::wait::look_until;

/// The simulated EnOS, the link between it and the gateway, the gateway and a browser; all of it ends with this.
#[derive(Debug)]
pub struct Stage<Link = Tap> {
    /// The browser.
    pub browser: Browser,
    /// The gateway, which serves the page and leads to EnOS by way of the link.
    pub gateway: Gateway,
    /// The link between the gateway and EnOS.
    pub link: Link,
    enos: Simulator,
    devices: Vec<DemoDevice>,
    /// Settings and certificates.
    _folder: TempDir,
}

/// What the gateway has in hand when it meets EnOS over TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Papers {
    /// The authority of EnOS's certificate, and a client certificate that EnOS trusts.
    Both,
    /// The authority of EnOS's certificate, and nothing to show.
    NoClientCertificate,
    /// Another authority, so that EnOS's certificate proves nothing.
    WrongRoot,
}

impl Stage {
    /// Starts everything on free ports, with a link that falls silent at `point`.
    ///
    /// # Errors
    /// When something does not start.
    pub async fn start(point: Point) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (settings, devices) = write_settings(folder.path())?;
        let enos = simulator(&[])?;
        let link = Tap::open(enos.tcp(), point).await?;
        let upstream = format!("tcp://{}", link.address());
        let gateway = gateway(&upstream, &["--simulated", "--dist", &dist()?, "--settings", &settings])?;
        Ok(Self { browser: Browser::start().await?, gateway, link, enos, devices, _folder: folder })
    }

    /// Opens the page in the browser and waits until it has filled in the first demo device.
    ///
    /// # Errors
    /// When the browser cannot open it, or nothing is filled in.
    pub async fn page(&self) -> Result<Page<'_>> {
        let page = self.page_at("").await?;
        if let Some(device) = self.devices.first() {
            page.wait_for_value("Device key", &device.device_key).await?;
        }
        Ok(page)
    }

    /// Opens the page in a new tab, with nothing left of the old one, which may guard a secret against being left.
    ///
    /// # Errors
    /// As [`page`](Self::page).
    pub async fn another_page(&self) -> Result<Page<'_>> {
        self.browser.open_tab().await?;
        self.page().await
    }
}

impl Stage<()> {
    /// The same where the gateway connects to EnOS by TLS, with nothing in between.
    ///
    /// # Errors
    /// When something does not start.
    pub async fn with_tls(papers: Papers) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (settings, devices) = write_settings(folder.path())?;
        let (enos, tls, certificates) = simulator_with_tls(folder.path())?;
        let dist = dist()?;
        let mut options = vec!["--simulated", "--dist", &dist, "--settings", &settings];
        let papers = papers.options(&certificates);
        options.extend(papers.iter().map(String::as_str));
        let gateway = gateway(&format!("mqtts://{tls}"), &options)?;
        Ok(Self { browser: Browser::start().await?, gateway, link: (), enos, devices, _folder: folder })
    }
}

/// Less than the gateway's own limit for a dial.
const SHORTER_THAN_A_DIAL: Duration = Duration::from_secs(5);

impl Stage<SlowLink> {
    /// The same with an EnOS that is slow to be reached. The page does not know that it is a simulated one.
    ///
    /// # Errors
    /// When something does not start.
    pub async fn with_slow_link(slow: Slow) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (enos, tls, certificates) = simulator_with_tls(folder.path())?;
        let (scheme, address, papers) = match slow {
            Slow::Tcp => ("tcp", enos.tcp(), Vec::new()),
            Slow::Tls => ("mqtts", tls, Papers::Both.options(&certificates)),
        };
        let link = SlowLink::open(address, slow)?;
        let dist = dist()?;
        let mut options = vec!["--dist", &dist];
        options.extend(papers.iter().map(String::as_str));
        let gateway = gateway(&format!("{scheme}://{}", link.address()), &options)?;
        let devices = devices_in(&settings()?);
        Ok(Self { browser: Browser::start().await?, gateway, link, enos, devices, _folder: folder })
    }

    /// Opens the page in the browser, fills in the first device, and waits until the page can send it.
    ///
    /// # Errors
    /// When the browser cannot open it, or the fields are not there.
    pub async fn page(&self) -> Result<Page<'_>> {
        let page = self.page_at("").await?;
        if let Some(device) = self.devices.first() {
            page.fill_in(device).await?;
        }
        page.is_in_use().await?;
        Ok(page)
    }

    /// The same in a new tab.
    ///
    /// # Errors
    /// As [`page`](Self::page).
    pub async fn another_page(&self) -> Result<Page<'_>> {
        self.browser.open_tab().await?;
        self.page().await
    }

    /// Returns once the gateway bridges no connection any more, and none that waits for EnOS.
    ///
    /// # Errors
    /// When one is left after a time that is shorter than the gateway's own limit for a dial.
    pub async fn no_connection_is_left(&self) -> Result<()> {
        let has_none = |metrics: &str| metrics.lines().any(|line| line == "gateway_connections 0");
        let look = async || Ok(has_none(&self.gateway.metrics()?).then_some(()));
        look_until(SHORTER_THAN_A_DIAL, "end of all connections", look, async || Ok(self.gateway.metrics()?)).await
    }
}

impl<Link> Stage<Link> {
    /// Opens the page at its address with `end` behind it, and waits for nothing.
    ///
    /// # Errors
    /// When the browser cannot open it.
    pub async fn page_at(&self, end: &str) -> Result<Page<'_>> {
        Page::open(&self.browser, &format!("{}{end}", self.gateway.url())).await
    }

    /// The page that is open already.
    #[must_use]
    pub fn this_page(&self) -> Page<'_> {
        Page::in_browser(&self.browser)
    }

    /// The devices to practise with, in the order in which the page offers them.
    #[must_use]
    pub fn devices(&self) -> &[DemoDevice] {
        &self.devices
    }

    /// The device to practise with whose note holds `part`.
    ///
    /// # Errors
    /// When there is none.
    pub fn device_noted(&self, part: &str) -> Result<&DemoDevice> {
        let found = self.devices.iter().find(|device| device.note.contains(part));
        found.ok_or_else(|| Trouble::NotShown {
            what: format!("demo device noted `{part}`"),
            instead: format!("{:?}", self.devices),
        })
    }

    /// Where the simulated EnOS listens for plain TCP, with nothing in between.
    #[must_use]
    pub fn enos(&self) -> SocketAddr {
        self.enos.tcp()
    }

    /// Has these things go wrong for a device, as `docs/simulator.md` names them.
    ///
    /// # Errors
    /// When the simulated EnOS does not take them.
    pub fn set_faults(&self, device: &DemoDevice, faults: &Value) -> Result<()> {
        Ok(self.enos.set_faults(&device.product_key, &device.device_key, faults)?)
    }

    /// What EnOS's log holds of one device, oldest entry first: also the reason of a refusal, which no device is told.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn log_of(&self, device: &DemoDevice) -> Result<Vec<Value>> {
        let log = self.enos.read("/log")?;
        let Value::Array(mut entries) = log else {
            return Err(Trouble::NotShown { what: "list in the device log".to_owned(), instead: log.to_string() });
        };
        entries.retain(|entry| entry.get("deviceKey").is_some_and(|key| *key == device.device_key));
        Ok(entries)
    }

    /// The same, once the log holds that event of the device: EnOS may still be reading what the page has sent.
    ///
    /// # Errors
    /// When it does not within twenty seconds.
    pub async fn log_with(&self, device: &DemoDevice, event: &str) -> Result<Vec<Value>> {
        let has_it = |log: &Vec<Value>| log.iter().any(|entry| entry.get("event").is_some_and(|name| name == event));
        let look = async || Ok(Some(self.log_of(device)?).filter(has_it));
        let what = format!("`{event}` in the device log");
        let instead = async || Ok(format!("{:?}", self.log_of(device)?));
        look_until(Duration::from_secs(20), &what, look, instead).await
    }
}

impl Papers {
    /// The gateway's options, for a folder with the certificates that the simulated EnOS has made.
    fn options(self, certificates: &str) -> Vec<String> {
        let (root, has_client) = match self {
            Self::Both => ("ca.pem", true),
            Self::NoClientCertificate => ("ca.pem", false),
            // A certificate that has signed nothing.
            Self::WrongRoot => ("client.pem", true),
        };
        let client = [("--client-cert", "client.pem"), ("--client-key", "client.key")];
        let files = [("--root", root)].into_iter().chain(client.into_iter().filter(|_| has_client));
        files.flat_map(|(option, file)| [option.to_owned(), format!("{certificates}/{file}")]).collect()
    }
}

/// Returns the settings file, and the demo devices in it.
fn write_settings(folder: &Path) -> Result<(String, Vec<DemoDevice>)> {
    let (text, file) = (settings()?, folder.join("settings.json"));
    fs::write(&file, &text)?;
    Ok((file.display().to_string(), devices_in(&text)))
}

/// Returns its TLS address and the folder of its certificates, too.
fn simulator_with_tls(folder: &Path) -> Result<(Simulator, SocketAddr, String)> {
    let certificates = folder.join("certificates").display().to_string();
    let enos = simulator(&["--tls", "127.0.0.1:0", "--certificates", &certificates])?;
    let tls = enos.program.address("listening on tls://")?;
    Ok((enos, tls, certificates))
}
