//! The road of a product that requires a certificate: page, gateway with a client certificate, TLS, EnOS.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::login::THROTTLE;
    use e2e::{DemoDevice, Page, Papers, Result, Stage};
    use serde_json::Value;
    use tokio::time::sleep;

    /// Everything comes at once; this leaves room for a slow machine.
    const LIMIT: Duration = Duration::from_secs(20);

    fn all<'a>(log: &'a [Value], field: &str) -> Vec<&'a Value> {
        log.iter().filter_map(|entry| entry.get(field)).filter(|value| !value.is_null()).collect()
    }

    /// The page with the device filled in whose product requires a certificate.
    async fn page(stage: &Stage<()>) -> Result<(Page<'_>, &DemoDevice)> {
        let (page, device) = (stage.page_at("").await?, stage.device_noted("certificate")?);
        page.fill_in(device).await?;
        Ok((page, device))
    }

    #[tokio::test]
    async fn with_the_client_certificate_the_device_gets_a_secret_that_it_can_log_in_with() -> Result<()> {
        let stage = Stage::with_tls(Papers::Both).await?;
        let (page, device) = page(&stage).await?;
        let secret = page.activate().await?;
        let log = stage.log_of(device)?;
        assert_eq!(all(&log, "event")[..2], ["logged in", "activated"], "{log:?}");

        sleep(THROTTLE).await;
        stage.browser.open_tab().await?;
        let page = stage.page_at("").await?;
        page.start_login(device, &secret).await?;
        page.wait_for_text("EnOS accepted the device secret", LIMIT).await?;
        Ok(())
    }

    #[tokio::test]
    async fn without_the_client_certificate_the_page_shows_a_refusal_and_the_device_log_code_745() -> Result<()> {
        let stage = Stage::with_tls(Papers::NoClientCertificate).await?;
        let (page, device) = page(&stage).await?;
        page.press("Activate device").await?;
        page.says(&["Login not authorized", "CONNACK 5"], LIMIT).await?;
        let log = stage.log_of(device)?;
        assert_eq!(all(&log, "code"), [745], "{log:?}");
        Ok(())
    }

    #[tokio::test]
    async fn a_gateway_that_does_not_trust_enos_says_so_and_sends_it_no_login() -> Result<()> {
        let stage = Stage::with_tls(Papers::WrongRoot).await?;
        let (page, device) = page(&stage).await?;
        page.press("Activate device").await?;
        let parts = [
            "The gateway cannot reach EnOS",
            "The TLS handshake between the gateway and the MQTT server failed",
            "certificates",
        ];
        page.says(&parts, LIMIT).await?;
        assert_eq!(stage.log_of(device)?, Vec::<Value>::new());
        Ok(())
    }
}
