//! A tab of the browser.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::Result;
use crate::devtools::DevTools;

/// How long a page may take until it is ready.
const READY_LIMIT: Duration = Duration::from_mins(1);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// An open tab.
pub(crate) struct Tab<'b> {
    devtools: &'b DevTools,
    target: String,
    session: String,
    /// A profile of this tab's own, thrown away with it.
    context: Option<String>,
}

/// What a tab knows from earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Memory {
    /// What all tabs before it have kept.
    Shared,
    /// Nothing at all.
    Fresh,
}

impl<'b> Tab<'b> {
    /// Opens an empty tab.
    pub(crate) async fn open(devtools: &'b DevTools, memory: Memory) -> Result<Self> {
        let context = match memory {
            Memory::Shared => None,
            Memory::Fresh => {
                let created = devtools.call(None, "Target.createBrowserContext", json!({})).await?;
                Some(text(&created, "browserContextId")?)
            }
        };
        let mut wanted = json!({ "url": "about:blank" });
        if let (Some(context), Some(wanted)) = (&context, wanted.as_object_mut()) {
            wanted.insert("browserContextId".to_owned(), json!(context));
        }
        let target = text(&devtools.call(None, "Target.createTarget", wanted).await?, "targetId")?;
        let attach = json!({ "targetId": target, "flatten": true });
        let session = text(&devtools.call(None, "Target.attachToTarget", attach).await?, "sessionId")?;
        let tab = Self { devtools, target, session, context };
        tab.call("Page.enable", json!({})).await?;
        Ok(tab)
    }

    /// Gives it a command.
    pub(crate) async fn call(&self, method: &str, parameters: Value) -> Result<Value> {
        self.devtools.call(Some(&self.session), method, parameters).await
    }

    /// Opens a page. `before` is a script that runs in it before anything of its own does.
    ///
    /// A page that says what scripts it admits would not admit ours, and the peers are not to be measured under our policy.
    pub(crate) async fn go(&self, address: &str, before: &str) -> Result<()> {
        self.call("Page.setBypassCSP", json!({ "enabled": true })).await?;
        self.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": before })).await?;
        let answer = self.call("Page.navigate", json!({ "url": address })).await?;
        match answer.get("errorText").and_then(Value::as_str) {
            Some(error) => Err(format!("{address}: {error}").into()),
            None => Ok(()),
        }
    }

    /// Waits for the page's promise `race.ready`, and returns the number that it resolves to.
    pub(crate) async fn ready(&self) -> Result<f64> {
        let until = Instant::now() + READY_LIMIT;
        loop {
            // There is no such promise as long as the page has not begun.
            match self.evaluate("globalThis.race?.ready").await {
                Ok(value) => {
                    if let Some(at) = value.as_f64() {
                        return Ok(at);
                    }
                }
                Err(error) if Instant::now() > until => return Err(error),
                Err(_) => {}
            }
            if Instant::now() > until {
                return Err("the page did not become ready".into());
            }
            sleep(LOOK_AGAIN).await;
        }
    }

    /// What an expression, or the promise that it gives, comes to in the page.
    pub(crate) async fn evaluate(&self, expression: &str) -> Result<Value> {
        let wanted = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call("Runtime.evaluate", wanted).await?;
        if let Some(exception) = answer.get("exceptionDetails") {
            let told = exception.pointer("/exception/description").or_else(|| exception.pointer("/exception/value"));
            return Err(format!("in the page: {}", told.unwrap_or(exception)).into());
        }
        Ok(answer.pointer_mut("/result/value").map(Value::take).unwrap_or_default())
    }

    /// Closes it, whatever the page has against that.
    pub(crate) async fn close(self) -> Result<()> {
        self.devtools.call(None, "Target.closeTarget", json!({ "targetId": self.target })).await?;
        if let Some(context) = self.context {
            let dispose = json!({ "browserContextId": context });
            self.devtools.call(None, "Target.disposeBrowserContext", dispose).await?;
        }
        Ok(())
    }
}

fn text(answer: &Value, name: &str) -> Result<String> {
    let text = answer.get(name).and_then(Value::as_str);
    Ok(text.ok_or_else(|| format!("the browser gave no {name}"))?.to_owned())
}
