//! A headless Chromium.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::Result;
use crate::devtools::DevTools;

const START_LIMIT: Duration = Duration::from_mins(1);
const FAREWELL: Duration = Duration::from_secs(10);

/// Those of `webdriver.json`, which the browser tests use, and what keeps a page from being slowed down that nobody sees.
const ARGUMENTS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--lang=en-US",
    "--remote-debugging-port=0",
];

/// The browser, with an empty profile of its own.
pub(crate) struct Chromium {
    child: Child,
    devtools: DevTools,
    _profile: TempDir,
}

impl Chromium {
    /// Starts it and connects to it.
    pub(crate) async fn start(program: &Path) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let mut command = Command::new(program);
        command.args(ARGUMENTS).arg(format!("--user-data-dir={}", profile.path().display())).arg("about:blank");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child =
            command.spawn().map_err(|error| format!("{} could not be started: {error}", program.display()))?;
        let mut lines = BufReader::new(child.stderr.take().ok_or("a browser without an output")?).lines();
        let address = timeout(START_LIMIT, async {
            while let Ok(Some(line)) = lines.next_line().await {
                if let Some((_, address)) = line.split_once("DevTools listening on ") {
                    return Ok(address.trim().to_owned());
                }
            }
            Err("the browser ended before it could be spoken to")
        });
        let address = address.await??;
        // Reads on to the end, so that the browser never waits for a full pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { child, devtools: DevTools::connect(&address).await?, _profile: profile })
    }

    /// What it is spoken to by.
    pub(crate) const fn devtools(&self) -> &DevTools {
        &self.devtools
    }

    /// Ends it, with all of its processes.
    pub(crate) async fn close(mut self) -> Result<()> {
        // It may end before it has answered.
        let _ = self.devtools.call(None, "Browser.close", serde_json::json!({})).await;
        timeout(FAREWELL, self.child.wait()).await??;
        Ok(())
    }
}
