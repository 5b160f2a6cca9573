//! No text that may hold a secret is ever shown: secrets are planted into texts of every kind, whole and broken in many ways, and then
//! looked for in everything that can be seen or saved.
//!
//! The suite tries a few thousand texts. `PASTED_TEXTS=1000000 cargo test --release --test paste_secrets` tries a million.
#![cfg(test)]
#![cfg(not(target_arch = "wasm32"))]

use enos::{SecureMode, Timestamp};
use enos_provisioner::attempt::update::attempt_part;
use enos_provisioner::form::{EndpointKind, Field, PageOrigin, TypedSecret};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::lazy::LazyParts;
use enos_provisioner::page::settings::Settings;
use enos_provisioner::page::state::PageState;
use enos_provisioner::page::tool_action::{PasteAction, ToolAction, ToolId};
use enos_provisioner::page::view::device_screen::device_screen;
use enos_provisioner::tools::paste::read::{Pasted, PastedField, Record};
use enos_provisioner::tools::session::export::{Ended, Export, Format, Row, Secrets};
use yew::prelude::*;

const NOW: Timestamp = Timestamp::from_millis(1_548_753_362_502);

/// A source of numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() >> 33).unwrap() % limit.max(1)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    fn word(&mut self, letters: &str, length: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }
}

const LETTERS: &str = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A secret as consoles make them, and some that people think of.
fn a_secret(dice: &mut Dice) -> String {
    let length = 8 + dice.below(20);
    match dice.below(6) {
        0 => dice.word("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789+/", length) + "==",
        1 => dice.word("abcdefghijkmnopqrstuvwxyz0123456789-", length).replace("--", "-x"),
        2 => dice.word("0123456789abcdef", length),
        3 => dice.word("abcdefgh!#$%*?@^_~23456789", length),
        _ => dice.word(LETTERS, length),
    }
}

/// What a text is made of.
struct Things {
    product_key: String,
    device_key: String,
    client_id: String,
    note: String,
    product_secret: String,
    device_secret: String,
}

impl Things {
    fn roll(dice: &mut Dice) -> Self {
        let device_key = match dice.below(4) {
            0 => "INV-0004".to_owned(),
            1 => ["00", "1B", "44", "11", "3A", "B7"].join(":"),
            _ => dice.word(LETTERS, 10),
        };
        let note = dice.pick(&["rack 7", "19 in", "5\" pump", "north", "", "a, b", "first line", "配电室"]).to_owned();
        Self {
            product_key: dice.word(LETTERS, 8),
            device_key,
            client_id: dice.pick(&["inverter-0004", "rack 2", "5\" pump", "00:1B:44:11:3A:B7"]).to_owned(),
            note,
            product_secret: a_secret(dice),
            device_secret: a_secret(dice),
        }
    }

    fn secrets(&self) -> [&str; 2] {
        [&self.product_secret, &self.device_secret]
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Product,
    PageState,
    Client,
    Note,
    ProductSecret,
    DeviceSecret,
}

const KINDS: [Kind; 6] =
    [Kind::Product, Kind::PageState, Kind::Client, Kind::Note, Kind::ProductSecret, Kind::DeviceSecret];

/// Some of the kinds, in any order, with at least one secret.
fn kinds(dice: &mut Dice) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = KINDS.into_iter().filter(|_| !dice.one_in(3)).collect();
    if !kinds.contains(&Kind::DeviceSecret) && !kinds.contains(&Kind::ProductSecret) {
        kinds.push(Kind::DeviceSecret);
    }
    for place in (1..kinds.len()).rev() {
        let other = dice.below(place + 1);
        kinds.swap(place, other);
    }
    kinds
}

fn name(kind: Kind, style: usize) -> &'static str {
    let names = match kind {
        Kind::Product => ["Product Key", "productKey", "PRODUCT_KEY", "产品Key", "PK", "product_key"],
        Kind::PageState => ["Device Key", "deviceKey", "DEVICE_KEY", "设备Key", "DK", "device_key"],
        Kind::Client => ["Client ID", "clientId", "CLIENT_ID", "客户端ID", "cid", "client_id"],
        Kind::Note => ["Note", "note", "NOTE", "备注", "note", "note"],
        Kind::ProductSecret => {
            ["Product Secret", "productSecret", "PRODUCT_SECRET", "产品密钥", "PS", "product_secret"]
        }
        Kind::DeviceSecret => ["Device Secret", "deviceSecret", "DEVICE_SECRET", "设备密钥", "DS", "device_secret"],
    };
    names[style % names.len()]
}

fn value(kind: Kind, things: &Things) -> &str {
    match kind {
        Kind::Product => &things.product_key,
        Kind::PageState => &things.device_key,
        Kind::Client => &things.client_id,
        Kind::Note => &things.note,
        Kind::ProductSecret => &things.product_secret,
        Kind::DeviceSecret => &things.device_secret,
    }
}

fn quoted(text: &str) -> String {
    enos::quote(text)
}

fn cell(text: &str, delimiter: char) -> String {
    let needs = text.contains([delimiter, '\n']) || text.starts_with('"');
    if needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// A text of some kind, and its lines that are rows of a table.
fn a_text(dice: &mut Dice, all: &[Things]) -> String {
    let kinds = kinds(dice);
    let style = dice.below(6);
    let things = &all[0];
    let pairs = |joint: &str, between: &str, wrap: &dyn Fn(&str) -> String| {
        let pair = |kind: &Kind| format!("{}{joint}{}", name(*kind, style), wrap(value(*kind, things)));
        kinds.iter().map(pair).collect::<Vec<_>>().join(between)
    };
    let plain = |text: &str| text.to_owned();
    match dice.below(24) {
        0..=3 => {
            let delimiter = [',', ';', '\t', '|'][dice.below(4)];
            let between = delimiter.to_string();
            let head = kinds.iter().map(|kind| name(*kind, style).to_owned()).collect::<Vec<_>>().join(&between);
            let row = |things: &Things| {
                kinds.iter().map(|kind| cell(value(*kind, things), delimiter)).collect::<Vec<_>>().join(&between)
            };
            [vec![head], all.iter().map(row).collect()].concat().join("\n")
        }
        4 => {
            let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
            let head = line(kinds.iter().map(|kind| name(*kind, style).to_owned()).collect());
            let rule = line(kinds.iter().map(|_| "---".to_owned()).collect());
            let row =
                |things: &Things| line(kinds.iter().map(|kind| value(*kind, things).replace('|', "\\|")).collect());
            [vec![head, rule], all.iter().map(row).collect()].concat().join("\n")
        }
        5 => kinds
            .iter()
            .map(|kind| format!("| {} | {} |", name(*kind, style), value(*kind, things)))
            .collect::<Vec<_>>()
            .join("\n"),
        6 | 7 => {
            let object = |things: &Things| {
                let members =
                    kinds.iter().map(|kind| format!("{}: {}", quoted(name(*kind, 1)), quoted(value(*kind, things))));
                format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
            };
            let whole = match dice.below(4) {
                0 => object(things),
                1 => format!("[{}]", all.iter().map(object).collect::<Vec<_>>().join(",\n")),
                2 => format!("{{\"payload\": {}}}", quoted(&object(things))),
                _ => format!("2026-11-27 10:00:00 INFO got {} from broker", object(things)),
            };
            if dice.one_in(4) { whole.replace(", ", ",\n  ") } else { whole }
        }
        8 => pairs(": ", "\n", &plain),
        9 => pairs("=", "\n", &plain),
        10 => pairs("：", "\n", &plain),
        11 => pairs(" = ", ";\n", &quoted),
        12 => kinds
            .iter()
            .map(|kind| format!("#define {} {} // x", name(*kind, 2), quoted(value(*kind, things))))
            .collect::<Vec<_>>()
            .join("\n"),
        13 => kinds
            .iter()
            .map(|kind| format!("static char g_{}[LEN + 1] = {};", name(*kind, 5), quoted(value(*kind, things))))
            .collect::<Vec<_>>()
            .join("\n"),
        14 => pairs(": ", " / ", &plain),
        15 => pairs(":", "/", &plain),
        16 => pairs("=", "&", &plain),
        17 => pairs(": ", ", ", &plain),
        18 => kinds
            .iter()
            .map(|kind| format!("- name: {}\n  value: {}", name(*kind, 2), value(*kind, things)))
            .collect::<Vec<_>>()
            .join("\n"),
        19 => kinds
            .iter()
            .map(|kind| format!("**{}:** {}", name(*kind, 0), value(*kind, things)))
            .collect::<Vec<_>>()
            .join("\n"),
        20 => kinds
            .iter()
            .map(|kind| format!("{}\n{}", name(*kind, 0), value(*kind, things)))
            .collect::<Vec<_>>()
            .join("\n"),
        21 => kinds
            .iter()
            .map(|kind| format!("<{0}>{1}</{0}>", name(*kind, 1), value(*kind, things)))
            .collect::<Vec<_>>()
            .join("\n"),
        22 => format!(
            "New client connected from 10.0.0.7 as {0}|securemode=2,signmethod=sha256,timestamp=1| (c1, k60, u'{1}&{2}').\n{3}",
            things.client_id.replace('"', ""),
            things.device_key,
            things.product_key,
            pairs("=", " ", &plain)
        ),
        _ => format!("https://label.example/d?{}", pairs("=", "&", &plain)),
    }
}

/// Marks that belong to no key, secret or name.
const MARKS: [char; 17] = ['"', '\'', ',', ';', ':', '=', '|', '\t', ' ', '{', '}', '[', ']', '(', ')', '/', '\\'];

/// Breaks a text: one mark of its structure is lost, doubled or exchanged, or its end or its beginning is lost; and then its lines, its
/// width and what stands around it change. Where two parts of its structure were broken at once, a text may say just what a whole text
/// says, with another meaning: `PK` and a secret on the next line, for instance.
fn broken(dice: &mut Dice, text: String) -> String {
    let mut text = text;
    let fault = dice.below(5);
    if fault < 2 {
        let places: Vec<_> = text.char_indices().filter(|(_, mark)| MARKS.contains(mark) || *mark == '\n').collect();
        if !places.is_empty() {
            let (place, mark) = places[dice.below(places.len())];
            let other = match dice.below(3) {
                0 => String::new(),
                1 => [mark, mark].iter().collect(),
                _ => MARKS[dice.below(MARKS.len())].to_string(),
            };
            text.replace_range(place..place + mark.len_utf8(), &other);
        }
    }
    if fault == 2 {
        let mut end = dice.below(text.len() + 1);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
    if fault == 3 {
        let mut start = dice.below(text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let rest = text.split_off(start);
        // The end of a secret may read like a name, as `DK`. What stands behind it would belong to that name then.
        let word = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let is_within_a_word = text.ends_with(|letter: char| letter.is_ascii_alphanumeric());
        let reads_like_a_name = KINDS.iter().any(|kind| (0..6).any(|style| name(*kind, style) == &rest[..word]));
        text = if is_within_a_word && reads_like_a_name { rest[word..].to_owned() } else { rest };
    }
    if dice.one_in(4) {
        text = text.replace('\n', dice.pick(&["\r\n", "\r", "\n\n", "\n\r\n"]));
    }
    if dice.one_in(8) {
        text = text
            .split('\n')
            .enumerate()
            .map(|(place, line)| if place % 2 == 0 { format!("{line}\r\n") } else { format!("{line}\n") })
            .collect();
    }
    if dice.one_in(6) {
        text.insert(0, '\u{feff}');
    }
    if dice.one_in(6) {
        text = text.replace(": ", "：").replace(", ", "，");
    }
    if dice.one_in(8) {
        let wide = |character: char| match character {
            '!'..='~' => char::from_u32(u32::from(character) + 0xfee0).unwrap_or(character),
            other => other,
        };
        text = text.chars().map(wide).collect();
    }
    if dice.one_in(6) {
        let mark = ['\u{200b}', '\u{200f}', '\u{202e}', '\u{2066}', '\u{a0}'][dice.below(5)];
        let place = dice.below(text.chars().count() + 1);
        text = text
            .chars()
            .enumerate()
            .flat_map(|(at, character)| if at == place { vec![mark, character] } else { vec![character] })
            .collect();
    }
    if dice.one_in(6) {
        let bullet = dice.pick(&["- ", "* ", "> ", "  ", "// ", "1. ", "\t"]);
        text = text.split('\n').map(|line| format!("{bullet}{line}")).collect::<Vec<_>>().join("\n");
    }
    if dice.one_in(6) {
        text = format!(
            "{}\n{text}\n{}",
            dice.pick(&["Hi,", "```", "see below", "Device:", "EnOS"]),
            dice.pick(&["Thanks!", "```", "", "-- "])
        );
    }
    text
}

/// Pieces of secrets that must not be seen, in plain small letters.
struct Wanted(Vec<String>);

impl Wanted {
    fn of(all: &[Things]) -> Self {
        let mut pieces = Vec::new();
        for secret in all.iter().flat_map(Things::secrets) {
            let letters: Vec<char> = secret.to_lowercase().chars().collect();
            pieces.extend(letters.windows(6).map(|piece| piece.iter().collect::<String>()));
        }
        // What keys and names have in common with a secret by chance tells nothing.
        let public = all
            .iter()
            .map(|things| {
                [&things.product_key, &things.device_key, &things.client_id, &things.note].map(String::as_str).join(" ")
            })
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        pieces.retain(|piece| !public.contains(piece.as_str()));
        Self(pieces)
    }

    fn found_in(&self, shown: &str) -> Option<&str> {
        let narrow = |character: char| match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            other => other,
        };
        let plain: String = shown
            .chars()
            .filter(|character| !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'))
            .map(narrow)
            .collect();
        let plain = plain.to_lowercase();
        self.0.iter().map(String::as_str).find(|piece| plain.contains(piece))
    }
}

/// Everything of a read text that may be shown.
fn visible(pasted: &Pasted) -> String {
    let mut shown = format!("{pasted:?}");
    for language in [Language::English, Language::Chinese] {
        for skipped in &pasted.skipped {
            shown += &skipped.words(language);
        }
        for note in &pasted.notes {
            shown += &note.words(language);
        }
    }
    for record in &pasted.records {
        for slot in [PastedField::ProductKey, PastedField::DeviceKey, PastedField::ClientId, PastedField::Gateway] {
            if let Some(finding) = record.name(slot) {
                let words = finding.words(Language::English).join("\n");
                shown += &["\n", finding.value.as_str(), "\n", &words].concat();
            }
        }
    }
    shown
}

fn texts(limit: usize) -> usize {
    std::env::var("PASTED_TEXTS").ok().and_then(|count| count.parse().ok()).unwrap_or(limit)
}

#[test]
fn no_part_of_a_secret_is_among_what_may_be_shown() {
    let count = texts(6_000);
    let seed = std::env::var("PASTED_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed_0001_u64);
    let mut dice = Dice(seed);
    let (mut read, mut hits) = (0, Vec::new());
    for number in 0..count {
        let all: Vec<Things> = (0..=dice.below(3)).map(|_| Things::roll(&mut dice)).collect();
        let text = a_text(&mut dice, &all);
        let text = broken(&mut dice, text);
        let Ok(pasted) = Pasted::read(&text) else { continue };
        read += usize::from(!pasted.is_empty());
        let wanted = Wanted::of(&all);
        if let Some(piece) = wanted.found_in(&visible(&pasted)) {
            hits.push(format!("text {number}, “{piece}”:\n{text}\n{pasted:?}\n"));
            if hits.len() > 10 {
                break;
            }
        }
    }
    println!("{count} texts, {read} of them with something to fill in, {} hits", hits.len());
    assert!(hits.is_empty(), "{}", hits.join("\n"));
    assert!(read > count / 3, "most texts are read: {read} of {count}");
}

#[derive(Clone, PartialEq, Properties)]
struct FrameProps {
    children: Html,
}

#[component]
fn Frame(props: &FrameProps) -> Html {
    props.children.clone()
}

async fn draw(device: &PageState, parts: &LazyParts, language: Language) -> String {
    let screen = device_screen(device, parts, &Callback::noop(), language);
    yew::LocalServerRenderer::<Frame>::with_props(FrameProps { children: screen }).hydratable(false).render().await
}

/// The same through the page: read, choose, fill in; then the document, the visible fields and the session's files are searched.
#[tokio::test(flavor = "current_thread")]
async fn no_part_of_a_secret_is_in_the_document_the_fields_or_the_files() {
    let count = texts(250).min(20_000);
    let mut dice = Dice(0x5eed_0002);
    for number in 0..count {
        let all: Vec<Things> = (0..=dice.below(3)).map(|_| Things::roll(&mut dice)).collect();
        let text = a_text(&mut dice, &all);
        let text = broken(&mut dice, text);
        let wanted = Wanted::of(&all);
        let origin = PageOrigin { secure: true, host: "page.example".to_owned() };
        let mut device = PageState::new(Settings::default(), EndpointKind::Gateway, origin, NOW, Language::English);
        // A fixed time: its digits are in the preview, and may not be those of a secret by chance.
        device.read_clocks(0, NOW.as_millis());
        device.revealed.tool = Some(ToolId::Paste);
        let mut parts =
            LazyParts { attempt_views: Some(attempt_part().views), tools: Some(enos_provisioner::tools::all(None)) };
        let mut shown = String::new();
        let deeds = [
            PasteAction::Take(TypedSecret::new(text.clone())),
            PasteAction::Choose(dice.below(2)),
            PasteAction::Owner(if dice.one_in(2) { SecureMode::Static } else { SecureMode::Dynamic }),
            PasteAction::Fill,
        ];
        for action in deeds {
            let tools = parts.tools.as_mut().unwrap();
            tools.act(ToolAction::Paste(action), &mut device, Language::English);
            let language = if dice.one_in(2) { Language::English } else { Language::Chinese };
            shown += &draw(&device, &parts, language).await;
        }
        let draft = &device.form.draft;
        shown +=
            &[&draft.product_key, &draft.device_key, &draft.client_id, &draft.gateway].map(String::as_str).join("\n");
        let row = Row {
            at: NOW,
            product_key: &draft.product_key,
            device_key: &draft.device_key,
            client_id: draft.effective_client_id(),
            mode: draft.mode,
            ended: Ended::Failed("refused"),
            took_ms: 1,
            fingerprint: None,
            asset_id: None,
            gateway: &draft.gateway,
            secret: None,
        };
        for format in [Format::Csv, Format::Json] {
            shown += Export::of(std::slice::from_ref(&row), format, Secrets::LeftOut, NOW).text.expose();
        }
        let refusals = draft.parse(EndpointKind::Gateway, &device.origin).err().unwrap_or_default();
        for field in Field::ALL {
            if let Some(refusal) = refusals.of(field) {
                shown += &refusal.words(field, draft.mode, Language::English);
            }
        }
        // The time stands in the preview and the files, and a secret of digits may have six of them by chance.
        let shown = shown.replace(&NOW.as_millis().to_string(), " ");
        let piece = wanted.found_in(&shown);
        assert!(piece.is_none(), "text {number}, {piece:?}:\n{text}");
    }
}

/// Product key, device key, client id, device secret.
fn back(record: &Record) -> [Option<String>; 4] {
    let name = |slot| record.name(slot).map(|finding| finding.value.clone());
    let secret = record.secret(PastedField::DeviceSecret).map(|finding| finding.value.expose().to_owned());
    [name(PastedField::ProductKey), name(PastedField::DeviceKey), name(PastedField::ClientId), secret]
}

/// Keys and secrets that a form takes, with the marks that files have to write around.
fn odd(dice: &mut Dice, is_key: bool) -> String {
    let letters =
        if is_key { "a0=+-@',;:\"<>{}()\\_.１设!$%*?~`" } else { "a0=+-@',;:\"<>{}()\\_.１设!$%*?~`&/|# \u{a0}é" };
    loop {
        let length = 1 + dice.below(12);
        let text = match dice.below(4) {
            0 => dice.word("0123456789", length),
            1 => dice.word(LETTERS, length),
            _ => dice.word(letters, length),
        };
        let is_fine = if is_key {
            enos::DeviceKey::parse(&text).is_ok()
                && enos::ProductKey::parse(&text).is_ok()
                && enos::ClientId::parse(&text).is_ok()
        } else {
            enos::Secret::parse(&text).is_ok()
        };
        if is_fine {
            return text;
        }
    }
}

#[test]
fn every_file_of_a_session_comes_back_as_it_was() {
    let mut dice = Dice(0x5eed_0003);
    for _ in 0..3_000 {
        let values: Vec<_> = (0..=dice.below(3))
            .map(|_| [odd(&mut dice, true), odd(&mut dice, true), odd(&mut dice, true), odd(&mut dice, false)])
            .collect();
        let secrets: Vec<_> = values.iter().map(|[_, _, _, secret]| enos::Secret::parse(secret).unwrap()).collect();
        let rows: Vec<_> = values
            .iter()
            .zip(&secrets)
            .map(|([product_key, device_key, client_id, _], secret)| Row {
                at: NOW,
                product_key,
                device_key,
                client_id,
                mode: SecureMode::Dynamic,
                ended: Ended::Activated,
                took_ms: 812,
                fingerprint: None,
                asset_id: Some("=1+1"),
                gateway: "wss://g.example/mqtt",
                secret: Some(secret),
            })
            .collect();
        for format in [Format::Csv, Format::Json] {
            for kept in [Secrets::Included, Secrets::LeftOut] {
                let file = Export::of(&rows, format, kept, NOW).text;
                let pasted = Pasted::read(file.expose()).unwrap();
                let found: Vec<_> = pasted.records.iter().map(back).collect();
                let mut wanted: Vec<[Option<String>; 4]> = Vec::new();
                for [product_key, device_key, client_id, secret] in &values {
                    let secret = (kept == Secrets::Included).then(|| secret.clone());
                    let row = [Some(product_key.clone()), Some(device_key.clone()), Some(client_id.clone()), secret];
                    if !wanted.contains(&row) {
                        wanted.push(row);
                    }
                }
                assert_eq!(found, wanted, "{}", file.expose());
            }
        }
    }
}

#[test]
fn every_format_of_a_hand_over_comes_back_as_it_was() {
    use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret};
    use enos_provisioner::page::action::Format;
    use enos_provisioner::tools::handover::{identity_text, secret_text};

    let mut dice = Dice(0x5eed_0004);
    for _ in 0..5_000 {
        let [product_key, device_key, client_id] = [(); 3].map(|()| odd(&mut dice, true));
        let text = odd(&mut dice, false);
        let identity = Identity {
            product_key: ProductKey::parse(&product_key).unwrap(),
            device_key: DeviceKey::parse(&device_key).unwrap(),
            client_id: ClientId::parse(&client_id).unwrap(),
        };
        let secret = Secret::parse(&text).unwrap();
        for format in [Format::Json, Format::C, Format::Env, Format::At] {
            let written = format.write(&identity, &secret);
            let pasted = Pasted::read(written.expose()).unwrap();
            let found: Vec<_> = pasted.records.iter().map(back).collect();
            let wanted = [Some(product_key.clone()), Some(device_key.clone()), None, Some(text.clone())];
            assert_eq!(found, [wanted], "{}", written.expose());
        }
        let written = secret_text(&identity, &secret);
        let pasted = Pasted::read(written.expose()).unwrap();
        let wanted = [Some(product_key.clone()), Some(device_key.clone()), Some(client_id.clone()), Some(text)];
        assert_eq!(pasted.records.iter().map(back).collect::<Vec<_>>(), [wanted], "{}", written.expose());
        let fingerprint = enos::Fingerprint::of(&identity.device_key, &secret);
        let pasted = Pasted::read(&identity_text(&identity, fingerprint)).unwrap();
        let wanted = [Some(product_key), Some(device_key), Some(client_id), None];
        assert_eq!(pasted.records.iter().map(back).collect::<Vec<_>>(), [wanted]);
    }
}

#[test]
fn the_file_of_a_profile_comes_back_as_it_was() {
    use enos_provisioner::tools::profiles::model::Profile;

    let mut dice = Dice(0x5eed_0005);
    for _ in 0..2_000 {
        let product_key = odd(&mut dice, true);
        let Ok(profile) = Profile::new("Site 1", "wss://g.example/mqtt?x=1", &product_key, Some(SecureMode::Static))
        else {
            continue;
        };
        let pasted = Pasted::read(&profile.to_file()).unwrap();
        let record = &pasted.records[0];
        assert_eq!(record.name(PastedField::ProductKey).unwrap().value, product_key);
        assert_eq!(record.name(PastedField::Gateway).unwrap().value, "wss://g.example/mqtt?x=1");
    }
}
