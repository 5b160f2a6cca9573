//! Firefox: how it starts, and how its console is read.

use std::path::Path;
use std::{env, process};

use fantoccini::Client;
use serde_json::{Map, Value, json};

use crate::bidi;
use crate::driver::{Command, Context};
use crate::trouble::{Result, Trouble};

/// No command of the driver tells what is on the console. The browser's own scripts can: errors and violations of the policy
/// come together in its main process; what the page says by `console` stays in the process of the tab, which has to be asked.
/// The browser's own scripts report their errors there too; they are not the page's.
const READ_CONSOLE: &str = r#"
    const [done] = arguments;
    const ofTheBrowser = /^(chrome|resource):/;
    const errors = Services.console.getMessageArray()
        .filter((entry) => entry instanceof Ci.nsIScriptError && !ofTheBrowser.test(entry.sourceName))
        .map((entry) => `${entry.sourceName} ${entry.lineNumber} ${entry.errorMessage}`);
    Services.console.reset();
    const inTheTab = () => {
        const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
        const said = storage.getEvents().map((event) => [event.filename, event.level, ...event.arguments].join(" "));
        storage.clearEvents();
        sendAsyncMessage("e2e:said", said);
    };
    const tab = window.gBrowser.selectedBrowser.messageManager;
    const hear = ({ data }) => {
        tab.removeMessageListener("e2e:said", hear);
        done([...errors, ...data.filter((line) => !ofTheBrowser.test(line))]);
    };
    tab.addMessageListener("e2e:said", hear);
    tab.loadFrameScript(`data:,${encodeURIComponent(`(${inTheTab})();`)}`, false);"#;

/// Starts GeckoDriver on a free port, which stands behind the mark.
pub(crate) fn driver() -> (process::Command, &'static str) {
    let mut driver = process::Command::new(env::var_os("GECKODRIVER").unwrap_or_else(|| "geckodriver".into()));
    // The browser's own scripts read the console.
    driver.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
    if let Some(browser) = env::var_os("FIREFOX") {
        driver.arg("--binary").arg(browser);
    }
    (driver, "Listening on 127.0.0.1:")
}

pub(crate) fn capabilities(profile: Option<&Path>) -> Map<String, Value> {
    let mut capabilities = Map::new();
    let arguments = ["-headless", "--width=1280", "--height=1200"].map(str::to_owned).into_iter();
    let profile = profile.into_iter().flat_map(|profile| ["-profile".to_owned(), profile.display().to_string()]);
    let options = json!({
        "args": arguments.chain(profile).collect::<Vec<_>>(),
        "prefs": { "intl.accept_languages": "en-US" },
    });
    capabilities.insert("browserName".to_owned(), json!("firefox"));
    capabilities.insert("moz:firefoxOptions".to_owned(), options);
    // Asks for WebDriver BiDi beside the classic protocol.
    capabilities.insert("webSocketUrl".to_owned(), json!(true));
    capabilities
}

/// Has every page run a script before its own: classic `WebDriver` has no command for that, `WebDriver BiDi` has one.
pub(crate) async fn run_before_each_page(client: &Client, script: &str) -> Result<()> {
    let declaration = format!("() => {{ {script} }}");
    bidi::command(client, "script.addPreloadScript", &json!({ "functionDeclaration": declaration })).await.map(drop)
}

/// What the console got since the last call: messages of the page in this tab, errors and violations of the policy in any.
pub(crate) async fn console_messages(client: &Client) -> Result<Vec<String>> {
    client.issue_cmd(Command::Turn(Context::Browser)).await?;
    let read = client.execute_async(READ_CONSOLE, Vec::new()).await;
    client.issue_cmd(Command::Turn(Context::Page)).await?;
    let messages = read?;
    let text = |message: &Value| message.as_str().map(str::to_owned);
    let texts = messages.as_array().map(|messages| messages.iter().filter_map(text).collect());
    texts.ok_or_else(|| Trouble::NotShown { what: "list of messages".to_owned(), instead: messages.to_string() })
}
