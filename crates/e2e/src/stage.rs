//! Everything that has to run for a test.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt;
use serde_json::Value;

use crate::admin::set_faults;
use crate::browser::Browser;
use crate::demo::{DemoDevice, devices_in, print_settings};
use crate::page::Page;
use crate::server::Server;
use crate::tap::{Point, Tap};
use crate::trouble::{Result, Trouble};

/// The simulated EnOS, the link to it, the gateway and a browser; all of it ends with this.
#[derive(Debug)]
pub struct Stage {
    /// The browser.
    pub browser: Browser,
    /// The gateway, which serves the page and leads to EnOS by way of the link.
    pub gateway: Server,
    /// The link between the gateway and EnOS.
    pub tap: Tap,
    enos: Server,
    settings: PathBuf,
    devices: Vec<DemoDevice>,
}

/// Sets a stage whose link falls silent at `point`, plays on it, and clears it away whatever came of the play.
///
/// # Errors
/// When the stage cannot be set, or the play returns an error.
pub async fn on_stage(point: Point, play: impl AsyncFnOnce(&mut Stage) -> Result<()>) -> Result<()> {
    let mut stage = Stage::set(point).await?;
    let played = AssertUnwindSafe(play(&mut stage)).catch_unwind().await;
    // A browser outlives its driver unless it is told to end.
    let closed = stage.clear().await;
    match played {
        Ok(result) => result.and(closed),
        Err(panic) => resume_unwind(panic),
    }
}

impl Stage {
    /// Starts everything on free ports.
    async fn set(point: Point) -> Result<Self> {
        let root = root();
        let dist = built(root.join("dist"), "index.html")?;
        let simulator = built(programs(&root), "simulator-server")?.join("simulator-server");
        let gateway = built(programs(&root), "gateway")?.join("gateway");

        let text = print_settings(simulator.as_os_str())?;
        let settings = own_file();
        fs::write(&settings, &text)?;
        let arguments = ["--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"];
        let enos = Server::start(simulator.as_os_str(), arguments, "admin on http://")?;
        let tap = Tap::open(address_of(&enos)?, point).await?;
        let upstream = format!("tcp://{}", tap.address());
        let arguments: [&OsStr; 10] = [
            "serve".as_ref(),
            "--upstream".as_ref(),
            upstream.as_ref(),
            "--simulated".as_ref(),
            "--listen".as_ref(),
            "127.0.0.1:0".as_ref(),
            "--dist".as_ref(),
            dist.as_ref(),
            "--settings".as_ref(),
            settings.as_ref(),
        ];
        let gateway = Server::start(gateway.as_os_str(), arguments, "listening on ")?;
        let browser = Browser::start().await?;
        Ok(Self { browser, gateway, tap, enos, settings, devices: devices_in(&text) })
    }

    /// Opens the page in the browser and waits until it has filled in the first demo device.
    ///
    /// # Errors
    /// When the browser cannot open it, or nothing is filled in.
    pub async fn page(&self) -> Result<Page<'_>> {
        let page = Page::open(&self.browser, self.gateway.said()).await?;
        if let Some(device) = self.devices.first() {
            page.wait_for_value("Device key", &device.device_key).await?;
        }
        Ok(page)
    }

    /// The page that is open already.
    #[must_use]
    pub fn this_page(&self) -> Page<'_> {
        Page::in_browser(&self.browser)
    }

    /// Opens the page in a new tab, with nothing left of the old one, which may guard a secret against being left.
    ///
    /// # Errors
    /// As [`page`](Self::page).
    pub async fn another_page(&self) -> Result<Page<'_>> {
        self.browser.new_tab().await?;
        self.page().await
    }

    /// Where the simulated EnOS listens, with nothing in between.
    ///
    /// # Errors
    /// When it printed no address.
    pub fn enos(&self) -> Result<SocketAddr> {
        address_of(&self.enos)
    }

    /// Host and port of the simulated EnOS's admin address.
    #[must_use]
    pub fn admin(&self) -> &str {
        self.enos.said()
    }

    /// Has these things go wrong for a device, as `docs/simulator.md` names them.
    ///
    /// # Errors
    /// When the simulated EnOS does not take them.
    pub async fn set_faults(&self, device: &DemoDevice, faults: &Value) -> Result<()> {
        set_faults(self.admin(), &device.product_key, &device.device_key, faults).await
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

    async fn clear(self) -> Result<()> {
        fs::remove_file(&self.settings)?;
        self.browser.close().await
    }
}

pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The folder with the programs: two above this test's own.
pub(crate) fn programs(root: &Path) -> PathBuf {
    let ours = env::current_exe().ok();
    let folder = ours.as_deref().and_then(|test| test.ancestors().nth(2)).map(Path::to_owned);
    folder.unwrap_or_else(|| root.join("target").join("debug"))
}

pub(crate) fn built(folder: PathBuf, file: &str) -> Result<PathBuf> {
    let path = folder.join(file);
    if path.is_file() { Ok(folder) } else { Err(Trouble::NotBuilt { file: path.display().to_string() }) }
}

/// A file that no other test, in this program or beside it, writes to.
fn own_file() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    env::temp_dir().join(format!("enos-provisioner-e2e-{}-{count}.json", std::process::id()))
}

/// Where devices find the simulated EnOS; it prints that before its admin address.
fn address_of(enos: &Server) -> Result<SocketAddr> {
    let url = enos.said_before("listening on ").unwrap_or_default();
    let (_, address) = url.split_once("://").unwrap_or(("", url));
    address.parse().map_err(|_| Trouble::NotServing {
        program: "simulator-server".to_owned(),
        seen: format!("it listens on `{url}`, which is no address"),
    })
}
