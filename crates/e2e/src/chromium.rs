//! Chromium: how it starts, and what only its driver can do.

use std::path::Path;
use std::{env, process};

use fantoccini::Client;
use serde_json::{Map, Value, json};

use crate::driver::Command;
use crate::trouble::Result;

/// The arguments are those of `webdriver.json`, which the other browser tests use.
const ARGUMENTS: [&str; 9] = [
    // So high that no button stays at its edge, in front of something else.
    "--window-size=1280,1200",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Starts ChromeDriver on a free port, which stands behind the mark.
pub(crate) fn driver() -> (process::Command, &'static str) {
    let mut driver = process::Command::new(env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into()));
    driver.arg("--port=0");
    (driver, "started successfully on port ")
}

pub(crate) fn capabilities(profile: Option<&Path>) -> Map<String, Value> {
    let mut capabilities = Map::new();
    let arguments = ARGUMENTS.into_iter().chain(["--lang=en-US"]).map(str::to_owned);
    let profile = profile.map(|profile| format!("--user-data-dir={}", profile.display()));
    let options = json!({
        "args": arguments.chain(profile).collect::<Vec<_>>(),
        "prefs": { "intl.accept_languages": "en-US" },
    });
    capabilities.insert("browserName".to_owned(), json!("chrome"));
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    capabilities
}

/// What the console got since the last call: messages of the page, refused loads, violations of the policy.
pub(crate) async fn console_messages(client: &Client) -> Result<Vec<String>> {
    let entries = client.issue_cmd(Command::ConsoleLog).await?;
    let message = |entry: &Value| entry.get("message").and_then(Value::as_str).map(str::to_owned);
    Ok(entries.as_array().into_iter().flatten().filter_map(message).collect())
}

/// Has every page run a script before its own.
pub(crate) async fn run_before_each_page(client: &Client, script: &str) -> Result<()> {
    devtools(client, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
}

/// Runs a command of the `DevTools` protocol.
pub(crate) async fn devtools(client: &Client, command: &'static str, parameters: Value) -> Result<Value> {
    Ok(client.issue_cmd(Command::DevTools { command, parameters }).await?)
}
