//! The panels beside the form: signature, packets, comparison, session and its file. Each is opened, used and closed.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Page, browser, cloud};

#[wasm_bindgen_test]
async fn the_signature_follows_what_is_typed() {
    let page = Page::demo().await;
    page.says("clientId").await;
    page.fill("Client ID", "another-client").await;
    page.says("another-client|securemode=3,signmethod=sha256,timestamp=").await;
    page.fill("Device key", "").await;
    page.says("Shown once the fields are complete.").await;
}

#[wasm_bindgen_test]
async fn the_password_is_shown_and_copied_when_asked() {
    let page = Page::demo().await;
    page.press("Copy mqttPassword").await;
    let password = browser::last_copied().unwrap();
    assert!(password.len() == 64 && password.bytes().all(|digit| digit.is_ascii_hexdigit()), "{password}");
    assert!(!page.holds(&password));
    page.press("Show password").await;
    page.says(&password).await;
    page.press("Hide password").await;
    page.no_longer_says(&password).await;
    assert!(!page.holds(&password));
}

#[wasm_bindgen_test]
async fn every_packet_is_listed_and_opens_without_a_secret_in_it() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let secret = page.secret().await;
    page.press("Hide secret").await;
    page.choose("Packets").await;
    page.has_panel("Packets").await;
    for packet in ["CONNECT", "CONNACK", "SUBSCRIBE", "SUBACK", "PUBLISH", "PUBACK", "DISCONNECT"] {
        page.says(packet).await;
    }
    let packets: Vec<_> = page.names("button").into_iter().filter(|name| name.contains(" ms ")).collect();
    assert!(packets.len() >= 7, "{packets:?}");
    for packet in packets {
        page.press(&packet).await;
    }
    page.says("securemode=3").await;
    assert!(!page.holds(&secret) && !page.holds(cloud::PRODUCT_SECRET));
    page.press("Copy report").await;
    let report = browser::last_copied().unwrap();
    assert!(report.contains("info_reply") && !report.contains(&secret), "{report}");
    page.choose("Steps").await;
    page.has_panel("Steps").await;
    page.no_longer_says("securemode=3").await;
}

#[wasm_bindgen_test]
async fn the_comparison_names_the_difference_and_the_mistake() {
    let page = Page::demo().await;
    // The vendor's own example, with the password that HMAC makes of it.
    page.choose("Static authentication").await;
    page.fill("Product key", "x4jwTsoz").await;
    page.fill("Device key", "xGKFwfkEXz").await;
    page.fill("Client ID", "Lx5Q1X6M").await;
    page.fill("Device secret", "wNDGE8f0EAdh6i7OzNwk").await;
    page.choose("Compare").await;
    page.says("Compare with my device").await;
    let client_id = "Lx5Q1X6M|securemode=2, signmethod=sha256,timestamp=1564988853275|";
    page.fill("MQTT client ID", client_id).await;
    page.fill("User name", "xGKFwfkEXz&x4jwTsoz").await;
    page.fill("Password", "321D77845C78131B28BF6159C8F0CE4BDC40798123275B293EE99B71DFF8EAC1").await;
    page.press("Compare now").await;
    page.says("MQTT client ID differs").await;
    page.says("The device uses HMAC-SHA256.").await;
    assert!(!page.holds("wNDGE8f0EAdh6i7OzNwk"));
    page.fill("User name", "other").await;
    page.no_longer_says("The device uses HMAC-SHA256.").await;
    page.choose("Signature").await;
    page.no_longer_says("Compare with my device").await;
}

#[wasm_bindgen_test]
async fn a_pasted_connect_is_taken_apart_and_its_password_is_not_on_show() {
    let page = Page::demo().await;
    page.choose("Compare").await;
    let password = "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789";
    let line = format!("clientId=a|securemode=3,signmethod=sha256,timestamp=1| username=b&c password={password}");
    page.fill("MQTT client ID", &line).await;
    page.says("64 characters").await;
    assert_eq!(page.value("User name").await, "b&c");
    assert!(!page.holds(password));
}

#[wasm_bindgen_test]
async fn the_file_of_the_session_holds_secrets_once_when_they_are_asked_for() {
    let page = Page::activated().await;
    page.press("Show secret").await;
    let secret = page.secret().await;
    page.press("Hide secret").await;
    page.choose("Session").await;
    page.press("Save as CSV").await;
    page.says("Download started. See the browser's downloads.").await;
    let plain = browser::last_file_text().await;
    assert!(plain.contains("INV-0001") && !plain.contains(&secret), "{plain}");
    page.choose("Include device secrets").await;
    page.press("Save as JSON").await;
    assert!(browser::last_file_text().await.contains(&secret));
    assert!(!page.is_chosen("Include device secrets").await);
    page.press("Save as JSON").await;
    assert!(!browser::last_file_text().await.contains(&secret));
    page.choose("Steps").await;
    assert!(!page.has("button", "Save as CSV"));
}

#[wasm_bindgen_test]
async fn an_empty_session_says_what_will_stand_there() {
    let page = Page::open().await;
    page.choose("Session").await;
    page.says("Devices that you activate or test appear here.").await;
    assert!(!page.has("button", "Save as CSV"));
}
