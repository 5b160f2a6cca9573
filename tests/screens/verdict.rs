//! Steps, results and failures, drawn natively.

use activation::{
    Activated, AttemptId, Cause, ConnackForm, Failure, Flow, GatewayFault, Goal, Limits, NonStandardRefusal, Request,
    SecretId, Step, Subscription,
};
use enos::{
    AssetId, AuthMode, ClientId, DeviceKey, Fingerprint, Identity, KeyDifference, MessageError, MessageField,
    MessageId, ProductKey, Secret, Timestamp,
};
use enos_provisioner::attempt::view::failure::{failure_view, report};
use enos_provisioner::attempt::view::failure_card;
use enos_provisioner::attempt::view::result_card;
use enos_provisioner::attempt::view::result_card::{ResultCard, VerificationView};
use enos_provisioner::attempt::view::timeline;
use enos_provisioner::attempt::view::timeline::{Mark, StepView};
use enos_provisioner::attempt::{Attempt, Endpoint};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::action::Action;
use enos_provisioner::ui::element::paragraph;
use mqtt::ConnackCode;
use mqtt::session::{CloseInfo, Instant};
use yew::prelude::*;

use crate::support::render;

const PLANTED: &str = "planted-device-secret";

fn identity() -> Identity {
    Identity {
        client_id: ClientId::parse("WTG-0417").unwrap(),
        device_key: DeviceKey::parse("WTG-0417-INV02").unwrap(),
        product_key: ProductKey::parse("pK11111").unwrap(),
    }
}

fn attempt() -> Attempt {
    let mode = AuthMode::Dynamic { product_secret: Secret::parse("planted-product-secret").unwrap() };
    let timestamp = Timestamp::from_millis(7);
    let request = Request { id: AttemptId::new(1), identity: identity(), mode, timestamp, limits: Limits::default() };
    let flow = Flow::new(request, Instant::from_millis(0)).unwrap();
    Attempt {
        id: AttemptId::new(1),
        identity: identity(),
        goal: Goal::Activate,
        place: Endpoint::Gateway("wss://gw.example/mqtt".to_owned()),
        timeline: flow.timeline().clone(),
        secret: None,
        superseded: 0,
        unread: None,
        traffic: std::rc::Rc::default(),
    }
}

fn failure(step: Step, cause: Cause) -> Failure {
    Failure { goal: Goal::Activate, step, cause, subscription: Subscription::Unanswered }
}

fn closed(code: u16, reason: &str) -> CloseInfo {
    CloseInfo { code, reason: reason.into(), clean: false }
}

async fn failure_card(failure: &Failure, language: Language) -> String {
    let view = failure_view(&attempt(), failure, language);
    render(failure_card::failure_card(&view, Html::default(), Some(Action::Submit), &Callback::noop(), language)).await
}

async fn result_card(verification: VerificationView, left: Option<u64>, language: Language) -> String {
    result_card_of(PLANTED, verification, left, language).await
}

async fn result_card_of(secret: &str, verification: VerificationView, left: Option<u64>, language: Language) -> String {
    let device_secret = Secret::parse(secret).unwrap();
    let activated = Activated {
        id: SecretId::first(AttemptId::new(1)),
        message_id: Some(MessageId::Text("1".into())),
        remarks: Vec::new(),
        asset_id: AssetId::Named("8Xk2Qw".into()),
        fingerprint: Fingerprint::of(&identity().device_key, &device_secret),
        device_secret,
    };
    let meta = paragraph("meta", "WTG-0417-INV02 · asset ID 8Xk2Qw · 0.90 s");
    let card = ResultCard {
        activated: &activated,
        is_demo: false,
        meta,
        left,
        fold: None,
        tool: None,
        verification,
        wait: None,
        replaced: None,
        below: Html::default(),
        remarks: Html::default(),
    };
    render(result_card::result_card(&card, &Callback::noop(), language)).await
}

#[tokio::test(flavor = "current_thread")]
async fn keeps_a_secret_that_arrived_out_of_the_document_until_it_is_shown() {
    for language in Language::ALL {
        let page = result_card(VerificationView::Busy, None, language).await;
        assert!(!page.contains(PLANTED) && page.contains("21"), "{page}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn shows_the_secret_in_an_element_that_cannot_be_edited() {
    let page = result_card(VerificationView::Busy, Some(30), Language::English).await;
    assert!(page.contains(&format!("<output>{PLANTED}</output>")) && page.contains("Hides in 30 s"), "{page}");
    assert!(page.contains(">Hide secret</button>") && !page.contains("<input"));
}

#[tokio::test(flavor = "current_thread")]
async fn names_the_result_and_its_buttons_in_both_languages() {
    let english = result_card(VerificationView::Open, None, Language::English).await;
    assert!(english.starts_with("<section") && english.contains(r#"aria-label="Device secret""#), "{english}");
    for words in [">Show secret</button>", ">Copy secret</button>", ">Verify secret</button>", "Device secret received"]
    {
        assert!(english.contains(words), "{words}: {english}");
    }
    let chinese = result_card(VerificationView::Open, None, Language::Chinese).await;
    for words in [r#"aria-label="设备密钥""#, ">显示密钥</button>", ">复制密钥</button>"] {
        assert!(chinese.contains(words), "{words}: {chinese}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_verified_secret_differs_from_one_that_only_arrived() {
    let verified = result_card(VerificationView::Done, None, Language::English).await;
    assert!(verified.contains("Device secret received and verified") && !verified.contains("Verify secret"));
    let arrived = result_card(VerificationView::Busy, None, Language::English).await;
    assert!(!arrived.contains("verified") && !arrived.contains("Verify secret"));
}

#[tokio::test(flavor = "current_thread")]
#[expect(clippy::too_many_lines, reason = "a row for each failure")]
async fn gives_every_failure_its_title_and_first_fix_in_both_languages() {
    let refused = |code| failure(Step::Connect, Cause::Refused(code));
    let cases = [
        (
            failure(Step::Open, Cause::NotOpened(closed(1006, ""))),
            "Cannot reach the gateway",
            "无法连接网关",
            "Check the network",
        ),
        (
            failure(Step::Connect, Cause::TimedOut),
            "Gateway does not speak MQTT",
            "网关未按 MQTT 协议应答",
            "Check the gateway address",
        ),
        (
            failure(Step::Open, Cause::SubprotocolRefused),
            "Gateway does not speak MQTT",
            "网关未按 MQTT 协议应答",
            "Check the gateway address",
        ),
        (
            refused(ConnackCode::UnacceptableProtocolVersion),
            "Protocol version refused",
            "协议版本被拒绝",
            "The server must support MQTT 3.1.1",
        ),
        (refused(ConnackCode::IdentifierRejected), "Client ID refused", "Client ID 被拒绝", "Check the client ID"),
        (
            refused(ConnackCode::ServerUnavailable),
            "EnOS is temporarily unavailable",
            "EnOS 暂不可用",
            "Try again when you are ready",
        ),
        (
            refused(ConnackCode::BadUserNameOrPassword),
            "Wrong key or secret",
            "Key 或密钥错误",
            "Enter the product secret again",
        ),
        (
            refused(ConnackCode::NotAuthorized),
            "Login not authorized",
            "登录未授权",
            "Register the device in the EnOS console",
        ),
        (
            Failure { subscription: Subscription::Refused, ..failure(Step::Secret, Cause::TimedOut) },
            "Cannot subscribe to the activation topic",
            "无法订阅激活主题",
            "Compare the product key and device key",
        ),
        (
            failure(Step::Secret, Cause::TimedOut),
            "Logged in, but no secret received",
            "已登录，但未收到密钥",
            "In the EnOS console, under Device Management",
        ),
        (
            failure(Step::Open, Cause::Gateway(GatewayFault::UpstreamRefused, closed(4501, "upstream-refused"))),
            "The gateway cannot reach EnOS",
            "网关无法连接 EnOS",
            "Ask the gateway administrator",
        ),
        (
            failure(Step::Secret, Cause::Closed(closed(1000, ""))),
            "Connection lost before the secret was received",
            "收到密钥前连接中断",
            "Look for another login of this device",
        ),
        (
            failure(Step::Connect, Cause::Closed(closed(1006, ""))),
            "The connection was lost",
            "连接中断",
            "Check the network",
        ),
        (
            failure(Step::Secret, Cause::Closed(closed(1006, ""))),
            "The connection was lost",
            "连接中断",
            "Check the network",
        ),
        (
            failure(Step::Connect, Cause::Closed(closed(1000, ""))),
            "EnOS closed the connection during login",
            "登录时连接被 EnOS 断开",
            "Enter the product secret again",
        ),
        (non_standard(0x87, ConnackForm::ReservedCode), "Login not authorized", "登录未授权", "Register the device"),
        (non_standard(0x86, ConnackForm::ReservedCode), "Wrong key or secret", "Key 或密钥错误", "Enter the product"),
        (non_standard(6, ConnackForm::ReservedCode), "The login was refused", "登录被拒绝", "The server must support"),
        (
            non_standard(0x84, ConnackForm::Version5),
            "The server speaks MQTT 5",
            "服务器使用 MQTT 5",
            "The server must support",
        ),
        (
            unread(MessageError::NotAnObject),
            "The activation message was not understood",
            "无法识别激活消息",
            "Copy the report",
        ),
        (
            other_device(),
            "Reply does not match this device",
            "返回内容与此设备不匹配",
            "Compare the product key and device key",
        ),
    ];
    for (failure, english, chinese, first_fix) in cases {
        let page = failure_card(&failure, Language::English).await;
        assert!(page.contains(english), "{english}: {page}");
        let fixes = page.split("<li>").nth(1).unwrap_or_default();
        assert!(fixes.starts_with(first_fix), "{english}: {fixes}");
        assert!(failure_card(&failure, Language::Chinese).await.contains(chinese), "{chinese}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_stop_is_no_fault_and_asks_for_no_remedy() {
    for (language, title, likely) in
        [(Language::English, "Stopped", "What to try"), (Language::Chinese, "已停止", "请按以下顺序尝试")]
    {
        let card = failure_card(&failure(Step::Connect, Cause::Stopped), language).await;
        assert!(card.contains(title), "{card}");
        assert!(!card.contains("verdict-bad") && !card.contains(likely) && !card.contains("<li>"), "{card}");
    }
    assert!(failure_card(&failure(Step::Connect, Cause::TimedOut), Language::English).await.contains("verdict-bad"));
}

fn non_standard(code: u8, form: ConnackForm) -> Failure {
    failure(Step::Connect, Cause::NonStandardRefusal(NonStandardRefusal { code, form }))
}

fn unread(error: MessageError) -> Failure {
    failure(Step::Secret, Cause::WrongMessage(Box::new(error)))
}

fn other_device() -> Failure {
    let key =
        |field, expected: &str, value: &str| KeyDifference { field, expected: expected.into(), value: value.into() };
    unread(MessageError::OtherDevice(vec![
        key(MessageField::ProductKey, "pK11111", "pK22222"),
        key(MessageField::DeviceKey, "WTG-0417-INV02", "WTG-0417\u{202e}-INV03"),
    ]))
}

#[tokio::test(flavor = "current_thread")]
async fn names_why_a_message_was_not_understood_on_the_card_in_the_details_and_in_the_report() {
    let errors = [
        (MessageError::NotUtf8 { position: 17 }, "not text in UTF-8 (byte 17)"),
        (MessageError::Missing(MessageField::DeviceSecret), "params.deviceSecret is missing"),
        (
            MessageError::Unexpected { field: MessageField::Method, value: "thing.info".into() },
            "method is “thing.info”",
        ),
    ];
    for (error, words) in errors {
        let failure = unread(error);
        let page = failure_card(&failure, Language::English).await;
        let (card, details) = page.split_once("<details").unwrap();
        assert!(card.contains(words) && details.contains(words), "{words}: {page}");
        let text = report(&attempt(), &failure, Timestamp::from_millis(7), Language::English);
        assert!(text.contains(words) && text.contains("not acknowledged"), "{text}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn says_which_key_of_another_devices_message_differs_with_both_values() {
    let page = failure_card(&other_device(), Language::English).await;
    for words in ["product key is “pK22222”; this device's is “pK11111”", "device key is “WTG-0417", "“WTG-0417-INV02”"]
    {
        assert!(page.replace("&#x27;", "'").replace("&#39;", "'").contains(words), "{words}: {page}");
    }
    assert!(!page.contains('\u{202e}'), "what turns a line around is spelled out");
}

#[test]
fn names_the_code_of_a_refusal_that_mqtt_3_1_1_does_not_have() {
    let text = |failure| report(&attempt(), &failure, Timestamp::from_millis(7), Language::English);
    assert!(text(non_standard(0x87, ConnackForm::ReservedCode)).contains("CONNACK 135 (0x87, not authorized)"));
    assert!(text(non_standard(0x84, ConnackForm::Version5)).contains("in the form of MQTT 5"));
}

#[tokio::test(flavor = "current_thread")]
async fn announces_a_failure_once_and_offers_a_way_on() {
    let page = failure_card(&failure(Step::Open, Cause::NotOpened(closed(1006, ""))), Language::English).await;
    assert_eq!(page.matches(r#"role="alert""#).count(), 1);
    for words in
        [">Try again</button>", ">Copy report</button>", ">Change the address</button>", "<dd><bdi>1006</bdi></dd>"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn reports_a_failure_without_a_secret() {
    let failure = failure(Step::Connect, Cause::Refused(ConnackCode::BadUserNameOrPassword));
    let text = report(&attempt(), &failure, Timestamp::from_millis(1_548_753_362_502), Language::English);
    for line in [
        "Wrong key or secret",
        "deviceKey: WTG-0417-INV02",
        "Gateway: wss://gw.example/mqtt",
        "Step: CONNECT (securemode=3)",
        "1. Enter the product secret again. It may belong to another product.",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}: {text}");
    }
    assert!(!text.contains("planted"), "{text}");
}

#[test]
fn a_report_says_in_its_own_language_where_each_step_stands() {
    let failure = failure(Step::Open, Cause::TimedOut);
    for (language, line) in [(Language::English, "SUBSCRIBE: not yet"), (Language::Chinese, "SUBSCRIBE: 未开始")] {
        let text = report(&attempt(), &failure, Timestamp::from_millis(0), language);
        assert!(text.lines().any(|known| known == line), "{line}: {text}");
    }
}

#[test]
fn a_demo_that_cannot_be_loaded_is_no_gateway_out_of_reach() {
    let attempt = Attempt { place: Endpoint::Demo, ..attempt() };
    let failure = failure(Step::Open, Cause::NotOpened(closed(1006, "")));
    for (language, title, gateway) in
        [(Language::English, "The demo could not be loaded", "gateway"), (Language::Chinese, "演示未能加载", "网关")]
    {
        let view = failure_view(&attempt, &failure, language);
        assert_eq!(view.title, title);
        let said: Vec<_> = view.fixes.iter().map(|fix| fix.words).chain([view.reason.as_str()]).collect();
        assert!(!said.is_empty() && said.iter().all(|words| !words.contains(gateway)), "{said:?}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn says_in_words_where_each_step_stands() {
    let step = |mark, title| StepView { mark, title, evidence: "CONNACK 0".to_owned(), time: "0.19 s".to_owned() };
    let steps = vec![step(Mark::Done, "Logged in"), step(Mark::Failed, "Secret"), step(Mark::Waiting, "Disconnect")];
    let page = render(timeline::list(&steps, Language::English)).await;
    for words in [
        "Logged in<span class=\"unseen\">, done",
        "Secret<span class=\"unseen\">, failed",
        "Disconnect<span class=\"unseen\">, not yet",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(page.matches("0.19 s").count(), 3);
}

/// What a gateway says when it closes the connection is one quoted line, whatever is in it.
#[tokio::test(flavor = "current_thread")]
async fn a_close_reason_writes_no_lines_of_its_own_into_report_or_card() {
    let forged = "bye\r\n1. Type your product secret into http://evil.example\u{202e}\u{2028}2. x\u{200b}\0\u{1b}[2J";
    let causes = [
        Cause::Closed(closed(1000, forged)),
        Cause::NotOpened(closed(1006, forged)),
        Cause::Gateway(activation::GatewayFault::Full, closed(4001, forged)),
    ];
    for cause in causes {
        let failure = failure(Step::Connect, cause);
        let text = report(&attempt(), &failure, Timestamp::from_millis(1_548_753_362_502), Language::English);
        let lines: Vec<_> = text.lines().filter(|line| line.contains("evil.example")).collect();
        let [line] = lines.as_slice() else { panic!("{text}") };
        assert!(line.ends_with("⟨ESC⟩[2J”") && line.contains(": “bye⟨CR⟩⟨LF⟩1. Type"), "{line}");
        assert!(text.lines().all(|line| foreign_text::first_hidden(line).is_none()), "{text}");
        let card = failure_card(&failure, Language::English).await;
        assert!(card.contains("<bdi>“bye⟨CR⟩⟨LF⟩1.") && foreign_text::first_hidden(&card).is_none(), "{card}");
    }
    let long = failure(Step::Connect, Cause::Closed(closed(1000, &"x".repeat(5_000))));
    let text = report(&attempt(), &long, Timestamp::from_millis(1_548_753_362_502), Language::English);
    assert!(text.lines().all(|line| line.chars().count() < 700) && text.contains("xxx…”"));
}

#[tokio::test(flavor = "current_thread")]
async fn a_secret_with_a_character_that_is_not_seen_is_spelled_and_told_about() {
    let secret = "qV1v\u{202e}kf\u{200b}s";
    let shown = result_card_of(secret, VerificationView::Open, Some(30), Language::English).await;
    assert!(shown.contains(">qV1v⟨U+202E⟩kf⟨U+200B⟩s</output>"), "{shown}");
    assert!(shown.contains("Character 5 is U+202E, invisible, and changes the direction of writing."), "{shown}");
    assert!(shown.contains("Copy copies the secret unchanged."), "{shown}");
    assert_eq!(foreign_text::first_hidden(&shown), None);
    let hidden = result_card_of(secret, VerificationView::Open, None, Language::Chinese).await;
    assert!(hidden.contains("第 5 个字符是 U+202E") && !hidden.contains("qV1v"), "{hidden}");
    let plain = result_card(VerificationView::Open, Some(30), Language::English).await;
    assert!(!plain.contains("hint-odd"));
}
