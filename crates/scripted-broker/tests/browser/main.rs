//! Plays the whole catalogue to the page's own driver in headless Chromium: the real flow, session, codec and socket, as
//! WebAssembly.
#![cfg(test)]

mod build;
mod page;
mod site;

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Browser, Page, Result};
    use scripted_broker::{Broker, ClientKind, Entry, Seen, catalogue};
    use serde_json::{Value, json};

    use crate::build::{Built, driver_page};
    use crate::page::{activate, gateway};
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
        let seen = seen(&browser, &site).await?;
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

    /// Some entries, and what the page must say of them.
    const CHOSEN: [(&str, [&str; 2]); 14] = [
        ("CONNACK 1", ["Protocol version refused", "CONNACK 1"]),
        ("CONNACK 2", ["Client ID refused", "CONNACK 2"]),
        ("CONNACK 3", ["EnOS is temporarily unavailable", "CONNACK 3"]),
        ("CONNACK 4", ["Wrong key or secret", "Enter the product secret again"]),
        ("CONNACK 5", ["Login not authorized", "CONNACK 5"]),
        ("no subprotocol, instead of an open WebSocket", ["Cannot reach the gateway", "The WebSocket did not open."]),
        ("a word, before CONNACK", ["Gateway does not speak MQTT", "violated the MQTT protocol"]),
        ("PUBLISH instead of CONNACK", ["Gateway does not speak MQTT", "violated the MQTT protocol"]),
        ("packet type 15, after SUBACK", ["Gateway does not speak MQTT", "violated the MQTT protocol"]),
        ("a cut before CONNACK", ["The connection was lost", "before the login was answered"]),
        ("a cut after SUBACK", ["The connection was lost", "EnOS accepted the login"]),
        (
            "a close with 4501 `upstream-refused: nothing listens` after CONNACK",
            ["The gateway cannot reach EnOS", "No service is listening at the MQTT server's address."],
        ),
        ("another device's message", ["Reply does not match this device", "is for another device"]),
        // Whatever comes behind the secret does not take it back.
        ("packet type 15, after the secret", ["Device secret received", "dk1 · "]),
    ];

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn the_page_says_why() -> Result<()> {
        let entries = catalogue();
        let broker = Broker::start(entries.iter().map(|entry| entry.script.clone()).collect()).await?;
        let gateway = gateway(&broker)?;
        let browser = Browser::start().await?;
        for (number, (name, parts)) in CHOSEN.iter().enumerate() {
            let index = entries.iter().position(|entry| entry.name == *name).expect(name);
            // EnOS closes out a device that asks too often, so the page counts the requests of each. Messages are for dk1.
            let is_sent_one = name.ends_with("message") || name.ends_with("the secret");
            let device_key = if is_sent_one { "dk1".to_owned() } else { format!("device-{number}") };
            activate(&browser, &gateway, &device_key, &broker.address(index), parts).await?;
        }
        Ok(())
    }

    fn asked(entry: &Entry, address: &str) -> Value {
        let limits = entry.patience.limits();
        let limits = [limits.open, limits.connack, limits.secret, limits.sign_off];
        let millis: Vec<u64> = limits.map(|limit| limit.as_millis().try_into().unwrap()).into();
        json!({ "address": address, "logsIn": entry.goal == activation::Goal::Login, "limits": millis })
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
