//! The browsers that the page is tested in.

use std::path::PathBuf;

use anyhow::Result;
use xshell::Cmd;

use crate::tools::{Tool, Toolbox};

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The browser and its driver, found or installed. The browser comes first: without it, nobody waits for a driver that is
    /// being compiled.
    pub(crate) fn need(self, toolbox: &mut Toolbox<'_>) -> Result<DrivenBrowser> {
        let [browser, driver] = match self {
            Self::Chromium => [Tool::Chromium, Tool::ChromeDriver],
            Self::Firefox => [Tool::Firefox, Tool::GeckoDriver],
        };
        Ok(DrivenBrowser { kind: self, browser: toolbox.need(browser)?, driver: toolbox.need(driver)? })
    }
}

/// A browser that is there, with its driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DrivenBrowser {
    kind: Browser,
    browser: PathBuf,
    driver: PathBuf,
}

impl DrivenBrowser {
    /// Tells wasm-pack to test in this browser.
    pub(crate) fn for_wasm_pack<'s>(&self, command: Cmd<'s>) -> Cmd<'s> {
        match self.kind {
            Browser::Chromium => command.args(["--chrome", "--chromedriver"]).arg(&self.driver),
            Browser::Firefox => command
                .args(["--firefox", "--geckodriver"])
                .arg(&self.driver)
                // The driver looks for `firefox` only, which some systems call by another name.
                .env("GECKODRIVER_ARGS", format!("--binary \"{}\"", self.browser.display())),
        }
    }

    /// Tells the end-to-end tests to run in this browser.
    pub(crate) fn for_end_to_end_tests<'s>(&self, command: Cmd<'s>) -> Cmd<'s> {
        match self.kind {
            Browser::Chromium => command.env("E2E_BROWSER", "chromium").env("CHROMEDRIVER", &self.driver),
            Browser::Firefox => {
                command.env("E2E_BROWSER", "firefox").env("GECKODRIVER", &self.driver).env("FIREFOX", &self.browser)
            }
        }
    }
}
