//! The static login of a device that has its own secret.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser, cloud};

/// The demo with a device that has been online, and this secret in the form.
async fn with_secret(secret: &str) -> Page {
    let page = Page::demo().await;
    page.choose("Static authentication").await;
    page.fill("Device key", cloud::ONLINE.0).await;
    page.fill("Client ID", "inverter-0101").await;
    page.fill("Device secret", secret).await;
    page
}

#[wasm_bindgen_test]
async fn the_right_secret_is_accepted_and_the_focus_goes_to_the_answer() {
    let page = with_secret(cloud::ONLINE.1).await;
    page.press("Test login").await;
    page.has_focus("Login accepted").await;
    page.says("accepted the device secret.").await;
    assert!(!page.has("region", "Device secret") && !page.holds(cloud::ONLINE.1));
}

#[wasm_bindgen_test]
async fn a_wrong_secret_is_refused() {
    let page = with_secret("another-secret").await;
    page.press("Test login").await;
    page.has_focus("Wrong key or secret").await;
    assert!(!page.text().contains("Login accepted"));
}

#[wasm_bindgen_test]
async fn without_a_secret_nothing_is_sent() {
    let page = with_secret("").await;
    page.press("Test login").await;
    page.says("Device secret is missing.").await;
    page.has_focus("Device secret").await;
}

#[wasm_bindgen_test]
async fn a_secret_that_looks_like_markup_is_text() {
    let secret = "<img src=x onerror=alert(1)>";
    let page = with_secret(secret).await;
    browser::set_cloud(cloud::with_online_device("INV-0999", secret));
    page.fill("Device key", "INV-0999").await;
    page.press("Show device secret").await;
    page.says(secret).await;
    page.press("Test login").await;
    page.has_focus("Login accepted").await;
    assert!(page.query("img").is_none());
}
