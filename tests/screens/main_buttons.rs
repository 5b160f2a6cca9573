//! The buttons that everything hangs on: what they ask, when they wait, and that a second tap does nothing.

use std::rc::Rc;

use activation::{
    Activated, AttemptId, Cause, Failure, Flow, Goal, Limits, Request, SecretId, SignOff, Step, Subscription,
};
use enos::{AssetId, AuthMode, ClientId, DeviceKey, Fingerprint, Identity, ProductKey, Secret, SecureMode, Timestamp};
use enos_provisioner::attempt::{Attempt, Endpoint as Line, Phase, Success, Traffic};
use enos_provisioner::form::{FormAction, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::action::Question;
use enos_provisioner::page::lazy::Objection;
use enos_provisioner::page::panel::Panel;
use enos_provisioner::page::state::PageState;
use enos_provisioner::page::view::device_screen::device_screen;
use enos_provisioner::page::view::top_bar::Theme;
use enos_provisioner::page::view::top_bar::top_bar;
use mqtt::ConnackCode;
use mqtt::session::{Input, Instant};
use yew::prelude::*;

use crate::support::{self, all_parts, observe, render};

const PRODUCT: &str = "pK11111";
const FIRST: &str = "WTG-0417-INV01";
const SECOND: &str = "WTG-0417-INV02";
/// On the clock that goes on while the laptop sleeps.
const WALL: u64 = 1_790_000_000_000;

async fn page(device: &PageState, language: Language) -> String {
    render(device_screen(device, &all_parts(), &Callback::noop(), language)).await
}

fn identity(device_key: &str) -> Identity {
    Identity {
        client_id: ClientId::parse(device_key).unwrap(),
        device_key: DeviceKey::parse(device_key).unwrap(),
        product_key: ProductKey::parse(PRODUCT).unwrap(),
    }
}

/// The form filled in for a device, at 100 seconds.
fn form(device_key: &str) -> PageState {
    let mut device = support::page();
    device.form.draft.product_key = PRODUCT.to_owned();
    device.form.draft.device_key = device_key.to_owned();
    device.form.draft.product_secret = TypedSecret::new("planted-product-secret".to_owned());
    device.read_clocks(100_000, WALL);
    device
}

fn attempt(device_key: &str, began: u64, secret: Option<&str>) -> Attempt {
    let mode = AuthMode::Dynamic { product_secret: Secret::parse("any").unwrap() };
    let id = AttemptId::new(began);
    let request = Request {
        id,
        identity: identity(device_key),
        mode,
        timestamp: Timestamp::from_millis(7),
        limits: Limits::default(),
    };
    let mut flow = Flow::new(request, Instant::from_millis(began)).unwrap();
    flow.handle(Input::Opened { subprotocol: "mqtt" }, Instant::from_millis(began));
    let activated = |secret: &str| {
        let device_secret = Secret::parse(secret).unwrap();
        let fingerprint = Fingerprint::of(&identity(device_key).device_key, &device_secret);
        Rc::new(Activated {
            id: SecretId::first(id),
            message_id: None,
            remarks: Vec::new(),
            asset_id: AssetId::Absent,
            fingerprint,
            device_secret,
        })
    };
    Attempt {
        id,
        identity: identity(device_key),
        goal: Goal::Activate,
        place: Line::Gateway("wss://gw.example/mqtt".to_owned()),
        timeline: flow.timeline().clone(),
        secret: secret.map(activated),
        superseded: 0,
        unread: None,
        traffic: Rc::new(Traffic::default()),
    }
}

/// Has the device in the form activated.
fn activate(device: &mut PageState, began: u64, secret: &str) {
    let attempt = attempt(&device.form.draft.device_key, began, Some(secret));
    let done = Phase::Done(attempt, Success::Activated(SignOff::Acknowledged));
    observe(device, &done, Timestamp::from_millis(WALL + began));
}

fn fail(device: &mut PageState, began: u64) {
    let failure = Failure {
        goal: Goal::Activate,
        step: Step::Connect,
        cause: Cause::Refused(ConnackCode::ServerUnavailable),
        subscription: Subscription::Unanswered,
    };
    let phase = Phase::Failed(attempt(&device.form.draft.device_key, began, None), Rc::new(failure));
    observe(device, &phase, Timestamp::from_millis(WALL));
}

fn request(device: &mut PageState, device_key: &str, seconds_ago: u64) {
    let salt = || "0123456789abcdef".to_owned();
    device.requests.note((PRODUCT, device_key), false, WALL - seconds_ago * 1_000, salt);
}

/// A button, as it was drawn.
fn button<'p>(page: &'p str, words: &str) -> &'p str {
    let end = page.find(&format!(">{words}</button>")).unwrap_or_else(|| panic!("no `{words}` in {page}"));
    let start = page[..end].rfind("<button").unwrap();
    &page[start..end]
}

fn is_disabled(page: &str, words: &str) -> bool {
    button(page, words).contains("disabled")
}

#[tokio::test(flavor = "current_thread")]
async fn a_second_tap_never_puts_away_a_secret_that_has_just_come() {
    let mut device = form(FIRST);
    activate(&mut device, 99_000, "s1");
    device.pause_buttons(1_000);
    for (now, is_inert) in [(100_000, true), (100_300, true), (100_999, true), (101_000, false)] {
        device.read_clocks(now, WALL);
        assert_eq!(is_disabled(&page(&device, Language::English).await, "Next device"), is_inert, "{now}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_second_tap_neither_stops_an_attempt_nor_begins_another_one() {
    let mut device = form(FIRST);
    device.is_running = true;
    device.pause_buttons(600);
    assert!(is_disabled(&page(&device, Language::English).await, "Stop"));
    device.is_running = false;
    assert!(is_disabled(&page(&device, Language::English).await, "Activate device"));
    device.read_clocks(100_600, WALL);
    assert!(!is_disabled(&page(&device, Language::English).await, "Activate device"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_next_device_asks_once_while_nobody_has_seen_the_secret() {
    let mut device = form(FIRST);
    activate(&mut device, 99_000, "s1");
    device.question = Some(Question::Leave);
    let asked = page(&device, Language::English).await;
    assert!(asked.contains("You have not viewed, copied or saved the secret of WTG-0417-INV01."), "{asked}");
    for answer in ["Copy and continue", "Continue without copying", "Stay here"] {
        button(&asked, answer);
    }
    assert!(!asked.contains(">Next device</button>"));
    device.pause_buttons(600);
    let asked = page(&device, Language::English).await;
    assert!(is_disabled(&asked, "Continue without copying") && is_disabled(&asked, "Copy and continue"));
    assert!(page(&device, Language::Chinese).await.contains(">复制并继续</button>"));
    let id = device.session.records()[0].id();
    device.session.hand_over(id);
    button(&page(&device, Language::English).await, "Next device");
}

#[tokio::test(flavor = "current_thread")]
async fn counts_down_in_the_button_once_the_next_request_would_lock_the_device_out() {
    let mut device = form(FIRST);
    for seconds_ago in [60, 30, 4] {
        request(&mut device, FIRST, seconds_ago);
    }
    let waiting = page(&device, Language::English).await;
    assert!(is_disabled(&waiting, "Wait 60 s") && button(&waiting, "Wait 60 s").contains("button-go"), "{waiting}");
    assert!(button(&waiting, "Send anyway").contains("link") && !waiting.contains(">Activate device</button>"));
    assert!(waiting.contains("A fourth request now locks this device out for five minutes"));
    assert!(page(&device, Language::Chinese).await.contains(">请等待 60 秒</button>"));
    device.read_clocks(100_000, WALL + 60_000);
    assert!(!is_disabled(&page(&device, Language::English).await, "Activate device"));
}

#[test]
fn enter_does_not_send_what_would_lock_the_device_out() {
    let views = all_parts().attempt_views.unwrap();
    let mut device = form(FIRST);
    for seconds_ago in [60, 30, 4] {
        request(&mut device, FIRST, seconds_ago);
    }
    assert_eq!((views.objection)(&device, false), Objection::Wait);
    assert_eq!((views.objection)(&device, true), Objection::None);
    device.form.draft.device_key = SECOND.to_owned();
    assert_eq!((views.objection)(&device, false), Objection::None);
}

#[tokio::test(flavor = "current_thread")]
async fn a_lock_out_that_is_known_is_the_first_line_of_the_failure_and_nothing_invites_to_try_again() {
    let mut device = form(FIRST);
    for seconds_ago in [60, 30, 20, 1] {
        request(&mut device, FIRST, seconds_ago);
    }
    fail(&mut device, 99_000);
    let failed = page(&device, Language::English).await;
    let known = failed.find("EnOS has locked this device out after too many requests. Wait 299 s").unwrap();
    assert!(known < failed.find("EnOS answered with CONNACK").unwrap(), "{failed}");
    assert!(!failed.contains(">Try again</button>") && is_disabled(&failed, "Wait 299 s"));
    assert!(!failed.contains("The fourth request within two minutes"));
}

#[tokio::test(flavor = "current_thread")]
async fn verifying_waits_for_the_limit_as_well() {
    let mut device = form(FIRST);
    activate(&mut device, 99_000, "s1");
    device.revealed.fold = Some(enos_provisioner::page::action::Fold::Verify);
    button(&page(&device, Language::English).await, "Verify now");
    for seconds_ago in [60, 30, 4] {
        request(&mut device, FIRST, seconds_ago);
    }
    let waiting = page(&device, Language::English).await;
    assert!(is_disabled(&waiting, "Wait 60 s") && !waiting.contains(">Verify now</button>"), "{waiting}");
    button(&waiting, "Send anyway");
}

#[tokio::test(flavor = "current_thread")]
async fn one_request_is_not_called_requests() {
    let mut device = form(FIRST);
    request(&mut device, FIRST, 30);
    assert!(page(&device, Language::English).await.contains(">2 requests left<"));
    request(&mut device, FIRST, 20);
    assert!(page(&device, Language::English).await.contains(">1 request left<"));
}

#[tokio::test(flavor = "current_thread")]
async fn asks_before_another_activation_makes_a_secret_of_this_session_invalid() {
    let views = all_parts().attempt_views.unwrap();
    let mut device = form(FIRST);
    activate(&mut device, 10_000, "s1");
    device.current = None;
    assert_eq!((views.objection)(&device, false), Objection::Replaces);
    device.question = Some(Question::Replace);
    let asked = page(&device, Language::English).await;
    assert!(asked.contains("WTG-0417-INV01 has had a secret since "), "{asked}");
    assert!(asked.contains("Another activation makes that secret invalid."));
    for answer in ["Open that secret", "Activate again", "Cancel"] {
        button(&asked, answer);
    }
    device.form.apply(FormAction::Mode(SecureMode::Static, Timestamp::from_millis(8)));
    assert_eq!((views.objection)(&device, false), Objection::None);
}

#[tokio::test(flavor = "current_thread")]
async fn marks_a_secret_that_was_replaced_and_asks_nobody_to_save_it() {
    let mut device = form(FIRST);
    activate(&mut device, 10_000, "s1");
    activate(&mut device, 20_000, "s2");
    assert_eq!(device.session.unseen_secrets(), 1);
    device.panel = Panel::Session;
    let listed = page(&device, Language::English).await;
    assert_eq!((listed.matches(" Replaced<").count(), listed.matches(" Received<").count()), (1, 1), "{listed}");
    device.selected = Some(device.session.records()[0].id());
    let old = page(&device, Language::English).await;
    assert!(old.contains("by a newer secret of this device. This one is no longer valid."), "{old}");
    assert!(!old.contains("Verify secret"));
    // Another device's secret stays as it is.
    device.form.draft.device_key = SECOND.to_owned();
    activate(&mut device, 30_000, "s3");
    assert_eq!(device.session.records().iter().filter(|record| record.replaced_at.is_some()).count(), 1);
}

#[tokio::test(flavor = "current_thread")]
async fn an_earlier_result_of_another_device_leads_back_to_the_form_instead_of_past_it() {
    let mut device = form(FIRST);
    activate(&mut device, 10_000, "s1");
    device.current = None;
    device.selected = Some(device.session.records()[0].id());
    device.form.draft.device_key = SECOND.to_owned();
    let opened = page(&device, Language::English).await;
    button(&opened, "Back to WTG-0417-INV02");
    assert!(opened.contains(r#"data-phase="other""#) && !opened.contains(">Next device</button>"), "{opened}");
    device.form.draft.device_key.clear();
    button(&page(&device, Language::English).await, "Back to the form");
}

#[tokio::test(flavor = "current_thread")]
async fn the_next_device_stands_behind_the_result_and_the_form_offers_nothing_beside_it() {
    let mut device = form(FIRST);
    activate(&mut device, 10_000, "s1");
    let done = page(&device, Language::English).await;
    assert_eq!(done.matches("button-go").count(), 1, "{done}");
    assert!(done.find(">Next device</button>").unwrap() < done.find("<form").unwrap());
}

#[tokio::test(flavor = "current_thread")]
async fn a_login_is_called_a_login() {
    let mut device = form(FIRST);
    device.form.apply(FormAction::Mode(SecureMode::Static, Timestamp::from_millis(8)));
    let english = page(&device, Language::English).await;
    assert!(english.contains(">Test a login</h2>") && !english.contains("Activate device"), "{english}");
    button(&english, "Test login");
    let chinese = page(&device, Language::Chinese).await;
    assert!(chinese.contains(">测试登录</h2>") && !chinese.contains(">激活设备</button>"));
}

#[tokio::test(flavor = "current_thread")]
async fn wiping_names_how_many_secrets_nobody_has_seen() {
    let menu = |unseen| top_bar(Theme::System, unseen, &Callback::noop(), Language::English);
    let plain = render(menu(None)).await;
    button(&plain, "Wipe now");
    assert!(plain.contains("when you close the tab") && plain.contains("popover"), "{plain}");
    let asked = render(menu(Some(2))).await;
    assert!(asked.contains("Secrets that you have not viewed, copied or saved: 2."), "{asked}");
    button(&asked, "Wipe anyway");
    button(&asked, "Keep everything");
    assert!(!asked.contains(">Wipe now</button>"));
}

#[test]
fn the_clipboard_counts_down_after_a_copy_of_a_secret() {
    let mut device = form(FIRST);
    assert_eq!((device.seconds_on_clipboard(), device.period()), (None, None));
    device.note_copy();
    assert_eq!((device.seconds_on_clipboard(), device.period()), (Some(60), Some(1_000)));
    device.read_clocks(159_001, WALL);
    assert_eq!(device.seconds_on_clipboard(), Some(1));
    device.read_clocks(160_000, WALL);
    assert_eq!(device.seconds_on_clipboard(), Some(0));
}
