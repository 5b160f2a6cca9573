//! The screens as a whole, drawn natively.

use enos::Timestamp;
use enos_provisioner::app::{App, AppProps, PartLoader};
use enos_provisioner::form::DemoDevice;
use enos_provisioner::form::{EndpointKind, PageOrigin, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::core::Surroundings;
use enos_provisioner::page::lazy::LazyParts;
use enos_provisioner::page::settings::{Loaded, Settings};
use enos_provisioner::page::state::PageState;
use enos_provisioner::page::view::device_screen::device_screen;
use enos_provisioner::page::view::top_bar::Theme;
use enos_provisioner::tools::about::about;
use yew::prelude::*;

use crate::support::{all_parts, render};

const OWN: &str = "ws://127.0.0.1:8080/mqtt";

const PLANTED: &str = "planted-product-secret";

fn origin() -> PageOrigin {
    PageOrigin { secure: false, host: "127.0.0.1:8080".to_owned() }
}

fn demo_devices() -> Settings {
    let device = DemoDevice {
        product_key: "DemoInverter".to_owned(),
        product_secret: TypedSecret::new(PLANTED.to_owned()),
        device_key: "INV-0001".to_owned(),
        client_id: "inverter-0001".to_owned(),
        device_secret: None,
        purpose: Some(simulator::demo::Purpose::Activate),
        note: "in whatever words".into(),
    };
    Settings { gateway: "/mqtt".to_owned(), demo: vec![device], plain: Vec::new() }
}

async fn device(settings: Settings, place: EndpointKind) -> String {
    let opened_at = Timestamp::from_millis(1_548_753_362_502);
    let mut device = PageState::new(settings, place, origin(), opened_at, Language::English);
    if !device.settings.demo.is_empty() {
        device.take_identity(OWN.to_owned(), true, Language::English);
    }
    render(device_screen(&device, &all_parts(), &Callback::noop(), Language::English)).await
}

#[tokio::test(flavor = "current_thread")]
async fn starts_with_the_first_device_to_practise_on_and_one_button() {
    let page = device(demo_devices(), EndpointKind::Gateway).await;
    assert!(page.contains(r#"value="INV-0001""#) && page.contains(r#"value="DemoInverter""#), "{page}");
    assert!(page.contains("Practice: a simulated EnOS responds"));
    assert!(page.contains("Demo device 1 of 1: can be activated"));
    assert_eq!(page.matches(r#"type="submit""#).count(), 1);
    assert!(page.contains(">Activate device</button>"));
    assert!(!page.contains(PLANTED));
}

#[tokio::test(flavor = "current_thread")]
async fn says_what_a_practice_device_is_for_in_the_language_chosen() {
    let note = |device: &DemoDevice| Language::ALL.map(|language| device.note(language));
    let [mut known] = <[_; 1]>::try_from(demo_devices().demo).unwrap();
    assert_eq!(note(&known), ["can be activated", "可激活"]);
    known.purpose = None;
    assert_eq!(note(&known), ["in whatever words", "in whatever words"]);
}

/// Read by others: a scanner types a whole label into one field.
#[tokio::test(flavor = "current_thread")]
async fn a_label_in_a_field_stands_neither_in_the_signature_nor_in_the_credentials() {
    let opened_at = Timestamp::from_millis(1_548_753_362_502);
    let mut device = PageState::new(demo_devices(), EndpointKind::Gateway, origin(), opened_at, Language::English);
    device.form.draft.client_id = "PK:x;DK:y;PS:planted-too".to_owned();
    let page = render(device_screen(&device, &all_parts(), &Callback::noop(), Language::English)).await;
    let signature = page.split("signed-title").nth(1).unwrap();
    assert!(!signature.contains("planted-too"), "{signature}");
}

#[tokio::test(flavor = "current_thread")]
async fn says_in_production_that_nothing_is_stored_and_offers_the_demo() {
    let page = device(Settings::default(), EndpointKind::Gateway).await;
    assert!(page.contains("No secret is stored") && page.contains(">Try the demo</button>"));
    assert!(page.contains(">Gateway address</label>"));
}

#[tokio::test(flavor = "current_thread")]
async fn says_before_an_attempt_that_nothing_is_encrypted_behind_the_gateway() {
    let words = "Not encrypted between the gateway and EnOS";
    let plain = |path: &str| Settings { plain: vec![path.to_owned()], ..Settings::default() };
    let page = device(plain("/mqtt"), EndpointKind::Gateway).await;
    let (warning, button) = (page.find(words), page.find(">Activate device</button>"));
    assert!(warning.is_some() && warning < button, "{page}");
    let elsewhere = Settings { gateway: "wss://other.example/mqtt".to_owned(), ..plain("/mqtt") };
    let below = Settings { gateway: "/mqtt/site-b".to_owned(), ..plain("/mqtt/site-b") };
    assert!(device(below, EndpointKind::Gateway).await.contains(words));
    let opened_at = Timestamp::from_millis(1_548_753_362_502);
    let unused = PageState::new(plain("/mqtt"), EndpointKind::Gateway, origin(), opened_at, Language::English);
    let first = render(device_screen(&unused, &LazyParts::default(), &Callback::noop(), Language::English)).await;
    assert!(first.contains(words), "also before anything else is loaded");
    for settings in [Settings::default(), plain("/mqtt/site-b"), elsewhere] {
        assert!(!device(settings, EndpointKind::Gateway).await.contains(words));
    }
}

#[tokio::test(flavor = "current_thread")]
async fn labels_the_demo_and_asks_for_no_gateway_there() {
    let page = device(Settings::default(), EndpointKind::Demo).await;
    assert!(page.contains("Demo: no data leaves this page") && page.contains(">Leave the demo</button>"));
    assert!(!page.contains(">Gateway address</label>"));
}

/// The Content-Security-Policy blocks them.
#[tokio::test(flavor = "current_thread")]
async fn draws_nothing_that_the_policy_would_block() {
    let about = render(about("0123456789abcdef", true, &Callback::noop(), Language::English)).await;
    for page in [device(demo_devices(), EndpointKind::Gateway).await, about] {
        assert!(!page.contains(" style=") && !page.contains("<script") && !page.contains(" onclick="), "{page}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn gives_every_id_only_once() {
    let page = device(demo_devices(), EndpointKind::Gateway).await;
    let mut ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|piece| piece.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert!(count > 5 && ids.len() == count, "{ids:?}");
}

#[tokio::test(flavor = "current_thread")]
async fn names_the_page_and_its_controls_in_the_language_chosen() {
    for (language, title, other) in
        [(Language::English, "EnOS Provisioner", "中文"), (Language::Chinese, "EnOS 设备激活", "English")]
    {
        let surroundings = Surroundings {
            language,
            theme: Theme::System,
            origin: origin(),
            opened_at: Timestamp::from_millis(1),
            has_shortcuts: true,
            keeps_profiles: false,
            is_offline: false,
            closed: None,
            salt: String::new(),
            page_address: "https://page.example/".to_owned(),
        };
        let loader = PartLoader { attempt: drop, tools: drop, chinese: drop };
        let props = AppProps { surroundings, settings: Loaded::Missing, kept_gateway: None, loader };
        let page = yew::LocalServerRenderer::<App>::with_props(props).hydratable(false).render().await;
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(page.contains(title) && page.contains(&format!(">{other}</button>")), "{page}");
    }
}
