//! Where the page stands: who answers, what came of the settings, and what it says when the network or its server is in trouble.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Answer, Browser, Page, Point, Result, Site, Stage};
    use serde_json::json;
    use tokio::time::sleep;

    const LIMIT: Duration = Duration::from_secs(30);
    const KEPT: &str = "await navigator.serviceWorker.ready; return null;";
    const PRACTICE: &str = "Practice: a simulated EnOS responds";
    const PRODUCTION: &str = "No secret is stored";
    const DEMO: &str = "Demo: no data leaves this page";

    fn html(status: u16) -> Answer {
        Answer::Text(
            status,
            "text/html; charset=utf-8",
            "<!doctype html><title>Sign in</title><form></form>".to_owned(),
        )
    }

    fn settings(status: u16, text: &str) -> Answer {
        Answer::Text(status, "application/json", text.to_owned())
    }

    async fn wait_until_gone(page: Page<'_>, words: &str) -> Result<()> {
        for _ in 0..600 {
            if !page.text().await?.contains(words) {
                return Ok(());
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("still there: {words}");
    }

    /// Opens the page with good settings, and waits until it is kept for times without a network.
    async fn keep<'b>(browser: &'b Browser, site: &Site) -> Result<Page<'b>> {
        site.answer("/settings.json", settings(200, r#"{"gateway":"/mqtt/line-4"}"#));
        let page = Page::open(browser, &site.url()).await?;
        page.wait_for_value("Gateway address", "/mqtt/line-4").await?;
        browser.evaluate(KEPT).await?;
        Ok(page)
    }

    #[tokio::test]
    async fn the_form_comes_and_names_the_trouble_when_the_server_takes_connections_and_never_answers() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let page = keep(&browser, &site).await?;
        site.answer("/settings.json", Answer::Silence);
        site.answer_all(Answer::Silence);
        browser.reload().await?;
        let text = page.wait_for_text("The page's server has not responded yet.", LIMIT).await?;
        assert!(text.contains(PRODUCTION) && !text.contains(DEMO), "{text}");
        // The address of the last visit is no secret, and is still known.
        assert_eq!(page.value("Gateway address").await?, "/mqtt/line-4");
        site.answer_all(Answer::File);
        site.answer("/settings.json", settings(200, r#"{"gateway":"/mqtt/line-5"}"#));
        page.press("Try again").await?;
        page.wait_for_value("Gateway address", "/mqtt/line-5").await?;
        wait_until_gone(page, "has not responded yet").await
    }

    #[tokio::test]
    async fn settings_that_cannot_be_loaded_are_named_and_never_become_the_demo() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let page = keep(&browser, &site).await?;
        let sign_in = "The network requires sign-in.";
        let unreadable = "The page's settings cannot be read.";
        for (answer, words) in [
            (Answer::Redirect("/login".to_owned()), sign_in),
            (Answer::Redirect("https://portal.invalid/login".to_owned()), sign_in),
            (html(200), sign_in),
            (html(403), sign_in),
            (html(511), sign_in),
            (settings(401, "{}"), sign_in),
            (settings(403, "{}"), "returns error 403"),
            (html(503), "returns error 503"),
            (settings(500, r#"{"gateway":"/mqtt"}"#), "returns error 500"),
            (settings(200, r#"{"gateway":"/mqtt",}"#), unreadable),
            (settings(200, ""), unreadable),
            (settings(200, "[]"), unreadable),
            (settings(200, "\"/mqtt\""), unreadable),
            (Answer::Nothing, "The page's server does not respond."),
        ] {
            let case = format!("{answer:?}");
            site.answer("/settings.json", answer.clone());
            // The sign-in page of a network answers everything.
            let is_everywhere = words == sign_in;
            site.answer_all(if is_everywhere { answer } else { Answer::File });
            browser.reload().await?;
            let text = page.wait_for_text(words, LIMIT).await?;
            assert!(text.contains(PRODUCTION) && !text.contains(DEMO), "{case}: {text}");
            assert_eq!(page.value("Gateway address").await?, "/mqtt/line-4", "{case}");
        }
        // As soon as the network is back, without a press.
        site.answer_all(Answer::File);
        site.answer("/settings.json", settings(200, r#"{"gateway":"/mqtt/line-5"}"#));
        browser.evaluate("dispatchEvent(new Event('online'));").await?;
        page.wait_for_value("Gateway address", "/mqtt/line-5").await
    }

    #[tokio::test]
    async fn a_host_without_settings_waits_for_a_click_before_the_demo_begins() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        let page = Page::open(&browser, &site.url()).await?;
        let text = page.wait_for_text(PRODUCTION, LIMIT).await?;
        assert!(!text.contains(DEMO) && !text.contains("Try again"), "{text}");
        page.press("Try the demo").await?;
        page.wait_for_text(DEMO, LIMIT).await?;
        page.press("Activate device").await?;
        page.wait_for_text("Demo secret received", LIMIT).await?;
        // One that is refused: the simulated EnOS said so.
        page.press("Next device").await?;
        page.press("Continue without copying").await?;
        page.fill("Device key", "INV-0102").await?;
        page.press("Activate device").await?;
        page.wait_for_text("The simulated EnOS answered with CONNACK 5", LIMIT).await?;
        Ok(())
    }

    #[tokio::test]
    async fn a_page_that_cannot_be_loaded_says_so_in_both_languages_and_offers_to_try_again() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        // Nothing is to stand in for the server.
        site.answer("/service-worker.js", Answer::Text(404, "text/plain", String::new()));
        let program = site.path_of("enos-provisioner-", "_bg.wasm")?;
        let script = site.path_of("enos-provisioner-", ".js")?;
        let missing = Answer::Text(404, "text/html", "<!doctype html>".to_owned());
        let of_wrong_type = Answer::Text(200, "text/html", "<!doctype html>".to_owned());
        for path in [program, script] {
            for answer in [missing.clone(), of_wrong_type.clone(), Answer::Half, Answer::Nothing] {
                let case = format!("{path} {answer:?}");
                site.answer(&path, answer);
                Page::open(&browser, "about:blank").await?;
                let page = Page::open(&browser, &site.url()).await?;
                let text = page.wait_for_text("The page could not be loaded completely.", LIMIT).await?;
                assert!(text.contains("页面未能完整加载") && !text.contains("Loading"), "{case}: {text}");
                site.answer(&path, Answer::File);
                page.press("Try again · 重试").await?;
                page.wait_for_text(PRODUCTION, LIMIT).await?;
            }
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_browser_without_webassembly_gets_a_message() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        browser.run_before_each_page("delete globalThis.WebAssembly;").await?;
        let page = Page::open(&browser, &site.url()).await?;
        page.says(&["This browser does not support WebAssembly", "不支持或已关闭 WebAssembly", "Try again"], LIMIT)
            .await
    }

    #[tokio::test]
    async fn says_that_it_loads_before_anything_else_is_there() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        site.answer("/boot.js", Answer::Text(200, "text/javascript", String::new()));
        let page = Page::open(&browser, &site.url()).await?;
        page.says(&["Loading …", "正在加载…"], LIMIT).await?;
        // Without a script that could say more, a link comes after a while.
        page.says(&["Loading takes long.", "重新加载"], LIMIT).await
    }

    #[tokio::test]
    async fn a_part_that_is_gone_because_of_a_new_build_offers_to_load_the_page_anew() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        site.answer("/service-worker.js", Answer::Text(404, "text/plain", String::new()));
        let page = Page::open(&browser, &site.url()).await?;
        page.wait_for_text(PRODUCTION, LIMIT).await?;
        let tools = site.path_of("tools-", ".wasm")?;
        site.answer(&tools, Answer::Text(404, "text/plain", String::new()));
        // Another build: the same page with another program.
        let index = "<!doctype html><script data-js=/other-1.js data-wasm=/other-1_bg.wasm></script>";
        site.answer("/", Answer::Text(200, "text/html", index.to_owned()));
        page.choose("Session").await?;
        page.wait_for_text("A new version of this page is ready.", LIMIT).await?;
        site.answer("/", Answer::File);
        site.answer(&tools, Answer::File);
        browser.evaluate("window.before = true;").await?;
        page.press("Update now").await?;
        for _ in 0..200 {
            if browser.evaluate("return window.before === true;").await? != json!(true) {
                break;
            }
            sleep(Duration::from_millis(50)).await;
        }
        page.wait_for_text(PRODUCTION, LIMIT).await?;
        Ok(())
    }

    /// What is said of the form, and what else somebody wants, may be in a part that has not come.
    #[tokio::test]
    async fn what_needs_a_part_that_did_not_come_says_so_and_works_at_the_next_try() -> Result<()> {
        let (browser, site) = Site::with_browser().await?;
        site.answer("/service-worker.js", Answer::Text(404, "text/plain", String::new()));
        let road = site.path_of("attempt-", ".wasm")?;
        for (button, outcome) in [("Activate device", "Entries to check"), ("Try the demo", DEMO)] {
            site.answer(&road, Answer::Text(404, "text/plain", String::new()));
            Page::open(&browser, "about:blank").await?;
            let page = Page::open(&browser, &site.url()).await?;
            page.wait_for_text(PRODUCTION, LIMIT).await?;
            page.press(button).await?;
            let text = page.wait_for_text("This part of the page could not be loaded.", LIMIT).await?;
            assert!(!text.contains(outcome), "{button}: {text}");
            site.answer(&road, Answer::File);
            page.press(button).await?;
            page.wait_for_text(outcome, LIMIT).await?;
        }
        Ok(())
    }

    #[tokio::test]
    async fn says_that_the_browser_is_offline_until_it_is_not() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let say = |is_online: bool| {
            let name = if is_online { "online" } else { "offline" };
            format!(
                "Object.defineProperty(navigator, 'onLine', {{ get: () => {is_online}, configurable: true }});
                 dispatchEvent(new Event('{name}'));"
            )
        };
        stage.browser.evaluate(&say(false)).await?;
        page.wait_for_text("You are offline.", LIMIT).await?;
        stage.browser.evaluate(&say(true)).await?;
        wait_until_gone(page, "You are offline.").await
    }

    #[tokio::test]
    async fn practice_is_said_of_the_very_address_at_which_a_simulated_enos_identifies_itself() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.wait_for_text(PRACTICE, LIMIT).await?;
        // The same gateway, and an upstream that nobody has marked.
        for address in ["/mqtt/real", "wss://gw.example/mqtt", "/mqtt/", ""] {
            page.fill("Gateway address", address).await?;
            let text = page.wait_for_text(PRODUCTION, LIMIT).await?;
            assert!(!text.contains(PRACTICE) && !text.contains("Demo device"), "{address}: {text}");
        }
        page.fill("Gateway address", "/mqtt").await?;
        page.wait_for_text(PRACTICE, LIMIT).await?;
        // Whoever takes its place later has to say so himself: nobody answers any more.
        stage.gateway.program.kill()?;
        page.fill("Gateway address", "/mqtt?again").await?;
        page.wait_for_text(PRODUCTION, LIMIT).await?;
        Ok(())
    }
}
