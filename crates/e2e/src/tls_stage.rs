//! The road on which EnOS asks for a certificate: page, gateway, TLS.

use std::ffi::{OsStr, OsString};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;

use futures_util::FutureExt;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::demo::{DemoDevice, devices_in, print_settings};
use crate::page::Page;
use crate::server::Server;
use crate::stage::{built, programs, root};
use crate::trouble::{Result, Trouble};

/// What the gateway has in hand when it meets EnOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Papers {
    /// The authority of EnOS's certificate, and a client certificate that EnOS trusts.
    Both,
    /// The authority of EnOS's certificate, and nothing to show.
    NoClientCertificate,
    /// Another authority, so that EnOS's certificate proves nothing.
    WrongRoot,
}

/// The simulated EnOS with its TLS address, the gateway in front of that, and a browser; all of it ends with this.
#[derive(Debug)]
pub struct TlsStage {
    browser: Browser,
    gateway: Server,
    enos: Server,
    device: DemoDevice,
    // Certificates and settings; the folder goes when this does.
    _folder: TempDir,
}

/// Sets a stage, plays on it, and clears it away whatever came of the play.
///
/// # Errors
/// When the stage cannot be set, or the play returns an error.
pub async fn on_tls_stage(papers: Papers, play: impl AsyncFnOnce(&TlsStage) -> Result<()>) -> Result<()> {
    let stage = TlsStage::set(papers).await?;
    let played = AssertUnwindSafe(play(&stage)).catch_unwind().await;
    // A browser outlives its driver unless it is told to end.
    let closed = stage.browser.close().await;
    match played {
        Ok(result) => result.and(closed),
        Err(panic) => resume_unwind(panic),
    }
}

/// The last line of the simulated EnOS that names an address; the TLS address stands before it.
const ADMIN: &str = "admin on http://";
const TLS: &str = "listening on tls://";

impl TlsStage {
    async fn set(papers: Papers) -> Result<Self> {
        let root = root();
        let dist = built(root.join("dist"), "index.html")?;
        let simulator = built(programs(&root), "simulator-server")?.join("simulator-server");
        let gateway = built(programs(&root), "gateway")?.join("gateway");

        let folder = tempfile::tempdir()?;
        let text = print_settings(simulator.as_os_str())?;
        let settings = folder.path().join("settings.json");
        std::fs::write(&settings, &text)?;
        let certificates = folder.path().join("certificates");

        let mut arguments = words(&["--listen", "127.0.0.1:0", "--tls", "127.0.0.1:0", "--admin", "127.0.0.1:0"]);
        arguments.extend([OsString::from("--certificates"), certificates.clone().into()]);
        let enos = Server::start(simulator.as_os_str(), arguments, ADMIN)?;
        let address = enos.said_before(TLS).ok_or_else(|| Trouble::NotServing {
            program: "simulator-server".to_owned(),
            seen: "it named no TLS address".to_owned(),
        })?;

        let upstream = format!("mqtts://{address}");
        let mut arguments = words(&["serve", "--listen", "127.0.0.1:0", "--simulated", "--upstream", &upstream]);
        arguments.extend([OsString::from("--dist"), dist.into(), "--settings".into(), settings.into()]);
        arguments.extend(papers.options(&certificates));
        let gateway = Server::start(gateway.as_os_str(), arguments, "listening on ")?;

        let device = devices_in(&text).into_iter().find(|device| device.note.contains("certificate"));
        let device = device.ok_or_else(|| Trouble::NotShown {
            what: "demo device that needs a certificate".to_owned(),
            instead: text,
        })?;
        let browser = Browser::start().await?;
        Ok(Self { browser, gateway, enos, device, _folder: folder })
    }

    /// Opens the page in the browser and fills in the device that must show a certificate.
    ///
    /// # Errors
    /// When the browser cannot open it, or the fields are not there.
    pub async fn page(&self) -> Result<Page<'_>> {
        let page = Page::open(&self.browser, self.gateway.said()).await?;
        page.fill("Product key", &self.device.product_key).await?;
        page.fill("Device key", &self.device.device_key).await?;
        page.fill("Client ID", &self.device.client_id).await?;
        page.fill("Product secret", &self.device.product_secret).await?;
        Ok(page)
    }

    /// Opens the page in a new tab, with nothing filled in by us.
    ///
    /// # Errors
    /// When the browser cannot open it.
    pub async fn another_page(&self) -> Result<Page<'_>> {
        self.browser.new_tab().await?;
        Page::open(&self.browser, self.gateway.said()).await
    }

    /// The device to practise with whose product requires a certificate.
    #[must_use]
    pub fn device(&self) -> &DemoDevice {
        &self.device
    }

    /// Host and port of EnOS's admin address.
    #[must_use]
    pub fn admin(&self) -> &str {
        self.enos.said()
    }
}

impl Papers {
    /// The gateway's options, for a folder with the certificates that the simulated EnOS has made.
    fn options(self, certificates: &Path) -> Vec<OsString> {
        let option = |name: &str, file: &str| [OsString::from(name), certificates.join(file).into_os_string()];
        let client = [option("--client-cert", "client.pem"), option("--client-key", "client.key")].concat();
        match self {
            Self::Both => [option("--root", "ca.pem").to_vec(), client].concat(),
            Self::NoClientCertificate => option("--root", "ca.pem").to_vec(),
            // A certificate that has signed nothing.
            Self::WrongRoot => [option("--root", "client.pem").to_vec(), client].concat(),
        }
    }
}

fn words(words: &[&str]) -> Vec<OsString> {
    words.iter().map(|word| OsStr::new(word).to_owned()).collect()
}
