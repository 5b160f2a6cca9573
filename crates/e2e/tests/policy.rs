//! The page's security policy: what the server sends today is in force, and without it nothing leaves for strangers.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Answer, Bridge, Browser, Page, Result, Site, Stranger};
    use serde_json::json;
    use tokio::time::{sleep, timeout};

    const LIMIT: Duration = Duration::from_secs(30);
    const KEPT: &str = "await navigator.serviceWorker.ready; return null;";
    const SECRET_IS_DISABLED: &str = "return document.querySelector('#secret')?.disabled;";

    /// The headers of a static host as the documents recommend them.
    fn send_policy(site: &Site, connections: &str) {
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
             connect-src 'self' {connections}; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types boot"
        );
        site.send_headers(&[("Content-Security-Policy", &policy)]);
    }

    /// Opens the page and waits until its form is there.
    async fn open<'b>(browser: &'b Browser, address: &str) -> Result<Page<'b>> {
        let page = Page::open(browser, address).await?;
        page.wait_for_value("Device key", "").await?;
        Ok(page)
    }

    async fn reload(browser: &Browser, page: Page<'_>) -> Result<()> {
        browser.reload().await?;
        page.wait_for_value("Device key", "").await
    }

    /// Whether the browser forbids the page in it to open a WebSocket to this host.
    async fn is_forbidden(browser: &Browser, host: &str) -> Result<bool> {
        let outcome = browser
            .evaluate(&format!(
                "return new Promise((done) => {{
                    document.addEventListener('securitypolicyviolation', () => done(true), {{ once: true }});
                    // A violation is told in a task of its own, which may come after the error.
                    const settle = () => setTimeout(() => done(false), 300);
                    try {{
                        const socket = new WebSocket('ws://{host}/mqtt', 'mqtt');
                        socket.onopen = socket.onerror = settle;
                    }} catch {{ settle(); }}
                }});"
            ))
            .await?;
        Ok(outcome == json!(true))
    }

    #[tokio::test]
    async fn a_policy_that_was_narrowed_is_in_force_at_the_next_visit() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let retired = Stranger::open().await?;
        send_policy(&site, &format!("ws://{}", retired.host()));
        let page = open(&browser, &site.url()).await?;
        browser.evaluate(KEPT).await?;
        reload(&browser, page).await?;
        assert!(!is_forbidden(&browser, &retired.host()).await?, "it is listed");
        assert!(retired.visits() > 0);

        send_policy(&site, "");
        reload(&browser, page).await?;
        let before = retired.visits();
        assert!(is_forbidden(&browser, &retired.host()).await?, "it is listed no more");
        assert_eq!(retired.visits(), before);
        // Without a network the newest headers count, and not those of the day on which the page was kept.
        site.answer_all(Answer::Nothing);
        reload(&browser, page).await?;
        assert!(is_forbidden(&browser, &retired.host()).await?);
        assert_eq!(retired.visits(), before);
        Ok(())
    }

    #[tokio::test]
    async fn a_bridge_that_was_added_works_for_those_who_have_been_there_before() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let added = Stranger::open().await?;
        send_policy(&site, "");
        let page = open(&browser, &site.url()).await?;
        browser.evaluate(KEPT).await?;
        reload(&browser, page).await?;
        assert!(is_forbidden(&browser, &added.host()).await?);
        send_policy(&site, &format!("ws://{}", added.host()));
        reload(&browser, page).await?;
        assert!(!is_forbidden(&browser, &added.host()).await?);
        Ok(())
    }

    #[tokio::test]
    async fn headers_of_a_sign_in_page_mean_nothing() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let stranger = Stranger::open().await?;
        send_policy(&site, "");
        let page = open(&browser, &site.url()).await?;
        browser.evaluate(KEPT).await?;
        send_policy(&site, "*");
        site.answer_all(Answer::Text(200, "text/html", "<!doctype html><title>Sign in</title>".to_owned()));
        reload(&browser, page).await?;
        assert!(is_forbidden(&browser, &stranger.host()).await?);
        Ok(())
    }

    #[tokio::test]
    async fn a_listed_gateway_of_another_server_activates_a_device_behind_headers() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let bridge = Bridge::open_to(site.url().trim_end_matches('/'))?;
        let host = bridge.host();
        site.answer(
            "/settings.json",
            Answer::Text(200, "application/json", format!(r#"{{"gateway":"ws://{host}/mqtt"}}"#)),
        );
        send_policy(&site, &format!("ws://{host} http://{host}"));
        let page = open(&browser, &site.url()).await?;
        page.wait_for_text(&format!("Logins go through {host}"), LIMIT).await?;
        // The bridge says itself that it leads to a simulated EnOS, and the policy lets the page ask.
        page.wait_for_text("Practice: a simulated EnOS responds", LIMIT).await?;
        page.fill("Product key", "DemoInverter").await?;
        page.fill("Device key", "INV-0001").await?;
        page.fill("Product secret", "practice-inverter-secret").await?;
        page.activate_hidden().await?;
        Ok(())
    }

    #[tokio::test]
    async fn a_link_to_a_stranger_sends_nothing_where_the_host_sends_no_headers() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let stranger = Stranger::open().await?;
        site.answer("/settings.json", Answer::Text(404, "text/plain", String::new()));
        let gateway = stranger.host().replace(':', "%3A");
        let link = format!(
            "{}#profile=1&name=Line%204&gateway=ws%3A%2F%2F{gateway}%2Fmqtt&productKey=PK1&mode=dynamic",
            site.url()
        );
        let page = Page::open(&browser, &link).await?;
        page.press("Use “Line 4”").await?;
        page.fill("Device key", "d1").await?;
        page.fill("Product secret", "planted-product-secret").await?;
        page.press("Activate device").await?;
        page.wait_for_text("security policy does not allow connections to", LIMIT).await?;
        assert!(is_forbidden(&browser, &stranger.host()).await?);
        assert_eq!(stranger.visits(), 0);
        Ok(())
    }

    #[tokio::test]
    async fn a_header_that_names_no_connections_counts_as_none() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let stranger = Stranger::open().await?;
        for header in ["frame-ancestors 'none'", "upgrade-insecure-requests; img-src *", ""] {
            site.send_headers(&[
                ("Content-Security-Policy", header),
                ("Content-Security-Policy-Report-Only", "default-src 'self'"),
            ]);
            open(&browser, &site.url()).await?;
            assert!(is_forbidden(&browser, &stranger.host()).await?, "{header}");
            assert_eq!(browser.evaluate(SECRET_IS_DISABLED).await?, json!(false), "{header}");
        }
        assert_eq!(stranger.visits(), 0);
        Ok(())
    }

    #[tokio::test]
    async fn an_address_that_the_policy_forbids_is_named_while_it_is_typed() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let stranger = Stranger::open().await?;
        send_policy(&site, "");
        let page = open(&browser, &site.url()).await?;
        page.fill("Gateway address", &format!("ws://{}/mqtt", stranger.host())).await?;
        page.wait_for_text(&format!("security policy does not allow connections to {}", stranger.host()), LIMIT)
            .await?;
        page.fill("Gateway address", "/mqtt").await?;
        let gone = async {
            while page.text().await?.contains("security policy does not allow connections") {
                sleep(Duration::from_millis(50)).await;
            }
            Ok(())
        };
        timeout(LIMIT, gone).await.expect("the words go with the address")
    }

    /// A policy that the page has not read, as a proxy or an extension puts it into the document.
    const FORBID_ALL: &str = "
        const meta = document.createElement('meta');
        meta.httpEquiv = 'Content-Security-Policy';
        meta.content = \"connect-src 'self'\";
        document.head.append(meta);
        return null;";

    /// In Firefox the attempt ends before the page hears of the policy: it says that the WebSocket did not open, and names the policy
    /// first among what to try.
    #[tokio::test]
    async fn a_connection_that_is_forbidden_at_the_click_fails_with_the_policy_as_its_reason_in_chromium() -> Result<()>
    {
        let (browser, site) = Site::with_browser().await?;
        let stranger = Stranger::open().await?;
        send_policy(&site, &format!("ws://{0} http://{0}", stranger.host()));
        let page = open(&browser, &site.url()).await?;
        page.fill("Gateway address", &format!("ws://{}/mqtt", stranger.host())).await?;
        page.fill("Product key", "PK1").await?;
        page.fill("Device key", "d1").await?;
        page.fill("Product secret", "planted-product-secret").await?;
        browser.evaluate(FORBID_ALL).await?;
        page.press("Activate device").await?;
        page.wait_for_text("This page is not allowed to connect there", LIMIT).await?;
        page.wait_for_text("The page's security policy (connect-src) does not allow this address", LIMIT).await?;
        assert!(is_forbidden(&browser, &stranger.host()).await?);
        Ok(())
    }

    /// What the frame shows of the page.
    const IN_THE_FRAME: &str = "
        for (;;) {
            const inner = document.querySelector('iframe').contentDocument;
            const secret = inner?.querySelector('#secret');
            const text = inner?.body?.innerText ?? '';
            // The reason comes a moment after the lock.
            if (secret && (!secret.disabled || text.includes('Another site'))) return [secret.disabled, text];
            await new Promise((done) => setTimeout(done, 50));
        }";

    #[tokio::test]
    async fn a_page_in_a_frame_takes_no_secret_unless_its_server_says_who_may_frame_it() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let outer = "<!doctype html><title>Outer</title><iframe src='/'></iframe>";
        site.answer("/outer.html", Answer::Text(200, "text/html", outer.to_owned()));
        Page::open(&browser, &format!("{}outer.html", site.url())).await?;
        let framed = browser.evaluate(IN_THE_FRAME).await?;
        assert_eq!(framed.get(0), Some(&json!(true)), "{framed}");
        assert!(framed.to_string().contains("Another site embeds this page"), "{framed}");

        let allowed = "default-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'self'";
        site.send_headers(&[("Content-Security-Policy", allowed)]);
        Page::open(&browser, &format!("{}outer.html", site.url())).await?;
        let framed = browser.evaluate(IN_THE_FRAME).await?;
        assert_eq!(framed.get(0), Some(&json!(false)), "{framed}");
        Ok(())
    }
}
