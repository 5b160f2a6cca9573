use enos::SecureMode;

use super::formats_tests::{found, only, read, reasons, values};
use super::*;
use crate::form::Draft;
use crate::i18n::Language;

fn notes_of_device_key(text: &str) -> Vec<Note> {
    only(text).device_key.unwrap().notes.clone()
}

#[test]
fn takes_no_placeholder_for_a_value() {
    let template = "{clientId}|securemode=2,signmethod=sha256, timestamp={timestamp}|\n{deviceKey}&{productKey}";
    assert!(read(template).is_empty());
    assert!(reasons(template).contains(&SkipReason::Placeholder(PastedField::ClientId)));
    for value in ["<device key>", "${DEVICE_KEY}", "******", "••••••", "xxxx", "your_device_key", "..."] {
        assert_eq!(
            reasons(&format!("deviceKey={value}")),
            [SkipReason::Placeholder(PastedField::DeviceKey)],
            "{value}"
        );
    }
    assert_eq!(reasons("deviceKey="), [SkipReason::NoValue(PastedField::DeviceKey)]);
    assert_eq!(reasons("{\"deviceSecret\": \"abc"), [SkipReason::CutOff(PastedField::DeviceSecret)]);
}

#[test]
fn keeps_values_that_contradict_each_other_apart() {
    let table = "productKey,deviceKey\npk1,dk1\npk1,dk2\npk1,dk1\n";
    assert_eq!(found(table)[..2], ["pk1", "!"]);
    assert_eq!(read(table).records.len(), 2, "the same row twice is one");
    assert_eq!(found("DK: a1\n{\"deviceKey\": \"a2\"}")[1], "!");
    assert_eq!(found("deviceSecret=a\ndeviceSecret=b")[4], "!");
    let many: String = (0..300).flat_map(|number| ["DK: d".to_owned(), number.to_string(), "\n".to_owned()]).collect();
    let pasted = read(&many);
    assert_eq!((pasted.records.len(), pasted.left_out), (Pasted::LIMIT, 100));
}

#[test]
fn notes_each_correction() {
    assert_eq!(notes_of_device_key("DK: dk1"), []);
    assert_eq!(notes_of_device_key("DK: dk1  "), [Note::OuterSpace]);
    assert_eq!(notes_of_device_key("DK: \u{a0}dk1\n"), [Note::OuterSpace]);
    assert_eq!(notes_of_device_key("DK: \u{200b}dk\u{200b}1\n"), [Note::Invisible]);
    assert_eq!(notes_of_device_key("DK：dk1"), [Note::FullWidth]);
    assert_eq!(notes_of_device_key("DK: ｄｋ１"), [Note::FullWidth]);
    assert_eq!(only("DK: ｄｋ１").device_key.unwrap().value, "dk1");
    assert_eq!(notes_of_device_key("DK: “dk1”"), [Note::Quotes]);
    assert_eq!(notes_of_device_key("DK: dk1;"), [Note::EndedAt(';')]);
    assert_eq!(notes_of_device_key("{DK=dk1}"), [Note::EndedAt('}')]);
    assert_eq!(notes_of_device_key("DK: dk1 // first"), [Note::Comment]);
    assert_eq!(notes_of_device_key("{\"deviceKey\":\" dk1\"}"), [Note::OuterSpace]);
    assert_eq!(read("\u{feff}DK: dk1").notes, [Note::ByteOrderMark]);
    assert_eq!(found("\u{feff}{\"deviceKey\":\"dk1\"}")[1], "dk1");
}

#[test]
fn keeps_a_secret_as_it_stands_as_far_as_it_can() {
    assert_eq!(found("productSecret=a;b,c&d e=f&g=")[3], "a;b,c&d e=f&g=");
    assert_eq!(found("{\"productSecret\":\" a \"}")[3], " a ");
    assert_eq!(found("productSecret: ab cd Device Key: dk1")[..4], ["-", "dk1", "-", "ab cd"]);
    let cut = only("productSecret=ab;foo=1");
    assert_eq!(cut.product_secret.as_ref().unwrap().value.expose(), "ab");
    assert_eq!(cut.product_secret.as_ref().unwrap().notes, [Note::EndedAt(';')]);
    assert!(only("productSecret=ab;pk=pk1").product_secret.unwrap().notes.is_empty());
}

#[test]
fn does_not_guess_whose_secret_it_is() {
    let pasted = only("PK: pk1\nSecret: planted");
    assert_eq!(pasted.some_secret.as_ref().unwrap().value.expose(), "planted");
    assert!(pasted.product_secret.is_none() && pasted.device_secret.is_none());
    assert_eq!(
        reasons("appSecret=planted\naccessKey: x"),
        [SkipReason::Unneeded(Unneeded::Application), SkipReason::Unneeded(Unneeded::Application)]
    );
}

#[test]
fn takes_a_serial_number_for_the_client_id_only_without_one() {
    assert_eq!(found("DK: dk1\nSN: 00123")[2], "00123");
    assert_eq!(only("SN: 00123").client_id.unwrap().notes, [Note::SerialNumber]);
    assert_eq!(found("Client ID: c1\nSN: 00123")[2], "c1");
    assert_eq!(reasons("Client ID: c1\nSN: 00123"), [SkipReason::Unneeded(Unneeded::SerialNumber)]);
}

#[test]
fn says_what_it_did_not_understand_and_where() {
    let pasted = read("hello\nDK: dk1\ncolour: planted\nPK: a/b\n");
    let words: Vec<_> = pasted.skipped.iter().map(|skipped| skipped.words(Language::English)).collect();
    assert_eq!(
        words,
        [
            "Line 1: It has no name, so it cannot be identified.",
            "Line 3: The name is not recognized.",
            "Line 4: Product key must not contain “/” (character 2), because it is part of topics and of the user name. Remove it.",
        ]
    );
    assert!(pasted.skipped.iter().all(|skipped| skipped.words(Language::Chinese).starts_with("第 ")));
}

#[test]
fn never_shows_a_secret() {
    for text in [
        "productSecret=planted;planted2=planted\nplanted\nplanted: planted\nSecret planted",
        "{\"productSecret\":\"planted\",\"deviceSecret\":\"planted\",\"planted\":\"planted\",\"secret\":\"planted\"}",
        "https://x.example/planted?ds=planted&planted=planted",
        "password=planted\nDS: planted\nDS: planted2\nplanted==\nproductSecret = \"plan\tted\"",
    ] {
        let pasted = read(text);
        let words: String = pasted.skipped.iter().map(|skipped| skipped.words(Language::English)).collect();
        let shown = format!("{pasted:?} {pasted:#?} {words}");
        assert!(!shown.contains("planted"), "{shown}");
    }
}

#[test]
fn is_bounded() {
    let long = "x".repeat(LIMIT + 1);
    let error = Pasted::read(&long).unwrap_err();
    assert_eq!(error, TooLong { length: LIMIT + 1 });
    assert!(error.words(Language::English).starts_with("The text has 65537 bytes; the limit is 65536"));
    let lines = "x\n".repeat(LIMIT / 2);
    let pasted = read(&lines);
    assert_eq!(pasted.skipped.len(), Skipped::LIMIT);
    assert_eq!(pasted.skipped.last().unwrap().why, SkipReason::More);
}

/// Whatever the text is, the work grows with its length, not with its square, which would take minutes here: many marks on one line, quotation marks that never close, deep nesting.
#[test]
fn survives_hostile_texts() {
    for part in
        ["a=", "\"", "[", "{\"a\":", "&", ";a", "|securemode", "://", "a b ", "'= ", "，", "=\"", "\\\"", "pk=a;", "%"]
    {
        let text = part.repeat(LIMIT / part.len());
        let begun = std::time::Instant::now();
        let _ = read(&text);
        assert!(begun.elapsed().as_secs() < 60, "{part}: {:?}", begun.elapsed());
    }
    for text in [
        "",
        " ",
        "\n",
        "=",
        ":",
        "://",
        "|",
        "\"",
        "“",
        "dk=\"",
        "dk='",
        "#define",
        "#define PK",
        "\r",
        "&",
        "https://",
        "%",
        "，",
    ] {
        assert!(read(text).is_empty(), "{text}");
    }
}

#[test]
fn fills_only_what_was_found() {
    let mut draft = Draft { product_key: "kept".to_owned(), client_id: "kept".to_owned(), ..Draft::new("/mqtt") };
    only("DK: dk1\nDS: ds1\nsecret: x").fill(&mut draft);
    assert_eq!(
        (draft.product_key.as_str(), draft.device_key.as_str(), draft.client_id.as_str()),
        ("kept", "dk1", "kept")
    );
    assert_eq!((draft.device_secret.expose(), draft.product_secret.length()), ("ds1", 0));
    assert_eq!((draft.mode, draft.gateway.as_str()), (SecureMode::Dynamic, "/mqtt"));
    only("c1|securemode=2,signmethod=sha256,timestamp=1|").fill(&mut draft);
    assert_eq!((draft.mode, draft.client_id.as_str()), (SecureMode::Static, "c1"));
}

#[test]
fn keeps_each_row_whole() {
    let text = "Product Key,Device Key,Device Secret\nZTUTabcd,AAA-1,secret1111\nZTUTabcd,AAA-2,secret2222";
    let rows: Vec<_> = read(text).records.iter().map(values).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0], ["ZTUTabcd", "AAA-1", "-", "-", "secret1111", "-"]);
    assert_eq!(rows[1], ["ZTUTabcd", "AAA-2", "-", "-", "secret2222", "-"]);
}
