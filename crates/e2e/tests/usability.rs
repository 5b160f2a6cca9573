//! Where a press lands, what stays in sight, and what survives: touch, keyboard, small windows, reload, print.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Look, Page, Point, Result, Stage, Theme};

    const LIMIT: Duration = Duration::from_secs(20);
    /// A copy is seen here and not really made.
    const LISTEN: &str = "
        window.copied = [];
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied.push(text); } } });";
    const LAST_COPY: &str = "return window.copied.at(-1) ?? '';";

    const fn look(width: u32, height: u32) -> Look {
        Look { width, height, theme: Theme::Light }
    }

    /// A page with the first device activated, and its secret seen by nobody.
    async fn activated(stage: &Stage) -> Result<Page<'_>> {
        let page = stage.page().await?;
        stage.browser.evaluate(LISTEN).await?;
        page.activate_hidden().await?;
        Ok(page)
    }

    /// Goes on tapping where the button was, for as long as people do who tap twice.
    const TAP_ON: &str = "
        const { left, top, width, height } = document.getElementById('activate').getBoundingClientRect();
        const tap = () => document.elementFromPoint(left + width / 2, top + height / 2)?.closest('button')?.click();
        tap();
        for (let tries = 0; tries < 200 && !document.getElementById('result-title'); tries += 1)
            await new Promise((resolve) => setTimeout(resolve, 50));
        for (let taps = 0; taps < 6; taps += 1) {
            tap();
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return document.getElementById('device-key').value;";

    async fn taps_twice(stage: &Stage) -> Result<()> {
        let page = stage.page().await?;
        page.is_in_use().await?;
        let key = stage.browser.evaluate_text(TAP_ON).await?;
        assert_eq!(key, stage.devices()[0].device_key);
        page.region("Device secret", LIMIT).await?;
        page.press("Show secret").await
    }

    #[tokio::test]
    async fn a_second_tap_at_the_same_place_puts_no_secret_away() -> Result<()> {
        taps_twice(&Stage::start(Point::Never).await?).await
    }

    #[tokio::test]
    async fn nor_does_it_on_a_phone_in_chromium() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        stage.browser.look_like(look(390, 844)).await?;
        taps_twice(&stage).await
    }

    #[tokio::test]
    async fn the_next_device_asks_once_about_a_secret_that_nobody_has_seen() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = activated(&stage).await?;
        page.press("Next device").await?;
        page.wait_for_text("You have not viewed, copied or saved the secret of", LIMIT).await?;
        assert_eq!(stage.browser.evaluate_text("return document.activeElement.id;").await?, "question-title");
        page.press("Stay here").await?;
        page.region("Device secret", LIMIT).await?;
        page.press("Next device").await?;
        page.press("Copy and continue").await?;
        page.wait_for_value("Device key", &stage.devices()[1].device_key).await?;
        assert!(stage.browser.evaluate_text(LAST_COPY).await?.len() >= 16);
        page.activate_hidden().await?;
        page.press("Next device").await?;
        page.press("Continue without copying").await?;
        page.wait_for_value("Device key", &stage.devices()[2].device_key).await?;
        // Nothing is lost: the page still asks before it wipes.
        page.press("Settings").await?;
        page.press("Wipe now").await?;
        page.wait_for_text("not viewed, copied or saved: 1", LIMIT).await?;
        page.press("Keep everything").await?;
        page.choose("Session").await?;
        page.press(&format!("Open {}", stage.devices()[1].device_key)).await?;
        page.press(&format!("Back to {}", stage.devices()[2].device_key)).await?;
        page.press("Settings").await?;
        page.press("Wipe now").await?;
        page.press("Wipe anyway").await?;
        page.wait_for_text("were removed from this page", LIMIT).await.map(drop)
    }

    #[tokio::test]
    async fn the_clipboard_is_overwritten_when_asked_and_by_wiping() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = activated(&stage).await?;
        page.press("Copy secret").await?;
        page.says(&["Secret on the clipboard:", "Clear the clipboard when you are done"], LIMIT).await?;
        page.press("Clear clipboard").await?;
        page.wait_for_text("The clipboard was overwritten", LIMIT).await?;
        assert_eq!(stage.browser.evaluate_text(LAST_COPY).await?, " ");
        page.press("Copy secret").await?;
        page.wait_for_text("Secret on the clipboard:", LIMIT).await?;
        page.wipe().await?;
        assert_eq!(stage.browser.evaluate_text(LAST_COPY).await?, " ");
        assert!(!page.text().await?.contains("Secret on the clipboard"));
        Ok(())
    }

    #[tokio::test]
    async fn the_requests_left_survive_a_reload_and_a_fourth_one_waits() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let key = stage.devices()[0].device_key.clone();
        for left in ["2 requests left", "1 request left"] {
            page.fill("Product secret", "NotTheSecret").await?;
            page.press("Activate device").await?;
            page.wait_for_text(left, LIMIT).await?;
        }
        stage.browser.reload().await?;
        page.wait_for_value("Device key", &key).await?;
        page.is_in_use().await?;
        page.wait_for_text("1 request left", LIMIT).await?;
        let kept = stage.browser.evaluate_text("return JSON.stringify(localStorage);").await?;
        assert!(kept.contains("requests") && !kept.contains(&key) && !kept.contains("DemoInverter"), "{kept}");
        page.fill("Product secret", "NotTheSecret").await?;
        page.press("Activate device").await?;
        page.says(&["No requests left. Wait ", "Send anyway"], LIMIT).await?;
        assert!(
            stage.browser.evaluate_number("return document.getElementById('activate').disabled ? 1 : 0;").await? > 0.5
        );
        page.press("Send anyway").await?;
        page.wait_for_text("EnOS has locked this device out after too many requests", LIMIT).await.map(drop)
    }

    #[tokio::test]
    async fn activating_again_asks_and_marks_the_old_secret() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.activate().await?;
        page.press("Next device").await?;
        page.fill("Device key", &stage.devices()[0].device_key).await?;
        assert_eq!(page.value("Client ID").await?, "");
        page.press("Activate device").await?;
        page.wait_for_text("has had a secret since", LIMIT).await?;
        page.press("Activate again").await?;
        page.region("Device secret", LIMIT).await?;
        page.choose("Session").await?;
        page.says(&["Replaced", "Received"], LIMIT).await
    }

    #[tokio::test]
    async fn the_settings_close_by_escape_by_a_press_elsewhere_and_by_what_they_do() -> Result<()> {
        const IS_OPEN: &str = "return document.getElementById('settings').matches(':popover-open') ? 1 : 0;";
        const ESCAPE: &str = "\u{E00C}";
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.press("Settings").await?;
        assert!(stage.browser.evaluate_number(IS_OPEN).await? > 0.5);
        page.type_keys(ESCAPE).await?;
        assert!(stage.browser.evaluate_number(IS_OPEN).await? < 0.5);
        page.press("Settings").await?;
        page.choose("Packets").await?;
        assert!(stage.browser.evaluate_number(IS_OPEN).await? < 0.5);
        page.wipe().await?;
        assert!(stage.browser.evaluate_number(IS_OPEN).await? < 0.5);
        Ok(())
    }

    #[tokio::test]
    async fn nothing_jumps_when_the_page_is_used_for_the_first_time() -> Result<()> {
        const TOP: &str = "return document.getElementById('device-key').getBoundingClientRect().top + window.scrollY;";
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let before = stage.browser.evaluate_number(TOP).await?;
        page.is_in_use().await?;
        page.wait_for_text("Gateway ", LIMIT).await?;
        let used = stage.browser.evaluate_number(TOP).await?;
        page.fill("Device key", "nobody-knows-me").await?;
        page.wait_for_text("Not a demo device", LIMIT).await?;
        for top in [used, stage.browser.evaluate_number(TOP).await?] {
            assert!((top - before).abs() < 0.5, "moved from {before} to {top}");
        }
        Ok(())
    }

    const OVERFLOWS: &str = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
    /// How far the main button reaches out of the window.
    const OUT_OF_SIGHT: &str = "
        const button = [...document.querySelectorAll('.button-go')].find((button) => button.offsetParent || button.getClientRects().length);
        const { top, bottom } = button.getBoundingClientRect();
        return Math.max(0, -top, bottom - window.innerHeight);";

    #[tokio::test]
    async fn nothing_is_wider_than_a_window_of_320_pixels_in_chromium() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        stage.browser.look_like(look(320, 640)).await?;
        let page = activated(&stage).await?;
        for language in ["中文", "English"] {
            assert!(stage.browser.evaluate_number(OVERFLOWS).await? < 0.5, "{language}");
            page.press(language).await?;
        }
        page.press("Next device").await?;
        page.wait_for_text("You have not viewed", LIMIT).await?;
        assert!(stage.browser.evaluate_number(OVERFLOWS).await? < 0.5);
        page.press("Stay here").await?;
        page.press("More").await?;
        page.press("Show large").await?;
        page.wait_for_text("Make sure that nobody is watching", LIMIT).await?;
        let cut = "const large = document.querySelector('.large'); return large.scrollWidth - large.clientWidth;";
        assert!(stage.browser.evaluate_number(cut).await? < 0.5);
        page.press("Close").await?;
        page.press("Settings").await?;
        assert!(stage.browser.evaluate_number(OVERFLOWS).await? < 0.5);
        let pill = "return document.querySelector('.bar .pill').getBoundingClientRect().height;";
        assert!(stage.browser.evaluate_number(pill).await? < 46.0);
        Ok(())
    }

    #[tokio::test]
    async fn the_main_button_is_in_sight_on_laptops_phones_and_phones_on_their_side_in_chromium() -> Result<()> {
        for (width, height) in [(1280, 800), (390, 844), (844, 390), (320, 568)] {
            let stage = Stage::start(Point::Never).await?;
            stage.browser.look_like(look(width, height)).await?;
            let page = stage.page().await?;
            page.is_in_use().await?;
            page.wait_for_text("Gateway ", LIMIT).await?;
            assert!(stage.browser.evaluate_number(OUT_OF_SIGHT).await? < 0.5, "{width}x{height}, form");
            page.activate_hidden().await?;
            page.wait_for_text("Next device", LIMIT).await?;
            assert!(stage.browser.evaluate_number(OUT_OF_SIGHT).await? < 0.5, "{width}x{height}, result");
        }
        Ok(())
    }

    #[tokio::test]
    async fn a_focused_field_is_marked_in_forced_colours_in_chromium() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        stage.browser.draw_for("screen", true).await?;
        page.is_in_use().await?;
        let outline = "
            const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement.closest('.box'));
            return `${outlineStyle} ${outlineWidth} ${outlineColor}`;";
        let outline = stage.browser.evaluate_text(outline).await?;
        // The colour that is asked for is transparent; forced colours draw it in one that can be seen.
        assert!(outline.starts_with("solid 2px"), "{outline}");
        Ok(())
    }

    #[tokio::test]
    async fn an_earlier_result_comes_into_sight_with_the_focus_in_chromium() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        stage.browser.look_like(look(390, 844)).await?;
        let page = stage.page().await?;
        page.activate().await?;
        page.press("Next device").await?;
        stage.browser.evaluate("document.getElementById('tab-session').click();").await?;
        page.wait_for_text("Save as CSV", LIMIT).await?;
        let open = "
            const open = document.querySelector('table .link');
            open.scrollIntoView({ block: 'center' });
            open.click();
            await new Promise((resolve) => setTimeout(resolve, 300));
            const { top } = document.activeElement.getBoundingClientRect();
            return `${document.activeElement.id} ${top >= 0 && top < window.innerHeight}`;";
        assert_eq!(stage.browser.evaluate_text(open).await?, "result-title true");
        let text = page.text().await?;
        assert!(text.contains(&format!("Back to {}", stage.devices()[1].device_key)), "{text}");
        assert!(!text.contains("Activate device"), "{text}");
        Ok(())
    }

    #[tokio::test]
    async fn nothing_secret_is_printed_in_chromium() -> Result<()> {
        /// What a printer would get: the text that is drawn, what stands in inputs that are drawn, and codes.
        const PRINTED: &str = "
            const drawn = (element) => element.getClientRects().length > 0;
            const inputs = [...document.querySelectorAll('input, textarea')].filter(drawn);
            const codes = [...document.querySelectorAll('svg.code')].filter(drawn);
            return [document.body.innerText, ...inputs.map((input) => input.value), ...codes.map(() => 'CODE')].join('\\n');";
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let product_secret = stage.devices()[0].product_secret.clone();
        page.press("Show product secret").await?;
        page.press("Show password").await?;
        let password = stage.browser.evaluate_text("return document.querySelector('.password').textContent;").await?;
        assert_eq!(password.len(), 64);
        stage.browser.draw_for("print", false).await?;
        let printed = stage.browser.evaluate_text(PRINTED).await?;
        assert!(printed.contains("EnOS Provisioner"), "{printed}");
        assert!(!printed.contains(&product_secret) && !printed.contains(&password[..8]), "{printed}");
        stage.browser.draw_for("screen", false).await?;
        let secret = page.activate().await?;
        page.press("More").await?;
        page.press("QR code").await?;
        page.press("Add the secret to the QR code").await?;
        page.wait_for_text("Hides in", LIMIT).await?;
        stage.browser.draw_for("print", false).await?;
        let printed = stage.browser.evaluate_text(PRINTED).await?;
        assert!(!printed.contains(&secret) && !printed.contains("CODE"), "{printed}");
        stage.browser.draw_for("screen", false).await?;
        page.press("Show large").await?;
        page.wait_for_text("Make sure that nobody is watching", LIMIT).await?;
        stage.browser.draw_for("print", false).await?;
        assert!(!stage.browser.evaluate_text(PRINTED).await?.contains("Make sure that nobody is watching"));
        Ok(())
    }
}
