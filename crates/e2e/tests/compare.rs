//! The comparison with what a device sends, as a technician uses it.

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Page, Point, Result, Stage};

    /// The tools are loaded with the first of them.
    const SOON: Duration = Duration::from_secs(10);
    /// The vendor's own example, with the password that `hmac.new(secret, content, "sha256")` makes of it in Python.
    const HMAC: &str = "321D77845C78131B28BF6159C8F0CE4BDC40798123275B293EE99B71DFF8EAC1";
    const SECRET: &str = "wNDGE8f0EAdh6i7OzNwk";
    const CLIENT_ID: &str = "Lx5Q1X6M|securemode=2, signmethod=sha256,timestamp=1564988853275|";
    const USER_NAME: &str = "xGKFwfkEXz&x4jwTsoz";

    #[tokio::test]
    async fn names_the_difference_and_the_mistake() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        enter(page).await?;
        page.fill("MQTT client ID", CLIENT_ID).await?;
        page.fill("User name", USER_NAME).await?;
        page.fill("Password", HMAC).await?;
        page.press("Compare now").await?;
        let said =
            ["MQTT client ID differs", "space after a comma", "User name is correct", "The device uses HMAC-SHA256."];
        page.says(&said, SOON).await?;
        assert!(!page.text().await?.contains(SECRET));
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }

    #[tokio::test]
    async fn says_in_chinese_when_no_known_mistake_explains_a_password() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.press("中文").await?;
        page.wait_for_text("产品密钥", SOON).await?;
        page.press("English").await?;
        enter(page).await?;
        page.press("中文").await?;
        page.fill("密码", &"0".repeat(64)).await?;
        page.press("开始对比").await?;
        page.says(&["已知错误均不能得到此密码"], SOON).await
    }

    async fn enter(page: Page<'_>) -> Result<()> {
        page.choose("Static authentication").await?;
        page.fill("Product key", "x4jwTsoz").await?;
        page.fill("Device key", "xGKFwfkEXz").await?;
        page.fill("Client ID", "Lx5Q1X6M").await?;
        page.fill("Device secret", SECRET).await?;
        page.choose("Compare").await?;
        page.says(&["Compare with my device"], SOON).await
    }
}
