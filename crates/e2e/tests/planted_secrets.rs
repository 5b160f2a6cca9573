//! A whole run with secrets that stand nowhere else, and a search for them in everything that it has touched.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{PlantedStage, Result, Traces};

    const LIMIT: Duration = Duration::from_secs(30);
    const PRODUCT_SECRET: &str = PlantedStage::PRODUCT_SECRET;
    /// Typed in the place of the product's secret, so that the login fails.
    const WRONG_SECRET: &str = "zW3nGq8TfX5bVh2JpR7dKm9C";
    /// The service worker has taken its copy of the page.
    const IS_KEPT: &str = "await navigator.serviceWorker.ready; return (await caches.keys()).length;";

    /// From now on, what is copied and what is saved is seen here; files are not really saved.
    const LISTEN: &str = "
        Object.assign(window, { copied: [], files: [] });
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied.push(text); } } });
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.files.push(blob); return make.call(URL, blob); };
        HTMLElement.prototype.click = function () {};";
    const LAST_COPY: &str = "return window.copied.at(-1) ?? '';";
    const LAST_FILE: &str = "return (await window.files.at(-1)?.text()) ?? '';";
    /// Pastes a text into the field of the device key, as a hurried hand does.
    const PASTE_INTO_FIELD: &str = "
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', TEXT);
        const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        const field = document.getElementById('device-key');
        if (field.dispatchEvent(paste)) {
            field.value = TEXT;
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }";

    /// Takes what there is to be found at one moment, and everywhere a secret stood at that moment.
    struct Search {
        moments: Vec<(&'static str, Traces)>,
    }

    impl Search {
        async fn at(&mut self, moment: &'static str, stage: &PlantedStage) -> Result<()> {
            self.moments.push((moment, stage.traces().await?));
            Ok(())
        }

        /// Moments and places in which one of the secrets stood.
        fn hits<'s>(&'s self, secrets: &[&str]) -> Vec<(&'static str, &'s str)> {
            let places = |traces: &'s Traces| secrets.iter().flat_map(|secret| traces.places_with(secret));
            self.moments.iter().flat_map(|(moment, traces)| places(traces).map(|place| (*moment, place))).collect()
        }
    }

    #[tokio::test]
    async fn leave_no_trace_in_a_whole_run_but_where_they_are_asked_for() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let mut search = Search { moments: Vec::new() };
        let page = stage.page().await?;
        stage.fill_in(page, PlantedStage::DEVICE_KEYS[0], PRODUCT_SECRET).await?;
        search.at("typed", &stage).await?;
        stage.browser.evaluate(LISTEN).await?;
        let label = format!(
            "Product Key: {} / Device Key: {} / Product Secret: {PRODUCT_SECRET}",
            PlantedStage::PRODUCT_KEY,
            PlantedStage::DEVICE_KEYS[0]
        );
        let paste = PASTE_INTO_FIELD.replace("TEXT", &serde_json::Value::from(label).to_string());
        stage.browser.evaluate(&paste).await?;
        page.wait_for_text("This looks like a complete label", LIMIT).await?;
        search.at("label pasted into a field", &stage).await?;
        page.press("Paste").await?;
        page.press("Show product secret").await?;
        search.at("typed secret on show", &stage).await?;
        page.press("Hide product secret").await?;
        page.activate_hidden().await?;
        search.at("arrived", &stage).await?;
        let secret = page.show_secret().await?;
        search.at("device secret on show", &stage).await?;
        page.press("Copy secret").await?;
        page.press("Hide secret").await?;
        search.at("copied and hidden", &stage).await?;
        for tab in ["Packets", "Compare", "Session", "Signature", "Steps"] {
            page.choose(tab).await?;
            search.at(tab, &stage).await?;
            if tab == "Session" {
                page.press("Save as CSV").await?;
                page.wait_for_text("Download started", LIMIT).await?;
                let file = stage.browser.evaluate_text(LAST_FILE).await?;
                assert!(file.contains(PlantedStage::DEVICE_KEYS[0]), "{file}");
                assert!(!file.contains(&secret) && !file.contains(PRODUCT_SECRET), "{file}");
            }
        }
        page.verify().await?;
        search.at("proven", &stage).await?;
        page.press("Next device").await?;
        search.at("next device", &stage).await?;
        stage.fill_in(page, PlantedStage::DEVICE_KEYS[1], WRONG_SECRET).await?;
        page.press("Activate device").await?;
        page.wait_for_text("most likely first", LIMIT).await?;
        page.press("Copy report").await?;
        page.wait_for_text("Copied.", LIMIT).await?;
        let report = stage.browser.evaluate_text(LAST_COPY).await?;
        assert!(report.contains("CONNECT (securemode=3)"), "{report}");
        assert!([PRODUCT_SECRET, &secret, WRONG_SECRET].iter().all(|planted| !report.contains(planted)), "{report}");
        assert!(stage.browser.evaluate(IS_KEPT).await?.as_u64().is_some_and(|caches| caches > 0));
        search.at("failed", &stage).await?;
        page.wipe().await?;
        search.at("wiped", &stage).await?;

        let shown = [("typed secret on show", "document"), ("device secret on show", "document")];
        assert_eq!(search.hits(&[PRODUCT_SECRET, &secret, WRONG_SECRET]), shown);
        // What was searched is what is meant to be searched.
        let (_, last) = search.moments.last().unwrap();
        assert!(last.of("requests").contains("GET /mqtt "), "{}", last.of("requests"));
        assert!(!last.of("gateway's log").is_empty() && last.of("gateway's metrics").contains("# TYPE"));
        assert!(last.of("caches").contains("EnOS Provisioner"));
        for (moment, traces) in &search.moments {
            assert_eq!(traces.of("console").lines().find(|line| !line.is_empty()), None, "{moment}");
        }
        Ok(())
    }

    /// What a printer would get, of a page on which everything is on show.
    #[tokio::test]
    async fn do_not_get_on_paper_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let page = stage.page().await?;
        stage.fill_in(page, PlantedStage::DEVICE_KEYS[0], PRODUCT_SECRET).await?;
        let secret = page.activate().await?;
        page.press("Show product secret").await?;
        stage.browser.draw_for("print", false).await?;
        let printed = stage.browser.evaluate_text("return document.body.innerText;").await?;
        assert!(printed.contains(PlantedStage::DEVICE_KEYS[0]), "{printed}");
        assert!(!printed.contains(&secret) && !printed.contains(PRODUCT_SECRET), "{printed}");
        Ok(())
    }

    /// Puts `SECRET` everywhere; the names of the places are those of the search.
    const PUT_EVERYWHERE: &str = "
        document.body.setAttribute('data-secret', 'SECRET');
        document.querySelector('input').value = 'SECRET';
        history.replaceState('SECRET', '', '#SECRET');
        document.cookie = 'a=SECRET';
        window.name = 'SECRET';
        localStorage.a = sessionStorage.a = 'SECRET';
        const open = indexedDB.open('a');
        open.onupgradeneeded = () => open.result.createObjectStore('b');
        await new Promise((resolve) => { open.onsuccess = resolve; });
        const writing = open.result.transaction('b', 'readwrite');
        writing.objectStore('b').put({ deep: ['SECRET'] }, 1);
        await new Promise((resolve) => { writing.oncomplete = resolve; });
        open.result.close();
        await (await caches.open('c')).put('/a', new Response('SECRET'));
        console.log('SECRET');
        await (await fetch('/nothing?SECRET')).text();
        await (await fetch('/', { headers: { 'X-A': 'SECRET' } })).text();";

    #[tokio::test]
    async fn are_found_wherever_they_are_put() -> Result<()> {
        let stage = PlantedStage::start().await?;
        stage.page().await?;
        stage.browser.evaluate(IS_KEPT).await?;
        assert!(stage.traces().await?.places_with(WRONG_SECRET).is_empty());
        stage.browser.evaluate(&PUT_EVERYWHERE.replace("SECRET", WRONG_SECRET)).await?;
        let traces = stage.traces().await?;
        let mut found = traces.places_with(WRONG_SECRET);
        found.sort_unstable();
        let everywhere = [
            "address",
            "caches",
            "console",
            "cookies",
            "databases",
            "document",
            "history",
            "inputs",
            "loaded addresses",
            "local storage",
            "requests",
            "session storage",
            "window's name",
        ];
        // The gateway's log and metrics stay without it, although a request held it.
        assert_eq!(found, everywhere);
        Ok(())
    }
}
