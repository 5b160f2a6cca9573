//! A new build of the page waits until it is asked for.

mod in_the_browser {
    use std::fs;
    use std::path::Path;
    use std::time::Duration;

    use e2e::{Browser, Page, Result, Trouble, dist};
    use serde_json::{Value, json};
    use tempfile::TempDir;
    use testkit::Gateway;
    use tokio::time::{sleep, timeout};

    const LIMIT: Duration = Duration::from_secs(20);
    /// What the new build calls itself.
    const NEW: &str = "fedcba9876543210";

    #[tokio::test]
    async fn a_new_build_waits_until_it_is_asked_for_and_then_takes_the_old_ones_place() -> Result<()> {
        let ((dist, gateway), browser) = (copy_of_the_page()?, Browser::start().await?);
        let page = Page::open(&browser, &gateway.url()).await?;
        let old = caches(&browser).await?;
        assert_eq!(old.as_array().map(Vec::len), Some(1), "{old}");
        build_anew(dist.path(), Parts::AsBefore)?;
        let both = replace(&browser, page).await?;
        assert_eq!(both.as_array().map(Vec::len), Some(2), "the old one is still in use: {both}");
        // The page is loaded anew, and what it knew is gone.
        until(&browser, "return (await caches.keys()).length === 1;").await?;
        assert_eq!(caches(&browser).await?, json!([format!("shell-{NEW}")]));
        assert!(!page.text().await?.contains("A new version"));
        Ok(())
    }

    #[tokio::test]
    async fn a_tab_of_the_old_build_still_loads_its_parts() -> Result<()> {
        let ((dist, gateway), browser) = (copy_of_the_page()?, Browser::start().await?);
        let page = Page::open(&browser, &gateway.url()).await?;
        caches(&browser).await?;
        let old_tab = browser.open_tab().await?;
        Page::open(&browser, &gateway.url()).await?;
        // The new build has other tools, which the old one cannot use: only the old one's copy is left of its own.
        build_anew(dist.path(), Parts::WithoutTheTools)?;
        replace(&browser, page).await?;
        browser.turn_to(old_tab).await?;
        page.choose("Compare").await?;
        page.wait_for_text("Compare with my device", LIMIT).await.map(drop)
    }

    /// A copy of the page, and a gateway that serves it. Nobody activates anything here, so no EnOS need stand behind it.
    fn copy_of_the_page() -> Result<(TempDir, Gateway)> {
        let copy = tempfile::tempdir()?;
        for folder in ["", "icons"] {
            fs::create_dir_all(copy.path().join(folder))?;
            for entry in fs::read_dir(Path::new(&dist()?).join(folder))? {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    fs::copy(entry.path(), copy.path().join(folder).join(entry.file_name()))?;
                }
            }
        }
        let gateway = e2e::gateway("tcp://127.0.0.1:9", &["--dist", &copy.path().display().to_string()])?;
        Ok((copy, gateway))
    }

    /// Has the new build take the old one's place. Gives back what was kept just before.
    async fn replace(browser: &Browser, page: Page<'_>) -> Result<Value> {
        until(
            browser,
            &format!(
                "return (await (await fetch('service-worker.js', {{ cache: 'no-store' }})).text()).includes('{NEW}');"
            ),
        )
        .await?;
        browser.reload().await?;
        // Browsers look for a new worker when it suits them, which may be long after the page has come.
        let found = "const registration = await navigator.serviceWorker.getRegistration();
            await registration.update();
            return registration.waiting !== null;";
        until(browser, found).await?;
        page.wait_for_text("A new version of this page is ready.", LIMIT).await?;
        let kept = caches(browser).await?;
        browser.evaluate("window.before = true;").await?;
        page.press("Update now").await?;
        until(browser, "return window.before !== true;").await?;
        Ok(kept)
    }

    /// Asks the page again and again until it says yes.
    async fn until(browser: &Browser, question: &str) -> Result<()> {
        let asked = async {
            loop {
                // While a page is being left, it cannot be asked.
                if browser.evaluate(question).await.is_ok_and(|answer| answer == json!(true)) {
                    return;
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(LIMIT, asked).await.map_err(|_| Trouble::NotShown { what: question.to_owned(), instead: String::new() })
    }

    async fn caches(browser: &Browser) -> Result<Value> {
        browser.evaluate("await navigator.serviceWorker.ready; return caches.keys();").await
    }

    /// What the new build is made of.
    #[derive(Clone, Copy, PartialEq)]
    enum Parts {
        AsBefore,
        WithoutTheTools,
    }

    /// Another service worker is a new build as far as a browser can tell.
    fn build_anew(dist: &Path, parts: Parts) -> Result<()> {
        let worker = dist.join("service-worker.js");
        let text = fs::read_to_string(&worker)?;
        let (front, back) = text.split_once("const VERSION = \"").unwrap_or_default();
        let (_, back) = back.split_once('"').unwrap_or_default();
        let mut text = format!("{front}const VERSION = \"{NEW}\"{back}");
        let mut gone = vec!["service-worker.js".to_owned()];
        if parts == Parts::WithoutTheTools {
            let is_tools = |line: &&str| line.contains("\"tools-");
            let name = text.lines().find(is_tools).and_then(|line| line.split('"').nth(1)).unwrap_or_default();
            fs::remove_file(dist.join(name))?;
            gone.push(name.to_owned());
            text = text.lines().filter(|line| !is_tools(line)).fold(String::new(), |text, line| text + line + "\n");
        }
        // The gateway waits for every file of the list, as it was built; the new worker has another digest.
        let list = dist.join("assets.json");
        let mut assets: Vec<Value> = serde_json::from_slice(&fs::read(&list)?).unwrap_or_default();
        assets.retain(|asset| !gone.iter().any(|name| asset["file"] == **name));
        fs::write(list, Value::from(assets).to_string())?;
        Ok(fs::write(worker, text)?)
    }
}
