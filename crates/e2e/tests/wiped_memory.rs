//! What is left of secrets in the memory of the page's WebAssembly once everything has been wiped: no piece of eight characters.
//!
//! In Chromium alone, since GeckoDriver's scripts may not look into a page's buffers; the program is the same in both.
//!
//! Each test looks before the wipe as well: a count that finds nothing there would prove nothing.
#![cfg(test)]

mod in_the_browser {
    use std::time::{Duration, Instant};

    use e2e::{Copies, Page, PlantedStage, Result, on_planted_stage};

    const LIMIT: Duration = Duration::from_secs(30);
    const TYPED: &str = PlantedStage::PRODUCT_SECRET;
    /// Pastes as a person does, with nothing in focus.
    const PASTE: &str = "
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', TEXT);
        const data = { clipboardData, data: TEXT, dataType: 'text/plain', bubbles: true, cancelable: true };
        document.body.dispatchEvent(new ClipboardEvent('paste', data));";

    async fn fill_in(page: Page<'_>) -> Result<()> {
        page.fill("Product key", PlantedStage::PRODUCT_KEY).await?;
        page.fill("Device key", PlantedStage::DEVICE_KEYS[0]).await?;
        page.fill("Product secret", TYPED).await
    }

    /// Wipes, and expects a secret to be there before and gone behind.
    async fn is_gone_after_wipe(stage: &PlantedStage, page: Page<'_>, secret: &str) -> Result<()> {
        let before = stage.copies_in_memory(secret).await?;
        assert!(before.utf8 > 0, "{before:?}");
        page.wipe().await?;
        is_gone(stage, secret).await
    }

    /// The page overwrites its stack once the browser has drawn what it says of the wipe.
    async fn is_gone(stage: &PlantedStage, secret: &str) -> Result<()> {
        let until = Instant::now() + LIMIT;
        loop {
            let left = stage.copies_in_memory(secret).await?;
            if left == Copies::default() {
                return Ok(());
            }
            assert!(Instant::now() < until, "{left:?}");
        }
    }

    #[tokio::test]
    async fn nothing_of_what_was_typed_in_chromium() -> Result<()> {
        on_planted_stage(async |stage| {
            let page = stage.page().await?;
            fill_in(page).await?;
            is_gone_after_wipe(stage, page, TYPED).await
        })
        .await
    }

    #[tokio::test]
    async fn nothing_of_what_was_typed_and_shown_in_chromium() -> Result<()> {
        on_planted_stage(async |stage| {
            let page = stage.page().await?;
            fill_in(page).await?;
            page.press("Show product secret").await?;
            is_gone_after_wipe(stage, page, TYPED).await
        })
        .await
    }

    #[tokio::test]
    async fn nothing_of_what_was_pasted_in_chromium() -> Result<()> {
        on_planted_stage(async |stage| {
            let page = stage.page().await?;
            let label = format!("Product Key: pump\nDevice Key: planted-1\nProduct Secret: {TYPED}\n");
            stage.browser().evaluate(&PASTE.replace("TEXT", &serde_json::Value::from(label).to_string())).await?;
            page.press("Fill in the form").await?;
            page.wait_for_value("Device key", "planted-1").await?;
            is_gone_after_wipe(stage, page, TYPED).await
        })
        .await
    }

    #[tokio::test]
    async fn nothing_of_what_was_compared_or_refused_in_chromium() -> Result<()> {
        on_planted_stage(async |stage| {
            let page = stage.page().await?;
            fill_in(page).await?;
            page.fill("Device key", "nobody-knows-me").await?;
            page.press("Activate device").await?;
            page.wait_for_text("most likely first", LIMIT).await?;
            page.choose("Compare").await?;
            page.fill("Password", &"0".repeat(64)).await?;
            page.press("Compare now").await?;
            page.wait_for_text("mistake", LIMIT).await?;
            is_gone_after_wipe(stage, page, TYPED).await
        })
        .await
    }

    #[tokio::test]
    async fn nothing_of_what_arrived_and_is_on_show_in_chromium() -> Result<()> {
        on_planted_stage(async |stage| {
            let page = stage.page().await?;
            fill_in(page).await?;
            let secret = page.activate().await?;
            is_gone_after_wipe(stage, page, &secret).await?;
            is_gone(stage, TYPED).await
        })
        .await
    }

    #[tokio::test]
    async fn nothing_of_what_arrived_was_handed_on_and_proven_in_chromium() -> Result<()> {
        on_planted_stage(async |stage| {
            let page = stage.page().await?;
            fill_in(page).await?;
            let secret = page.activate().await?;
            page.press("Hide secret").await?;
            page.press("Copy secret").await?;
            page.press("Copy as").await?;
            page.press("Copy as JSON").await?;
            page.press("More").await?;
            page.press("QR code").await?;
            page.press("Add the secret to the QR code").await?;
            page.press("Show large").await?;
            page.wait_for_text("Make sure that nobody is watching", LIMIT).await?;
            page.press("Close").await?;
            page.choose("Packets").await?;
            page.wait_for_text("SUBACK", LIMIT).await?;
            page.choose("Session").await?;
            page.choose("Include device secrets").await?;
            page.press("Verify secret").await?;
            page.press("Verify now").await?;
            page.wait_for_text("received and verified", LIMIT).await?;
            is_gone_after_wipe(stage, page, &secret).await?;
            is_gone(stage, TYPED).await
        })
        .await
    }
}
