//! Which browser the tests run in.

use std::env;
use std::path::Path;
use std::process::Command;

use fantoccini::Client;
use serde_json::{Map, Value};

use crate::trouble::{Result, Trouble};
use crate::{chromium, firefox};

/// Names the browser of a run; without it, that is Chromium.
const VARIABLE: &str = "E2E_BROWSER";

/// The browsers that the page is tested in. `cargo xtask test` runs every test once in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
}

impl Engine {
    /// The browser that `E2E_BROWSER` names.
    pub(crate) fn of_this_run() -> Result<Self> {
        match env::var_os(VARIABLE) {
            Some(name) => Self::named(&name.to_string_lossy()),
            None => Ok(Self::Chromium),
        }
    }

    fn named(name: &str) -> Result<Self> {
        match name {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            other => Err(Trouble::UnknownBrowser { name: other.to_owned() }),
        }
    }

    /// Starts the browser's driver on a free port, which it prints behind the mark.
    pub(crate) fn driver(self) -> (Command, &'static str) {
        match self {
            Self::Chromium => chromium::driver(),
            Self::Firefox => firefox::driver(),
        }
    }

    /// How the browser is to start: headless, English, with a profile of its own or the one in this folder.
    pub(crate) fn capabilities(self, profile: Option<&Path>) -> Map<String, Value> {
        match self {
            Self::Chromium => chromium::capabilities(profile),
            Self::Firefox => firefox::capabilities(profile),
        }
    }

    /// Has every page run a script before its own.
    pub(crate) async fn run_before_each_page(self, client: &Client, script: &str) -> Result<()> {
        match self {
            Self::Chromium => chromium::run_before_each_page(client, script).await,
            Self::Firefox => firefox::run_before_each_page(client, script).await,
        }
    }

    /// What the console got since the last call: messages of the page, its errors, violations of the policy.
    pub(crate) async fn console_messages(self, client: &Client) -> Result<Vec<String>> {
        match self {
            Self::Chromium => chromium::console_messages(client).await,
            Self::Firefox => firefox::console_messages(client).await,
        }
    }

    /// Runs a command of the Chrome `DevTools` protocol, of which Firefox knows nothing.
    pub(crate) async fn devtools(self, client: &Client, command: &'static str, parameters: Value) -> Result<Value> {
        match self {
            Self::Chromium => chromium::devtools(client, command, parameters).await,
            Self::Firefox => Err(Trouble::ChromiumOnly { what: command }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_two_browsers_by_name_and_no_other() {
        assert_eq!(Engine::named("chromium").unwrap(), Engine::Chromium);
        assert_eq!(Engine::named("firefox").unwrap(), Engine::Firefox);
        let error = Engine::named("lynx").unwrap_err();
        assert_eq!(error.to_string(), "the browser is to be `lynx`; there are: chromium, firefox");
    }
}
