//! From the button to the secret, over the simulated EnOS inside the page.

use simulator::{Faults, Framing, PushFault, Step};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser, cloud};

#[wasm_bindgen_test]
async fn the_demo_begins_with_the_first_device_in_the_form() {
    let page = Page::demo().await;
    page.says("Demo device 1 of 11: can be activated").await;
    assert_eq!(page.value("Product key").await, "DemoInverter");
    assert_eq!(page.value("Device key").await, "INV-0001");
    assert!(!page.has("textbox", "Gateway address"));
}

#[wasm_bindgen_test]
async fn an_activation_brings_a_hidden_secret_and_the_focus_goes_to_it() {
    let page = Page::demo().await;
    page.press("Activate device").await;
    page.region("Device secret").await;
    page.has_focus("Demo secret received").await;
    page.says("Hidden, ").await;
    assert!(page.query(".secret output").is_none());
    page.says("info_reply 200, PUBACK, DISCONNECT").await;
}

#[wasm_bindgen_test]
async fn while_it_runs_the_form_is_locked_and_stop_is_the_only_way() {
    let page = Page::demo().await;
    let mute = Faults { mute_from: Some(Step::Activation), ..Faults::default() };
    browser::set_cloud(cloud::with_faults(mute));
    page.press("Activate device").await;
    page.says("Waiting for the secret").await;
    assert!(page.has("button", "Stop"), "{}", page.text());
    assert!(!page.has("button", "Activate device"));
    assert!(page.field("Device key").await.has_attribute("readonly"));
    assert!(page.is_disabled("Leave the demo"));
}

#[wasm_bindgen_test]
async fn every_step_is_shown_with_the_time_it_took() {
    let page = Page::activated().await;
    let steps = page.text();
    for step in ["What happened", "WebSocket", "CONNACK", "SUBACK"] {
        assert!(steps.contains(step), "{step}: {steps}");
    }
    // Each message is under way for 150 ms.
    assert!(steps.contains("0.15 s"), "{steps}");
}

#[wasm_bindgen_test]
async fn a_second_press_where_the_button_was_puts_no_secret_away() {
    let page = Page::demo().await;
    page.press("Activate device").await;
    page.says("info_reply 200, PUBACK, DISCONNECT").await;
    assert!(page.is_disabled("Next device"));
    page.wait(1_500).await;
    assert!(!page.is_disabled("Next device") && page.has("region", "Device secret"));
}

#[wasm_bindgen_test]
async fn a_secret_is_verified_by_a_login_with_it() {
    let page = Page::activated().await;
    page.press("Verify secret").await;
    page.says("Verification logs in as this device.").await;
    page.press("Verify now").await;
    page.says("Demo secret received and verified").await;
    assert!(!page.has("button", "Verify secret"));
}

#[wasm_bindgen_test]
async fn a_verification_that_fails_leaves_the_secret_on_the_page() {
    let page = Page::activated().await;
    // Another cloud, which has given this device no secret.
    browser::set_cloud(cloud::practice(2));
    page.press("Verify secret").await;
    page.press("Verify now").await;
    page.says("Secret received, login failed").await;
    assert!(page.has("region", "Device secret") && page.has("button", "Show secret"));
}

#[wasm_bindgen_test]
async fn a_reply_that_is_never_acknowledged_takes_no_secret_back() {
    let page = Page::demo().await;
    let mute = Faults { mute_from: Some(Step::Puback), ..Faults::default() };
    browser::set_cloud(cloud::with_faults(mute));
    page.press("Activate device").await;
    page.says("Next device").await;
    page.says("info_reply 200, DISCONNECT").await;
    page.press("Show secret").await;
    assert!(page.secret().await.len() >= 16);
}

#[wasm_bindgen_test]
async fn of_two_secrets_in_flight_the_newest_is_shown_and_logs_in() {
    let page = Page::demo().await;
    let twice = Faults { push: PushFault::Twice, framing: Framing::Joined, ..Faults::default() };
    browser::set_cloud(cloud::with_faults(twice));
    page.press("Activate device").await;
    page.says("info_reply 200, PUBACK, DISCONNECT").await;
    page.press("Verify secret").await;
    page.press("Verify now").await;
    page.says("Demo secret received and verified").await;
}
