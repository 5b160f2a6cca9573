//! The functions of `browser.js`.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement};

use crate::demo::DemoCloud;

#[wasm_bindgen(module = "/tests/web_app/support/browser.js")]
extern "C" {
    #[wasm_bindgen(js_name = timeNow)]
    pub(crate) fn time_now() -> f64;
    #[wasm_bindgen(js_name = runNextTimer)]
    pub(crate) fn run_next_timer(end: f64) -> bool;
    pub(super) fn sleep(millis: f64);
    pub(crate) async fn settle();
    #[wasm_bindgen(js_name = reallyWait)]
    pub(crate) async fn really_wait(millis: f64);

    #[wasm_bindgen(js_name = lastCopied)]
    pub(crate) fn last_copied() -> Option<String>;
    #[wasm_bindgen(js_name = forbidCopying)]
    pub(crate) fn forbid_copying();
    #[wasm_bindgen(js_name = lastFileName)]
    pub(crate) fn last_file_name() -> Option<String>;
    #[wasm_bindgen(js_name = lastFileText)]
    async fn last_file_text_now() -> JsValue;
    #[wasm_bindgen(js_name = goOffline)]
    pub(crate) fn go_offline(is_offline: bool);

    #[wasm_bindgen(js_name = setCloud)]
    pub(crate) fn set_cloud(cloud: DemoCloud);
    #[wasm_bindgen(js_name = forgetCloud)]
    pub(crate) fn forget_cloud();
    #[wasm_bindgen(js_name = defineBoot)]
    pub(super) fn define_boot(settings: &str, is_simulated: bool, passed_secret: &str, closed_late: &str);

    #[wasm_bindgen(js_name = setUp)]
    pub(super) fn set_up(index: &str, css: &str) -> Element;
    #[wasm_bindgen(js_name = tearDown)]
    pub(super) fn tear_down();

    #[wasm_bindgen(js_name = styleOf)]
    pub(crate) fn style_of(selector: &str, property: &str) -> String;
    pub(super) fn everything(host: &Element) -> String;
    #[wasm_bindgen(js_name = visibleText)]
    pub(super) fn visible_text(host: &Element) -> String;
    pub(super) fn find(host: &Element, roles: &str, name: &str) -> Option<HtmlElement>;
    #[wasm_bindgen(js_name = namesOf)]
    pub(super) fn names_of(host: &Element, role: &str) -> Vec<String>;
    #[wasm_bindgen(js_name = isDisabled)]
    pub(super) fn is_disabled(element: &HtmlElement) -> bool;
    #[wasm_bindgen(js_name = focusedName)]
    pub(super) fn focused_name(host: &Element) -> String;

    pub(super) fn click(element: &HtmlElement);
    pub(super) fn fill(element: &HtmlElement, text: &str);
    #[wasm_bindgen(js_name = leaveField)]
    pub(super) fn leave_field();
    pub(super) fn paste(text: &str);
    #[wasm_bindgen(js_name = chooseFile)]
    pub(super) fn choose_file(element: &HtmlElement, text: &str);
    #[wasm_bindgen(js_name = lookAway)]
    pub(crate) fn look_away();
    pub(super) fn press(host: &Element, key: &str);
}

/// The text of the file that the page has saved last.
pub(crate) async fn last_file_text() -> String {
    last_file_text_now().await.as_string().expect("the page has saved a file")
}
