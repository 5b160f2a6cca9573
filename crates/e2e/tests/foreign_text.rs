//! What comes by an address or a paste from somebody else, in a real browser.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{Point, Result, Stage};

    /// The tools are loaded with the first of them.
    const SOON: Duration = Duration::from_secs(15);

    #[tokio::test]
    async fn a_link_to_another_path_of_the_same_host_is_asked_about_first() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page_at("#profile=1&name=Line%204&gateway=%2Fmqtt%2Freal&productKey=PK1").await?;
        page.says(&["changes the gateway address to “/mqtt/real”"], SOON).await?;
        assert_eq!(page.value("Gateway address").await?, "/mqtt");
        page.press("Use “Line 4”").await?;
        page.wait_for_value("Gateway address", "/mqtt/real").await
    }

    #[tokio::test]
    async fn a_link_that_was_encoded_twice_is_read() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let end = "#profile%3D1%26name%3DLine%25204%26gateway%3D%252Fmqtt%26productKey%3DpKtwice%26mode%3Ddynamic";
        let page = stage.page_at(end).await?;
        page.says(&["“Line 4” was applied to the form."], SOON).await?;
        page.wait_for_value("Product key", "pKtwice").await?;
        assert!(!stage.browser.address().await?.contains("profile"));
        Ok(())
    }

    #[tokio::test]
    async fn an_address_with_a_secret_is_emptied_and_the_secret_is_to_be_replaced() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        for end in ["#secret=PlantedInAddress", "?productSecret=PlantedInAddress", "#%73ecret%3DPlantedInAddress"] {
            // An address that differs in its fragment alone would not load the page again.
            stage.browser.evaluate("location.href = 'about:blank';").await?;
            let page = stage.page_at(end).await?;
            page.says(&["contained a secret", "have the secret replaced"], SOON).await?;
            assert!(!stage.browser.address().await?.contains("Planted"), "{end}");
            let everywhere = "return document.documentElement.outerHTML + JSON.stringify(localStorage);";
            assert!(!stage.browser.evaluate(everywhere).await?.to_string().contains("PlantedInAddress"), "{end}");
        }
        // The same in the page that is open.
        let page = stage.page_at("#/").await?;
        stage.browser.evaluate("location.hash = '#deviceSecret=PlantedInHash';").await?;
        page.says(&["contained a secret"], SOON).await?;
        assert!(!stage.browser.address().await?.contains("Planted"));
        Ok(())
    }

    /// A text that comes into the field of the client id at once.
    const DROP: &str = "
        const field = document.getElementById('compare-client-id');
        field.value = TEXT;
        field.dispatchEvent(new Event('input', { bubbles: true }));";

    #[tokio::test]
    async fn a_log_line_in_the_comparison_is_taken_apart() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.choose("Compare").await?;
        page.says(&["Compare with my device"], SOON).await?;
        page.press("Compare now").await?;
        page.says(&["Paste at least one of the three."], SOON).await?;
        let password = "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166";
        let line = format!(
            "client_id=b'123456|securemode=2,signmethod=sha256,timestamp=1548753362502|' user u'test&654321' {password}"
        );
        let id = "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|";
        // What is typed may look whole before it is: it is taken apart when somebody asks, what is pasted at once.
        page.fill("MQTT client ID", &line).await?;
        page.wait_for_value("MQTT client ID", &line).await?;
        page.press("Compare now").await?;
        page.wait_for_value("MQTT client ID", id).await?;
        page.wait_for_value("User name", "test&654321").await?;
        page.fill("MQTT client ID", "").await?;
        page.fill("User name", "").await?;
        stage.browser.evaluate(&DROP.replace("TEXT", &serde_json::Value::from(line).to_string())).await?;
        page.says(&["They were entered in their fields."], SOON).await?;
        page.wait_for_value("MQTT client ID", id).await?;
        page.wait_for_value("User name", "test&654321").await?;
        assert!(!page.text().await?.contains(password));
        Ok(())
    }
}
