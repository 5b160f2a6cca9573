//! Commands of the drivers that are not in the `WebDriver` library.

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::trouble::Result;

/// A command of the session that the library does not know.
#[derive(Debug)]
pub(crate) enum Command {
    /// W3C `WebDriver`, section 12.4.11: the accessible name.
    ComputedLabel { element: String },
    /// The console's messages since the last call; ChromeDriver's own.
    ConsoleLog,
    /// A command of the Chrome `DevTools` protocol; ChromeDriver's own.
    DevTools { command: &'static str, parameters: Value },
    /// Where scripts run from now on; GeckoDriver's own.
    Turn(Context),
}

/// Where GeckoDriver runs scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// In the window of the browser itself, which may do everything.
    Browser,
    /// In the page.
    Page,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> std::result::Result<Url, ParseError> {
        let session = base.join(&format!("session/{}/", session.unwrap_or_default()))?;
        match self {
            Self::ComputedLabel { element } => session.join(&format!("element/{element}/computedlabel")),
            Self::ConsoleLog => session.join("se/log"),
            Self::DevTools { .. } => session.join("goog/cdp/execute"),
            Self::Turn(_) => session.join("moz/context"),
        }
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = match self {
            Self::ComputedLabel { .. } => return (Method::GET, None),
            Self::ConsoleLog => json!({ "type": "browser" }),
            Self::DevTools { command, parameters } => json!({ "cmd": command, "params": parameters }),
            Self::Turn(Context::Browser) => json!({ "context": "chrome" }),
            Self::Turn(Context::Page) => json!({ "context": "content" }),
        };
        (Method::POST, Some(body.to_string()))
    }
}

/// The accessible name of an element, as the browser computes it for assistive technology.
pub(crate) async fn accessible_name(client: &Client, element: &Element) -> Result<String> {
    let element = element.element_id().to_string();
    let name = client.issue_cmd(Command::ComputedLabel { element }).await?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}
