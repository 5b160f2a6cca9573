//! Pictures of every state of the page, for phone and laptop, light and dark, in English and Chinese, in `shots/`.
//!
//! `cargo xtask shots` builds what this needs and runs it.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use e2e::{Look, Page, Point, Result, Stage, Theme};

const LIMIT: Duration = Duration::from_secs(20);

const LOOKS: [(&str, Look); 6] = [
    ("narrow-light", Look { width: 320, height: 700, theme: Theme::Light }),
    ("lying-dark", Look { width: 844, height: 390, theme: Theme::Dark }),
    ("phone-light", Look { width: 390, height: 844, theme: Theme::Light }),
    ("phone-dark", Look { width: 390, height: 844, theme: Theme::Dark }),
    ("laptop-light", Look { width: 1280, height: 800, theme: Theme::Light }),
    ("laptop-dark", Look { width: 1280, height: 800, theme: Theme::Dark }),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::result::Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shots");
    fs::create_dir_all(&folder)?;
    for (name, look) in LOOKS {
        let shots = Shots { folder: folder.clone(), look: name };
        with_enos(&Stage::start(Point::Never).await?, &shots, look).await?;
        while_waiting(&Stage::start(Point::AfterSubscribe).await?, &shots, look).await?;
    }
    Ok(())
}

/// The form, a refusal of its own, a refusal of EnOS's, the secret hidden and shown, the other mode, the other screen.
async fn with_enos(stage: &Stage, shots: &Shots, look: Look) -> Result<()> {
    stage.browser.look_like(look).await?;
    let page = stage.page().await?;
    shots.take(stage, "form").await?;

    page.fill("Device key", "pump&7").await?;
    page.press("Activate device").await?;
    page.wait_for_text("must not contain", LIMIT).await?;
    shots.take(stage, "form-refused").await?;

    let page = another_page(stage, look).await?;
    page.fill("Product secret", "NotTheSecret").await?;
    page.press("Activate device").await?;
    page.wait_for_text("most likely first", LIMIT).await?;
    shots.take(stage, "failure").await?;

    let page = another_page(stage, look).await?;
    // Another device: EnOS takes one login a second from each.
    if let Some(device) = stage.devices().get(1) {
        page.fill("Device key", &device.device_key).await?;
        page.fill("Client ID", &device.client_id).await?;
    }
    page.activate_hidden().await?;
    shots.take(stage, "secret-hidden").await?;
    page.press("Next device").await?;
    shots.take_now(stage, "leaving").await?;
    page.press("Stay here").await?;
    page.press("Settings").await?;
    page.press("Wipe now").await?;
    shots.take_now(stage, "wiping").await?;
    page.press("Keep everything").await?;
    page.press("Copy secret").await?;
    page.wait_for_text("Clear clipboard", LIMIT).await?;
    shots.take_now(stage, "copied").await?;
    page.press("Show secret").await?;
    shots.take(stage, "secret-shown").await?;
    ways(stage, shots).await?;

    let page = another_page(stage, look).await?;
    page.choose("Static authentication").await?;
    shots.take(stage, "static").await?;
    again(stage, shots, look).await?;
    drawers(stage, shots, look).await
}

/// Another activation of the same device, and EnOS's limit on requests.
async fn again(stage: &Stage, shots: &Shots, look: Look) -> Result<()> {
    let page = another_page(stage, look).await?;
    if let Some(device) = stage.devices().get(2) {
        page.fill("Device key", &device.device_key).await?;
        page.activate().await?;
        page.press("Next device").await?;
        page.fill("Device key", &device.device_key).await?;
        page.press("Activate device").await?;
        page.wait_for_text("has had a secret since", LIMIT).await?;
        shots.take_now(stage, "replacing").await?;
        page.press("Activate again").await?;
        page.region("Device secret", LIMIT).await?;
        bring_up(stage, "tab-session").await?;
        page.choose("Session").await?;
        shots.take(stage, "replaced").await?;
        page.press("Next device").await?;
        page.press("Continue without copying").await?;
        bring_up(stage, "tab-session").await?;
        page.choose("Session").await?;
        page.press(&format!("Open {}", device.device_key)).await?;
        shots.take(stage, "opened").await?;
    }
    let page = another_page(stage, look).await?;
    if let Some(device) = stage.devices().get(4) {
        page.fill("Device key", &device.device_key).await?;
    }
    for _ in 0..3 {
        page.fill("Product secret", "NotTheSecret").await?;
        page.press("Activate device").await?;
        page.wait_for_text("most likely first", LIMIT).await?;
    }
    page.wait_for_text("Send anyway", LIMIT).await?;
    shots.take(stage, "spent").await?;
    page.press("Send anyway").await?;
    page.wait_for_text("has locked this device out", LIMIT).await?;
    shots.take(stage, "locked-out").await
}

/// The drawers of the form: a text that was read, a profile from elsewhere and one that is kept, a time that is none, swapped keys.
async fn drawers(stage: &Stage, shots: &Shots, look: Look) -> Result<()> {
    let page = another_page(stage, look).await?;
    page.press("Paste").await?;
    shots.take(stage, "paste").await?;
    let label = "Product Key： DemoInverter \\nDevice Key: INV-0003\\nDevice Key: INV-0004\\nSecret: not-a-secret\\nColour: grey";
    let typed = format!(
        "const input = document.getElementById('paste-text');
         input.value = '{label}';
         input.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    stage.browser.evaluate(&typed).await?;
    page.press("Find keys").await?;
    page.wait_for_text("Found values", LIMIT).await?;
    shots.take(stage, "paste-found").await?;

    page.press("Profiles").await?;
    page.fill("Name of the profile", "Line 4, hall B").await?;
    page.press("Save as profile").await?;
    page.wait_for_text("was saved in this browser", LIMIT).await?;
    let link = "#profile=1&name=Site%20Graz&gateway=wss%3A%2F%2Fgw.example.net%2Fmqtt&productKey=pK11111";
    stage.browser.evaluate(&format!("location.hash = '{link}';")).await?;
    page.wait_for_text("Profile received", LIMIT).await?;
    shots.take(stage, "profiles").await?;

    // On a phone, the button that submits the form may stand in front of it.
    stage.browser.evaluate("document.getElementById('open-time').scrollIntoView({ block: 'center' });").await?;
    page.press("Use another time").await?;
    page.choose("A fixed time").await?;
    page.fill("Milliseconds since 1970", "1548753362").await?;
    page.wait_for_text("This value is in seconds", LIMIT).await?;
    shots.take(stage, "time").await?;

    let page = another_page(stage, look).await?;
    page.fill("Device key", "DemoInverter").await?;
    page.fill("Product key", "INV-0001").await?;
    page.wait_for_text("are swapped", LIMIT).await?;
    shots.take(stage, "swapped").await
}

/// The ways to hand a secret on, what was exchanged, and the session.
async fn ways(stage: &Stage, shots: &Shots) -> Result<()> {
    let page = stage.this_page();
    page.press("More").await?;
    for (id, name, text, shown) in [
        ("open-code", "QR code", "anyone who photographs it", "qr-code"),
        ("open-template", "Custom template", "with the secret hidden", "template"),
        ("open-file", "Save as file", "Delete it when you are done", "file"),
        ("open-large", "Show large", "Make sure that nobody is watching", "large"),
    ] {
        bring_up(stage, id).await?;
        page.press(name).await?;
        page.wait_for_text(text, LIMIT).await?;
        shots.take(stage, shown).await?;
    }
    page.press("Close").await?;
    bring_up(stage, "tab-packets").await?;
    page.choose("Packets").await?;
    page.wait_for_text("CONNACK", LIMIT).await?;
    stage.browser.evaluate("document.querySelector('.packet').click();").await?;
    page.wait_for_text("keep alive", LIMIT).await?;
    shots.take(stage, "packets").await?;
    bring_up(stage, "tab-compare").await?;
    page.choose("Compare").await?;
    page.fill("User name", "DemoInverter&INV-0002").await?;
    page.fill("Password", &"0".repeat(64)).await?;
    bring_up(stage, "compare-password").await?;
    page.press("Compare now").await?;
    page.wait_for_text("Comparison result", LIMIT).await?;
    shots.take(stage, "compare").await?;
    bring_up(stage, "tab-session").await?;
    page.choose("Session").await?;
    page.wait_for_text("Save as CSV", LIMIT).await?;
    shots.take(stage, "session").await?;
    stage.browser.evaluate("location.hash = '#/about';").await?;
    page.wait_for_text("Activating again", LIMIT).await?;
    shots.take(stage, "about").await
}

/// On a phone, the button of the form may stand in front of what is to be pressed.
async fn bring_up(stage: &Stage, id: &str) -> Result<()> {
    let script = format!("document.getElementById('{id}').scrollIntoView({{ block: 'center' }});");
    stage.browser.evaluate(&script).await.map(drop)
}

/// A new tab, which looks like itself at first.
async fn another_page(stage: &Stage, look: Look) -> Result<Page<'_>> {
    let page = stage.another_page().await?;
    stage.browser.look_like(look).await?;
    Ok(page)
}

/// A run that waits for the secret.
async fn while_waiting(stage: &Stage, shots: &Shots, look: Look) -> Result<()> {
    stage.browser.look_like(look).await?;
    stage.page().await?.press("Activate device").await?;
    stage.link.reached().await;
    shots.take(stage, "running").await
}

struct Shots {
    folder: PathBuf,
    look: &'static str,
}

impl Shots {
    /// The same state in both languages. The words of the page alone change, so nothing is pressed or typed anew.
    async fn take(&self, stage: &Stage, shown: &str) -> Result<()> {
        self.write(stage, shown, "").await?;
        speak(stage, "zh-CN").await?;
        self.write(stage, shown, "-zh").await?;
        speak(stage, "en").await
    }

    /// A state that another press would end, as it is in the window.
    async fn take_now(&self, stage: &Stage, shown: &str) -> Result<()> {
        self.write(stage, shown, "").await
    }

    async fn write(&self, stage: &Stage, shown: &str, language: &str) -> Result<()> {
        let name = format!("{shown}-{}{language}.png", self.look);
        fs::write(self.folder.join(&name), stage.browser.picture().await?)?;
        println!("shots/{name}");
        Ok(())
    }
}

/// Has the page speak another language.
async fn speak(stage: &Stage, language: &str) -> Result<()> {
    let press = format!(
        "document.querySelector('.bar button[lang=\"{language}\"]').click();
         for (let tries = 0; tries < 100 && document.documentElement.lang !== '{language}'; tries++)
             await new Promise((done) => setTimeout(done, 50));
         return document.documentElement.lang;"
    );
    stage.browser.evaluate(&press).await.map(drop)
}
