//! The ways to hand a secret on: QR code, large letters, own template, files. Each is opened, used and closed.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser, cloud};

/// An activated device with its secret known to the test and hidden on the page, and these ways open.
async fn more() -> (Page, String) {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let secret = page.secret().await;
    page.press("Hide secret").await;
    page.press("More").await;
    (page, secret)
}

fn kept_template() -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item("template").ok()?
}

#[wasm_bindgen_test]
async fn the_qr_code_holds_the_secret_only_when_asked_and_for_thirty_seconds() {
    let (page, secret) = more().await;
    page.press("QR code").await;
    page.has_focus("QR code").await;
    let code = |page: &Page| page.query("svg.code .code-dark").unwrap().get_attribute("d").unwrap();
    let without = code(&page);
    assert!(page.has("img", "QR code with keys and secret fingerprint"));
    page.press("Add the secret to the QR code").await;
    page.says("Hides in 30 s").await;
    assert!(page.has("img", "QR code with keys and device secret"));
    assert_ne!(code(&page), without);
    assert!(!page.holds(&secret));
    page.wait(31_000).await;
    assert_eq!(code(&page), without);
    page.press("QR code").await;
    assert!(page.query("svg.code").is_none());
}

#[wasm_bindgen_test]
async fn large_letters_spell_the_secret_and_are_gone_when_closed() {
    let (page, secret) = more().await;
    page.press("Show large").await;
    page.has_focus("Device secret of INV-0001").await;
    let document = web_sys::window().unwrap().document().unwrap();
    let letters = document.query_selector_all(".large-character b").unwrap();
    let shown: String = (0..letters.length()).filter_map(|place| letters.get(place)?.text_content()).collect();
    assert_eq!(shown, secret);
    page.says("Make sure that nobody is watching.").await;
    page.press("Close").await;
    page.has_focus("Show large").await;
    assert!(page.query(".large-character").is_none());
}

#[wasm_bindgen_test]
async fn an_own_template_copies_what_it_asks_for_and_is_kept() {
    let (page, secret) = more().await;
    page.press("Custom template").await;
    page.fill("Template", "{secret}").await;
    page.says("is not a placeholder").await;
    assert!(!page.has("button", "Copy with this template"));
    page.fill("Template", r#"AT+KEY="{deviceKey}","{deviceSecret}""#).await;
    page.says(r#"AT+KEY="INV-0001","••••••••""#).await;
    assert!(!page.holds(&secret));
    page.press("Copy with this template").await;
    page.says("Clear the clipboard when you are done").await;
    assert_eq!(browser::last_copied(), Some(format!(r#"AT+KEY="INV-0001","{secret}""#)));
    assert_eq!(kept_template().as_deref(), Some(r#"AT+KEY="{deviceKey}","{deviceSecret}""#));
    page.press("Custom template").await;
    assert!(!page.has("textbox", "Template"));
}

#[wasm_bindgen_test]
async fn a_template_with_a_secret_in_it_is_not_kept() {
    let (page, secret) = more().await;
    page.press("Custom template").await;
    page.fill("Template", &format!("key={secret}")).await;
    page.says("The template contains a secret, so it was not saved.").await;
    assert_eq!(kept_template(), None);
}

#[wasm_bindgen_test]
async fn the_secret_is_saved_as_a_file_of_each_kind() {
    let (page, secret) = more().await;
    page.press("Save as file").await;
    page.says("Delete it when you are done").await;
    for (kind, name) in [
        ("Text", "enos-INV-0001.txt"),
        ("JSON", "enos-INV-0001.json"),
        ("C #define", "enos-INV-0001.h"),
        (".env", "enos-INV-0001.env"),
        ("AT command", "enos-INV-0001.txt"),
    ] {
        page.press(&format!("Save as {kind}")).await;
        page.says("Download started. See the browser's downloads.").await;
        assert_eq!(browser::last_file_name().as_deref(), Some(name));
        assert!(browser::last_file_text().await.contains(&secret), "{kind}");
    }
    page.press("Save as file").await;
    assert!(!page.has("button", "Save as JSON"));
}

#[wasm_bindgen_test]
async fn a_saved_secret_counts_as_handed_over() {
    let page = Page::activated().await;
    page.says("You have not viewed, copied or saved this secret yet").await;
    page.press("More").await;
    page.press("Save as file").await;
    page.press("Save as Text").await;
    page.no_longer_says("You have not viewed, copied or saved this secret yet").await;
    page.wait(1_500).await;
    page.press("Next device").await;
    page.has_focus("Device key").await;
    assert_eq!(page.value("Device key").await, cloud::SECOND);
}
