//! Every failure that the simulated EnOS inside the page can bring about: what the page calls it, and what it advises first.

use simulator::{ConnackFault, Faults, PushFault, Step, Unsolicited};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser, cloud};

/// Activates the first device over a cloud in which this goes wrong; the failure has this title, and its first advice begins so.
async fn fails_with(faults: Faults, title: &str, advice: &str) -> Page {
    let page = Page::demo().await;
    browser::set_cloud(cloud::with_faults(faults));
    page.press("Activate device").await;
    is_shown(&page, title, advice).await;
    page
}

/// The card stands there with the focus on its title; nobody was given a secret, and the form can be used again.
async fn is_shown(page: &Page, title: &str, advice: &str) {
    page.says("Copy report").await;
    page.has_focus(title).await;
    assert!(page.has("alert", title));
    let first = page.query(".fixes li").and_then(|fix| fix.text_content()).unwrap_or_default();
    assert!(first.starts_with(advice), "the first advice is: {first}");
    assert!(!page.has("region", "Device secret"));
    assert!(!page.field("Device key").await.has_attribute("readonly"));
}

fn connack(code: u8) -> Faults {
    Faults { connack: ConnackFault::Refuse(code), ..Faults::default() }
}

fn push(push: PushFault) -> Faults {
    Faults { push, ..Faults::default() }
}

fn mute_from(step: Step) -> Faults {
    Faults { mute_from: Some(step), ..Faults::default() }
}

fn cut_after(bytes: usize) -> Faults {
    Faults { cut_after: Some(bytes), ..Faults::default() }
}

/// Activates the device of these keys over the cloud of the demo.
async fn activates([product_key, product_secret]: [&str; 2], device_key: &str) -> Page {
    let page = Page::demo().await;
    page.fill("Product key", product_key).await;
    page.fill("Product secret", product_secret).await;
    page.fill("Device key", device_key).await;
    page.fill("Client ID", "").await;
    page.press("Activate device").await;
    page
}

const INVERTER: [&str; 2] = [cloud::PRODUCT, cloud::PRODUCT_SECRET];
const METER: [&str; 2] = ["DemoMeter", "practice-meter-secret"];
const CONTROLLER: [&str; 2] = ["DemoController", "practice-controller-secret"];

/// Disabled, a sub-device, online before, not registered; its product's activation switched off, a certificate required.
#[wasm_bindgen_test]
async fn devices_that_may_not_be_activated() {
    for (product, device_key) in [
        (INVERTER, "INV-0102"),
        (INVERTER, "INV-0103"),
        (INVERTER, "INV-0101"),
        (INVERTER, "INV-9999"),
        (METER, "MTR-0001"),
        (CONTROLLER, "CTL-0001"),
    ] {
        let page = activates(product, device_key).await;
        is_shown(&page, "Login not authorized", "Register the device in the EnOS console").await;
        page.says("CONNACK 5 and gave no further reason").await;
    }
}

#[wasm_bindgen_test]
async fn a_wrong_product_secret() {
    let page = activates([cloud::PRODUCT, "another-secret"], cloud::FIRST).await;
    is_shown(&page, "Wrong key or secret", "Enter the product secret again").await;
}

#[wasm_bindgen_test]
async fn connack_1() {
    fails_with(connack(1), "Protocol version refused", "The server must support MQTT 3.1.1.").await;
}

#[wasm_bindgen_test]
async fn connack_2() {
    fails_with(connack(2), "Client ID refused", "Check the client ID").await;
}

#[wasm_bindgen_test]
async fn connack_3() {
    fails_with(connack(3), "EnOS is temporarily unavailable", "Try again when you are ready.").await;
}

#[wasm_bindgen_test]
async fn connack_4() {
    fails_with(connack(4), "Wrong key or secret", "Enter the product secret again").await;
}

#[wasm_bindgen_test]
async fn connack_5() {
    fails_with(connack(5), "Login not authorized", "Register the device in the EnOS console").await;
}

#[wasm_bindgen_test]
async fn a_reserved_connack() {
    fails_with(connack(6), "The login was refused", "The server must support MQTT 3.1.1.").await;
}

#[wasm_bindgen_test]
async fn a_connack_with_a_code_of_mqtt_5() {
    let page = fails_with(connack(0x84), "Protocol version refused", "The server must support MQTT 3.1.1.").await;
    page.says("(0x84, unsupported protocol version), a code that MQTT 3.1.1 does not define").await;
}

#[wasm_bindgen_test]
async fn no_connack_in_time() {
    fails_with(mute_from(Step::Connack), "Gateway does not speak MQTT", "Check the gateway address").await;
}

#[wasm_bindgen_test]
async fn a_connection_that_is_closed_in_place_of_a_connack() {
    let faults = Faults { connack: ConnackFault::Close, ..Faults::default() };
    fails_with(faults, "EnOS closed the connection during login", "Enter the product secret again").await;
}

#[wasm_bindgen_test]
async fn a_packet_of_a_reserved_type() {
    let faults = Faults { unsolicited: Some(Unsolicited::Reserved), ..Faults::default() };
    let page = fails_with(faults, "Gateway does not speak MQTT", "Check the gateway address").await;
    page.says("The server violated the MQTT protocol, so the connection was closed.").await;
}

#[wasm_bindgen_test]
async fn no_message_in_time() {
    let page = fails_with(
        push(PushFault::Never),
        "Logged in, but no secret received",
        "In the EnOS console, under Device Management",
    )
    .await;
    page.says("did not send the secret in time").await;
}

#[wasm_bindgen_test]
async fn a_connection_that_is_closed_before_the_secret() {
    // CONNACK has 4 bytes.
    fails_with(cut_after(6), "Connection lost before the secret was received", "Look for another login of this device")
        .await;
}

#[wasm_bindgen_test]
async fn a_message_for_another_device() {
    let title = "Reply does not match this device";
    fails_with(push(PushFault::OtherDevice), title, "Compare the product key and device key").await;
}

#[wasm_bindgen_test]
async fn a_message_that_is_not_json_is_shown_only_to_those_who_ask() {
    let title = "The activation message was not understood";
    let page = fails_with(push(PushFault::BrokenJson), title, "Copy the report").await;
    assert!(!page.holds("thing.activate.info\""));
    page.press("Show the message").await;
    page.says(r#""method":"thing.activate.info""#).await;
    page.press("Hide the message").await;
    page.no_longer_says(r#""method""#).await;
    assert!(!page.holds("thing.activate.info\""));
}

#[wasm_bindgen_test]
async fn a_message_that_is_too_large() {
    fails_with(push(PushFault::HugeJson), "The activation message was not understood", "Copy the report").await;
}

#[wasm_bindgen_test]
async fn a_demo_that_cannot_be_loaded() {
    let page = Page::demo().await;
    browser::forget_cloud();
    page.press("Activate device").await;
    is_shown(&page, "The demo could not be loaded", "Check the network").await;
    page.press("Details").await;
    page.says("the demo could not be loaded").await;
}

#[wasm_bindgen_test]
async fn an_attempt_that_was_stopped_looks_like_nothing_broken() {
    let page = Page::demo().await;
    browser::set_cloud(cloud::with_faults(mute_from(Step::Activation)));
    page.press("Activate device").await;
    page.press("Stop").await;
    page.has_focus("Stopped").await;
    page.says("You pressed Stop. Nothing more is sent.").await;
    assert!(!page.text().contains("most likely first"));
}

#[wasm_bindgen_test]
async fn a_remedy_leads_to_the_field_that_it_is_about() {
    let page = fails_with(connack(4), "Wrong key or secret", "Enter the product secret again").await;
    page.press("Enter it again").await;
    page.has_focus("Product secret").await;
}

#[wasm_bindgen_test]
async fn a_remedy_turns_to_the_other_mode() {
    let page = fails_with(connack(4), "Wrong key or secret", "Enter the product secret again").await;
    page.press("Use static authentication").await;
    page.says("Test a login").await;
    assert!(page.is_chosen("Static authentication").await);
}

#[wasm_bindgen_test]
async fn trying_again_goes_on_where_it_failed() {
    let page = fails_with(connack(3), "EnOS is temporarily unavailable", "Try again when you are ready.").await;
    browser::set_cloud(cloud::practice(1));
    page.wait(1_500).await;
    page.press("Try again").await;
    page.region("Device secret").await;
}

#[wasm_bindgen_test]
async fn the_report_holds_the_failure_and_no_secret() {
    let page = fails_with(connack(4), "Wrong key or secret", "Enter the product secret again").await;
    page.press("Copy report").await;
    page.says("Copied.").await;
    let report = browser::last_copied().unwrap();
    for part in ["Wrong key or secret", "INV-0001", "CONNACK 4", "sent  CONNECT"] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(!report.contains(cloud::PRODUCT_SECRET));
}

#[wasm_bindgen_test]
async fn a_failure_is_shown_in_chinese_as_soon_as_the_language_is_switched() {
    let page = fails_with(connack(5), "Login not authorized", "Register the device in the EnOS console").await;
    page.press("中文").await;
    page.says("登录未授权").await;
    page.says("在 EnOS 控制台“设备管理 > 设备资产”中注册该设备。").await;
}
