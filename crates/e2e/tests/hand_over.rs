//! What was exchanged, and the ways to hand a secret on: as packets, QR code, large letters, template and file.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Page, Point, Result, Stage};
    use serde_json::{Value, json};

    const LIMIT: Duration = Duration::from_secs(10);

    /// From now on, the page's messages, its clipboard and its files are seen here as well; files are not really saved, and what
    /// waits a minute waits no time.
    const LISTEN: &str = "
        Object.assign(window, { sent: [], copied: [], files: [], names: [], revoked: [] });
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
            window.sent.push(String.fromCharCode(...new Uint8Array(data.buffer ?? data, data.byteOffset, data.byteLength)));
            send.call(this, data);
        };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied.push(text); } } });
        const make = URL.createObjectURL, revoke = URL.revokeObjectURL, wait = window.setTimeout;
        URL.createObjectURL = (blob) => { window.files.push(blob); return make.call(URL, blob); };
        URL.revokeObjectURL = (url) => { window.revoked.push(url); revoke.call(URL, url); };
        HTMLElement.prototype.click = function () { window.names.push([this.download, this.href]); };
        window.setTimeout = (act, millis, ...rest) => wait(act, millis >= 60000 ? 0 : millis, ...rest);";
    /// Everything in the document, and what stands in its inputs; but for the input that hides what is typed into it.
    const DOCUMENT: &str = "
        const inputs = [...document.querySelectorAll('input:not([type=password]), textarea')];
        return [document.documentElement.outerHTML, ...inputs.map((input) => input.value)].join('\\n');";
    const OPEN_ALL_PACKETS: &str = "
        for (let row = 0; row < document.querySelectorAll('.packet').length; row += 1) {
            const packet = document.querySelectorAll('.packet')[row];
            packet.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return document.querySelectorAll('.packet[aria-expanded=true]').length;";
    /// The modules of the QR code, row by row, as the browser fills them.
    const MODULES: &str = "
        const code = document.querySelector('svg.code'), dark = code.querySelector('.code-dark');
        const numbers = [...Array(code.viewBox.baseVal.width).keys()];
        const is = (x, y) => dark.isPointInFill(new DOMPoint(x + 0.5, y + 0.5)) ? '1' : '0';
        return numbers.map((y) => numbers.map((x) => is(x, y)).join(''));";

    /// An activated device, with its secret read and hidden again.
    async fn activated(stage: &Stage) -> Result<(Page<'_>, String)> {
        let page = stage.page().await?;
        stage.browser.evaluate(LISTEN).await?;
        let secret = page.activate().await?;
        page.press("Hide secret").await?;
        Ok((page, secret))
    }

    /// The text of the file that was made last.
    async fn last_file(stage: &Stage) -> Result<String> {
        stage.browser.evaluate_text("return await window.files.at(-1).text();").await
    }

    async fn looks_away(stage: &Stage, how: &str) -> Result<()> {
        stage.browser.evaluate(how).await?;
        Ok(())
    }

    /// What a camera would read off the screen.
    async fn read_code(stage: &Stage) -> Result<String> {
        let modules: Vec<String> = serde_json::from_value(stage.browser.evaluate(MODULES).await?).unwrap();
        let is_dark = |x: usize, y: usize| modules[y / 4].as_bytes()[x / 4] == b'1';
        let pixels = modules.len() * 4;
        let shade = |x, y| if is_dark(x, y) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
        Ok(image.detect_grids()[0].decode().unwrap().1)
    }

    #[tokio::test]
    async fn every_packet_is_told_and_no_secret_in_any() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let (page, secret) = activated(&stage).await?;
        page.choose("Packets").await?;
        page.says(&["CONNECT", "CONNACK", "SUBSCRIBE", "SUBACK", "PUBLISH", "PUBACK", "DISCONNECT"], LIMIT).await?;
        let open = stage.browser.evaluate(OPEN_ALL_PACKETS).await?;
        assert!(open.as_u64().is_some_and(|open| open >= 7), "{open}");
        let connect = stage.browser.evaluate_text("return window.sent[0];").await?;
        let password = connect.get(connect.len() - 64..).unwrap_or_default();
        assert!(password.chars().all(|digit| digit.is_ascii_hexdigit()), "{connect:?}");
        let document = stage.browser.evaluate_text(DOCUMENT).await?;
        assert!(document.contains("securemode=3") && document.contains("•• ••"), "{document}");
        let product_secret = &stage.devices()[0].product_secret;
        for planted in [password, &secret, product_secret] {
            assert!(!document.contains(planted), "{planted}");
        }
        page.press("Copy report").await?;
        page.wait_for_text("Copied.", LIMIT).await?;
        let report = stage.browser.evaluate_text("return window.copied.at(-1);").await?;
        assert!(report.contains("CONNACK") && report.contains("info_reply"), "{report}");
        for planted in [password, &secret, product_secret] {
            assert!(!report.contains(planted), "{report}");
        }
        page.press("Next device").await?;
        page.choose("Session").await?;
        page.press(&format!("Open {}", stage.devices()[0].device_key)).await?;
        page.choose("Packets").await?;
        page.wait_for_text("Those of this attempt are no longer available", LIMIT).await?;
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }

    #[tokio::test]
    async fn the_report_of_a_failure_holds_its_packets_without_the_password() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        stage.browser.evaluate(LISTEN).await?;
        page.fill("Product secret", "NotTheSecret").await?;
        page.press("Activate device").await?;
        page.wait_for_text("most likely first", LIMIT).await?;
        let mut report = String::new();
        // The packets come with a part of the page that begins to load with the failure.
        for _ in 0..300 {
            page.press("Copy report").await?;
            report = stage.browser.evaluate_text("return window.copied.at(-1) ?? '';").await?;
            if report.contains("CONNACK  ") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let connect = stage.browser.evaluate_text("return window.sent[0];").await?;
        assert!(report.contains("sent  CONNECT") && report.contains("received  CONNACK"), "{report}");
        assert!(!report.contains("NotTheSecret") && !report.contains(&connect[connect.len() - 64..]), "{report}");
        Ok(())
    }

    #[tokio::test]
    async fn the_qr_code_holds_the_secret_only_when_asked_and_only_while_somebody_looks() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let (page, secret) = activated(&stage).await?;
        page.press("More").await?;
        page.press("QR code").await?;
        page.says(&["anyone who photographs it can log in as this device"], LIMIT).await?;
        let text = read_code(&stage).await?;
        let device = &stage.devices()[0];
        assert!(text.contains(&device.device_key) && text.contains("fingerprint"), "{text}");
        assert!(!text.contains(&secret), "{text}");
        page.press("Add the secret to the QR code").await?;
        page.wait_for_text("Hides in", LIMIT).await?;
        let text = read_code(&stage).await?;
        assert!(text.contains(&format!(r#""deviceSecret":"{secret}""#)), "{text}");
        looks_away(&stage, "window.dispatchEvent(new Event('blur'));").await?;
        page.says(&["Add the secret to the QR code"], LIMIT).await?;
        assert!(!read_code(&stage).await?.contains(&secret));
        Ok(())
    }

    #[tokio::test]
    async fn large_letters_and_the_shown_secret_go_when_nobody_looks_and_with_escape() -> Result<()> {
        const HIDE: &str = "
            Object.defineProperty(document, 'hidden', { value: true, configurable: true });
            document.dispatchEvent(new Event('visibilitychange'));
            delete document.hidden;";
        const BLUR: &str = "window.dispatchEvent(new Event('blur'));";
        const ESCAPE: &str = "
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));";
        let stage = Stage::start(Point::Never).await?;
        let (page, secret) = activated(&stage).await?;
        page.press("More").await?;
        let first: String = secret.chars().take(4).collect();
        for away in [HIDE, BLUR, ESCAPE] {
            page.press("Show large").await?;
            page.wait_for_text("Make sure that nobody is watching", LIMIT).await?;
            let shown = stage.browser.evaluate_text("return document.querySelector('.large-group').innerText;").await?;
            let shown: String = shown.lines().filter(|line| line.chars().count() == 1).collect();
            assert_eq!(shown, first);
            assert_eq!(stage.browser.evaluate_text("return document.activeElement.id;").await?, "drawer-title");
            looks_away(&stage, away).await?;
            page.says(&["Show secret"], LIMIT).await?;
            let document = stage.browser.evaluate_text(DOCUMENT).await?;
            assert!(!document.contains("large-group") && !document.contains(&secret), "{away}");
        }
        assert_eq!(stage.browser.evaluate_text("return document.activeElement.id;").await?, "open-large");
        for away in [HIDE, BLUR] {
            page.press("Show secret").await?;
            page.says(&["Hide secret"], LIMIT).await?;
            looks_away(&stage, away).await?;
            page.says(&["Show secret"], LIMIT).await?;
            assert!(!stage.browser.evaluate_text(DOCUMENT).await?.contains(&secret), "{away}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn an_own_template_is_kept_and_copies_what_it_asks_for() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let (page, secret) = activated(&stage).await?;
        let device = stage.devices()[0].clone();
        page.press("More").await?;
        page.press("Custom template").await?;
        page.fill("Template", "{secret}").await?;
        page.says(&["is not a placeholder (character 1)"], LIMIT).await?;
        page.fill("Template", r#"AT+KEY="{deviceKey}","{deviceSecret}"\r\n"#).await?;
        page.says(&["••••••••"], LIMIT).await?;
        assert!(!stage.browser.evaluate_text(DOCUMENT).await?.contains(&secret));
        page.press("Copy with this template").await?;
        page.wait_for_text("Clear the clipboard when you are done", LIMIT).await?;
        let copied = stage.browser.evaluate_text("return window.copied.at(-1);").await?;
        assert_eq!(copied, format!("AT+KEY=\"{}\",\"{secret}\"\r\n", device.device_key));
        let kept = "return localStorage.getItem('template');";
        assert_eq!(stage.browser.evaluate_text(kept).await?, r#"AT+KEY="{deviceKey}","{deviceSecret}"\r\n"#);
        page.fill("Template", &format!("key={secret}")).await?;
        page.says(&["The template contains a secret, so it was not saved"], LIMIT).await?;
        assert_eq!(stage.browser.evaluate_text(kept).await?, r#"AT+KEY="{deviceKey}","{deviceSecret}"\r\n"#);
        Ok(())
    }

    #[tokio::test]
    async fn a_file_with_the_secret_is_made_on_demand_and_does_not_stay() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        stage.browser.evaluate(LISTEN).await?;
        page.press("Activate device").await?;
        page.wait_for_text("You have not viewed, copied or saved this secret yet", LIMIT).await?;
        page.press("More").await?;
        page.press("Save as file").await?;
        page.says(&["Delete it when you are done"], LIMIT).await?;
        page.press("Save as JSON").await?;
        page.wait_for_text("Download started", LIMIT).await?;
        let file: Value = serde_json::from_str(&last_file(&stage).await?).unwrap();
        let device = stage.devices()[0].clone();
        assert_eq!(file["deviceKey"], json!(device.device_key));
        assert!(file["deviceSecret"].as_str().is_some_and(|secret| secret.len() >= 16), "{file}");
        let saved = stage.browser.evaluate("return [...window.names[0], ...window.revoked];").await?;
        assert_eq!(saved[0], json!(format!("enos-{}.json", device.device_key)));
        assert!(saved[1].as_str().is_some_and(|url| url.starts_with("blob:")), "{saved}");
        assert_eq!(saved[1], saved[2]);
        let text = page.text().await?;
        assert!(!text.contains("You have not viewed, copied or saved this secret yet"), "{text}");
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }

    #[tokio::test]
    async fn the_file_of_a_session_holds_secrets_once_when_they_are_asked_for() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let (page, secret) = activated(&stage).await?;
        let device_key = stage.devices()[0].device_key.clone();
        page.choose("Session").await?;
        page.press("Save as CSV").await?;
        page.wait_for_text("Download started", LIMIT).await?;
        let plain = last_file(&stage).await?;
        assert!(plain.contains(&device_key) && plain.contains("activated"), "{plain}");
        assert!(!plain.contains(&secret) && !plain.contains("deviceSecret"), "{plain}");
        page.choose("Include device secrets").await?;
        page.press("Save as JSON").await?;
        page.wait_for_text("Download started", LIMIT).await?;
        let with_secrets: Value = serde_json::from_str(&last_file(&stage).await?).unwrap();
        assert_eq!(with_secrets["devices"][0]["deviceSecret"], json!(secret));
        page.press("Save as JSON").await?;
        page.wait_for_text("Download started", LIMIT).await?;
        assert!(!last_file(&stage).await?.contains(&secret));
        Ok(())
    }
}
