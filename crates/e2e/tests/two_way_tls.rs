//! The road of a product that requires a certificate: page, gateway with a client certificate, TLS, EnOS.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Papers, Result, device_log, on_tls_stage};
    use serde_json::Value;
    use tokio::time::sleep;

    /// Everything comes at once; this leaves room for a slow machine.
    const LIMIT: Duration = Duration::from_secs(20);
    /// EnOS takes one connection a second from a device.
    const THROTTLE: Duration = Duration::from_millis(1100);

    fn all<'a>(log: &'a [Value], field: &str) -> Vec<&'a Value> {
        log.iter().filter_map(|entry| entry.get(field)).filter(|value| !value.is_null()).collect()
    }

    #[tokio::test]
    async fn with_the_client_certificate_the_device_gets_a_secret_that_it_can_log_in_with() -> Result<()> {
        on_tls_stage(Papers::Both, async |stage| {
            let device = stage.device();
            let secret = stage.page().await?.activate().await?;
            let log = device_log(stage.admin(), &device.device_key).await?;
            assert_eq!(all(&log, "event")[..2], ["logged in", "activated"], "{log:?}");

            sleep(THROTTLE).await;
            let page = stage.another_page().await?;
            page.start_login(device, &secret).await?;
            page.wait_for_text("EnOS accepted the device secret", LIMIT).await?;
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn without_the_client_certificate_the_page_shows_a_refusal_and_the_device_log_code_745() -> Result<()> {
        on_tls_stage(Papers::NoClientCertificate, async |stage| {
            let page = stage.page().await?;
            page.press("Activate device").await?;
            page.says(&["Login not authorized", "CONNACK 5"], LIMIT).await?;
            let log = device_log(stage.admin(), &stage.device().device_key).await?;
            assert_eq!(all(&log, "code"), [745], "{log:?}");
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn a_gateway_that_does_not_trust_enos_says_so_and_sends_it_no_login() -> Result<()> {
        on_tls_stage(Papers::WrongRoot, async |stage| {
            let page = stage.page().await?;
            page.press("Activate device").await?;
            let parts = [
                "The gateway cannot reach EnOS",
                "The TLS handshake between the gateway and the MQTT server failed",
                "certificates",
            ];
            page.says(&parts, LIMIT).await?;
            assert_eq!(device_log(stage.admin(), &stage.device().device_key).await?, Vec::<Value>::new());
            Ok(())
        })
        .await
    }
}
