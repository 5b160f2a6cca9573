//! What a technician does and sees, found by the names that assistive technology reads out.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::Value;
use tokio::time::Instant;

use crate::browser::Browser;
use crate::demo::DemoDevice;
use crate::driver::accessible_name;
use crate::trouble::Result;
use crate::wait::look_until;

/// A step on the page that waits for nothing but the page.
const AT_ONCE: Duration = Duration::from_secs(10);

/// What an attempt needs is a program of its own, which the page loads when somebody begins to use it.
const ROAD_IS_LOADED: &str = r#"return performance.getEntriesByType("resource")
    .some((entry) => entry.name.includes("/attempt-") && entry.responseEnd > 0);"#;

/// The standard has `clipboardData`; Firefox takes the other two.
const PASTE: &str = "
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', TEXT);
    const data = { clipboardData, data: TEXT, dataType: 'text/plain', bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent('paste', data));";

// Keys of the `WebDriver` standard, section 17.4.2.
const SELECT_ALL: &str = "\u{E009}a";
const DELETE: char = '\u{E017}';

/// The open page.
#[derive(Clone, Copy, Debug)]
pub struct Page<'b> {
    browser: &'b Browser,
}

/// What kind of thing has the name.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Button,
    Field,
    Choice,
    Region,
}

impl<'b> Page<'b> {
    /// Opens the page at an address.
    ///
    /// # Errors
    /// When the browser cannot open it.
    pub async fn open(browser: &'b Browser, address: &str) -> Result<Self> {
        browser.client().goto(address).await?;
        Ok(Self { browser })
    }

    /// The page that is open in the browser.
    pub(crate) fn in_browser(browser: &'b Browser) -> Self {
        Self { browser }
    }

    /// What the body of an asynchronous function comes to in the page.
    pub(crate) async fn evaluate(self, body: &str) -> Result<Value> {
        self.browser.evaluate(body).await
    }

    /// Presses the button of that name, once it is there and may be pressed.
    ///
    /// # Errors
    /// When there is no such button.
    pub async fn press(self, name: &str) -> Result<()> {
        self.on(Kind::Button, name, AT_ONCE, async |button| self.click(&button).await).await
    }

    /// Opens the menu with the settings and has everything wiped, which closes it again.
    ///
    /// # Errors
    /// When there is no such menu or button, or the page does not say that it has wiped.
    pub async fn wipe(self) -> Result<()> {
        self.press("Settings").await?;
        self.press("Wipe now").await?;
        self.wait_for_text("were removed from this page", AT_ONCE).await.map(drop)
    }

    /// Puts the text into the field of that name, in place of what is in it.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(self, name: &str, text: &str) -> Result<()> {
        // As a person does it: WebDriver's own way to clear a field fires no `input` event, and the page never knows.
        // Each command ends with all keys released; within one, Firefox would go on holding the control key.
        let keys = format!("{DELETE}{text}");
        self.on(Kind::Field, name, AT_ONCE, async |field| {
            field.send_keys(SELECT_ALL).await?;
            Ok(field.send_keys(&keys).await?)
        })
        .await
    }

    /// Fills in a device with its product's secret.
    ///
    /// # Errors
    /// When a field is not there.
    pub async fn fill_in(self, device: &DemoDevice) -> Result<()> {
        self.fill("Product key", &device.product_key).await?;
        self.fill("Device key", &device.device_key).await?;
        self.fill("Client ID", &device.client_id).await?;
        self.fill("Product secret", &device.product_secret).await
    }

    /// Pastes as a person does, with nothing in focus.
    ///
    /// # Errors
    /// When the browser does not run the script.
    pub async fn paste(self, text: &str) -> Result<()> {
        self.browser.evaluate(&PASTE.replace("TEXT", &Value::from(text).to_string())).await.map(drop)
    }

    /// Presses these keys, wherever the focus is.
    ///
    /// # Errors
    /// When the browser does not take them.
    pub async fn type_keys(self, keys: &str) -> Result<()> {
        Ok(self.browser.client().active_element().await?.send_keys(keys).await?)
    }

    /// What stands in the field of that name.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn value(self, name: &str) -> Result<String> {
        self.on(Kind::Field, name, AT_ONCE, async |field| Ok(field.prop("value").await?.unwrap_or_default())).await
    }

    /// Waits until that stands in the field of that name.
    ///
    /// # Errors
    /// When it does not within ten seconds.
    pub async fn wait_for_value(self, name: &str, text: &str) -> Result<()> {
        let what = format!("`{text}` in `{name}`");
        let look = async || Ok((self.value(name).await? == text).then_some(()));
        look_until(AT_ONCE, &what, look, async || self.value(name).await).await
    }

    /// Picks the radio button or tick box whose name is that, or begins so: what it means may follow.
    ///
    /// # Errors
    /// When there is no such choice.
    pub async fn choose(self, name: &str) -> Result<()> {
        self.on(Kind::Choice, name, AT_ONCE, async |choice| {
            // The label is what people press: it covers the choice itself, which may be drawn by styles alone.
            match choice.find(Locator::XPath("ancestor::label")).await {
                Ok(label) => self.click(&label).await,
                Err(_) => self.click(&choice).await,
            }
        })
        .await
    }

    /// The text of the region of that name, once it is there.
    ///
    /// # Errors
    /// When it does not appear within the limit.
    pub async fn region(self, name: &str, limit: Duration) -> Result<String> {
        self.on(Kind::Region, name, limit, async |region| Ok(region.text().await?)).await
    }

    /// Goes into a field, as everybody does before pressing the button, and waits until the page has loaded what an attempt needs.
    ///
    /// # Errors
    /// When it does not load.
    pub async fn is_in_use(self) -> Result<()> {
        self.on(Kind::Field, "Device key", AT_ONCE, async |field| self.click(&field).await).await?;
        let is_loaded = async || Ok((self.browser.evaluate(ROAD_IS_LOADED).await? == true).then_some(()));
        look_until(AT_ONCE, "the road", is_loaded, async || self.text().await).await
    }

    /// Waits until the page's text holds `part`, and returns the text.
    ///
    /// # Errors
    /// When it does not within the limit.
    pub async fn wait_for_text(self, part: &str, limit: Duration) -> Result<String> {
        let look = async || Ok(Some(self.text().await?).filter(|text| text.contains(part)));
        look_until(limit, &format!("text `{part}`"), look, async || self.text().await).await
    }

    /// Waits until the page's text holds all of `parts`.
    ///
    /// # Errors
    /// When it does not within the limit.
    pub async fn says(self, parts: &[&str], limit: Duration) -> Result<()> {
        for part in parts {
            self.wait_for_text(part, limit).await?;
        }
        Ok(())
    }

    /// What the page shows, as text.
    ///
    /// # Errors
    /// When the browser does not tell.
    pub async fn text(self) -> Result<String> {
        Ok(self.browser.client().find(Locator::Css("body")).await?.text().await?)
    }

    /// Clicks. Where the button that stays at the window's edge stands in front of it, people scroll on, and so does this.
    async fn click(self, element: &Element) -> Result<()> {
        if element.click().await.is_err() {
            if let Ok(argument) = serde_json::to_value(element) {
                let scroll = "arguments[0].scrollIntoView({ block: 'center' });";
                self.browser.client().execute(scroll, vec![argument]).await?;
            }
            element.click().await?;
        }
        Ok(())
    }

    /// Does something with an element; once more when the page has drawn another in its place meanwhile.
    async fn on<T>(
        self,
        kind: Kind,
        name: &str,
        limit: Duration,
        act: impl AsyncFn(Element) -> Result<T>,
    ) -> Result<T> {
        let until = Instant::now() + limit;
        loop {
            let element = self.wait_for(kind, name, limit).await?;
            match act(element).await {
                Err(trouble) if trouble.is_redrawn() && Instant::now() < until => {}
                done => return done,
            }
        }
    }

    async fn wait_for(self, kind: Kind, name: &str, limit: Duration) -> Result<Element> {
        let what = format!("{kind:?} named `{name}`").to_lowercase();
        // A page that is being drawn takes elements away between two commands: then look again.
        let look = async || Ok(self.find(kind, name).await.ok().flatten());
        let element = look_until(limit, &what, look, async || self.text().await).await?;
        // The main button stays at the lower edge, above what would only just be in sight.
        let target = serde_json::to_value(&element).unwrap_or_default();
        let center = "arguments[0].scrollIntoView({ block: 'center' });";
        let _ = self.browser.client().execute(center, vec![target]).await;
        Ok(element)
    }

    async fn find(self, kind: Kind, name: &str) -> Result<Option<Element>> {
        let client = self.browser.client();
        for element in client.find_all(Locator::Css(kind.selector())).await? {
            if element.is_displayed().await? || matches!(kind, Kind::Choice) {
                let enabled = element.is_enabled().await?;
                if enabled && kind.takes(&accessible_name(client, &element).await?, name) {
                    return Ok(Some(element));
                }
            }
        }
        Ok(None)
    }
}

impl Kind {
    fn takes(self, found: &str, wanted: &str) -> bool {
        match self {
            Self::Button | Self::Field | Self::Region => found == wanted,
            Self::Choice => found.starts_with(wanted),
        }
    }

    /// A password field has no role of its own, hence elements rather than roles.
    fn selector(self) -> &'static str {
        match self {
            Self::Button => "button, [role=button]",
            Self::Field => "input:not([type=radio]):not([type=checkbox]), textarea",
            Self::Choice => "input[type=radio], input[type=checkbox], [role=radio], [role=tab]",
            Self::Region => "section, [role=region]",
        }
    }
}
