//! The drawers of the form, drawn natively.

use enos::{SecureMode, Timestamp};
use enos_provisioner::form::{EndpointKind, Field, FormAction, PageOrigin, TimestampChoice, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::effect::Effect;
use enos_provisioner::page::lazy::LazyParts;
use enos_provisioner::page::panel::Panel;
use enos_provisioner::page::settings::Settings;
use enos_provisioner::page::state::PageState;
use enos_provisioner::page::tool_action::{
    CompareAction, PasteAction, ProfilesAction, TimestampAction, ToolAction, ToolId,
};
use enos_provisioner::page::view::device_screen::device_screen;
use yew::prelude::*;

use crate::support::{all_parts, render};

const PLANTED: &str = "planted-product-secret";
const NOW: Timestamp = Timestamp::from_millis(1_548_753_362_502);

/// The page with a drawer open.
struct Bench {
    device: PageState,
    parts: LazyParts,
}

impl Bench {
    fn open(drawer: ToolId) -> Self {
        let origin = PageOrigin { secure: true, host: "page.example".to_owned() };
        let mut device = PageState::new(Settings::default(), EndpointKind::Gateway, origin, NOW, Language::English);
        device.revealed.tool = Some(drawer);
        Self { device, parts: all_parts() }
    }

    fn act(&mut self, action: ToolAction) -> Option<&'static str> {
        let tools = self.parts.tools.as_mut().unwrap();
        let effects = tools.act(action, &mut self.device, Language::English);
        effects.into_iter().find_map(|effect| if let Effect::Focus(id) = effect { Some(id) } else { None })
    }

    fn paste(text: &str) -> Self {
        let mut bench = Self::open(ToolId::Paste);
        bench.act(ToolAction::Paste(PasteAction::Take(secret(text))));
        bench
    }

    /// The comparison, for the vendor's published example.
    fn compare() -> Self {
        let mut bench = Self::open(ToolId::Paste);
        bench.device.revealed.tool = None;
        bench.device.panel = Panel::Compare;
        let draft = &mut bench.device.form.draft;
        draft.mode = SecureMode::Static;
        for (field, text) in [
            (Field::ProductKey, "654321"),
            (Field::DeviceKey, "test"),
            (Field::ClientId, "123456"),
            (Field::Secret, "abcdefg"),
        ] {
            draft.set(field, secret(text));
        }
        bench
    }

    fn link(fragment: &str) -> Self {
        let mut bench = Self::open(ToolId::Profiles);
        bench.act(ToolAction::Profiles(ProfilesAction::Link(secret(fragment))));
        bench
    }

    async fn draw_in(&self, language: Language) -> String {
        let screen = device_screen(&self.device, &self.parts, &Callback::noop(), language);
        render(screen).await
    }

    async fn draw(&self) -> String {
        self.draw_in(Language::English).await
    }
}

fn secret(text: &str) -> TypedSecret {
    TypedSecret::new(text.to_owned())
}

#[tokio::test(flavor = "current_thread")]
async fn names_the_open_drawer_in_both_languages_and_says_so_at_its_button() {
    for (drawer, id, english, chinese) in [
        (ToolId::Paste, "open-paste", "Paste anything", "粘贴任意文本"),
        (ToolId::Time, "open-time", "Time to sign with", "签名时间"),
        (ToolId::Profiles, "open-profiles", "Profiles", "配置"),
    ] {
        let bench = Bench::open(drawer);
        for (language, title) in [(Language::English, english), (Language::Chinese, chinese)] {
            let page = bench.draw_in(language).await;
            assert!(page.contains(&format!(r#"<h3 id="drawer-title" tabindex="-1">{title}</h3>"#)), "{page}");
            let opener = page.split("<button").find(|button| button.contains(&format!(r#"id="{id}""#))).unwrap();
            assert!(opener.contains(r#"aria-expanded="true""#), "{opener}");
            assert_eq!(page.matches(r#"aria-expanded="true""#).count(), 1);
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn gives_every_id_only_once_and_labels_every_input() {
    let mut fixed = Bench::open(ToolId::Time);
    fixed.act(ToolAction::Time(TimestampAction::Fixed));
    let several = Bench::paste("deviceKey: dk1\ndeviceKey: dk2\nsecret: s1");
    for bench in [Bench::open(ToolId::Paste), fixed, several, Bench::open(ToolId::Profiles)] {
        let page = bench.draw().await;
        let mut ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|piece| piece.split('"').next()).collect();
        let count = ids.len();
        for input in page.split(['<']).filter(|tag| tag.starts_with("input") || tag.starts_with("textarea")) {
            let id = input.split(" id=\"").nth(1).and_then(|piece| piece.split('"').next());
            let is_labelled = id.is_some_and(|id| page.contains(&format!(r#"for="{id}""#)));
            assert!(is_labelled || input.contains(r#"type="radio""#), "{input}");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{ids:?}");
    }
}

/// Enter in one of them would submit the form around them, and that costs an attempt.
#[tokio::test(flavor = "current_thread")]
async fn no_input_of_a_drawer_belongs_to_the_form() {
    let mut fixed = Bench::open(ToolId::Time);
    fixed.act(ToolAction::Time(TimestampAction::Fixed));
    for (bench, ids) in [
        (Bench::open(ToolId::Paste), ["paste-text"].as_slice()),
        (fixed, &["fixed-time"]),
        (Bench::open(ToolId::Profiles), &["profile-name", "profile-file"]),
    ] {
        let page = bench.draw().await;
        for id in ids {
            let input = page.split('<').find(|tag| tag.contains(&format!(r#" id="{id}""#)) && !tag.starts_with('p'));
            assert!(input.is_some_and(|input| input.contains(r#" form="""#)), "{id}: {input:?}");
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn draws_what_was_found_with_its_corrections_and_a_secret_by_its_length_alone() {
    let text = format!("Product Key： pk1\nDevice Key: \"dk1\"\nProduct Secret: {PLANTED}\nColour: grey");
    let page = Bench::paste(&text).draw().await;
    for words in [
        "<code>pk1</code>",
        "Line 1: by its name",
        "Full-width characters were replaced with half-width ones.",
        "<code>dk1</code>",
        "The quotation marks were removed.",
        "22 characters",
        "Not recognized",
        "Line 4: The name is not recognized.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains(PLANTED) && !page.contains("grey"));
}

#[tokio::test(flavor = "current_thread")]
async fn keeps_a_typed_text_out_of_the_document() {
    let mut bench = Bench::open(ToolId::Paste);
    bench.act(ToolAction::Paste(PasteAction::Text(secret(PLANTED))));
    assert!(!bench.draw().await.contains(PLANTED));
    assert_eq!(bench.act(ToolAction::Paste(PasteAction::Read)), Some("paste-answer"));
    let page = bench.draw().await;
    assert!(!page.contains(PLANTED) && !page.contains("<textarea") && page.contains("id=\"paste-answer\""), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn offers_several_devices_to_choose_from_and_fills_in_none_before() {
    let table = "Product Key,Device Key,Device Secret\nZTUTabcd,AAA-1,secret1111\nZTUTabcd,AAA-2,secret2222";
    let mut bench = Bench::paste(table);
    let page = bench.draw().await;
    for words in ["The text contains 2 devices.", "AAA-1", "AAA-2", "Line 3", "10 characters"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Fill in the form") && !page.contains("secret1111"), "{page}");
    bench.act(ToolAction::Paste(PasteAction::Choose(1)));
    assert!(bench.draw().await.contains("Fill in the form"));
    bench.act(ToolAction::Paste(PasteAction::Fill));
    let draft = &bench.device.form.draft;
    assert_eq!((draft.device_key.as_str(), &draft.device_secret), ("AAA-2", &secret("secret2222")));
}

#[tokio::test(flavor = "current_thread")]
async fn counts_the_devices_that_are_not_shown() {
    let rows = (0..230).fold(String::new(), |rows, number| rows + &format!("ZTUTabcd,AAA-{number:03}\n"));
    let page = Bench::paste(&format!("Product Key,Device Key\n{rows}")).draw().await;
    assert!(
        page.contains("The text contains 230 devices.") && page.contains("30 more devices are not shown"),
        "{page}"
    );
    assert_eq!(page.matches("AAA-").count(), 200);
}

/// Enter would send what the form holds, and that may be another device.
#[tokio::test(flavor = "current_thread")]
async fn after_a_partial_fill_the_focus_is_never_on_what_activates() {
    let old = || {
        let mut bench = Bench::open(ToolId::Paste);
        let edit = |field, text: &str| FormAction::Edit(field, secret(text), NOW);
        for (field, text) in [
            (Field::ProductKey, "DemoInverter"),
            (Field::DeviceKey, "INV-0001"),
            (Field::ClientId, "inverter-0001"),
            (Field::Secret, "practice-inverter-secret"),
        ] {
            bench.device.form.apply(edit(field, text));
        }
        bench
    };
    for (text, device_key, focus) in [
        ("Product Secret: another-secret", "INV-0001", "paste-answer"),
        ("Client ID: oBLcN1Ruj2", "", "device-key"),
        ("Product Key: a b\nDevice Key: c d\nProduct Secret: another-secret", "", "product-key"),
        ("Product Key: DemoInverter\nDevice Key: \"INV-0004\nProduct Secret: another-secret", "", "device-key"),
        ("Device Key: INV-0004", "INV-0004", "paste-answer"),
    ] {
        let mut bench = old();
        bench.act(ToolAction::Paste(PasteAction::Take(secret(text))));
        let page = bench.draw().await;
        let button = page.split("<button").find(|button| button.contains("Fill in the form")).unwrap();
        assert!(!button.contains("button-tonal") && page.contains("notice-odd"), "{text}: {button}");
        assert_eq!(bench.act(ToolAction::Paste(PasteAction::Fill)), Some(focus), "{text}");
        assert_eq!(bench.device.form.draft.device_key, device_key, "{text}");
    }
    let mut bench = old();
    let text = "Product Key: DemoInverter / Device Key: INV-0004 / Product Secret: practice-inverter-secret";
    bench.act(ToolAction::Paste(PasteAction::Take(secret(text))));
    let button = bench.draw().await;
    let button = button.split("<button").find(|button| button.contains("Fill in the form")).unwrap();
    assert!(button.contains("button-tonal"), "{button}");
    assert_eq!(bench.act(ToolAction::Paste(PasteAction::Fill)), Some("activate"));
    assert_eq!(bench.device.form.draft.device_key, "INV-0004");
}

#[tokio::test(flavor = "current_thread")]
async fn says_whose_keys_stand_in_the_form_beside_a_secret_alone() {
    let mut bench = Bench::open(ToolId::Paste);
    bench.device.form.apply(FormAction::Edit(Field::DeviceKey, secret("INV-0001"), NOW));
    bench.act(ToolAction::Paste(PasteAction::Take(secret("Product Secret: another-secret"))));
    assert!(bench.draw().await.contains("The form still contains device key “INV-0001”"));
    bench.act(ToolAction::Paste(PasteAction::Fill));
    assert!(bench.draw().await.contains("The form still contains device key “INV-0001”"));
}

#[tokio::test(flavor = "current_thread")]
async fn asks_whose_a_secret_is_that_has_no_name() {
    let mut bench = Bench::paste("secret: s3cr3t-of-somebody");
    assert!(bench.draw_in(Language::Chinese).await.contains("未注明是产品密钥还是设备密钥"));
    bench.act(ToolAction::Paste(PasteAction::Owner(SecureMode::Static)));
    let page = bench.draw().await;
    assert!(page.contains("Fill in the form") && !page.contains("s3cr3t"), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn names_the_host_to_which_a_pasted_gateway_leads() {
    let page = Bench::paste("gateway: wss://elsewhere.example/mqtt").draw().await;
    assert!(page.contains("Logins will be sent to “elsewhere.example”."), "{page}");
    let page = Bench::paste("gateway: wss://page.example/mqtt").draw().await;
    assert!(page.contains("wss://page.example/mqtt") && !page.contains("Logins will be sent to"), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn refuses_seconds_offers_milliseconds_and_signs_with_the_last_good_time_until_then() {
    let mut bench = Bench::open(ToolId::Time);
    bench.act(ToolAction::Time(TimestampAction::Fixed));
    assert_eq!(bench.device.form.time, TimestampChoice::Fixed(NOW));
    bench.act(ToolAction::Time(TimestampAction::Type("1564988853".to_owned())));
    assert_eq!(bench.device.form.timestamp(), NOW);
    let page = bench.draw().await;
    for words in ["This value is in seconds", "Until then, 1548753362502 is used.", "Use 1564988853000"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains(r#"aria-invalid="true""#));
    assert_eq!(
        bench.act(ToolAction::Time(TimestampAction::Take(Timestamp::from_millis(1_564_988_853_000)))),
        Some("fixed-time")
    );
    assert_eq!(bench.device.form.timestamp(), Timestamp::from_millis(1_564_988_853_000));
    let page = bench.draw().await;
    assert!(page.contains("Always signed with the same fixed time") && !page.contains("aria-invalid"), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn corrects_the_time_only_where_the_offset_is_known() {
    let mut bench = Bench::open(ToolId::Time);
    bench.act(ToolAction::Time(TimestampAction::Corrected));
    assert_eq!(bench.device.form.time, TimestampChoice::Now);
    assert!(bench.draw().await.contains("No correction is available"));
    bench.device.clock_offset = Some(-90_000);
    assert!(bench.draw().await.contains("corrected by -90000 ms"));
    bench.act(ToolAction::Time(TimestampAction::Corrected));
    assert_eq!(bench.device.form.timestamp().as_millis(), NOW.as_millis() - 90_000);
    bench.act(ToolAction::Time(TimestampAction::Now));
    assert_eq!(bench.device.form.timestamp(), NOW);
}

#[tokio::test(flavor = "current_thread")]
async fn asks_before_a_profile_leads_to_another_host_and_leaves_the_form_alone() {
    let bench = Bench::link("#profile=1&name=Graz&gateway=wss%3A%2F%2Felsewhere.example%2Fmqtt&productKey=pk9");
    let page = bench.draw().await;
    let host = r#"<bdi class="host"><strong>elsewhere.example</strong></bdi>"#;
    for words in [
        "Profile received: “<bdi>Graz</bdi>”".to_owned(),
        format!("sends logins to “{host}”"),
        format!("{host} · <bdi>pk9</bdi>"),
    ] {
        assert!(page.contains(&words), "{words}: {page}");
    }
    assert_eq!((bench.device.form.draft.gateway.as_str(), bench.device.form.draft.product_key.as_str()), ("/mqtt", ""));
}

#[tokio::test(flavor = "current_thread")]
async fn asks_before_a_profile_takes_another_path_of_this_pages_own_host() {
    let bench = Bench::link("#profile=1&name=Line%204&gateway=%2Fmqtt%2Freal&productKey=PK1&mode=dynamic");
    let page = bench.draw().await;
    assert!(page.contains("changes the gateway address to “<bdi>/mqtt/real</bdi>”"), "{page}");
    assert_eq!((bench.device.form.draft.gateway.as_str(), bench.device.form.draft.product_key.as_str()), ("/mqtt", ""));
}

#[tokio::test(flavor = "current_thread")]
async fn marks_the_end_of_a_long_host_and_shows_it_whatever_stands_in_front() {
    let front = "gateway.bank.example.".repeat(8);
    let bench = Bench::link(&format!("#profile=1&name=Graz&gateway=wss%3A%2F%2F{front}evil.example%3A8443%2Fmqtt"));
    let page = bench.draw().await;
    assert!(page.contains("<strong>evil.example:8443</strong>") && page.contains("“<bdi class=\"host\">…"), "{page}");
    assert!(!page.contains(&front));
}

#[tokio::test(flavor = "current_thread")]
async fn refuses_a_profile_with_a_secret_and_repeats_nothing_of_it() {
    let page = Bench::link(&format!("#profile=1&name=Graz&gateway=%2Fmqtt&secret={PLANTED}")).draw().await;
    assert!(
        page.contains("The profile contains a secret, so it was not imported.") && !page.contains(PLANTED),
        "{page}"
    );
    let mut bench = Bench::open(ToolId::Profiles);
    let file = format!(r#"{{"profile": 1, "name": "Graz", "gateway": "/mqtt", "productSecret": "{PLANTED}"}}"#);
    bench.act(ToolAction::Profiles(ProfilesAction::File(Some(secret(&file)))));
    let page = bench.draw_in(Language::Chinese).await;
    assert!(page.contains("配置中含有密钥，未导入") && !page.contains(PLANTED), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn asks_for_one_of_the_three_before_it_compares() {
    let mut bench = Bench::compare();
    bench.act(ToolAction::Compare(CompareAction::Ask));
    let page = bench.draw().await;
    assert!(page.contains("Paste at least one of the three."), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn takes_a_whole_log_line_apart_so_that_no_password_stays_where_it_is_read() {
    const PASSWORD: &str = "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166";
    let mut bench = Bench::compare();
    let line = format!(
        "connect 123456|securemode=2,signmethod=sha256,timestamp=1548753362502| user 'test&654321' pass {PASSWORD}"
    );
    bench.act(ToolAction::Compare(CompareAction::ClientId(TypedSecret::new(line))));
    let page = bench.draw().await;
    assert!(page.contains("They were entered in their fields.") && !page.contains(PASSWORD), "{page}");
    assert!(page.contains("123456|securemode=2,signmethod=sha256,timestamp=1548753362502|</textarea>"), "{page}");
    bench.act(ToolAction::Compare(CompareAction::Ask));
    let page = bench.draw().await;
    assert!(page.contains("The password is correct.") && !page.contains(PASSWORD), "{page}");
}

#[tokio::test(flavor = "current_thread")]
async fn says_that_keys_look_swapped_once_a_profile_is_known_for_one_of_them() {
    let mut bench = Bench::open(ToolId::Paste);
    let edit = |field, text: &str| FormAction::Edit(field, secret(text), NOW);
    bench.device.form.apply(edit(Field::DeviceKey, "pk1"));
    assert!(!bench.draw().await.contains("Swap them"));
    bench.device.known_products = vec!["pk1".to_owned()];
    let page = bench.draw().await;
    assert!(page.contains("“pk1” is a known product key") && page.contains("Swap them"), "{page}");
    bench.device.form.apply(FormAction::Swap(NOW));
    assert_eq!(bench.device.form.draft.product_key, "pk1");
    assert!(!bench.draw().await.contains("Swap them"));
}

#[tokio::test(flavor = "current_thread")]
async fn a_profile_without_a_name_marks_the_name_and_goes_there() {
    let mut bench = Bench::open(ToolId::Profiles);
    assert_eq!(bench.act(ToolAction::Profiles(ProfilesAction::Keep)), Some("profile-name"));
    let page = bench.draw().await;
    assert!(page.contains("aria-invalid") && page.contains("A field is missing: name."), "{page}");
    bench.act(ToolAction::Profiles(ProfilesAction::Name("Site 7".to_owned())));
    assert!(!bench.draw().await.contains("A field is missing"));
}

/// A line of a log with client id and user name, and none of a password.
const LOG_LINE: &str =
    "client_id=b'123456|securemode=2,signmethod=sha256,timestamp=1548753362502|' user u'test&654321'";

#[tokio::test(flavor = "current_thread")]
async fn a_line_that_comes_into_the_comparison_at_once_leaves_what_it_does_not_hold() {
    let mut bench = Bench::compare();
    let action = ToolAction::Compare;
    bench.act(action(CompareAction::Password(secret("0123456789"))));
    // A text that stands there already, and is as long.
    bench.act(action(CompareAction::ClientId(TypedSecret::new("x".repeat(LOG_LINE.len() + 20)))));
    bench.act(action(CompareAction::ClientId(secret(LOG_LINE))));
    let page = bench.draw().await;
    assert!(page.contains("They were entered in their fields.") && page.contains("test&amp;654321"), "{page}");
    assert!(page.contains("10 characters"), "the password was forgotten: {page}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_line_that_is_typed_into_the_comparison_is_taken_apart_when_somebody_asks() {
    let mut bench = Bench::compare();
    for end in 1..=LOG_LINE.len() {
        bench.act(ToolAction::Compare(CompareAction::ClientId(secret(&LOG_LINE[..end]))));
        assert!(!bench.draw().await.contains("They were entered in their fields."), "{}", &LOG_LINE[..end]);
    }
    bench.act(ToolAction::Compare(CompareAction::Ask));
    assert!(bench.draw().await.contains("They were entered in their fields."));
}
