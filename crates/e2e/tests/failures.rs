//! Every way in which an activation fails: what the page calls it, and what it advises first, in both languages.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::login::THROTTLE;
    use e2e::{Page, Point, Result, Stage};
    use serde_json::{Value, json};
    use tokio::time::sleep;

    /// The page's own limits are 10 s for the CONNACK and 20 s for the secret; this leaves room for a slow machine.
    const LIMIT: Duration = Duration::from_secs(40);

    /// Title and first fix, each in English and in Chinese.
    struct Words {
        title: [&'static str; 2],
        first_fix: [&'static str; 2],
    }

    const NO_GATEWAY: Words = Words {
        title: ["Cannot reach the gateway", "无法连接网关"],
        first_fix: [
            "Check the network: is this phone or computer online, and does the network require sign-in?",
            "检查网络：手机或电脑是否联网，网络是否需要登录认证。",
        ],
    };
    const NOT_MQTT: Words = Words {
        title: ["Gateway does not speak MQTT", "网关未按 MQTT 协议应答"],
        first_fix: [
            "Check the gateway address: it must point to an MQTT gateway, usually with the path /mqtt.",
            "检查网关地址：应指向 MQTT 网关，路径通常为 /mqtt。",
        ],
    };
    const VERSION_REFUSED: Words = Words {
        title: ["Protocol version refused", "协议版本被拒绝"],
        first_fix: [
            "The server must support MQTT 3.1.1. Check that the gateway points to EnOS.",
            "服务器须支持 MQTT 3.1.1，请确认网关指向 EnOS。",
        ],
    };
    const CLIENT_ID_REFUSED: Words = Words {
        title: ["Client ID refused", "Client ID 被拒绝"],
        first_fix: [
            "Check the client ID: at most 64 characters, no | and no leading or trailing spaces.",
            "检查 Client ID：不超过 64 个字符，不含竖线（|），首尾无空格。",
        ],
    };
    const BUSY: Words = Words {
        title: ["EnOS is temporarily unavailable", "EnOS 暂不可用"],
        first_fix: [
            "Try again when you are ready. This page never retries automatically.",
            "准备好后重试；本页不会自动重试。",
        ],
    };
    const WRONG_SECRET: Words = Words {
        title: ["Wrong key or secret", "Key 或密钥错误"],
        first_fix: [
            "Enter the product secret again. It may belong to another product.",
            "重新输入产品密钥：可能填了其他产品的密钥。",
        ],
    };
    const NOT_ALLOWED: Words = Words {
        title: ["Login not authorized", "登录未授权"],
        first_fix: [
            "Register the device in the EnOS console, under Device Management > Device Assets.",
            "在 EnOS 控制台“设备管理 > 设备资产”中注册该设备。",
        ],
    };
    const CANNOT_LISTEN: Words = Words {
        title: ["Cannot subscribe to the activation topic", "无法订阅激活主题"],
        first_fix: [
            "Compare the product key and device key with the EnOS console. They may be swapped or mistyped.",
            "与 EnOS 控制台核对 Product Key 和 Device Key：可能填反或输错。",
        ],
    };
    const NO_SECRET: Words = Words {
        title: ["Logged in, but no secret received", "已登录，但未收到密钥"],
        first_fix: [
            "In the EnOS console, under Device Management > Products, open Product Details and turn on Enable Dynamic Activation.",
            "在 EnOS 控制台“设备管理 > 产品管理”的产品详情页打开“动态激活”开关。",
        ],
    };
    const WRONG_REPLY: Words = Words {
        title: ["Reply does not match this device", "返回内容与此设备不匹配"],
        first_fix: CANNOT_LISTEN.first_fix,
    };
    const UNREAD: Words = Words {
        title: ["The activation message was not understood", "无法识别激活消息"],
        first_fix: [
            "Copy the report and send it to the gateway or cloud administrator.",
            "复制报告并发给网关或云平台管理员。",
        ],
    };
    const PROOF_FAILED: Words = Words {
        title: ["Secret received, login failed", "已收到密钥，但登录失败"],
        first_fix: [
            "Wait two seconds and try again. The new secret may not be active everywhere in EnOS yet.",
            "请等待两秒后重试：新密钥可能尚未在 EnOS 内全部生效。",
        ],
    };

    impl Words {
        /// Waits for the failure in English, turns to Chinese, and reads it again.
        async fn are_shown_by(&self, page: Page<'_>) -> Result<()> {
            for (place, language) in ["en", "zh-CN"].into_iter().enumerate() {
                let failure = page.failure(language, LIMIT).await?;
                assert_eq!(failure.title, self.title[place]);
                assert_eq!(failure.fixes.first().map(String::as_str), Some(self.first_fix[place]), "{failure:?}");
                if language == "en" {
                    page.press("中文").await?;
                }
            }
            Ok(())
        }
    }

    async fn activates(stage: &Stage, faults: Value) -> Result<Page<'_>> {
        stage.set_faults(&stage.devices()[0], &faults)?;
        let page = stage.page().await?;
        page.press("Activate device").await?;
        Ok(page)
    }

    /// Activates a device with which these things go wrong.
    async fn fails_with(faults: Value, words: Words) -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        words.are_shown_by(activates(&stage, faults).await?).await
    }

    /// The same for a message that must not be taken for the device's own: no secret is shown.
    async fn is_not_taken(push: &str, words: Words) -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = activates(&stage, json!({ "push": push })).await?;
        words.are_shown_by(page).await?;
        assert!(page.region("设备密钥", Duration::ZERO).await.is_err(), "a secret is on show");
        Ok(())
    }

    #[tokio::test]
    async fn a_websocket_that_does_not_open() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.is_in_use().await?;
        // The Chinese words would not come either.
        page.press("中文").await?;
        page.press("English").await?;
        stage.gateway.program.kill()?;
        page.press("Activate device").await?;
        NO_GATEWAY.are_shown_by(page).await
    }

    #[tokio::test]
    async fn an_open_websocket_without_a_connack() -> Result<()> {
        fails_with(json!({ "mute-from": "connack" }), NOT_MQTT).await
    }

    #[tokio::test]
    async fn connack_1() -> Result<()> {
        fails_with(json!({ "connack": { "refuse": 1 } }), VERSION_REFUSED).await
    }

    #[tokio::test]
    async fn connack_2() -> Result<()> {
        fails_with(json!({ "connack": { "refuse": 2 } }), CLIENT_ID_REFUSED).await
    }

    #[tokio::test]
    async fn connack_3() -> Result<()> {
        fails_with(json!({ "connack": { "refuse": 3 } }), BUSY).await
    }

    #[tokio::test]
    async fn connack_4() -> Result<()> {
        fails_with(json!({ "connack": { "refuse": 4 } }), WRONG_SECRET).await
    }

    #[tokio::test]
    async fn connack_5() -> Result<()> {
        fails_with(json!({ "connack": { "refuse": 5 } }), NOT_ALLOWED).await
    }

    #[tokio::test]
    async fn a_refused_subscription() -> Result<()> {
        let stage = Stage::start(Point::SubscriptionRefused).await?;
        let page = stage.page().await?;
        page.press("Activate device").await?;
        CANNOT_LISTEN.are_shown_by(page).await
    }

    #[tokio::test]
    async fn no_message_in_time() -> Result<()> {
        fails_with(json!({ "push": "never" }), NO_SECRET).await
    }

    #[tokio::test]
    async fn a_message_for_another_device() -> Result<()> {
        is_not_taken("other-device", WRONG_REPLY).await
    }

    #[tokio::test]
    async fn a_message_that_is_not_json() -> Result<()> {
        is_not_taken("broken-json", UNREAD).await
    }

    #[tokio::test]
    async fn a_message_that_is_not_understood_is_not_confirmed_and_can_be_revealed() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = activates(&stage, json!({ "push": "broken-json" })).await?;
        page.wait_for_text("It is not JSON (byte", LIMIT).await?;
        assert!(!page.text().await?.contains("\"method\""), "the message is on show before anybody asked for it");
        page.press("Show the message").await?;
        page.wait_for_text(r#""method":"thing.activate.info""#, LIMIT).await?;
        page.press("Hide the message").await?;
        assert!(!page.text().await?.contains("\"method\""), "the message is still on show");
        let log = stage.log_with(&stage.devices()[0], "logged out").await?;
        assert!(log.iter().any(|entry| entry["event"] == "activated"), "{log:?}");
        assert!(log.iter().all(|entry| entry["event"] != "activation confirmed"), "{log:?}");
        Ok(())
    }

    #[tokio::test]
    async fn of_two_secrets_in_flight_the_newest_is_shown_confirmed_once_and_logs_in() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let device = &stage.devices()[0];
        // In one WebSocket message, so that the second is there before the page has drawn the first.
        stage.set_faults(device, &json!({ "push": "twice", "framing": "joined" }))?;
        let page = stage.page().await?;
        page.activate().await?;
        page.wait_for_text("info_reply 200, PUBACK, DISCONNECT", LIMIT).await?;
        let log = stage.log_with(device, "logged out").await?;
        let count = |event: &str| log.iter().filter(|entry| entry["event"] == event).count();
        assert_eq!((count("activated"), count("activation confirmed")), (2, 1), "{log:?}");
        stage.set_faults(device, &json!({}))?;
        sleep(THROTTLE).await;
        page.verify().await?;
        Ok(())
    }

    #[tokio::test]
    async fn a_verification_that_fails_leaves_the_secret_on_the_page() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.activate().await?;
        stage.set_faults(&stage.devices()[0], &json!({ "connack": { "refuse": 4 } }))?;
        sleep(THROTTLE).await;
        page.press("Verify secret").await?;
        page.press("Verify now").await?;
        PROOF_FAILED.are_shown_by(page).await?;
        page.region("设备密钥", LIMIT).await?;
        Ok(())
    }
}
