//! What the page makes of the document that it finds.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, STYLE_SHEETS, style_sheets_of_the_page};

#[wasm_bindgen_test]
fn these_tests_use_the_style_sheets_of_the_page() {
    assert_eq!(style_sheets_of_the_page(), STYLE_SHEETS.map(|(name, _)| name));
}

#[wasm_bindgen_test]
async fn what_is_shown_while_the_page_loads_is_gone_once_it_is_there() {
    let page = Page::open().await;
    assert!(!page.text().contains("Loading …"), "{}", page.text());
    assert_eq!(page.names("heading").first().map(String::as_str), Some("EnOS Provisioner"));
    assert!(page.holds("Activate a device – EnOS Provisioner"));
}

#[wasm_bindgen_test]
async fn nothing_that_is_hidden_by_style_alone_holds_a_secret() {
    let page = Page::demo().await;
    // It stands in an input that hides it, and is no attribute of it.
    assert_eq!(page.value("Product secret").await, "practice-inverter-secret");
    assert!(!page.holds("practice-inverter-secret"));
}

#[wasm_bindgen_test]
async fn a_page_that_is_left_listens_to_nothing_any_more() {
    let first = Page::demo().await;
    first.press("Activate device").await;
    drop(first);
    let second = Page::open().await;
    second.key("?").await;
    second.says("Why a gateway").await;
    assert_eq!(second.names("link").iter().filter(|name| *name == "Back to the device").count(), 1);
}
