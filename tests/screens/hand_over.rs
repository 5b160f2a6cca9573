//! The packets of an attempt and the ways to hand its secret on, drawn natively.

use std::rc::Rc;

use activation::{Activated, AttemptId, Flow, Goal, Limits, Request, SecretId, SignOff};
use enos::{AssetId, AuthMode, ClientId, DeviceKey, Fingerprint, Identity, MessageId, ProductKey, Secret, Timestamp};
use enos_provisioner::attempt::{Attempt, Direction, Endpoint as Line, Phase, Success, Traffic};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::action::{Copied, Fold};
use enos_provisioner::page::effect::Effect;
use enos_provisioner::page::lazy::LazyParts;
use enos_provisioner::page::panel::Panel;
use enos_provisioner::page::state::PageState;
use enos_provisioner::page::tool_action::{HandOverAction, ToolAction, ToolId};
use enos_provisioner::page::view::device_screen::device_screen;
use enos_provisioner::tools::handover::{QrCode, identity_text, secret_text};
use mqtt::session::Instant;
use mqtt::{Connack, ConnackCode, Connect, Credentials, Packet, Publish, PublishQos, Text, Topic};
use yew::prelude::*;

use crate::support::{self, all_parts, observe, render};

const PASSWORD: &str = "PLANTEDPASSWORD0123456789";
const PLANTED: &str = "plantedDeviceSecret7";

async fn draw(device: &PageState, parts: &LazyParts, language: Language) -> String {
    let children = device_screen(device, parts, &Callback::noop(), language);
    render(children).await
}

fn identity() -> Identity {
    Identity {
        client_id: ClientId::parse("WTG-0417").unwrap(),
        device_key: DeviceKey::parse("WTG-0417-INV02").unwrap(),
        product_key: ProductKey::parse("pK11111").unwrap(),
    }
}

fn activated() -> Activated {
    activated_in(AssetId::Absent)
}

fn activated_in(asset_id: AssetId) -> Activated {
    let device_secret = Secret::parse(PLANTED).unwrap();
    let fingerprint = Fingerprint::of(&identity().device_key, &device_secret);
    Activated {
        id: SecretId::first(AttemptId::new(1)),
        message_id: Some(MessageId::Text("1".into())),
        remarks: Vec::new(),
        asset_id,
        fingerprint,
        device_secret,
    }
}

fn exchanged() -> Traffic {
    let credentials = Credentials { user_name: Text::parse("user").unwrap(), password: Some(PASSWORD.as_bytes()) };
    let connect = Packet::Connect(Connect {
        clean_session: true,
        keep_alive: 60,
        client_id: Text::parse("WTG-0417|securemode=3|").unwrap(),
        will: None,
        credentials: Some(credentials),
    });
    let connack = Packet::Connack(Connack { session_present: false, code: ConnackCode::Accepted });
    let payload = format!(r#"{{"params":{{"deviceSecret":"{PLANTED}"}}}}"#);
    let publish = Packet::Publish(Publish {
        topic: Topic::parse("/sys/a/b/thing/activate/info").unwrap(),
        payload: payload.as_bytes(),
        retain: false,
        qos: PublishQos::AtMostOnce,
    });
    let traffic = Traffic::default();
    let at = Instant::from_millis;
    traffic.note(Direction::Sent, at(100), &connect.to_vec().unwrap());
    traffic.note(Direction::Received, at(141), &connack.to_vec().unwrap());
    traffic.note(Direction::Received, at(162), &publish.to_vec().unwrap());
    traffic
}

/// A device that has just been activated.
fn device(traffic: Traffic) -> PageState {
    device_with(traffic, activated())
}

fn device_with(traffic: Traffic, activated: Activated) -> PageState {
    let mut device = support::page();
    let mode = AuthMode::Dynamic { product_secret: Secret::parse("any").unwrap() };
    let timestamp = Timestamp::from_millis(7);
    let request = Request { id: AttemptId::new(1), identity: identity(), mode, timestamp, limits: Limits::default() };
    let flow = Flow::new(request, Instant::from_millis(100)).unwrap();
    let attempt = Attempt {
        id: AttemptId::new(1),
        identity: identity(),
        goal: Goal::Activate,
        place: Line::Gateway("wss://gw.example/mqtt".to_owned()),
        timeline: flow.timeline().clone(),
        secret: Some(Rc::new(activated)),
        superseded: 0,
        unread: None,
        traffic: Rc::new(traffic),
    };
    let done = Phase::Done(attempt, Success::Activated(SignOff::Acknowledged));
    observe(&mut device, &done, Timestamp::from_millis(7));
    device
}

fn with_drawer(drawer: ToolId) -> PageState {
    let mut device = device(exchanged());
    (device.revealed.fold, device.revealed.tool) = (Some(Fold::More), Some(drawer));
    device
}

fn tell(parts: &mut LazyParts, action: ToolAction, device: &mut PageState) -> Vec<Effect> {
    parts.tools.as_mut().unwrap().act(action, device, Language::English)
}

#[tokio::test(flavor = "current_thread")]
async fn lists_the_packets_with_way_time_and_name_and_opens_one_without_its_secret() {
    let (mut device, mut parts) = (device(exchanged()), all_parts());
    device.panel = Panel::Packets;
    let closed = draw(&device, &parts, Language::English).await;
    for part in ["CONNECT", "CONNACK", "PUBLISH", "sent", "received", "41 ms", "62 ms", "thing/activate/info"] {
        assert!(closed.contains(part), "{part}: {closed}");
    }
    assert!(!closed.contains("<pre"));
    for row in 0..3 {
        tell(&mut parts, ToolAction::Packet(row), &mut device);
    }
    for language in Language::ALL {
        let open = draw(&device, &parts, language).await;
        assert!(open.contains("WTG-0417|securemode=3|") && open.contains("10 ") && open.contains("deviceSecret"));
        assert_eq!(open.matches("<pre").count(), 3);
        assert!(!open.contains(PASSWORD) && !open.contains(PLANTED), "{open}");
    }
    tell(&mut parts, ToolAction::Packet(1), &mut device);
    assert_eq!(draw(&device, &parts, Language::English).await.matches("<pre").count(), 2);
}

#[tokio::test(flavor = "current_thread")]
async fn says_before_the_first_attempt_and_after_the_last_why_there_are_no_packets() {
    let parts = all_parts();
    let mut device = device(Traffic::default());
    device.panel = Panel::Packets;
    assert!(draw(&device, &parts, Language::English).await.contains("Those of this attempt are no longer available"));
    device.current = None;
    assert!(draw(&device, &parts, Language::English).await.contains("No packets yet"));
}

#[test]
fn the_report_of_the_packets_holds_no_secret() {
    let (device, parts) = (device(exchanged()), all_parts());
    let report = parts.tools.as_ref().unwrap().write(Copied::Packets, &device, Language::English).unwrap();
    assert!(report.expose().contains("CONNECT") && report.expose().contains("PUBLISH"), "{}", report.expose());
    assert!(!report.expose().contains(PASSWORD) && !report.expose().contains(PLANTED));
}

#[tokio::test(flavor = "current_thread")]
async fn the_qr_code_holds_the_secret_only_while_it_was_asked_for() {
    let parts = all_parts();
    let mut device = with_drawer(ToolId::Code);
    let (names, secret) = (identity_text(&identity(), activated().fingerprint), activated().device_secret);
    let [names, secret] = [names.as_str(), secret_text(&identity(), &secret).expose()]
        .map(|text| QrCode::draw(text).unwrap().path().to_owned());
    let page = draw(&device, &parts, Language::English).await;
    assert!(page.contains(&names) && !page.contains(&secret) && page.contains("anyone who photographs it"), "{page}");
    (device.now, device.revealed.code) = (1_000, Some(1_000));
    let page = draw(&device, &parts, Language::English).await;
    assert!(page.contains(&secret) && !page.contains(&names) && page.contains("Hides in 30 s"), "{page}");
    device.now = 31_000;
    device.hide_what_is_due();
    assert!(draw(&device, &parts, Language::English).await.contains(&names));
}

#[tokio::test(flavor = "current_thread")]
async fn spells_the_secret_in_large_letters_until_its_time_is_over_or_nobody_looks() {
    let parts = all_parts();
    let mut device = with_drawer(ToolId::Large);
    (device.now, device.revealed.secret) = (1_000, Some(1_000));
    let page = draw(&device, &parts, Language::English).await;
    assert!(page.contains(r#"aria-modal="true""#) && page.contains("<small>capital Delta</small>"), "{page}");
    assert!(page.contains("<small>seven</small>") && page.contains("Hides in 30 s"));
    assert_eq!(page.matches("<li class=\"large-group\">").count(), 5);
    let mut left = device.clone();
    left.revealed.hide_all();
    device.now = 31_000;
    device.hide_what_is_due();
    for device in [device, left] {
        let page = draw(&device, &parts, Language::English).await;
        assert!(!page.contains("large-group") && !page.contains("Delta") && !page.contains(PLANTED), "{page}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn offers_a_template_with_what_comes_of_it_but_not_the_secret() {
    let parts =
        LazyParts { tools: Some(enos_provisioner::tools::all(Some("AT+K={deviceSecret};".to_owned()))), ..all_parts() };
    let device = with_drawer(ToolId::Template);
    let page = draw(&device, &parts, Language::English).await;
    assert!(page.contains("AT+K=••••••••;") && !page.contains(PLANTED), "{page}");
    let copied = parts.tools.as_ref().unwrap().write(Copied::Template, &device, Language::English).unwrap();
    assert_eq!(copied.expose(), format!("AT+K={PLANTED};"));
    let wrong = LazyParts { tools: Some(enos_provisioner::tools::all(Some("{secret}".to_owned()))), ..all_parts() };
    let page = draw(&device, &wrong, Language::English).await;
    assert!(page.contains("“{secret}” is not a placeholder (character 1).") && page.contains("aria-invalid"), "{page}");
    assert!(!page.contains("Copy with this template"));
    assert!(wrong.tools.as_ref().unwrap().write(Copied::Template, &device, Language::English).is_none());
}

#[test]
fn taking_the_secret_out_of_the_code_takes_effect_at_once() {
    let (mut device, mut parts) = (with_drawer(ToolId::Code), all_parts());
    device.revealed.code = Some(0);
    tell(&mut parts, ToolAction::HandOver(HandOverAction::DropSecret), &mut device);
    assert_eq!(device.seconds_coded(), None);
}

/// `A1 s 80.0 · fingerprint ABCD-4321 )proved in 0.04 s(` with U+202E in it would be read as a verdict of the page's own.
#[tokio::test(flavor = "current_thread")]
async fn an_asset_id_cannot_forge_the_verdict() {
    let with = |asset: &str| device_with(exchanged(), activated_in(AssetId::parse(asset)));
    let parts = all_parts();
    let page = draw(&with("A1 \u{202e}s 80.0 · fingerprint"), &parts, Language::English).await;
    assert!(page.contains("the received asset ID cannot be used") && !page.contains("80.0"), "{page}");
    assert!(page.contains("Device secret received") && foreign_text::first_hidden(&page.replace('\n', "")).is_none());
    let page = draw(&with("8Xk2Qw"), &parts, Language::English).await;
    assert!(page.contains("<bdi>WTG-0417-INV02</bdi> · asset ID <bdi>8Xk2Qw</bdi> · "), "{page}");
    let page = draw(&with(&"x".repeat(200)), &parts, Language::Chinese).await;
    assert!(page.contains(&format!("<bdi>{}…</bdi>", "x".repeat(64))), "{page}");
}
