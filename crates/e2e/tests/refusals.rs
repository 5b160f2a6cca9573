//! What EnOS refuses, and what the page refuses before EnOS sees it: each with a word on what to do.

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Point, Result, Stage};

    /// Refusals come at once; this leaves room for a slow machine.
    const LIMIT: Duration = Duration::from_secs(10);

    /// Plays with one entry changed, and expects the page to say all of `parts`.
    async fn with_entry(field: &'static str, text: &str, parts: &[&str]) -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.fill(field, text).await?;
        page.press("Activate device").await?;
        page.says(parts, LIMIT).await
    }

    /// Plays with the demo device whose note holds `note`.
    async fn with_device(note: &'static str, parts: &[&str]) -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let device = stage.device_noted(note)?;
        page.fill_in(device).await?;
        page.press("Activate device").await?;
        page.says(parts, LIMIT).await
    }

    #[tokio::test]
    async fn a_wrong_product_secret() -> Result<()> {
        with_entry("Product secret", "NotTheSecret", &["Wrong key or secret", "Enter the product secret again"]).await
    }

    #[tokio::test]
    async fn an_unknown_device() -> Result<()> {
        with_entry(
            "Device key",
            "nobody-knows-me",
            &["Login not authorized", "Register the device in the EnOS console"],
        )
        .await
    }

    #[tokio::test]
    async fn a_product_whose_activation_is_switched_off() -> Result<()> {
        with_device("dynamic activation is off", &["Login not authorized", "turn on Enable Dynamic Activation"]).await
    }

    #[tokio::test]
    async fn a_disabled_device() -> Result<()> {
        with_device("disabled", &["Login not authorized", "If the device is disabled, enable it in the EnOS console"])
            .await
    }

    #[tokio::test]
    async fn a_client_id_of_65_characters() -> Result<()> {
        with_entry("Client ID", &"c".repeat(65), &["65", "the limit is 64", "Shorten"]).await
    }

    #[tokio::test]
    async fn a_device_key_with_an_ampersand() -> Result<()> {
        with_entry("Device key", "pump&7", &["must not contain", "&", "Remove it"]).await
    }

    #[tokio::test]
    async fn an_address_that_is_no_websocket_s() -> Result<()> {
        with_entry("Gateway address", "http://gateway.example/mqtt", &["is not a WebSocket address", "wss://"]).await
    }
}
