//! One device after another: what is kept of them, what is asked, and EnOS's limit on requests.

use simulator::{ConnackFault, Faults};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser, cloud};

#[wasm_bindgen_test]
async fn an_earlier_result_comes_back_from_the_session() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let secret = page.secret().await;
    page.wait(1_500).await;
    page.press("Next device").await;
    assert_eq!(page.value("Device key").await, cloud::SECOND);
    assert!(!page.has("region", "Device secret") && !page.holds(&secret));
    page.choose("Session").await;
    page.press("Open INV-0001").await;
    page.has_focus("Demo secret received").await;
    page.press("Show secret").await;
    assert_eq!(page.secret().await, secret);
    page.wait(1_500).await;
    page.press("Back to INV-0002").await;
    page.has_focus("Device key").await;
}

#[wasm_bindgen_test]
async fn another_activation_of_a_device_asks_first_and_marks_the_old_secret() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let old = page.secret().await;
    page.wait(1_500).await;
    page.press("Next device").await;
    page.fill("Device key", cloud::FIRST).await;
    page.fill("Client ID", "inverter-0001").await;
    page.wait(1_500).await;
    page.press("Activate device").await;
    page.says("INV-0001 has had a secret since").await;
    page.press("Cancel").await;
    page.press("Activate device").await;
    page.press("Activate again").await;
    page.region("Device secret").await;
    page.press("Show secret").await;
    assert_ne!(page.secret().await, old);
    page.choose("Session").await;
    page.says("Replaced").await;
}

#[wasm_bindgen_test]
async fn a_fourth_request_within_two_minutes_waits_or_is_sent_anyway() {
    let page = Page::demo().await;
    let refuses = Faults { connack: ConnackFault::Refuse(5), ..Faults::default() };
    browser::set_cloud(cloud::with_faults(refuses));
    for left in ["2 requests left", "1 request left", "No requests left"] {
        page.press("Activate device").await;
        page.says("Login not authorized").await;
        page.says(left).await;
        page.wait(1_500).await;
    }
    assert!(!page.has("button", "Activate device"));
    let wait = |page: &Page| page.names("button").into_iter().find(|name| name.starts_with("Wait ")).unwrap();
    let first = wait(&page);
    assert!(page.is_disabled(&first));
    page.wait(5_000).await;
    assert_ne!(wait(&page), first, "it counts down");
    page.press("Send anyway").await;
    page.says("EnOS has locked this device out").await;
    page.sleep(310_000).await;
    page.wait(2_000).await;
    assert!(page.has("button", "Activate device"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn wiping_asks_about_secrets_that_nobody_has_seen_and_then_forgets_everything() {
    let page = Page::activated().await;
    page.press("Settings").await;
    page.press("Wipe now").await;
    page.says("not viewed, copied or saved: 1").await;
    page.press("Keep everything").await;
    assert!(page.has("region", "Device secret"));
    page.press("Show secret").await;
    let secret = page.secret().await;
    page.press("Settings").await;
    page.press("Wipe now").await;
    page.says("All keys and secrets were removed from this page.").await;
    assert!(!page.has("region", "Device secret") && !page.holds(&secret));
    page.choose("Session").await;
    page.says("Devices that you activate or test appear here.").await;
}

#[wasm_bindgen_test]
async fn ten_minutes_without_use_wipe_a_secret_that_somebody_has_seen() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    page.sleep(570_000).await;
    assert!(page.has("region", "Device secret"));
    page.wait(60_000).await;
    page.says("No activity for ten minutes").await;
    assert!(!page.has("region", "Device secret"));
}

#[wasm_bindgen_test]
async fn they_never_wipe_a_secret_that_nobody_has_seen() {
    let page = Page::activated().await;
    page.sleep(3_600_000).await;
    page.wait(60_000).await;
    assert!(page.has("region", "Device secret"));
}
