//! The keyboard alone.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser};

#[wasm_bindgen_test]
async fn the_tab_key_goes_through_the_form_in_the_order_in_which_it_is_read() {
    let page = Page::open().await;
    let mut stops = Vec::new();
    page.tab_to("Paste").await;
    for _ in 0..8 {
        stops.push(page.focus());
        page.key("Tab").await;
    }
    stops.push(page.focus());
    let wanted =
        ["Paste", "Profiles", "Dynamic activation mode 3", "Product key", "Device key", "Client ID", "Product secret"];
    assert_eq!(stops[..7], wanted);
    assert_eq!(stops[7..], ["Gateway address", "Activate device"]);
}

#[wasm_bindgen_test]
async fn enter_in_a_field_activates_and_enter_shows_the_secret() {
    let page = Page::demo().await;
    page.tab_to("Device key").await;
    page.key("Enter").await;
    page.has_focus("Demo secret received").await;
    page.key("Tab").await;
    assert_eq!(page.focus(), "Show secret");
    page.key("Enter").await;
    let secret = page.secret().await;
    assert!(page.holds(&secret));
    assert_eq!(page.focus(), "Hide secret");
    page.key(" ").await;
    assert!(!page.holds(&secret));
    page.tab_to("Copy secret").await;
    page.key("Enter").await;
    page.says("Secret on the clipboard").await;
    assert_eq!(browser::last_copied(), Some(secret));
}

#[wasm_bindgen_test]
async fn escape_stops_an_attempt() {
    let page = Page::demo().await;
    page.tab_to("Device key").await;
    page.key("Enter").await;
    page.wait(100).await;
    page.key("Escape").await;
    page.has_focus("Stopped").await;
}

#[wasm_bindgen_test]
async fn escape_closes_a_tool_and_the_focus_goes_back_to_its_button() {
    let page = Page::open().await;
    for (opener, title) in [("Paste", "Paste anything"), ("Profiles", "Profiles")] {
        page.tab_to(opener).await;
        page.key("Enter").await;
        page.has_focus(title).await;
        page.key("Escape").await;
        page.has_focus(opener).await;
        assert!(!page.has("region", title), "{title}");
    }
}

#[wasm_bindgen_test]
async fn escape_withdraws_a_question() {
    let page = Page::activated().await;
    page.wait(1_500).await;
    page.tab_to("Next device").await;
    page.key("Enter").await;
    page.has_focus("You have not viewed, copied or saved the secret of INV-0001.").await;
    page.key("Escape").await;
    page.has_focus("Demo secret received").await;
    assert!(!page.has("button", "Copy and continue"));
}

#[wasm_bindgen_test]
async fn a_slash_leads_to_the_device_key_and_n_to_the_next_device() {
    let page = Page::demo().await;
    page.leave_field().await;
    page.key("/").await;
    assert_eq!(page.focus(), "Device key");
    page.key("Enter").await;
    page.press("Show secret").await;
    page.wait(1_500).await;
    page.key("n").await;
    page.has_focus("Device key").await;
    assert_eq!(page.value("Device key").await, "INV-0002");
}

#[wasm_bindgen_test]
async fn letters_do_nothing_where_somebody_types() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    page.wait(1_500).await;
    page.tab_to("Device key").await;
    page.key("n").await;
    page.key("?").await;
    page.wait(100).await;
    assert!(page.has("region", "Device secret") && !page.text().contains("Why a gateway"));
}

#[wasm_bindgen_test]
async fn the_arrow_keys_turn_from_tab_to_tab_round_the_ends() {
    let page = Page::open().await;
    page.tab_to("Signature").await;
    for (key, tab) in [
        ("ArrowRight", "Packets"),
        ("ArrowRight", "Compare"),
        ("End", "Session"),
        ("ArrowRight", "Steps"),
        ("ArrowLeft", "Session"),
        ("Home", "Steps"),
    ] {
        page.key(key).await;
        assert_eq!(page.focus(), tab);
        assert!(page.is_chosen(tab).await);
    }
}

#[wasm_bindgen_test]
async fn the_arrow_keys_choose_the_mode() {
    let page = Page::open().await;
    page.tab_to("Dynamic activation mode 3").await;
    page.key("ArrowDown").await;
    page.says("Test a login").await;
    assert_eq!(page.focus(), "Static authentication mode 2");
}

#[wasm_bindgen_test]
async fn nothing_but_its_button_has_the_focus_under_large_letters_and_escape_closes_them() {
    let page = Page::activated().await;
    page.press("More").await;
    page.press("Show large").await;
    page.has_focus("Device secret of INV-0001").await;
    for _ in 0..3 {
        page.key("Tab").await;
        assert_eq!(page.focus(), "Close");
    }
    page.key("Escape").await;
    page.has_focus("Show large").await;
    assert!(page.query(".large-group").is_none());
}
