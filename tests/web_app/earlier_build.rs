//! What an earlier build of the page has stored in the browser is read by this one.

use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::js_sys::{Array, JSON, Object, Reflect};

use crate::support::Page;

const STORED: &str = include_str!("../data/stored_by_d968eb6.json");

/// Names and texts.
fn stored() -> Vec<(String, String)> {
    let file = JSON::parse(STORED).unwrap();
    let entries = Object::entries(&Reflect::get(&file, &"localStorage".into()).unwrap().into());
    let text = |entry: &Array, place| entry.get(place).as_string().unwrap();
    entries.iter().map(|entry| Array::from(&entry)).map(|entry| (text(&entry, 0), text(&entry, 1))).collect()
}

fn template() -> String {
    stored().into_iter().find_map(|(name, text)| (name == "template").then_some(text)).unwrap()
}

async fn page() -> Page {
    let stored = stored();
    let kept: Vec<_> = stored.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Page::mount_with_kept(&kept).await
}

fn root(name: &str) -> Option<String> {
    web_sys::window()?.document()?.document_element()?.get_attribute(name)
}

#[wasm_bindgen_test]
async fn language_colours_and_shortcuts_are_as_they_were() {
    let page = page().await;
    assert_eq!((root("lang").as_deref(), root("data-theme").as_deref()), (Some("zh-CN"), Some("sunlight")));
    assert!(page.has("button", "激活设备"));
    page.leave_field().await;
    page.key("/").await;
    assert_eq!(page.focus(), "", "single keys are switched off");
}

#[wasm_bindgen_test]
async fn profiles_are_there_and_can_be_used() {
    let page = page().await;
    page.press("English").await;
    page.press("Profiles").await;
    page.says("EU 2").await;
    assert!(page.has("button", "Use “现场 14 – \"北\"”"), "{:?}", page.names("button"));
    page.fill("Device key", "pKofEU2").await;
    page.says("“pKofEU2” is a known product key").await;
    page.press("Use “EU 2”").await;
    page.says("“EU 2” was applied to the form.").await;
    assert_eq!(page.value("Product key").await, "pKofEU2");
    assert_eq!(page.value("Gateway address").await, "wss://gw.example/mqtt/eu2?x=1&y=2");
    assert!(page.is_chosen("Static authentication").await);
}

#[wasm_bindgen_test]
async fn the_own_template_is_there() {
    let page = page().await;
    page.press("English").await;
    page.press("Try the demo").await;
    page.says("Demo: no data leaves this page").await;
    page.press("Activate device").await;
    page.says("info_reply 200, PUBACK, DISCONNECT").await;
    page.press("More").await;
    page.press("Custom template").await;
    assert_eq!(page.value("Template").await, template());
    page.says(r#"AT+KEY="DemoInverter","INV-0001","••••••••""#).await;
}
