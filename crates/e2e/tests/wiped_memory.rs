//! What is left of secrets in the memory of the page's WebAssembly once everything has been wiped: no piece of eight characters.
//!
//! In Chromium alone, since GeckoDriver's scripts may not look into a page's buffers; the program is the same in both.
//!
//! Each test looks before the wipe as well: a count that finds nothing there would prove nothing.
#![cfg(test)]

mod in_the_browser {
    use std::time::{Duration, Instant};

    use e2e::{Copies, Page, PlantedStage, Result};

    const LIMIT: Duration = Duration::from_secs(30);
    const TYPED: &str = PlantedStage::PRODUCT_SECRET;

    /// A page with a device filled in.
    async fn filled_in(stage: &PlantedStage) -> Result<Page<'_>> {
        let page = stage.page().await?;
        stage.fill_in(page, PlantedStage::DEVICE_KEYS[0], TYPED).await?;
        Ok(page)
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
        let stage = PlantedStage::start().await?;
        let page = filled_in(&stage).await?;
        is_gone_after_wipe(&stage, page, TYPED).await
    }

    #[tokio::test]
    async fn nothing_of_what_was_typed_and_shown_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let page = filled_in(&stage).await?;
        page.press("Show product secret").await?;
        is_gone_after_wipe(&stage, page, TYPED).await
    }

    #[tokio::test]
    async fn nothing_of_what_was_pasted_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let page = stage.page().await?;
        let label = format!("Product Key: pump\nDevice Key: planted-1\nProduct Secret: {TYPED}\n");
        page.paste(&label).await?;
        page.press("Fill in the form").await?;
        page.wait_for_value("Device key", "planted-1").await?;
        is_gone_after_wipe(&stage, page, TYPED).await
    }

    #[tokio::test]
    async fn nothing_of_what_was_compared_or_refused_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let page = filled_in(&stage).await?;
        page.fill("Device key", "nobody-knows-me").await?;
        page.press("Activate device").await?;
        page.wait_for_text("most likely first", LIMIT).await?;
        page.choose("Compare").await?;
        page.fill("Password", &"0".repeat(64)).await?;
        page.press("Compare now").await?;
        page.wait_for_text("mistake", LIMIT).await?;
        is_gone_after_wipe(&stage, page, TYPED).await
    }

    #[tokio::test]
    async fn nothing_of_what_arrived_and_is_on_show_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let page = filled_in(&stage).await?;
        let secret = page.activate().await?;
        is_gone_after_wipe(&stage, page, &secret).await?;
        is_gone(&stage, TYPED).await
    }

    #[tokio::test]
    async fn nothing_of_what_arrived_was_handed_on_and_proven_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let page = filled_in(&stage).await?;
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
        page.verify().await?;
        is_gone_after_wipe(&stage, page, &secret).await?;
        is_gone(&stage, TYPED).await
    }
}
