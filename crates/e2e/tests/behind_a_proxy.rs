//! The page behind a reverse proxy: below a path, and with one that does not pass on what it should.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Change, Page, Point, Result, ReverseProxy, Stage};
    use serde_json::json;

    const LIMIT: Duration = Duration::from_secs(20);
    const PATH: &str = "/provision";
    /// The first remedy on the card of a failure.
    const FIRST_REMEDY: &str = "return document.querySelector('.fixes li')?.textContent ?? '';";

    #[tokio::test]
    async fn page_bridge_and_worker_stand_below_a_path() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let proxy = ReverseProxy::start(stage.gateway.address(), Change::TakesOff(PATH)).await?;
        let page = Page::open(&stage.browser, &format!("{}{PATH}/", proxy.url())).await?;
        page.wait_for_value("Gateway address", "/provision/mqtt").await?;
        page.activate_hidden().await?;
        page.show_secret().await?;
        let scope = "return new URL((await navigator.serviceWorker.ready).scope).pathname;";
        assert_eq!(stage.browser.evaluate(scope).await?, json!("/provision/"));
        let kept = "const name = (await caches.keys())[0];
            const paths = (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
            return paths.every((path) => path.startsWith('/provision/'));";
        assert_eq!(stage.browser.evaluate(kept).await?, json!(true));
        Ok(())
    }

    #[tokio::test]
    async fn a_page_whose_address_is_not_listed_says_so_first() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let proxy = ReverseProxy::start(stage.gateway.address(), Change::DropsHost).await?;
        let page = Page::open(&stage.browser, &proxy.url()).await?;
        page.is_in_use().await?;
        page.wait_for_text("Gateway not reached", LIMIT).await?;
        page.press("Activate device").await?;
        page.wait_for_text("Cannot reach the gateway", LIMIT).await?;
        let first = stage.browser.evaluate(FIRST_REMEDY).await?;
        let first = first.as_str().unwrap_or_default();
        assert!(first.starts_with("The gateway does not allow this page's address."), "{first}");
        let log = stage.gateway.program.log();
        let line = log.lines().find(|line| line.contains("foreign-origin")).unwrap_or_default();
        assert!(line.contains(&proxy.url()), "{log}");
        Ok(())
    }

    #[tokio::test]
    async fn a_page_behind_a_password_works_and_is_kept_for_times_without_a_network() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let proxy = ReverseProxy::start(stage.gateway.address(), Change::AsksForPassword).await?;
        let url = proxy.url();
        // Once given, the browser gives it again at the same address.
        Page::open(&stage.browser, &url.replace("http://", "http://technician:word@")).await?;
        let page = Page::open(&stage.browser, &format!("{url}/")).await?;
        page.activate_hidden().await?;
        let kept = "await navigator.serviceWorker.ready;
            return (await (await caches.open((await caches.keys())[0])).keys()).length;";
        let kept = stage.browser.evaluate(kept).await?;
        assert!(kept.as_u64().is_some_and(|files| files > 6), "{kept}");
        drop(proxy);
        stage.browser.reload().await?;
        page.wait_for_text("The page's server does not respond.", LIMIT).await?;
        Ok(())
    }
}
