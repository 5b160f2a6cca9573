//! A new build of the page waits until it is asked for.

mod in_the_browser {
    use std::ffi::OsStr;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, SystemTime};
    use std::{env, fs};

    use e2e::{Browser, Page, Result, Server};
    use serde_json::{Value, json};
    use tokio::time::sleep;

    const LIMIT: Duration = Duration::from_secs(20);
    /// The gateway looks for a new build once a second.
    const LOOK: Duration = Duration::from_millis(1_500);

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
        sleep(LOOK).await;

        browser.reload().await?;
        page.wait_for_text("A new version of this page is ready.", LIMIT).await?;
        let both = caches(browser).await?;
        assert_eq!(both.as_array().map(Vec::len), Some(2), "the old one is still in use: {both}");
        browser.evaluate("window.before = true;").await?;
        page.press("Load it now").await?;
        // The page is loaded anew, and what it knew is gone.
        let mut tries = 0;
        while browser.evaluate("return window.before === true;").await? == json!(true) && tries < 100 {
            tries += 1;
            sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(caches(browser).await?, json!(["shell-fedcba9876543210"]));
        assert!(!page.text().await?.contains("A new version"));
        Ok(())
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
        fs::write(worker, format!("{front}const VERSION = \"fedcba9876543210\"{back}"))?;
        // The gateway takes up a page whose index is newer.
        let index = fs::File::options().append(true).open(dist.join("index.html"))?;
        Ok(index.set_modified(SystemTime::now() + Duration::from_secs(5))?)
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
