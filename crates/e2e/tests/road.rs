//! The whole road: from the button to a secret that EnOS accepts.

mod in_the_browser {
    use std::time::Duration;

    use e2e::login::{Answer, Device, log_in};
    use e2e::{Point, Result, Stage, on_stage};
    use tokio::time::sleep;

    /// What the page gives EnOS for the secret, and then some.
    const LIMIT: Duration = Duration::from_secs(30);
    /// EnOS takes one connection a second from a device.
    const THROTTLE: Duration = Duration::from_millis(1100);

    async fn activate(stage: &Stage) -> Result<String> {
        stage.page().await?.activate().await
    }

    #[tokio::test]
    async fn the_secret_on_the_page_logs_the_device_in() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            let secret = activate(stage).await?;
            sleep(THROTTLE).await;
            let demo = &stage.devices()[0];
            let device = Device {
                client_id: &demo.client_id,
                product_key: &demo.product_key,
                device_key: &demo.device_key,
                device_secret: &secret,
            };
            assert_eq!(log_in(stage.enos()?, device).await?, Answer::Accepted);
            let wrong = Device { device_secret: "not-the-secret", ..device };
            sleep(THROTTLE).await;
            assert_ne!(log_in(stage.enos()?, wrong).await?, Answer::Accepted);
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn the_page_itself_proves_the_secret_by_a_static_login() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            let secret = activate(stage).await?;
            sleep(THROTTLE).await;
            let demo = stage.devices()[0].clone();
            let page = stage.another_page().await?;
            page.start_login(&demo, &secret).await?;
            page.wait_for_text("EnOS accepted the device secret", LIMIT).await?;
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn the_whole_road_breaks_no_policy_and_leaves_the_console_empty() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            activate(stage).await?;
            assert_eq!(stage.browser.console().await?, Vec::<String>::new());
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn the_next_device_is_another_one_and_gets_another_secret() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            let first = activate(stage).await?;
            let page = stage.this_page();
            page.press("Next device").await?;
            assert_eq!(page.value("Device key").await?, stage.devices()[1].device_key);
            let second = page.activate().await?;
            assert_ne!(second, first);
            Ok(())
        })
        .await
    }
}
