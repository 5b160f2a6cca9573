//! The secret on show: where it stands, for how long, and how it is copied.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser};

/// An activated device, whose secret has been read and is hidden again.
async fn hidden_again() -> (Page, String) {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let secret = page.secret().await;
    page.press("Hide secret").await;
    page.says("Hidden, ").await;
    (page, secret)
}

#[wasm_bindgen_test]
async fn hidden_means_absent_from_the_document() {
    let (page, secret) = hidden_again().await;
    assert!(secret.len() >= 16, "{} characters", secret.len());
    assert!(!page.holds(&secret));
    page.press("Show secret").await;
    assert_eq!(page.secret().await, secret);
    assert!(page.holds(&secret));
    for panel in ["Signature", "Packets", "Compare", "Session", "Steps"] {
        page.choose(panel).await;
    }
    page.press("Hide secret").await;
    assert!(!page.holds(&secret));
}

#[wasm_bindgen_test]
async fn a_secret_is_shown_for_thirty_seconds() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    page.says("Hides in 30 s").await;
    let secret = page.secret().await;
    page.wait(28_000).await;
    page.says("Hides in 2 s").await;
    assert!(page.holds(&secret));
    page.wait(3_000).await;
    assert!(page.has("button", "Show secret") && !page.holds(&secret), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_secret_goes_when_nobody_looks_any_more() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let secret = page.secret().await;
    browser::look_away();
    page.no_longer_says("Hides in").await;
    assert!(!page.holds(&secret));
}

#[wasm_bindgen_test]
async fn the_copied_secret_is_the_one_on_show_and_leaves_the_clipboard_after_a_minute() {
    let (page, secret) = hidden_again().await;
    page.press("Copy secret").await;
    page.says("Copied. Clear the clipboard when you are done").await;
    assert_eq!(browser::last_copied().as_ref(), Some(&secret));
    page.says("Secret on the clipboard: 60 s").await;
    page.wait(55_000).await;
    assert_eq!(browser::last_copied().as_ref(), Some(&secret));
    page.wait(7_000).await;
    page.says("The clipboard was overwritten.").await;
    assert_eq!(browser::last_copied().as_deref(), Some(" "));
    assert!(!page.text().contains("Secret on the clipboard"));
}

#[wasm_bindgen_test]
async fn the_clipboard_is_overwritten_at_a_press() {
    let (page, _) = hidden_again().await;
    page.press("Copy secret").await;
    page.press("Clear clipboard").await;
    page.says("The clipboard was overwritten.").await;
    assert_eq!(browser::last_copied().as_deref(), Some(" "));
}

#[wasm_bindgen_test]
async fn a_browser_that_forbids_copying_shows_a_notice_and_nothing_counts_as_handed_over() {
    let page = Page::activated().await;
    browser::forbid_copying();
    page.press("Copy secret").await;
    page.says("The browser blocked copying.").await;
    page.says("You have not viewed, copied or saved this secret yet").await;
    assert!(!page.text().contains("Secret on the clipboard"));
}

#[wasm_bindgen_test]
async fn a_secret_is_copied_in_every_form_that_devices_want() {
    let (page, secret) = hidden_again().await;
    page.press("Copy as").await;
    for (form, start) in [
        ("Copy as JSON", "{"),
        ("Copy as C #define", "#define "),
        ("Copy as .env", "ENOS_"),
        ("Copy as AT command", "AT+"),
    ] {
        page.press(form).await;
        let copied = browser::last_copied().unwrap_or_default();
        assert!(copied.starts_with(start) && copied.contains(&secret), "{form}");
    }
}

#[wasm_bindgen_test]
async fn the_next_device_asks_about_a_secret_that_nobody_has_seen() {
    let page = Page::activated().await;
    page.wait(1_500).await;
    page.press("Next device").await;
    page.has_focus("You have not viewed, copied or saved the secret of INV-0001.").await;
    page.press("Stay here").await;
    page.has_focus("Demo secret received").await;
    page.press("Next device").await;
    page.press("Copy and continue").await;
    page.has_focus("Device key").await;
    assert_eq!(page.value("Device key").await, "INV-0002");
    assert!(browser::last_copied().is_some_and(|secret| secret.len() >= 16));
}
