//! The gateway is pulled away at every step: the page says what failed, in time, and never loses a secret that has come.

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Point, Result, on_stage, secret_in};

    /// A pulled gateway closes the connection at once; this leaves room for a slow machine, and is below every time limit.
    const AT_ONCE: Duration = Duration::from_secs(8);
    /// The page's own limit for the CONNACK is 10 s.
    const CONNACK_LIMIT: Duration = Duration::from_secs(14);

    // What the page says, as far as it has to.
    const NOT_REACHED: &str = "Cannot reach the gateway";
    const CLOSED_AT_LOGIN: &str = "The connection was lost before the login was answered";
    const CLOSED_BEFORE_SECRET: &str = "EnOS accepted the login, then the connection was lost";
    const SILENT_AT_LOGIN: &str = "no CONNACK was received in time";

    #[tokio::test]
    async fn before_the_connection_is_open() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            stage.page().await?.is_in_use().await?;
            stage.gateway.pull_away()?;
            let page = stage.this_page();
            page.press("Activate device").await?;
            page.wait_for_text(NOT_REACHED, AT_ONCE).await?;
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn after_the_connect() -> Result<()> {
        on_stage(Point::AfterConnect, async |stage| {
            stage.page().await?.press("Activate device").await?;
            stage.tap.reached().await;
            stage.gateway.pull_away()?;
            stage.this_page().wait_for_text(CLOSED_AT_LOGIN, AT_ONCE).await?;
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn after_the_subscription() -> Result<()> {
        on_stage(Point::AfterSubscribe, async |stage| {
            stage.page().await?.press("Activate device").await?;
            stage.tap.reached().await;
            // The answers have left EnOS; on a busy machine they take a moment through the gateway.
            stage.this_page().wait_for_text("Logged in", AT_ONCE).await?;
            stage.gateway.pull_away()?;
            stage.this_page().wait_for_text(CLOSED_BEFORE_SECRET, AT_ONCE).await?;
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn after_the_secret_which_stays_on_the_page() -> Result<()> {
        on_stage(Point::AfterSecret, async |stage| {
            stage.page().await?.press("Activate device").await?;
            stage.tap.reached().await;
            stage.this_page().region("Device secret", AT_ONCE).await?;
            stage.gateway.pull_away()?;
            let page = stage.this_page();
            page.press("Show secret").await?;
            let shown = page.region("Device secret", AT_ONCE).await?;
            assert!(secret_in(&shown).is_some(), "{shown}");
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn a_gateway_that_falls_silent_is_given_up_within_the_time_limit() -> Result<()> {
        on_stage(Point::AfterConnect, async |stage| {
            stage.page().await?.press("Activate device").await?;
            stage.this_page().wait_for_text(SILENT_AT_LOGIN, CONNACK_LIMIT).await?;
            Ok(())
        })
        .await
    }
}
