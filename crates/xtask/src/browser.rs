//! The browsers that the page is tested in.

use std::path::PathBuf;

use crate::error::Error;
use crate::program::Program;
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

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
        }
    }

    /// The browser and its driver, found or installed. The browser comes first: without it, nobody waits for a driver that is
    /// being compiled.
    pub(crate) fn need(self, toolbox: &mut Toolbox<'_>) -> Result<Driven, Error> {
        let [browser, driver] = match self {
            Self::Chromium => [Tool::Chromium, Tool::ChromeDriver],
            Self::Firefox => [Tool::Firefox, Tool::GeckoDriver],
        };
        Ok(Driven { kind: self, browser: toolbox.need(browser)?, driver: toolbox.need(driver)? })
    }
}

/// A browser that is there, with its driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Driven {
    kind: Browser,
    browser: PathBuf,
    driver: PathBuf,
}

impl Driven {
    /// Has wasm-pack test in this browser.
    pub(crate) fn told_to_wasm_pack(&self, program: Program) -> Program {
        match self.kind {
            Browser::Chromium => program.args(["--chrome", "--chromedriver"]).args([&self.driver]),
            Browser::Firefox => program
                .args(["--firefox", "--geckodriver"])
                .args([&self.driver])
                // The driver looks for `firefox` only, which some systems call by another name.
                .env("GECKODRIVER_ARGS", format!("--binary \"{}\"", self.browser.display())),
        }
    }

    /// Has the end-to-end tests run in this browser.
    pub(crate) fn told_to_end_to_end_tests(&self, program: Program) -> Program {
        match self.kind {
            Browser::Chromium => program.env("E2E_BROWSER", "chromium").env("CHROMEDRIVER", &self.driver),
            Browser::Firefox => {
                program.env("E2E_BROWSER", "firefox").env("GECKODRIVER", &self.driver).env("FIREFOX", &self.browser)
            }
        }
    }
}
