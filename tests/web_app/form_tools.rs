//! The tools of the form: pasted texts, profiles, the time that is signed. Each is opened, used and closed.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, Setup, browser, cloud};

const LABEL: &str = "Product Key： DemoInverter \nDevice Key: INV-0003\nClient ID: inverter-0003\nProduct Secret: practice-inverter-secret";

#[wasm_bindgen_test]
async fn a_pasted_label_fills_the_form_and_the_device_is_activated() {
    let page = Page::demo().await;
    page.leave_field().await;
    page.paste(LABEL).await;
    page.has_focus("Found values").await;
    page.says("Full-width characters were replaced").await;
    assert!(!page.holds(cloud::PRODUCT_SECRET));
    page.press("Fill in the form").await;
    page.has_focus("Activate device").await;
    assert_eq!(page.value("Device key").await, "INV-0003");
    assert_eq!(page.value("Product secret").await, cloud::PRODUCT_SECRET);
    page.press("Close").await;
    page.has_focus("Paste").await;
    assert!(!page.text().contains("Now in the form"));
    page.press("Activate device").await;
    page.region("Device secret").await;
}

#[wasm_bindgen_test]
async fn a_typed_text_with_a_secret_of_nobody_asks_whose_it_is() {
    let page = Page::demo().await;
    page.press("Paste").await;
    page.has_focus("Paste anything").await;
    page.fill("Text that contains the keys", "deviceKey=INV-0004, secret=practice-inverter-secret").await;
    page.press("Find keys").await;
    page.says("Is it the product secret or the device secret?").await;
    assert!(!page.holds(cloud::PRODUCT_SECRET));
    page.choose("Product secret").await;
    page.press("Fill in the form").await;
    assert_eq!(page.value("Device key").await, "INV-0004");
    page.press("Paste something else").await;
    page.has_focus("Text that contains the keys").await;
    assert_eq!(page.value("Text that contains the keys").await, "");
}

#[wasm_bindgen_test]
async fn a_text_without_keys_is_said_to_be_one() {
    let page = Page::open().await;
    page.press("Paste").await;
    page.fill("Text that contains the keys", "Colour").await;
    page.press("Find keys").await;
    page.says("No named key or secret was found.").await;
    assert!(!page.has("button", "Fill in the form"));
}

#[wasm_bindgen_test]
async fn a_profile_is_kept_used_and_removed() {
    let page = Page::open().await;
    page.fill("Product key", "pKofSite").await;
    page.press("Profiles").await;
    page.has_focus("Profiles").await;
    page.says("No saved profiles.").await;
    page.fill("Name of the profile", "Site Graz").await;
    page.press("Save as profile").await;
    page.says("“Site Graz” was saved in this browser.").await;
    page.fill("Product key", "another").await;
    page.press("Use “Site Graz”").await;
    page.says("“Site Graz” was applied to the form.").await;
    assert_eq!(page.value("Product key").await, "pKofSite");
    page.press("Copy link to “Site Graz”").await;
    let link = browser::last_copied().unwrap();
    assert!(link.contains("#profile=1&name=Site%20Graz") && link.contains("productKey=pKofSite"), "{link}");
    page.press("Remove “Site Graz”").await;
    page.says("No saved profiles.").await;
    page.press("Close").await;
    page.has_focus("Profiles").await;
}

#[wasm_bindgen_test]
async fn a_kept_profile_is_there_at_the_next_visit_and_its_product_key_tells_swapped_keys() {
    let page = Page::open().await;
    page.fill("Product key", "pKofSite").await;
    page.press("Profiles").await;
    page.fill("Name of the profile", "Site").await;
    page.press("Save as profile").await;
    page.says("was saved in this browser").await;
    let kept = web_sys::window().unwrap().local_storage().unwrap().unwrap().get_item("profiles").unwrap().unwrap();
    let page = Page::mount_with_kept(&[("profiles", &kept)]).await;
    page.fill("Device key", "pKofSite").await;
    page.says("“pKofSite” is a known product key").await;
}

#[wasm_bindgen_test]
async fn a_profile_from_a_file_that_leads_elsewhere_is_asked_about() {
    let page = Page::open().await;
    page.press("Profiles").await;
    let file = r#"{"profile":1,"name":"Other","gateway":"wss://gw.example.net/mqtt","productKey":"pK1"}"#;
    page.choose_file("Open from a file", file, "This profile sends logins to").await;
    assert_eq!(page.value("Gateway address").await, "/mqtt");
    page.press("Do not use").await;
    page.says("No profile was imported.").await;
    page.choose_file("Open from a file", file, "This profile sends logins to").await;
    page.press("Use “Other”").await;
    assert_eq!(page.value("Gateway address").await, "wss://gw.example.net/mqtt");
    page.says("Logins go through gw.example.net, which is not this page's server.").await;
}

#[wasm_bindgen_test]
async fn a_profile_with_a_secret_is_refused() {
    let page = Page::open().await;
    page.press("Profiles").await;
    let file = r#"{"profile":1,"name":"Site","gateway":"/mqtt","productSecret":"PlantedSecret"}"#;
    page.choose_file("Open from a file", file, "The profile contains a secret, so it was not imported.").await;
    assert!(!page.holds("PlantedSecret"));
}

#[wasm_bindgen_test]
async fn a_link_to_a_profile_opens_the_tool_that_takes_it() {
    let link = "#profile=1&name=Site%20Graz&gateway=%2Fmqtt&productKey=pKfromLink&mode=static";
    let page = Page::mount(Setup { passed_secret: link, ..Setup::default() }).await;
    page.says("“Site Graz” was applied to the form.").await;
    assert_eq!(page.value("Product key").await, "pKfromLink");
    assert!(page.is_chosen("Static authentication").await);
}

#[wasm_bindgen_test]
async fn a_fixed_time_is_what_is_signed() {
    let page = Page::demo().await;
    page.choose("Signature").await;
    page.press("Use another time").await;
    page.has_focus("Time to sign with").await;
    page.choose("A fixed time").await;
    page.fill("Milliseconds since 1970", "1548753362").await;
    page.says("This value is in seconds; EnOS expects milliseconds").await;
    page.press("Use 1548753362000").await;
    page.has_focus("Milliseconds since 1970").await;
    page.fill("Milliseconds since 1970", "1548753362502").await;
    page.says("timestamp=1548753362502|").await;
    page.says("Always signed with the same fixed time.").await;
    page.press("Close").await;
    page.has_focus("Use another time").await;
    page.says("timestamp=1548753362502|").await;
    page.press("Activate device").await;
    page.region("Device secret").await;
}
