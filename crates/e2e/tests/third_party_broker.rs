//! An activation in which nothing of ours stands on the other side: the broker is mosquitto, and mosquitto's own clients
//! publish the activation message and receive the reply.
//!
//! Where mosquitto or its clients are missing and cannot be installed, the test is skipped with the reason; where `CI=true`, it
//! fails.
#![cfg(test)]

mod in_the_browser {
    use std::io;
    use std::path::PathBuf;
    use std::process::Command;

    use e2e::{Browser, Page, Result, dist};
    use serde_json::{Value, json};
    use testkit::{Missing, Mosquitto, Program, debian_program, or_skip};
    use tokio::task::spawn_blocking;

    const PRODUCT_KEY: &str = "ZTUTabcd";
    const DEVICE_KEY: &str = "oBLcN1Ruj2";
    const CLIENT_ID: &str = "turbine-7";
    const SECRET: &str = "M3yy874uGY8INjEGddTR";
    const TOPIC: &str = "/ext/session/ZTUTabcd/oBLcN1Ruj2/thing/activate/info";
    const REPLY_TOPIC: &str = "/ext/session/ZTUTabcd/oBLcN1Ruj2/thing/activate/info_reply";

    struct Programs {
        broker: PathBuf,
        publisher: PathBuf,
        subscriber: PathBuf,
    }

    impl Programs {
        fn find() -> std::result::Result<Self, Missing> {
            Ok(Self {
                broker: debian_program("mosquitto", "mosquitto")?,
                publisher: debian_program("mosquitto-clients", "mosquitto_pub")?,
                subscriber: debian_program("mosquitto-clients", "mosquitto_sub")?,
            })
        }
    }

    /// The activation message of the vendor's documentation.
    fn activation_message() -> String {
        let params = json!({
            "assetId": "12344",
            "productKey": PRODUCT_KEY,
            "deviceKey": DEVICE_KEY,
            "deviceSecret": SECRET,
        });
        json!({ "id": "1", "version": "1.0", "method": "thing.activate.info", "params": params }).to_string()
    }

    /// Waits until the page has subscribed, publishes the activation message, and gives back the page's login as the broker has
    /// logged it.
    fn publish_once_subscribed(broker: &Mosquitto, mut publisher: Command) -> io::Result<String> {
        let login = broker.wait_for(&format!(" as {CLIENT_ID}|"))?;
        broker.wait_for(&format!("Sending SUBACK to {CLIENT_ID}|"))?;
        publisher.args(["-q", "1", "-t", TOPIC, "-m", &activation_message()]);
        assert!(publisher.status()?.success(), "mosquitto_pub has failed");
        Ok(login)
    }

    #[tokio::test]
    async fn mosquitto_brings_the_page_a_secret_and_gets_its_reply() -> Result<()> {
        let Some(programs) = or_skip(Programs::find()) else { return Ok(()) };
        let broker = Mosquitto::start(&programs.broker)?;
        let address = broker.tcp();
        let client = |program| {
            let mut command = Command::new(program);
            command.args(["-h", "127.0.0.1", "-p", &address.port().to_string()]);
            command
        };
        let mut subscriber = client(&programs.subscriber);
        subscriber.args(["-i", "watcher", "-q", "1", "-C", "1", "-W", "60", "-t", REPLY_TOPIC]);
        let replies = Program::start(&mut subscriber, &[])?;
        broker.wait_for("Sending SUBACK to watcher")?;
        let publisher = client(&programs.publisher);

        let gateway = e2e::gateway(&format!("tcp://{address}"), &["--dist", &dist()?])?;
        let browser = Browser::start().await?;
        let page = Page::open(&browser, &gateway.url()).await?;
        page.fill("Product key", PRODUCT_KEY).await?;
        page.fill("Device key", DEVICE_KEY).await?;
        page.fill("Client ID", CLIENT_ID).await?;
        page.fill("Product secret", "planted-product-secret").await?;
        let waiting = spawn_blocking(move || {
            let login = publish_once_subscribed(&broker, publisher)?;
            Ok::<_, io::Error>((login, broker))
        });
        assert_eq!(page.activate().await?, SECRET);

        let (login, _broker) = waiting.await.expect("it does not panic")?;
        assert!(login.contains(&format!(" as {CLIENT_ID}|securemode=3,signmethod=sha256,timestamp=")), "{login}");
        assert!(login.contains(&format!("u'{DEVICE_KEY}&{PRODUCT_KEY}'")), "{login}");
        let reply = spawn_blocking(move || replies.wait_for("{")).await.expect("it does not panic")?;
        let reply: Value = serde_json::from_str(&reply).unwrap();
        assert_eq!((&reply["id"], &reply["code"]), (&"1".into(), &200.into()), "{reply}");
        Ok(())
    }
}
