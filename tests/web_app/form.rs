//! The form: what is wrong with it, where the focus goes, and what it says while somebody types.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::Page;

#[wasm_bindgen_test]
async fn an_empty_form_is_refused_with_a_list_of_its_mistakes_and_the_focus_on_the_first() {
    let page = Page::open().await;
    page.press("Activate device").await;
    page.says("Entries to check: 3").await;
    page.has_focus("Product key").await;
    for mistake in ["Product key is missing.", "Device key is missing.", "Product secret is missing."] {
        page.says(mistake).await;
    }
    let field = page.field("Product key").await;
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(!page.text().contains("Opening the WebSocket"));
}

#[wasm_bindgen_test]
async fn each_mistake_in_the_list_leads_to_its_field() {
    let page = Page::open().await;
    page.press("Activate device").await;
    page.says("Entries to check: 3").await;
    for (mistake, field) in [("Product secret is missing", "Product secret"), ("Device key is missing", "Device key")] {
        let link = page.names("link").into_iter().find(|name| name.starts_with(mistake)).unwrap();
        page.press(&link).await;
        page.has_focus(field).await;
    }
}

#[wasm_bindgen_test]
async fn a_mistake_goes_when_it_is_mended_and_the_count_with_it() {
    let page = Page::open().await;
    page.press("Activate device").await;
    page.says("Entries to check: 3").await;
    page.fill("Product key", "DemoInverter").await;
    page.says("Entries to check: 2").await;
    assert_eq!(page.field("Product key").await.get_attribute("aria-invalid"), None);
    page.fill("Device key", "INV-0001").await;
    page.fill("Product secret", "practice-inverter-secret").await;
    page.no_longer_says("Entries to check").await;
}

#[wasm_bindgen_test]
async fn a_mistake_is_shown_only_once_the_field_is_left() {
    let page = Page::open().await;
    page.fill("Device key", "INV 1").await;
    assert!(!page.text().contains("contains a space"), "{}", page.text());
    page.leave_field().await;
    page.says("Device key contains a space or line break (character 4). Remove it.").await;
}

#[wasm_bindgen_test]
async fn a_gateway_address_that_is_none_is_refused() {
    let page = Page::open().await;
    for (address, says) in [
        ("mqtt://gw.example", "is not a WebSocket address. Start it with wss://."),
        ("ws://gw.example/mqtt", "ws:// is not encrypted, and “gw.example” is not this computer."),
        ("wss://gw.example:0/mqtt", "“0” is not a valid port."),
        ("", "Gateway address is missing."),
    ] {
        page.fill("Gateway address", address).await;
        page.leave_field().await;
        page.says(says).await;
    }
}

#[wasm_bindgen_test]
async fn an_address_that_the_policy_bars_is_said_at_once() {
    let page = Page::open().await;
    page.fill("Device key", "INV-0001").await;
    page.fill("Gateway address", "wss://barred.example/mqtt").await;
    page.says("This page's security policy does not allow connections to barred.example").await;
}

#[wasm_bindgen_test]
async fn the_typed_secret_is_shown_when_asked_and_hidden_again() {
    let page = Page::open().await;
    page.fill("Product secret", "PlantedSecret").await;
    assert!(!page.holds("PlantedSecret"));
    page.press("Show product secret").await;
    page.says("PlantedSecret").await;
    page.press("Hide product secret").await;
    page.no_longer_says("PlantedSecret").await;
    assert!(!page.holds("PlantedSecret"));
    assert_eq!(page.value("Product secret").await, "PlantedSecret");
}

#[wasm_bindgen_test]
async fn swapped_keys_are_swapped_back_at_a_press() {
    let page = Page::demo().await;
    page.fill("Product key", "INV-0001").await;
    page.fill("Device key", "DemoInverter").await;
    page.says("Product key and device key are swapped.").await;
    page.press("Swap them").await;
    page.no_longer_says("are swapped").await;
    assert_eq!(page.value("Product key").await, "DemoInverter");
    assert_eq!(page.value("Device key").await, "INV-0001");
    page.has_focus("Product key").await;
}

#[wasm_bindgen_test]
async fn each_mode_keeps_its_own_secret() {
    let page = Page::open().await;
    page.fill("Product secret", "the-products").await;
    page.choose("Static authentication").await;
    assert_eq!(page.value("Device secret").await, "");
    page.fill("Device secret", "the-devices").await;
    page.choose("Dynamic activation").await;
    assert_eq!(page.value("Product secret").await, "the-products");
    page.choose("Static authentication").await;
    assert_eq!(page.value("Device secret").await, "the-devices");
}

#[wasm_bindgen_test]
async fn a_whole_label_in_a_field_is_read_and_never_stays_there() {
    let page = Page::open().await;
    page.fill("Device key", "Product Key: pK1 Device Key: dK1 Product Secret: PlantedSecret").await;
    page.says("This looks like a complete label.").await;
    page.says("Found values").await;
    assert_eq!(page.value("Device key").await, "");
    assert!(!page.holds("PlantedSecret"));
}
