//! A gateway that sends one message as large as it likes: the page goes on, and keeps what it has.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Browser, Change, Flood, Page, Point, Result, ReverseProxy, Stage};
    use serde_json::Value;

    const LIMIT: Duration = Duration::from_secs(30);
    const LARGE: usize = 64 * 1024 * 1024;
    /// The largest message that the page takes.
    const LARGEST_TAKEN: u64 = 256 * 1024 + 16;

    /// From now on, the longest time for which the page does nothing else is measured, and the largest piece that is copied into the
    /// program's memory.
    const MEASURE: &str = "
        Object.assign(window, { longest: 0, largest: 0 });
        let last = performance.now();
        const beat = () => {
            const now = performance.now();
            [window.longest, last] = [Math.max(window.longest, now - last), now];
            setTimeout(beat, 0);
        };
        beat();
        const set = Uint8Array.prototype.set;
        Uint8Array.prototype.set = function (source, ...rest) {
            window.largest = Math.max(window.largest, source.byteLength ?? source.length);
            return set.call(this, source, ...rest);
        };";

    async fn play(flood: Flood) -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let proxy = ReverseProxy::start(stage.gateway.address(), Change::None).await?;
        let page = Page::open(&stage.browser, &proxy.url()).await?;
        let device = page.value("Device key").await?;
        page.activate_hidden().await?;
        let secret = page.show_secret().await?;
        page.press("Next device").await?;

        proxy.flood(flood);
        stage.browser.evaluate(MEASURE).await?;
        let longest = attempt(&stage.browser, page).await?;
        eprintln!("{flood:?}: the page did nothing else for {longest} ms at most");
        let largest = stage.browser.evaluate("return window.largest;").await?;
        assert!(largest.as_u64().is_some_and(|largest| largest <= LARGEST_TAKEN), "{largest} bytes were copied");

        // The secret of the device before is still there.
        page.choose("Session").await?;
        page.press(&format!("Open {device}")).await?;
        assert_eq!(page.show_secret().await?, secret);
        Ok(())
    }

    /// The longest time for which the page does nothing else during an attempt, in milliseconds.
    async fn attempt(browser: &Browser, page: Page<'_>) -> Result<Value> {
        browser.evaluate("window.longest = 0;").await?;
        page.press("Activate device").await?;
        page.wait_for_text("Gateway does not speak MQTT", LIMIT).await?;
        browser.evaluate("return Math.round(window.longest);").await
    }

    #[tokio::test]
    async fn a_binary_message_of_64_mib_is_not_copied_and_costs_no_secret() -> Result<()> {
        play(Flood::Binary(LARGE)).await
    }

    #[tokio::test]
    async fn a_text_message_of_64_mib_is_not_copied_and_costs_no_secret() -> Result<()> {
        play(Flood::Text(LARGE)).await
    }
}
