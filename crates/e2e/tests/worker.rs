//! A worker with a WebAssembly module of its own, under the page's strict policy.
//!
//! It needs its files beside the page, and its address in the list of the policy `boot` in `boot.js`. The headers that the
//! gateway sends with every file are the worker's policy, too: it may compile WebAssembly, and neither run text as a program nor
//! connect to strangers.
#![cfg(test)]

mod in_the_browser {
    use e2e::{Browser, ChangedPage, Page, Result};
    use serde_json::{Value, json};

    /// Adds two numbers in WebAssembly, and tells what its policy lets it do.
    const WORKER: &str = "
        const { instance } = await WebAssembly.instantiateStreaming(fetch('test-worker.wasm'));
        const violations = new Set();
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.add(effectiveDirective));
        let runsText = true;
        try { (0, eval)('1'); } catch { runsText = false; }
        // A port that is reserved, on this machine: the policy stops the request before anything else does.
        const stranger = await fetch('http://127.0.0.2:49151/').then(() => 'answered', (error) => error.name);
        while (!violations.has('connect-src')) await new Promise((done) => setTimeout(done, 20));
        postMessage({ sum: instance.exports.add(40, 2), runsText, stranger });
    ";
    /// `(module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add))`
    const ADD: [u8; 41] = [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7f, 0x01, 0x7f, 0x03,
        0x02, 0x01, 0x00, 0x07, 0x07, 0x01, 0x03, 0x61, 0x64, 0x64, 0x00, 0x00, 0x0a, 0x09, 0x01, 0x07, 0x00, 0x20,
        0x00, 0x20, 0x01, 0x6a, 0x0b,
    ];
    const BOOT: &str = include_str!("../../../static/boot.js");
    /// All that `boot.js` needs for one more worker.
    const KNOWN: &str = "
        const testWorker = new URL('test-worker.js', document.baseURI).href;
        known.add(testWorker);
        globalThis.startTestWorker = () => new Worker(admitted(testWorker), { type: 'module' });
    ";
    const START: &str = "
        const worker = startTestWorker();
        const told = await new Promise((done) => {
            worker.onmessage = ({ data }) => done(data);
            worker.onerror = ({ message }) => done(`it failed: ${message}`);
        });
        worker.terminate();
        return told;";
    const START_WITHOUT_THE_POLICY: &str = "
        try {
            new Worker('test-worker.js', { type: 'module' }).terminate();
            return 'it started';
        } catch (error) {
            return error.name;
        }";

    async fn with_worker(boot: &str, play: impl AsyncFnOnce(&Browser) -> Result<Value>) -> Result<Value> {
        let files = [("boot.js", boot.as_bytes()), ("test-worker.js", WORKER.as_bytes()), ("test-worker.wasm", &ADD)];
        let served = ChangedPage::serve(&files)?;
        let browser = Browser::start().await?;
        let played = async {
            Page::open(&browser, &served.url()).await?.wait_for_value("Device key", "").await?;
            play(&browser).await
        };
        let played = played.await;
        drop(browser);
        played
    }

    #[tokio::test]
    async fn a_worker_that_the_policy_knows_computes_in_webassembly_and_is_held_by_its_own_headers() -> Result<()> {
        let boot = [BOOT, KNOWN].concat();
        let told = with_worker(&boot, async |browser| browser.evaluate(START).await).await?;
        assert_eq!(told, json!({ "sum": 42, "runsText": false, "stranger": "TypeError" }));
        Ok(())
    }

    #[tokio::test]
    async fn a_worker_that_the_policy_does_not_know_does_not_start() -> Result<()> {
        let told = with_worker(BOOT, async |browser| browser.evaluate(START_WITHOUT_THE_POLICY).await).await?;
        assert_eq!(told, json!("TypeError"));
        let unknown = KNOWN.replace("known.add(testWorker);", "");
        let start =
            "try { startTestWorker().terminate(); return 'it started'; } catch (error) { return error.message; }";
        let boot = [BOOT, &unknown].concat();
        let told = with_worker(&boot, async |browser| browser.evaluate(start).await).await?;
        assert!(
            told.as_str().is_some_and(|words| words.starts_with("blocked: this page does not load scripts from")),
            "{told}"
        );
        Ok(())
    }
}
