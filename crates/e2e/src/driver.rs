//! The browser's driver, and those of its commands that are not in the `WebDriver` library.

use std::env;
use std::ffi::OsString;

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::server::Server;
use crate::trouble::Result;

/// Starts ChromeDriver on a free port; what it has said is that port.
pub(crate) fn start_driver() -> Result<Server> {
    let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| OsString::from("chromedriver"));
    Server::start(&program, ["--port=0"], "started successfully on port ")
}

/// A command of the session that the library does not know.
#[derive(Debug)]
enum Command {
    /// W3C `WebDriver`, section 12.4.11: the accessible name.
    ComputedLabel { element: String },
    /// The console's messages since the last call; ChromeDriver's own.
    ConsoleLog,
    /// A command of the Chrome `DevTools` protocol; ChromeDriver's own.
    DevTools { command: &'static str, parameters: Value },
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> std::result::Result<Url, ParseError> {
        let session = base.join(&format!("session/{}/", session.unwrap_or_default()))?;
        match self {
            Self::ComputedLabel { element } => session.join(&format!("element/{element}/computedlabel")),
            Self::ConsoleLog => session.join("se/log"),
            Self::DevTools { .. } => session.join("goog/cdp/execute"),
        }
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match self {
            Self::ComputedLabel { .. } => (Method::GET, None),
            Self::ConsoleLog => (Method::POST, Some(json!({ "type": "browser" }).to_string())),
            Self::DevTools { command, parameters } => {
                (Method::POST, Some(json!({ "cmd": command, "params": parameters }).to_string()))
            }
        }
    }
}

/// The accessible name of an element, as the browser computes it for assistive technology.
pub(crate) async fn accessible_name(client: &Client, element: &Element) -> Result<String> {
    let element = element.element_id().to_string();
    let name = client.issue_cmd(Command::ComputedLabel { element }).await?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}

/// What the console got since the last call: messages of the page, refused loads, violations of the policy.
pub(crate) async fn console_messages(client: &Client) -> Result<Vec<String>> {
    let entries = client.issue_cmd(Command::ConsoleLog).await?;
    let message = |entry: &Value| entry.get("message").and_then(Value::as_str).map(str::to_owned);
    Ok(entries.as_array().into_iter().flatten().filter_map(message).collect())
}

/// Runs a command of the `DevTools` protocol.
pub(crate) async fn devtools(client: &Client, command: &'static str, parameters: Value) -> Result<Value> {
    Ok(client.issue_cmd(Command::DevTools { command, parameters }).await?)
}
