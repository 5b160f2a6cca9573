//! A headless browser.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use testkit::Program;
use testkit::http::ask;

use crate::engine::Engine;
use crate::trouble::{Result, Trouble};

/// A narrower window is that of a phone, whose scroll bars take no room.
const PHONE: u32 = 600;

/// A browser with one window, and the driver that it hangs on.
#[derive(Debug)]
pub struct Browser {
    engine: Engine,
    client: Client,
    driver: Program,
    /// The session at the driver, which is this window.
    session: String,
}

/// What the browser pretends to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Width of the window in CSS pixels.
    pub width: u32,
    /// Height of the window in CSS pixels.
    pub height: u32,
    /// What the page is told of the user's preference.
    pub theme: Theme,
}

/// The colour scheme that the user prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Browser {
    /// Starts a driver and a browser, English, with nothing in its profile: the one that the variable `E2E_BROWSER` names,
    /// `chromium` or `firefox`; Chromium without it.
    ///
    /// # Errors
    /// When either of them does not start, or there is no such browser.
    pub async fn start() -> Result<Self> {
        Self::start_with(None).await
    }

    /// The same with a profile in this folder, which stays when the browser ends.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn start_in(profile: &Path) -> Result<Self> {
        Self::start_with(Some(profile)).await
    }

    async fn start_with(profile: Option<&Path>) -> Result<Self> {
        let engine = Engine::of_this_run()?;
        let (driver, mark) = start_driver(engine)?;
        let address = format!("http://127.0.0.1:{}", driver.printed(mark)?.trim_end_matches('.'));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(engine.capabilities(profile)).connect(&address).await?;
        let session = format!("{address}/session/{}", client.session_id().await?.unwrap_or_default());
        Ok(Self { engine, client, driver, session })
    }

    /// Makes the window look like another one; Chromium alone does that.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn look_like(&self, look: Look) -> Result<()> {
        let Look { width, height, theme } = look;
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < PHONE });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        let scheme = match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await?;
        Ok(())
    }

    /// Draws the page for another medium, such as `print`, and as if the user had asked for forced colours; Chromium alone does that.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn draw_for(&self, medium: &str, has_forced_colors: bool) -> Result<()> {
        let value = if has_forced_colors { "active" } else { "none" };
        let media = json!({ "media": medium, "features": [{ "name": "forced-colors", "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", media).await.map(drop)
    }

    /// The `WebDriver` client.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// What the body of an asynchronous function comes to in the page.
    ///
    /// # Errors
    /// When the browser does not run it.
    pub async fn evaluate(&self, body: &str) -> Result<Value> {
        let script =
            format!("const done = arguments[0]; (async () => {{ {body} }})().then(done, (e) => done(`${{e}}`));");
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }

    /// The same as text; empty for what is none.
    ///
    /// # Errors
    /// When the browser does not run it.
    pub async fn evaluate_text(&self, body: &str) -> Result<String> {
        Ok(self.evaluate(body).await?.as_str().unwrap_or_default().to_owned())
    }

    /// The same as a number; NaN for what is none.
    ///
    /// # Errors
    /// When the browser does not run it.
    pub async fn evaluate_number(&self, body: &str) -> Result<f64> {
        Ok(self.evaluate(body).await?.as_f64().unwrap_or(f64::NAN))
    }

    /// The address of the page.
    ///
    /// # Errors
    /// When the browser does not tell.
    pub async fn address(&self) -> Result<String> {
        self.evaluate_text("return location.href;").await
    }

    /// Runs a command of the Chrome `DevTools` protocol; Chromium alone does that.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Result<Value> {
        self.engine.devtools(&self.client, command, parameters).await
    }

    /// Has every page that is opened from now on run a script before its own. The page's policy does not apply to it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn run_before_each_page(&self, script: &str) -> Result<()> {
        self.engine.run_before_each_page(&self.client, script).await
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// When the browser cannot.
    pub async fn reload(&self) -> Result<()> {
        match self.engine {
            Engine::Chromium => Ok(self.client.refresh().await?),
            // Its driver's way goes past the service worker, as a person's with the shift key does.
            Engine::Firefox => Ok(self.client.goto(self.client.current_url().await?.as_str()).await?),
        }
    }

    /// What has appeared on the console since the last call.
    ///
    /// On a slow machine, Firefox says that the page's program was preloaded in vain: it gives no preloaded answer to a request
    /// with a digest, and the page is not to do without the digest. That line is left out.
    ///
    /// # Errors
    /// When the browser does not tell.
    pub async fn console(&self) -> Result<Vec<String>> {
        let mut lines = self.engine.console_messages(&self.client).await?;
        lines.retain(|line| !(line.contains("_bg.wasm") && line.contains("preloaded with link preload was not used")));
        Ok(lines)
    }

    /// A picture of the whole page, also of what lies below the fold, as PNG; Chromium alone makes one.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        // The whole page has no scroll bars, and its head at the head.
        self.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await?;
        self.evaluate("window.scrollTo(0, 0);").await?;
        let whole = json!({ "format": "png", "captureBeyondViewport": true });
        let answer = self.devtools("Page.captureScreenshot", whole).await?;
        let data = answer.get("data").and_then(Value::as_str).and_then(|data| STANDARD.decode(data).ok());
        data.ok_or_else(|| Trouble::NotShown { what: "picture".to_owned(), instead: answer.to_string() })
    }

    /// Opens a tab beside the one that is open, and works in it from now on. Gives back what [`Browser::turn_to`] takes for the old one.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        let this = self.client.window().await?;
        let other = self.client.new_window(true).await?.handle;
        self.client.switch_to_window(other).await?;
        Ok(this)
    }

    /// Works in another tab from now on.
    ///
    /// # Errors
    /// When it has been closed.
    pub async fn turn_to(&self, tab: WindowHandle) -> Result<()> {
        Ok(self.client.switch_to_window(tab).await?)
    }

    /// Closes the tab that is open, as a person does.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn close_tab(&self) -> Result<()> {
        let others = self.client.windows().await?;
        let this = self.client.window().await?;
        self.client.close_window().await?;
        match others.into_iter().find(|other| *other != this) {
            Some(other) => Ok(self.client.switch_to_window(other).await?),
            None => Ok(()),
        }
    }

    /// Kills the browser, without a chance to say goodbye. Its driver stays.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn kill(&self) -> Result<()> {
        for child in self.driver.children() {
            std::process::Command::new("kill").args(["-9", &child.to_string()]).status()?;
        }
        Ok(())
    }
}

/// A driver picks a free port before it listens on it, and another one that starts at the same time may be quicker.
fn start_driver(engine: Engine) -> Result<(Program, &'static str)> {
    let mut tries = 3;
    loop {
        let (mut driver, mark) = engine.driver();
        tries -= 1;
        match Program::start(&mut driver, &[mark]) {
            Err(error) if tries > 0 && error.to_string().contains("Address already in use") => {}
            started => return Ok((started?, mark)),
        }
    }
}

impl Drop for Browser {
    /// A browser outlives its driver unless it is told to end. It may have ended already.
    fn drop(&mut self) {
        let _ = ask("DELETE", &self.session, &[], "");
    }
}
