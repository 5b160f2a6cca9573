//! The tools of the form, as a technician uses them: pasted texts, profiles, another time, swapped keys.
#![cfg(test)]

mod in_the_browser {
    use std::time::Duration;

    use e2e::{DemoDevice, Point, Result, Stage};

    /// The tools are loaded with the first of them.
    const SOON: Duration = Duration::from_secs(10);

    /// What a label says: as somebody types it off, with a space too many and a full-width colon.
    fn label(device: &DemoDevice) -> String {
        let DemoDevice { product_key, product_secret, device_key, client_id, .. } = device;
        format!(
            "Product Key： {product_key} \nDevice Key: {device_key}\nClient ID: {client_id}\nProduct Secret: {product_secret}\nColour: grey"
        )
    }

    #[tokio::test]
    async fn the_text_of_a_label_fills_the_form_and_the_device_is_activated() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let device = stage.devices()[2].clone();
        page.paste(&label(&device)).await?;
        let said = ["Found values", "Full-width characters were replaced", "Line 2", "Not recognized"];
        page.says(&said, SOON).await?;
        assert!(!page.text().await?.contains(&device.product_secret));
        page.press("Fill in the form").await?;
        page.wait_for_value("Device key", &device.device_key).await?;
        assert_eq!(page.value("Client ID").await?, device.client_id);
        assert_eq!(page.value("Product secret").await?, device.product_secret);
        page.says(&["Now in the form", "Full-width characters were replaced"], SOON).await?;
        page.activate().await?;
        assert!(stage.link.last_connect().contains(&device.device_key));
        assert_eq!(stage.browser.console().await?, Vec::<String>::new());
        Ok(())
    }

    #[tokio::test]
    async fn a_typed_text_with_a_secret_of_nobody_asks_whose_it_is() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.press("Paste").await?;
        page.fill("Text that contains the keys", "deviceKey=INV-0004, secret=practice-inverter-secret").await?;
        page.press("Find keys").await?;
        page.says(&["Is it the product secret or the device secret?"], SOON).await?;
        assert!(!page.text().await?.contains("practice-inverter-secret"));
        page.choose("Product secret").await?;
        page.press("Fill in the form").await?;
        page.wait_for_value("Device key", "INV-0004").await?;
        page.activate().await?;
        Ok(())
    }

    /// The label of another device, in one line: it is read whole. What is not whole never leads to the button.
    #[tokio::test]
    async fn enter_after_a_partial_fill_activates_nothing() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let old = page.value("Device key").await?;
        assert!(!old.is_empty());
        for text in [
            "Product Key: a b / Device Key: c d / Product Secret: practice-inverter-secret",
            "Product Secret: practice-inverter-secret",
            "Client ID: oBLcN1Ruj2",
        ] {
            page.paste(text).await?;
            page.says(&["Found values"], SOON).await?;
            page.press("Fill in the form").await?;
            page.says(&["Now in the form"], SOON).await?;
            let press = "const at = document.activeElement;
                at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
                if (at.type === 'submit' || at.tagName === 'BUTTON') at.click();
                else if (at.form) at.form.requestSubmit();
                return at.id;";
            let focus = stage.browser.evaluate(press).await?;
            assert_ne!(focus.as_str(), Some("activate"), "{text}");
            assert!(!page.text().await?.contains("Opening the WebSocket"), "{text}");
        }
        let device = stage.devices()[2].clone();
        let DemoDevice { product_key, product_secret, device_key, .. } = &device;
        let label = format!("Product Key: {product_key} / Device Key: {device_key} / Product Secret: {product_secret}");
        page.paste(&label).await?;
        page.press("Fill in the form").await?;
        page.wait_for_value("Device key", device_key).await?;
        page.activate().await?;
        let sent = stage.link.last_connect();
        assert!(sent.contains(device_key.as_str()) && !sent.contains(&old), "{sent}");
        Ok(())
    }

    #[tokio::test]
    async fn a_profile_s_link_fills_the_form_and_leaves_the_address_bar() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let link = "#profile=1&name=Site%20Graz&gateway=%2Fmqtt&productKey=pKfromLink&mode=static";
        let page = stage.page_at(link).await?;
        page.says(&["“Site Graz” was applied to the form."], SOON).await?;
        assert_eq!(page.value("Product key").await?, "pKfromLink");
        assert_eq!(page.value("Device secret").await?, "");
        assert!(!stage.browser.address().await?.contains("profile"), "{}", stage.browser.address().await?);
        page.press("Save in this browser").await?;
        page.says(&["“Site Graz” was saved in this browser."], SOON).await?;

        let page = stage.page().await?;
        stage.browser.reload().await?;
        page.press("Profiles").await?;
        page.press("Use “Site Graz”").await?;
        page.wait_for_value("Product key", "pKfromLink").await?;
        page.press("Remove “Site Graz”").await?;
        page.says(&["No saved profiles."], SOON).await
    }

    #[tokio::test]
    async fn a_profile_that_leads_elsewhere_is_asked_about_first() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let link = "#profile=1&name=Other&gateway=wss%3A%2F%2Fgw.example.net%2Fmqtt";
        let page = stage.page_at(link).await?;
        page.says(&["This profile sends logins to “gw.example.net”."], SOON).await?;
        assert_eq!(page.value("Gateway address").await?, "/mqtt");
        page.press("Do not use").await?;
        page.says(&["No profile was imported."], SOON).await?;
        assert_eq!(page.value("Gateway address").await?, "/mqtt");

        // The same link once more, into the page that is open.
        stage.browser.evaluate(&format!("location.hash = '{link}';")).await?;
        page.press("Use “Other”").await?;
        page.wait_for_value("Gateway address", "wss://gw.example.net/mqtt").await?;
        assert!(!stage.browser.address().await?.contains("profile"));
        Ok(())
    }

    #[tokio::test]
    async fn a_profile_with_a_secret_is_refused_and_its_secret_is_nowhere() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let link = "#profile=1&name=Site&gateway=%2Fmqtt&productKey=pKfromLink&secret=PlantedInALink";
        let page = stage.page_at(link).await?;
        page.says(&["The profile contains a secret, so it was not imported."], SOON).await?;
        assert_ne!(page.value("Product key").await?, "pKfromLink");
        assert!(!stage.browser.address().await?.contains("Planted"));
        let everywhere = "return document.documentElement.outerHTML + JSON.stringify(localStorage);";
        let everywhere = stage.browser.evaluate(everywhere).await?.to_string();
        assert!(everywhere.contains("The profile contains a secret") && !everywhere.contains("PlantedInALink"));
        Ok(())
    }

    #[tokio::test]
    async fn a_fixed_time_is_what_is_sent() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        page.press("Use another time").await?;
        page.choose("A fixed time").await?;
        page.fill("Milliseconds since 1970", "1548753362").await?;
        page.says(&["This value is in seconds"], SOON).await?;
        page.press("Use 1548753362000").await?;
        page.fill("Milliseconds since 1970", "1548753362502").await?;
        page.says(&["timestamp=1548753362502|", "Always signed with the same fixed time"], SOON).await?;
        page.activate_hidden().await?;
        let sent = stage.link.last_connect();
        assert!(sent.contains("|securemode=3,signmethod=sha256,timestamp=1548753362502|"), "{sent}");
        Ok(())
    }

    #[tokio::test]
    async fn keys_that_stand_in_each_other_s_place_are_swapped_at_a_press() -> Result<()> {
        let stage = Stage::start(Point::Never).await?;
        let page = stage.page().await?;
        let DemoDevice { product_key, device_key, .. } = stage.devices()[0].clone();
        page.fill("Product key", &device_key).await?;
        page.fill("Device key", &product_key).await?;
        page.says(&["Product key and device key are swapped."], SOON).await?;
        page.press("Swap them").await?;
        page.wait_for_value("Product key", &product_key).await?;
        assert_eq!(page.value("Device key").await?, device_key);
        assert!(!page.text().await?.contains("are swapped"));
        Ok(())
    }
}
