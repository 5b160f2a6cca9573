//! The comparison with what a device sends, in the module that the page loads for it.

mod in_the_browser {
    use e2e::{Point, Result, on_stage};
    use serde_json::{Value, json};

    /// The vendor's own example, with the password that `hmac.new(secret, content, "sha256")` makes of it in Python, and how
    /// long the answer took. It is asked twice: the first time, the module has just come.
    const ASK: &str = r#"
        const compare = await loadCompare();
        const bytes = (text) => new TextEncoder().encode(text);
        const texts = ["Lx5Q1X6M", "xGKFwfkEXz", "x4jwTsoz",
            "Lx5Q1X6M|securemode=2, signmethod=sha256,timestamp=1564988853275|", "xGKFwfkEXz&x4jwTsoz"];
        const ask = (language, password) =>
            compare(language, texts, false, Date.now(), bytes(password), bytes("wNDGE8f0EAdh6i7OzNwk"), bytes("other"));
        const hmac = ask("en", "HMAC");
        const start = performance.now();
        const nothing = ask("zh-CN", "0".repeat(64));
        return { hmac, nothing, took: Math.round(performance.now() - start) };"#;
    const HMAC: &str = "321D77845C78131B28BF6159C8F0CE4BDC40798123275B293EE99B71DFF8EAC1";

    #[tokio::test]
    async fn names_the_difference_and_the_mistake_under_the_strict_policy() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            stage.page().await?;
            let answer = stage.browser.evaluate(&ASK.replace("HMAC", HMAC)).await?;
            let [verdicts, headline, mistakes] = [0, 1, 2].map(|index| answer["hmac"][index].clone());
            assert_eq!(verdicts[0][0], json!("MQTT client ID"), "{answer}");
            assert_eq!(verdicts[0][1], json!(false));
            assert!(verdicts[0][2][0].as_str().is_some_and(|text| text.contains("space behind a comma")), "{answer}");
            assert_eq!(verdicts[1], json!(["User name", true, []]));
            assert_eq!(headline, json!("This is what the device does wrong:"));
            assert!(mistakes[0].as_str().is_some_and(|text| text.starts_with("It is HMAC-SHA256.")), "{answer}");
            let unexplained = answer["nothing"][1].as_str().unwrap_or_default();
            assert!(unexplained.starts_with("已知错误均不能得到此密码"), "{answer}");
            // It takes some milliseconds; the limit leaves room for a machine that compiles beside it.
            assert!(answer["took"].as_u64().is_some_and(|took| took < 500), "{answer}");
            assert!(!answer.to_string().contains("wNDGE8f0EAdh6i7OzNwk"));
            assert_eq!(stage.browser.console().await?, Vec::<String>::new());
            Ok(())
        })
        .await
    }

    #[tokio::test]
    async fn answers_nothing_for_names_that_enos_does_not_take() -> Result<()> {
        on_stage(Point::Never, async |stage| {
            stage.page().await?;
            let ask = "
                const compare = await loadCompare();
                const none = new Uint8Array();
                return [['a|b', 'd', 'p', '', ''], ['a', 'd', 'p']].map((texts) => compare('en', texts, true, 0, none, none, none));";
            assert_eq!(stage.browser.evaluate(ask).await?, json!([Value::Null, Value::Null]));
            Ok(())
        })
        .await
    }
}
