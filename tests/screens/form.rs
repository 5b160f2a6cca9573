//! The form and the signature, drawn natively.

use enos::{SecureMode, Timestamp};
use enos_provisioner::attempt::view::credentials::{credentials, sign};
use enos_provisioner::attempt::view::form_status::form_status;
use enos_provisioner::form::view::form_pane::form_pane;
use enos_provisioner::form::view::signature_pane::signature_pane;
use enos_provisioner::form::{Draft, EndpointKind, FormAction, PageOrigin, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::settings::Settings;
use enos_provisioner::page::state::PageState;
use yew::prelude::*;

use crate::support::render;

const PLANTED: &str = "planted-product-secret";

fn device() -> PageState {
    let mut device = PageState::new(
        Settings::default(),
        EndpointKind::Gateway,
        origin(),
        Timestamp::from_millis(1),
        Language::English,
    );
    device.form.draft = Draft {
        product_key: "pK11111".to_owned(),
        device_key: "WTG-0417-INV02".to_owned(),
        product_secret: TypedSecret::new(PLANTED.to_owned()),
        ..Draft::new("/mqtt")
    };
    device.form.signed_at = Timestamp::from_millis(1_548_753_362_502);
    device
}

fn with(draft: Draft) -> PageState {
    let mut device = device();
    device.form.draft = draft;
    device
}

fn origin() -> PageOrigin {
    PageOrigin { secure: true, host: "gw.example".to_owned() }
}

async fn form(device: &PageState, language: Language) -> String {
    let refusals = device.form.draft.parse(device.form.place, &origin()).err().unwrap_or_default();
    let dispatch = Callback::noop();
    render(form_pane(device, form_status(device, &refusals, &dispatch, language), &dispatch, language)).await
}

async fn signature(device: &PageState) -> String {
    let entry = device.form.draft.parse(device.form.place, &origin()).ok();
    let dispatch = Callback::noop();
    let credentials = entry.map(|entry| credentials(device, &entry, &dispatch, Language::English));
    render(signature_pane(device, credentials, &dispatch, Language::English)).await
}

fn after(mut device: PageState, action: FormAction) -> PageState {
    device.form.apply(action);
    device
}

#[tokio::test(flavor = "current_thread")]
async fn names_every_field_in_both_languages() {
    let english = form(&device(), Language::English).await;
    for label in ["Product key", "Device key", "Client ID", "Product secret", "Gateway address"] {
        assert!(english.contains(&format!(">{label}</label>")), "{label}");
    }
    let chinese = form(&device(), Language::Chinese).await;
    for label in ["Product Key", "Device Key", "Client ID", "产品密钥", "网关地址"] {
        assert!(chinese.contains(&format!(">{label}</label>")), "{label}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn asks_for_the_device_secret_in_static_mode() {
    let device = after(device(), FormAction::Mode(SecureMode::Static, Timestamp::from_millis(1)));
    let page = form(&device, Language::English).await;
    assert!(page.contains(">Device secret</label>") && !page.contains(">Product secret</label>"));
}

#[tokio::test(flavor = "current_thread")]
async fn keeps_the_secret_out_of_the_document() {
    let page = form(&device(), Language::English).await;
    assert!(page.contains(r#"type="password""#) && page.contains("22 characters"));
    assert!(!page.contains(PLANTED), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn lets_no_browser_feature_touch_what_is_typed() {
    let page = form(&device(), Language::English).await;
    let inputs: Vec<_> = page.split("<input").skip(1).filter(|input| !input.contains(r#"type="radio""#)).collect();
    assert_eq!(inputs.len(), 5);
    for input in inputs {
        for attribute in
            [r#"spellcheck="false""#, r#"autocomplete="off""#, r#"autocapitalize="none""#, r#"autocorrect="off""#]
        {
            assert!(input.contains(attribute), "{attribute}: {input}");
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn says_nothing_about_fields_that_nobody_has_left() {
    let page = form(&with(Draft::new("")), Language::English).await;
    assert!(!page.contains("missing") && !page.contains("aria-invalid"));
}

#[tokio::test(flavor = "current_thread")]
async fn says_the_same_words_at_the_field_and_in_the_summary() {
    let draft = Draft { device_key: "dk&1".to_owned(), client_id: "x".repeat(65), ..device().form.draft };
    let page = form(&after(with(draft), FormAction::Refuse), Language::English).await;
    for words in ["Device key must not contain “&amp;” (character 3)", "Client ID has 65 characters; the limit is 64."]
    {
        assert_eq!(page.matches(words).count(), 2, "{words}: {page}");
    }
    assert_eq!(page.matches(r#"aria-invalid="true""#).count(), 2);
    assert!(page.contains("Entries to check: 2"));
}

#[tokio::test(flavor = "current_thread")]
async fn refuses_an_address_that_is_not_a_web_socket() {
    let draft = Draft { gateway: "http://gw.example/mqtt".to_owned(), ..device().form.draft };
    let page = form(&after(with(draft), FormAction::Refuse), Language::Chinese).await;
    assert!(page.contains("请以 wss:// 开头"), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn shows_the_signed_parts_in_order_and_the_secret_by_its_length() {
    let page = signature(&device()).await;
    let places = ["clientId", "deviceKey", "productKey", "timestamp", "Product secret"]
        .map(|name| page.find(&format!("<em>{name}</em>")).unwrap_or_else(|| panic!("{name} is missing: {page}")));
    assert!(places.is_sorted());
    assert!(page.contains("WTG-0417-INV02|securemode=3,signmethod=sha256,timestamp=1548753362502|"));
    assert!(page.contains("WTG-0417-INV02&amp;pK11111"));
    assert!(page.contains("Dynamic activation"));
    assert!(!page.contains(PLANTED));
}

#[tokio::test(flavor = "current_thread")]
async fn keeps_the_computed_password_out_of_the_document_until_it_is_shown() {
    let password = {
        let entry = device().form.draft.parse(EndpointKind::Gateway, &origin()).unwrap();
        sign(&entry, device().form.signed_at).password.expose().to_owned()
    };
    let page = signature(&device()).await;
    assert_eq!(password.len(), 64);
    assert!(!page.contains(&password[..8]) && !page.to_lowercase().contains(&password[..8].to_lowercase()));
    assert!(page.contains(">Show password</button>"));
}

#[tokio::test(flavor = "current_thread")]
async fn shows_the_parts_of_an_incomplete_form_but_no_credentials() {
    let page = signature(&with(Draft::new("/mqtt"))).await;
    assert!(page.contains("<i>empty</i>") && page.contains("Shown once the fields are complete."));
    assert!(!page.contains("securemode=3,"));
}
