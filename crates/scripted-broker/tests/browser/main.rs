//! Plays the whole catalogue to the page's own driver in headless Chromium: the real flow, session, codec and socket, as
//! WebAssembly.
#![cfg(test)]

mod build;
mod site;

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Browser, Page, Result};
    use scripted_broker::{Broker, ClientKind, Entry, Seen, catalogue};
    use serde_json::{Value, json};

    use crate::build::{Built, driver_page};
    use crate::site::Site;

    /// All of them together; it takes a fraction of that where nothing else runs.
    const LIMIT: Duration = Duration::from_mins(2);
    const FINISHED: &str = "finished ";

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn does_the_right_thing_with_every_server_in_the_catalogue() -> Result<()> {
        let page = match driver_page() {
            Built::Into(folder) => folder,
            Built::Not { reason } => {
                println!("skipped: {reason}");
                return Ok(());
            }
        };
        let entries = catalogue();
        let broker = Broker::start(entries.iter().map(|entry| entry.script.clone()).collect()).await?;
        let asked = entries.iter().enumerate().map(|(index, entry)| asked(entry, &broker.address(index)));
        let site = Site::start(&page, &Value::Array(asked.collect())).await?;
        let browser = Browser::start().await?;
        let seen = seen(&browser, &site).await;
        browser.close().await?;
        let seen = seen?;
        assert_eq!(seen.len(), entries.len());
        let mut faults = Vec::new();
        for (index, (entry, seen)) in entries.iter().zip(&seen).enumerate() {
            let account = broker.account(index, Duration::from_secs(20)).await;
            for fault in entry.faults(ClientKind::Browser, seen, account.as_ref()) {
                faults.push(format!("{} ({}): {fault}", entry.name, entry.statement));
            }
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        Ok(())
    }

    fn asked(entry: &Entry, address: &str) -> Value {
        let limits = entry.patience.limits();
        let limits = [limits.open, limits.connack, limits.secret, limits.sign_off];
        let millis: Vec<u64> = limits.map(|limit| limit.as_millis().try_into().unwrap()).into();
        json!({ "address": address, "logsIn": entry.road == activation::Road::Login, "limits": millis })
    }

    async fn seen(browser: &Browser, site: &Site) -> Result<Vec<Seen>> {
        let page = Page::open(browser, &site.address()).await?;
        let text = page.wait_for_text(FINISHED, LIMIT).await?;
        let json = text.trim().strip_prefix(FINISHED).unwrap();
        let seen: Vec<(String, Option<String>)> =
            serde_json::from_str(json).unwrap_or_else(|_| panic!("no results: {json}"));
        Ok(seen.into_iter().map(|(outcome, secret)| Seen { outcome, secret }).collect())
    }
}
