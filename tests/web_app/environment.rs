//! Where the page stands: who answers, what came of the settings, and what is said when something is in the way.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, Setup, browser, fail_to_load, load_again};

/// A gateway, and one device to practise with behind it, as `boot.js` writes them.
const PRACTICE: &str = "found\n/mqtt\u{1e}\u{1e}PracticeProduct\u{1f}practice-secret\u{1f}PRA-0001\u{1f}practice-0001\u{1f}\u{1f}activate\u{1f}";

#[wasm_bindgen_test]
async fn in_production_the_form_is_empty_and_says_that_no_secret_is_stored() {
    let page = Page::open().await;
    page.says("No secret is stored").await;
    for field in ["Product key", "Device key", "Client ID", "Product secret"] {
        assert_eq!(page.value(field).await, "", "{field}");
    }
    assert_eq!(page.value("Gateway address").await, "/mqtt");
}

#[wasm_bindgen_test]
async fn a_simulated_enos_behind_the_gateway_is_named_and_brings_its_devices() {
    let page = Page::mount(Setup { settings: PRACTICE, is_simulated: true, ..Setup::default() }).await;
    page.says("Practice: a simulated EnOS responds").await;
    assert_eq!(page.value("Device key").await, "PRA-0001");
    page.fill("Gateway address", "/mqtt/real").await;
    page.says("No secret is stored").await;
    page.fill("Gateway address", "/mqtt").await;
    page.says("Practice: a simulated EnOS responds").await;
}

#[wasm_bindgen_test]
async fn devices_to_practise_with_are_not_offered_where_nobody_identifies_itself() {
    let page = Page::mount(Setup { settings: PRACTICE, ..Setup::default() }).await;
    page.wait(2_000).await;
    page.says("No secret is stored").await;
    assert_eq!(page.value("Device key").await, "");
}

#[wasm_bindgen_test]
async fn what_keeps_the_settings_from_coming_is_said() {
    for (settings, says) in [
        ("late", "The page's server has not responded yet."),
        ("unreachable", "The page's server does not respond."),
        ("sign-in", "The network requires sign-in."),
        ("status\n503", "The page's server returns error 503."),
        ("broken", "The page's settings cannot be read."),
    ] {
        let page = Page::mount(Setup { settings, kept: &[("gateway", "/mqtt/line-4")], ..Setup::default() }).await;
        page.says(says).await;
        assert_eq!(page.value("Gateway address").await, "/mqtt/line-4", "{settings}");
        assert!(page.has("button", "Try again"), "{settings}");
    }
}

#[wasm_bindgen_test]
async fn being_offline_is_said_until_it_is_over() {
    let page = Page::open().await;
    browser::go_offline(true);
    page.says("You are offline.").await;
    browser::go_offline(false);
    page.no_longer_says("You are offline.").await;
}

#[wasm_bindgen_test]
async fn no_secret_can_be_typed_into_a_page_that_another_site_frames_or_that_no_policy_holds() {
    for (closed, says) in [
        ("framed", "Another site embeds this page"),
        ("open", "This browser does not enforce the page's security policy"),
    ] {
        let page = Page::mount(Setup { closed: Some(closed), ..Setup::default() }).await;
        page.says(says).await;
        assert!(page.field("Product secret").await.has_attribute("disabled"), "{closed}");
        assert!(page.is_disabled("Activate device") && page.is_disabled("Paste"), "{closed}");
    }
}

/// `boot.js` asks the server for its policy while the program is on its way already.
#[wasm_bindgen_test]
async fn no_secret_can_be_typed_where_the_reason_becomes_known_while_the_settings_are_under_way() {
    for settings in ["missing", "late", PRACTICE] {
        let page = Page::mount(Setup { settings, closed_late: "framed", ..Setup::default() }).await;
        assert!(page.field("Product secret").await.has_attribute("disabled"), "{settings}");
        page.says("Another site embeds this page").await;
        assert!(page.is_disabled("Activate device") && page.is_disabled("Paste"), "{settings}");
        page.choose("Static authentication").await;
        assert!(page.field("Device secret").await.has_attribute("disabled"), "{settings}");
    }
}

#[wasm_bindgen_test]
async fn a_secret_in_the_address_is_refused_and_said() {
    let page = Page::mount(Setup { passed_secret: "#secret=PlantedSecret", ..Setup::default() }).await;
    page.says("The URL of this page contained a secret.").await;
    assert!(!page.holds("PlantedSecret"));
}

#[wasm_bindgen_test]
async fn what_needs_a_part_that_did_not_come_says_so_and_works_at_the_next_try() {
    let page = Page::open().await;
    fail_to_load();
    page.press("Try the demo").await;
    page.says("This part of the page could not be loaded.").await;
    load_again();
    page.press("Try the demo").await;
    page.says("Demo: no data leaves this page").await;
}

#[wasm_bindgen_test]
async fn a_tool_that_did_not_come_says_so_and_comes_at_the_next_try() {
    let page = Page::demo().await;
    fail_to_load();
    page.choose("Session").await;
    page.says("This part of the page could not be loaded.").await;
    load_again();
    page.choose("Packets").await;
    page.no_longer_says("Loading").await;
    page.says("Packets").await;
}

#[wasm_bindgen_test]
async fn a_language_that_did_not_come_leaves_the_page_as_it_is() {
    let page = Page::open().await;
    fail_to_load();
    page.press("中文").await;
    page.says("This part of the page could not be loaded.").await;
    assert!(page.has("button", "Activate device"));
}
