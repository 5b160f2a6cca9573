//! Language, colours and the words about the page.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, Setup, browser};

fn root(name: &str) -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute(name)
}

fn kept(name: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(name).ok()?
}

#[wasm_bindgen_test]
async fn the_language_changes_at_a_press_with_everything_that_is_typed() {
    let page = Page::open().await;
    page.fill("Device key", "WTG-0417").await;
    assert_eq!(root("lang").as_deref(), Some("en"));
    page.press("中文").await;
    page.says("激活设备").await;
    assert_eq!((root("lang").as_deref(), kept("language").as_deref()), (Some("zh-CN"), Some("zh-CN")));
    assert_eq!(page.value("Device Key").await, "WTG-0417");
    assert!(page.has("textbox", "产品密钥"));
    page.press("English").await;
    page.says("Activate a device").await;
    assert_eq!(kept("language").as_deref(), Some("en"));
}

#[wasm_bindgen_test]
async fn the_page_begins_in_the_language_and_the_colours_of_the_last_visit() {
    let page = Page::mount(Setup { kept: &[("language", "zh-CN"), ("theme", "dark")], ..Setup::default() }).await;
    assert!(page.has("button", "激活设备"));
    assert_eq!(root("data-theme").as_deref(), Some("dark"));
}

#[wasm_bindgen_test]
async fn each_theme_is_put_on_the_document_and_changes_its_colours() {
    let page = Page::open().await;
    let mut grounds = Vec::new();
    for (name, theme) in [("Light", "light"), ("Dark", "dark"), ("Sunlight", "sunlight")] {
        page.press("Settings").await;
        page.choose(name).await;
        assert_eq!((root("data-theme").as_deref(), kept("theme").as_deref()), (Some(theme), Some(theme)));
        page.key("Escape").await;
        assert!(!page.has("radio", name), "the menu is closed");
        grounds.push([browser::style_of("html", "background-color"), browser::style_of("body", "font-weight")]);
    }
    assert_ne!(grounds[0], grounds[1]);
    assert_ne!(grounds[0], grounds[2]);
}

#[wasm_bindgen_test]
async fn the_words_about_the_page_open_and_the_work_stays_as_it_was() {
    let page = Page::activated().await;
    page.press("Settings").await;
    page.press("About").await;
    page.says("Why a gateway").await;
    assert!(page.holds("About – EnOS Provisioner"));
    assert!(!page.has("region", "Device secret"));
    page.press("Back to the device").await;
    page.no_longer_says("Why a gateway").await;
    assert!(page.has("region", "Device secret"));
}

#[wasm_bindgen_test]
async fn single_keys_can_be_switched_off() {
    let page = Page::open().await;
    page.key("?").await;
    page.says("Why a gateway").await;
    page.choose("Enable single-key shortcuts").await;
    assert_eq!(kept("shortcuts").as_deref(), Some("off"));
    page.press("Back to the device").await;
    page.no_longer_says("Why a gateway").await;
    page.leave_field().await;
    for key in ["?", "/"] {
        page.key(key).await;
        page.wait(100).await;
        assert!(!page.text().contains("Why a gateway") && page.focus().is_empty(), "{key}");
    }
}
