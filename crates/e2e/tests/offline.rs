//! The page without a network: it comes back, the demo works, and nothing else was kept.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Point, Result, Stage};

    const AT_ONCE: Duration = Duration::from_secs(8);
    /// Waits until the service worker has kept what it keeps, and lists the paths.
    const KEPT: &str = "
        await navigator.serviceWorker.ready;
        const names = await caches.keys();
        const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return kept.flat().map((request) => new URL(request.url).pathname);";

    #[tokio::test]
    async fn a_reload_without_a_network_brings_the_page_back_and_the_demo_activates_a_device() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        stage.browser.evaluate(KEPT).await?;
        stage.gateway.program.kill()?;
        stage.browser.reload().await?;
        // The demo waits for a press, also where nothing else can be done.
        let text = page.wait_for_text("The page's server does not respond.", AT_ONCE).await?;
        assert!(!text.contains("no data leaves this page"), "{text}");
        page.press("Try the demo").await?;
        page.wait_for_text("no data leaves this page", AT_ONCE).await?;
        page.activate_hidden().await?;
        page.show_secret().await?;
        Ok(())
    }

    #[tokio::test]
    async fn only_the_files_of_the_page_are_kept_whatever_was_done_with_it() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        stage.browser.evaluate(KEPT).await?;
        // Under the service worker's eyes from now on.
        stage.browser.reload().await?;
        page.activate_hidden().await?;
        let kept = stage.browser.evaluate(KEPT).await?;
        let kept: Vec<&str> = kept.as_array().into_iter().flatten().filter_map(|path| path.as_str()).collect();
        assert!(kept.contains(&"/") && kept.len() > 6, "{kept:?}");
        let endings = [".css", ".js", ".wasm", ".svg", ".webmanifest"];
        let belongs = |path: &&&str| **path == "/" || endings.iter().any(|ending| path.ends_with(ending));
        assert_eq!(kept.iter().filter(belongs).count(), kept.len(), "{kept:?}");
        assert!(!kept.contains(&"/settings.json"), "{kept:?}");
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }

    /// Opens the page for the second time, so that the service worker stands before it.
    async fn visit_again(stage: &Stage) -> Result<()> {
        let page = stage.page().await?;
        stage.browser.evaluate(KEPT).await?;
        stage.browser.reload().await?;
        page.wait_for_value("Device key", &stage.devices()[0].device_key).await
    }

    #[tokio::test]
    async fn a_second_visit_asks_for_none_of_the_kept_files() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        visit_again(&stage).await?;
        let transferred = "
            const loads = performance.getEntriesByType('resource').filter((load) => load.transferSize > 0);
            return loads.map((load) => new URL(load.name).pathname).filter((path) => path !== '/settings.json' && path !== '/mqtt');";
        // The page asks its own server for its headers and for the time, both at its own address, and who answers at /mqtt.
        let transferred = stage.browser.evaluate(transferred).await?;
        let paths: Vec<&str> = transferred.as_array().into_iter().flatten().filter_map(|it| it.as_str()).collect();
        assert!(paths.iter().all(|path| *path == "/"), "{paths:?}");
        Ok(())
    }

    #[tokio::test]
    async fn a_first_visit_loads_what_the_build_lists_as_the_first_load_and_nothing_more() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        stage.page().await?.wait_for_value("Device key", &stage.devices()[0].device_key).await?;
        // What the program loads comes after the program itself.
        let loaded_and_listed = "
            const loads = performance.getEntriesByType('resource').map((load) => ({ ...load.toJSON(), file: new URL(load.name).pathname.slice(1) }));
            const program = loads.findLast(({ file }) => file.endsWith('.wasm') && file.startsWith('enos-provisioner-'));
            const loaded = loads.filter((load) => load.startTime <= program.responseEnd);
            const listed = (await (await fetch('assets.json')).json()).filter((asset) => asset.load === 'first');
            const programs = (of) => [...new Set(of.map(({ file }) => file))].filter((file) => /\\.(css|js|wasm)$/.test(file)).sort();
            return [programs(loaded), programs(listed)];";
        let both = stage.browser.evaluate(loaded_and_listed).await?;
        assert_eq!(both[0], both[1]);
        assert_eq!(both[0].as_array().map(Vec::len), Some(4), "{both}");
        Ok(())
    }

    /// Firefox gives 0 for `workerStart`, whoever answers.
    #[tokio::test]
    async fn on_a_second_visit_everything_goes_by_the_service_worker_in_chromium() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        visit_again(&stage).await?;
        let fetched = "
            const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
            return loads.filter((load) => load.workerStart === 0).map((load) => new URL(load.name).pathname);";
        assert_eq!(stage.browser.evaluate(fetched).await?, serde_json::json!([]));
        Ok(())
    }
}
