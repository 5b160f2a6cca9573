//! A new build of the page waits until it is asked for.

mod in_the_browser {
    use std::ffi::OsStr;
    use std::path::{Path, PathBuf};
    use std::time::Duration;
    use std::{env, fs};

    use e2e::{Browser, Page, Result, Server, Trouble};
    use serde_json::{Value, json};
    use tokio::time::{sleep, timeout};

    const LIMIT: Duration = Duration::from_secs(20);
    /// What the new build calls itself.
    const NEW: &str = "fedcba9876543210";

    #[tokio::test]
    async fn a_new_build_waits_until_it_is_asked_for_and_then_takes_the_old_ones_place() -> Result<()> {
        let dist = copy_of_the_page()?;
        let gateway = gateway(&dist)?;
        let browser = Browser::start().await?;
        let outcome = play(&browser, &gateway, &dist).await;
        browser.close().await?;
        fs::remove_dir_all(&dist)?;
        outcome
    }

    async fn play(browser: &Browser, gateway: &Server, dist: &Path) -> Result<()> {
        let page = Page::open(browser, gateway.said()).await?;
        let old = caches(browser).await?;
        assert_eq!(old.as_array().map(Vec::len), Some(1), "{old}");
        build_anew(dist)?;
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
        let both = caches(browser).await?;
        assert_eq!(both.as_array().map(Vec::len), Some(2), "the old one is still in use: {both}");
        browser.evaluate("window.before = true;").await?;
        page.press("Load it now").await?;
        // The page is loaded anew, and what it knew is gone.
        until(browser, "return window.before !== true;").await?;
        until(browser, "return (await caches.keys()).length === 1;").await?;
        assert_eq!(caches(browser).await?, json!([format!("shell-{NEW}")]));
        assert!(!page.text().await?.contains("A new version"));
        Ok(())
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

    /// Another service worker for the same files is a new build as far as a browser can tell.
    fn build_anew(dist: &Path) -> Result<()> {
        let worker = dist.join("service-worker.js");
        let text = fs::read_to_string(&worker)?;
        let (front, back) = text.split_once("const VERSION = \"").unwrap_or_default();
        let (_, back) = back.split_once('"').unwrap_or_default();
        Ok(fs::write(worker, format!("{front}const VERSION = \"{NEW}\"{back}"))?)
    }

    fn copy_of_the_page() -> Result<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let copy = env::temp_dir().join(format!("enos-provisioner-update-{}", std::process::id()));
        for folder in ["", "icons"] {
            fs::create_dir_all(copy.join(folder))?;
            for entry in fs::read_dir(root.join("dist").join(folder))? {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    fs::copy(entry.path(), copy.join(folder).join(entry.file_name()))?;
                }
            }
        }
        Ok(copy)
    }

    /// Nobody activates anything here, so no EnOS need stand behind it.
    fn gateway(dist: &Path) -> Result<Server> {
        let test = env::current_exe()?;
        let program = test.ancestors().nth(2).map(|folder| folder.join("gateway")).unwrap_or_default();
        let arguments: [&OsStr; 7] = [
            "serve".as_ref(),
            "--upstream".as_ref(),
            "tcp://127.0.0.1:9".as_ref(),
            "--listen".as_ref(),
            "127.0.0.1:0".as_ref(),
            "--dist".as_ref(),
            dist.as_ref(),
        ];
        Server::start(program.as_os_str(), arguments, "listening on ")
    }
}
