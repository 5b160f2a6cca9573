//! No state of the page has anything that axe-core finds wrong: in both languages, in every theme, on a laptop and on a phone.
//!
//! In Chromium alone, since the look of a phone is asked for by a command of its driver. A state is added by a call of `look`.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Axe, Page, PlantedStage, Result};
    use serde_json::json;

    const LIMIT: Duration = Duration::from_secs(30);
    const SECRET: &str = PlantedStage::PRODUCT_SECRET;
    const FIRST: &str = PlantedStage::DEVICE_KEYS[0];
    const SECOND: &str = PlantedStage::DEVICE_KEYS[1];
    const TABS: [&str; 5] = ["Steps", "Packets", "Compare", "Session", "Signature"];
    /// A label with a line that nobody understands and a secret of nobody.
    const LABEL: &str =
        "Product Key： pump\nDevice Key: planted-1\nDevice Key: planted-2\nSecret: not-a-secret\nColour: grey";
    const OPEN_A_PACKET: &str = "document.querySelector('.packet').click();";

    async fn tabs(axe: &mut Axe<'_>, page: Page<'_>, when: &str) -> Result<()> {
        for tab in TABS {
            page.choose(tab).await?;
            axe.look(&format!("{tab}, {when}")).await?;
        }
        Ok(())
    }

    /// What can be seen before anything is sent.
    async fn form(stage: &PlantedStage, axe: &mut Axe<'_>) -> Result<()> {
        let page = stage.page().await?;
        page.fill("Device key", "").await?;
        axe.look("empty form").await?;
        tabs(axe, page, "empty form").await?;
        page.press("Activate device").await?;
        axe.look("refused form").await?;
        for drawer in ["Paste", "Profiles", "Use another time"] {
            page.press(drawer).await?;
            axe.look(drawer).await?;
        }
        page.choose("A fixed time").await?;
        page.fill("Milliseconds since 1970", "1548753362").await?;
        axe.look("fixed time, refused").await?;
        page.paste(LABEL).await?;
        page.wait_for_text("Found values", LIMIT).await?;
        axe.look("pasted text").await?;
        let page = stage.page().await?;
        stage.fill_in(page, FIRST, SECRET).await?;
        page.press("Show product secret").await?;
        axe.look("filled form, secret shown").await?;
        page.press("Show password").await?;
        axe.look("signature, password shown").await
    }

    /// An attempt that is under way, stopped, and refused.
    async fn failures(stage: &PlantedStage, axe: &mut Axe<'_>) -> Result<()> {
        stage.set_faults(SECOND, &json!({ "push": "never" }))?;
        let page = stage.page().await?;
        stage.fill_in(page, SECOND, SECRET).await?;
        page.press("Activate device").await?;
        page.wait_for_text("Waiting for the secret", LIMIT).await?;
        axe.look("running").await?;
        page.wait_for_text("no secret received", LIMIT).await?;
        axe.look("no secret in time").await?;
        stage.fill_in(page, FIRST, "another-secret").await?;
        page.press("Activate device").await?;
        page.wait_for_text("Wrong key or secret", LIMIT).await?;
        axe.look("failure").await?;
        tabs(axe, page, "failure").await
    }

    /// A secret, hidden and shown, and everything that can be done with it.
    async fn results(stage: &PlantedStage, axe: &mut Axe<'_>) -> Result<()> {
        let page = stage.page().await?;
        stage.fill_in(page, FIRST, SECRET).await?;
        page.activate_hidden().await?;
        axe.look("result, hidden").await?;
        page.press("Next device").await?;
        axe.look("a secret that nobody has seen").await?;
        page.press("Stay here").await?;
        page.press("Settings").await?;
        page.press("Wipe now").await?;
        axe.look("wiping asks").await?;
        page.press("Keep everything").await?;
        page.press("Show secret").await?;
        page.wait_for_text("Hide secret", LIMIT).await?;
        axe.look("result, shown").await?;
        page.press("Copy secret").await?;
        page.wait_for_text("Clear clipboard", LIMIT).await?;
        axe.look("secret on the clipboard").await?;
        page.press("Copy as").await?;
        axe.look("ways to copy").await?;
        page.press("Verify secret").await?;
        axe.look("before the verification").await?;
        page.press("More").await?;
        axe.look("more ways").await?;
        for drawer in ["QR code", "Custom template", "Save as file"] {
            page.press(drawer).await?;
            axe.look(drawer).await?;
            if drawer == "Custom template" {
                page.fill("Template", "{secret}").await?;
                axe.look("template, refused").await?;
            }
        }
        page.press("Show large").await?;
        page.wait_for_text("Make sure that nobody is watching", LIMIT).await?;
        axe.look("large").await?;
        page.press("Close").await?;
        tabs(axe, page, "result").await?;
        page.choose("Packets").await?;
        stage.browser.evaluate(OPEN_A_PACKET).await?;
        axe.look("an open packet").await?;
        page.choose("Compare").await?;
        page.fill("Password", &"0".repeat(64)).await?;
        page.press("Compare now").await?;
        page.wait_for_text("mistake", LIMIT).await?;
        axe.look("compared").await?;
        page.verify().await?;
        axe.look("proven").await?;
        page.press("Settings").await?;
        axe.look("settings").await?;
        page.press("Wipe now").await?;
        axe.look("wiped").await?;
        stage.browser.evaluate("location.hash = '#/about';").await?;
        page.wait_for_text("About", LIMIT).await?;
        axe.look("about").await
    }

    /// The other mode, and the demo.
    async fn elsewhere(stage: &PlantedStage, axe: &mut Axe<'_>) -> Result<()> {
        let page = stage.page().await?;
        page.press("Try the demo").await?;
        axe.look("demo").await?;
        page.activate_hidden().await?;
        axe.look("demo, result").await?;
        page.press("Next device").await?;
        page.press("Continue without copying").await?;
        page.fill("Device key", "INV-0001").await?;
        page.press("Activate device").await?;
        axe.look("another activation asks").await?;
        page.press("Activate again").await?;
        page.region("Device secret", LIMIT).await?;
        page.choose("Session").await?;
        axe.look("session with a replaced secret").await?;
        page.press("Next device").await?;
        page.press("Continue without copying").await?;
        let page = stage.page().await?;
        let [device_key, device_secret] = PlantedStage::OLD_DEVICE;
        page.choose("Static authentication").await?;
        page.fill("Product key", PlantedStage::PRODUCT_KEY).await?;
        page.fill("Device key", device_key).await?;
        page.fill("Device secret", device_secret).await?;
        axe.look("static login").await?;
        page.press("Test login").await?;
        page.wait_for_text("EnOS accepted the device secret", LIMIT).await?;
        axe.look("static login, accepted").await
    }

    async fn walk(stage: &PlantedStage, axe: &mut Axe<'_>) -> Result<()> {
        form(stage, axe).await?;
        failures(stage, axe).await?;
        results(stage, axe).await?;
        elsewhere(stage, axe).await
    }

    #[tokio::test]
    async fn axe_core_finds_nothing_wrong_in_any_state_in_chromium() -> Result<()> {
        let stage = PlantedStage::start().await?;
        let mut axe = Axe::in_browser(&stage.browser)?;
        let walked = walk(&stage, &mut axe).await;
        // What was found comes first, should the walk have ended early.
        assert!(axe.found().is_empty(), "{} looks, {walked:?}\n{}", axe.runs(), axe.found().join("\n"));
        walked
    }
}
