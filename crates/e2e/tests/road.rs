//! The whole road: from the button to a secret that EnOS accepts.

mod in_the_browser {
    use std::time::Duration;

    use e2e::login::{Answer, THROTTLE, log_in};
    use e2e::{Point, Result, Stage};
    use tokio::time::sleep;

    /// What the page gives EnOS for the secret, and then some.
    const LIMIT: Duration = Duration::from_secs(30);

    async fn activate(stage: &Stage) -> Result<String> {
        stage.page().await?.activate().await
    }

    #[tokio::test]
    async fn the_secret_on_the_page_logs_the_device_in() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let secret = activate(&stage).await?;
        sleep(THROTTLE).await;
        let device = &stage.devices()[0];
        assert_eq!(log_in(stage.enos(), device, &secret).await?, Answer::Accepted);
        sleep(THROTTLE).await;
        assert_ne!(log_in(stage.enos(), device, "not-the-secret").await?, Answer::Accepted);
        Ok(())
    }

    #[tokio::test]
    async fn the_page_itself_proves_the_secret_by_a_static_login() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let secret = activate(&stage).await?;
        sleep(THROTTLE).await;
        let demo = stage.devices()[0].clone();
        let page = stage.another_page().await?;
        page.start_login(&demo, &secret).await?;
        page.wait_for_text("EnOS accepted the device secret", LIMIT).await?;
        Ok(())
    }

    #[tokio::test]
    async fn the_whole_road_breaks_no_policy_and_leaves_the_console_empty() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        activate(&stage).await?;
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }

    #[tokio::test]
    async fn the_next_device_is_another_one_and_gets_another_secret() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let first = activate(&stage).await?;
        let page = stage.this_page();
        page.press("Next device").await?;
        assert_eq!(page.value("Device key").await?, stage.devices()[1].device_key);
        let second = page.activate().await?;
        assert_ne!(second, first);
        Ok(())
    }
}
