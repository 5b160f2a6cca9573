//! A tab of the browser.

use std::time::Duration;

use e2e::{Browser, Page};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::Result;

/// How long a page may take until it is ready.
const READY_LIMIT: Duration = Duration::from_mins(1);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A tab with a page.
pub(crate) struct Tab<'b>(&'b Browser);

impl<'b> Tab<'b> {
    /// Opens a page in a tab of its own. `before` is a script that runs in it before anything of its own does, once `prepare` has
    /// prepared the tab.
    ///
    /// A page that says what scripts it admits would not admit ours, and the peers are not to be measured under our policy.
    pub(crate) async fn open(
        browser: &'b Browser,
        address: &str,
        before: &str,
        prepare: impl AsyncFnOnce() -> Result<()>,
    ) -> Result<Self> {
        browser.open_tab().await?;
        browser.devtools("Page.setBypassCSP", json!({ "enabled": true })).await?;
        browser.run_before_each_page(before).await?;
        prepare().await?;
        Page::open(browser, address).await?;
        Ok(Self(browser))
    }

    /// Waits for the page's promise `race.ready`, and returns the number that it resolves to.
    pub(crate) async fn ready(&self) -> Result<f64> {
        let until = Instant::now() + READY_LIMIT;
        loop {
            // There is no such promise as long as the page has not begun.
            let told = self.0.evaluate("return await globalThis.race?.ready;").await?;
            match told.as_f64() {
                Some(at) => return Ok(at),
                None if Instant::now() > until => return Err(format!("the page did not become ready: {told}").into()),
                None => sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Has the page's function `race.run` run, and returns how long it took.
    pub(crate) async fn run(&self) -> Result<f64> {
        let took = self.0.evaluate("return await race.run();").await?;
        Ok(Value::as_f64(&took).ok_or_else(|| format!("the page told no time: {took}"))?)
    }

    /// Closes it, whatever the page has against that.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.0.close_tab().await?)
    }
}
