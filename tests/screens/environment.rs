//! Who answers, what is wiped, and what the page says of where it stands; drawn natively.

use enos::{SecureMode, Timestamp};
use enos_provisioner::form::{DemoDevice, EndpointKind, Field, PageOrigin, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::conditions::{Closed, Conditions};
use enos_provisioner::page::settings::{Settings, SettingsFault};
use enos_provisioner::page::state::PageState;
use enos_provisioner::page::view::device_screen::device_screen;
use enos_provisioner::page::view::environment_banner::Environment;
use yew::prelude::*;

use crate::support::{all_parts, render};

const OWN: &str = "ws://127.0.0.1:8080/mqtt";

fn practice_device() -> DemoDevice {
    DemoDevice {
        product_key: "DemoInverter".to_owned(),
        product_secret: TypedSecret::new("practice-inverter-secret".to_owned()),
        device_key: "INV-0001".to_owned(),
        client_id: String::new(),
        device_secret: Some(TypedSecret::new("practice-device-secret".to_owned())),
        purpose: None,
        note: "".into(),
    }
}

fn device() -> PageState {
    let settings = Settings { gateway: "/mqtt".to_owned(), demo: vec![practice_device()], plain: Vec::new() };
    let origin = PageOrigin { secure: false, host: "127.0.0.1:8080".to_owned() };
    PageState::new(settings, EndpointKind::Gateway, origin, Timestamp::from_millis(1), Language::English)
}

fn identified() -> PageState {
    let mut device = device();
    device.take_identity(OWN.to_owned(), true, Language::English);
    device
}

async fn draw(device: &PageState, language: Language) -> String {
    let children = device_screen(device, &all_parts(), &Callback::noop(), language);
    render(children).await
}

#[test]
fn is_production_until_a_simulated_enos_has_identified_itself() {
    let mut device = device();
    assert_eq!(device.environment(), Environment::Production);
    assert!(device.demo_devices(Language::English).is_empty() && device.form.draft.device_key.is_empty());
    device.take_identity(OWN.to_owned(), false, Language::English);
    assert_eq!(device.environment(), Environment::Production);
    device.take_identity(OWN.to_owned(), true, Language::English);
    assert_eq!(device.environment(), Environment::Practice);
    assert_eq!(device.form.draft.device_key, "INV-0001", "the form was empty");
}

#[test]
fn is_production_at_every_other_address() {
    let mut device = identified();
    for address in [
        "/mqtt/real",
        "/mqtt/",
        "/mqtt?x",
        "ws://127.0.0.1:8081/mqtt",
        "wss://127.0.0.1:8080/mqtt",
        "wss://gw.example",
        "",
        "nonsense",
    ] {
        device.form.draft.set(Field::Gateway, TypedSecret::new(address.to_owned()));
        assert_eq!(device.environment(), Environment::Production, "{address}");
        assert!(device.demo_devices(Language::English).is_empty(), "{address}");
    }
    for address in ["/mqtt", " /mqtt ", OWN, "WS://127.0.0.1:8080/mqtt"] {
        device.form.draft.set(Field::Gateway, TypedSecret::new(address.to_owned()));
        assert_eq!(device.environment(), Environment::Practice, "{address}");
    }
}

#[test]
fn an_identity_does_not_overwrite_what_somebody_has_typed() {
    for field in [Field::ProductKey, Field::DeviceKey, Field::ClientId, Field::Secret] {
        let mut device = device();
        device.form.draft.set(field, TypedSecret::new("typed".to_owned()));
        device.take_identity(OWN.to_owned(), true, Language::English);
        assert_ne!(device.form.draft.product_key, "DemoInverter", "{field:?}");
    }
}

#[test]
fn holds_a_secret_unless_it_is_a_practice_device_s_own_where_one_practises() {
    let mut device = identified();
    assert!(!device.holds_something(), "both secrets are those of the practice device");
    device.form.draft.set(Field::Secret, TypedSecret::new("real".to_owned()));
    assert!(device.holds_something(), "another secret, in practice");

    let mut device = identified();
    device.form.draft.mode = SecureMode::Dynamic;
    device.form.draft.set(Field::Secret, TypedSecret::new("real".to_owned()));
    device.form.draft.mode = SecureMode::Static;
    assert!(device.holds_something(), "the secret of the mode that is not on show");

    let mut device = identified();
    device.form.draft.set(Field::Gateway, TypedSecret::new("/mqtt/real".to_owned()));
    assert!(device.holds_something(), "a practice secret, in production");

    let mut device = self::device();
    assert!(!device.holds_something());
    device.form.draft.set(Field::Secret, TypedSecret::new("practice-inverter-secret".to_owned()));
    assert!(device.holds_something(), "nobody has identified himself");
}

#[test]
fn settings_that_come_late_change_the_gateway_only_where_nobody_has() {
    let later = || Settings { gateway: "/mqtt/line-4".to_owned(), demo: Vec::new(), plain: Vec::new() };
    let mut device = device();
    device.take_settings(later());
    assert_eq!(device.form.draft.gateway, "/mqtt/line-4");
    let mut device = self::device();
    device.form.draft.set(Field::Gateway, TypedSecret::new("/typed".to_owned()));
    device.take_settings(later());
    assert_eq!(device.form.draft.gateway, "/typed");
}

#[tokio::test(flavor = "current_thread")]
async fn names_the_gateway_s_host_beside_the_button_where_it_is_not_the_page_s_own() {
    let mut device = identified();
    assert!(!draw(&device, Language::English).await.contains("Logins go through"));
    device.form.draft.set(Field::Gateway, TypedSecret::new("wss://gw.example:8443/mqtt".to_owned()));
    let page = draw(&device, Language::English).await;
    assert!(page.contains("Logins go through gw.example:8443, which is not this page"), "{page}");
    device.form.place = EndpointKind::Demo;
    assert!(!draw(&device, Language::English).await.contains("Logins go through"));
}

#[tokio::test(flavor = "current_thread")]
async fn says_at_once_that_the_policy_forbids_an_address_and_refuses_to_submit_it() {
    let mut device = identified();
    device.form.draft.set(Field::Gateway, TypedSecret::new("wss://gw.example/mqtt".to_owned()));
    device.conditions.barred = Some("wss://gw.example/mqtt".to_owned());
    let page = draw(&device, Language::English).await;
    assert!(page.contains("security policy does not allow connections to gw.example"), "{page}");
    let refusals = device.entry().expect_err("the policy forbids it");
    assert!(refusals.of(Field::Gateway).is_some());
    device.form.draft.set(Field::Gateway, TypedSecret::new("/mqtt".to_owned()));
    assert!(device.entry().is_ok(), "another address");
}

#[tokio::test(flavor = "current_thread")]
async fn takes_no_secret_in_a_frame_or_without_a_policy_and_says_why() {
    for (closed, english, chinese) in [
        (Closed::Framed, "Another site embeds this page", "本页被嵌入其他网站"),
        (Closed::NoPolicy, "does not enforce the page's security policy", "未对本页执行安全策略"),
    ] {
        let mut device = device();
        assert!(!draw(&device, Language::English).await.contains(" disabled"));
        device.conditions.closed = Some(closed);
        let page = draw(&device, Language::English).await;
        let secret = page.split("<input").find(|tag| tag.contains(r#"id="secret""#)).expect("the field");
        assert!(secret.split('>').next().is_some_and(|tag| tag.contains("disabled")), "{secret}");
        assert_eq!(page.matches(english).count(), 2, "above and at the field");
        enos_provisioner::i18n::learn(enos_provisioner::i18n::chinese());
        assert!(draw(&device, Language::Chinese).await.contains(chinese));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn names_what_is_wrong_with_the_settings_and_offers_to_try_again() {
    for (fault, words) in [
        (SettingsFault::Late, "has not responded yet"),
        (SettingsFault::NoAnswer, "does not respond"),
        (SettingsFault::SignIn, "requires sign-in"),
        (SettingsFault::Status("503".to_owned()), "error 503"),
        (SettingsFault::Unreadable, "settings.json"),
        (SettingsFault::Offline, "You are offline"),
    ] {
        let mut device = device();
        device.conditions = Conditions { settings_fault: Some(fault.clone()), ..Conditions::default() };
        let page = draw(&device, Language::English).await;
        assert!(page.contains(words) && page.contains(">Try again</button>"), "{fault:?}: {page}");
        assert!(page.contains("No secret is stored"), "gateway mode stays");
    }
    let mut device = device();
    device.conditions.is_offline = true;
    assert!(draw(&device, Language::English).await.contains("You are offline."));
}
