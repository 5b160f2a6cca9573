use enos::SecretError;

use super::*;
use crate::form::{AddressError, TypedSecret};

fn draft() -> Draft {
    Draft {
        product_key: "pk1".to_owned(),
        device_key: "dk1".to_owned(),
        product_secret: TypedSecret::new("planted".to_owned()),
        ..Draft::new("/mqtt")
    }
}

fn parse(draft: &Draft) -> Result<ParsedForm, PerField<Option<FieldError>>> {
    draft.parse(EndpointKind::Gateway, &PageOrigin { secure: false, host: "localhost:8080".to_owned() })
}

fn refused(draft: &Draft) -> Vec<Field> {
    let refusals = parse(draft).unwrap_err();
    Field::ALL.into_iter().filter(|field| refusals.of(*field).is_some()).collect()
}

#[test]
fn takes_the_device_key_for_an_empty_client_id() {
    let entry = parse(&draft()).unwrap();
    assert_eq!(entry.identity.client_id.as_str(), "dk1");
    assert_eq!(entry.gateway.unwrap().as_str(), "ws://localhost:8080/mqtt");
}

#[test]
fn asks_for_the_secret_of_the_mode() {
    assert!(matches!(parse(&draft()).unwrap().mode, AuthMode::Dynamic { .. }));
    let login = Draft { mode: SecureMode::Static, ..draft() };
    assert_eq!(parse(&login).unwrap_err().of(Field::Secret), &Some(FieldError::Secret(SecretError::Empty)));
    let login = Draft { device_secret: TypedSecret::new("own".to_owned()), ..login };
    assert!(matches!(parse(&login).unwrap().mode, AuthMode::Static { .. }));
}

#[test]
fn reports_every_wrong_field_at_once() {
    assert_eq!(refused(&Draft::new("")), [Field::ProductKey, Field::DeviceKey, Field::Secret, Field::Gateway]);
}

#[test]
fn says_when_the_device_key_is_too_long_to_be_the_client_id() {
    let long = Draft { device_key: "d".repeat(65), ..draft() };
    assert_eq!(refused(&long), [Field::ClientId]);
    let refusal = Some(FieldError::DeviceKeyTooLongForClient { length: 65 });
    assert_eq!(parse(&long).unwrap_err().of(Field::ClientId), &refusal);
    assert!(parse(&Draft { client_id: "short".to_owned(), ..long }).is_ok());
}

#[test]
fn needs_no_gateway_for_the_demo() {
    let origin = PageOrigin { secure: true, host: "pages.example".to_owned() };
    let entry = Draft { gateway: String::new(), ..draft() }.parse(EndpointKind::Demo, &origin).unwrap();
    assert_eq!(entry.gateway, None);
    let refusals = Draft { gateway: String::new(), ..draft() }.parse(EndpointKind::Gateway, &origin).unwrap_err();
    assert_eq!(refusals.of(Field::Gateway), &Some(FieldError::Address(AddressError::Empty)));
}

#[test]
fn names_a_character_that_is_not_what_it_looks_like_and_quotes_no_secret() {
    let remark = |field: Field, text: &str| {
        let mut draft = Draft::new("/mqtt");
        draft.set(field, TypedSecret::new(text.to_owned()));
        draft.remark(field).map(|remark| remark.words(Language::English)).unwrap_or_default()
    };
    for (text, named) in [
        ("practice-inverter-secret\u{200b}", "Character 25 is U+200B, invisible."),
        ("\u{feff}abcdef", "Character 1 is U+FEFF, invisible."),
        ("abc\u{202e}def", "Character 4 is U+202E, invisible, and changes the direction"),
        ("abc\u{e0041}def", "Character 4 is U+E0041, invisible."),
        ("abc\u{a0}def", "Character 4 is U+00A0, which looks like a space."),
        ("abc–def", "Character 4 is U+2013, a dash."),
        ("abc−def", "Character 4 is U+2212, a dash."),
        ("abc’def", "Character 4 is U+2019, a typographic quotation mark."),
        ("abcＡdef", "Character 4 is full-width."),
        ("abcаdef", "Character 4 is not a letter, digit or sign of ASCII."),
    ] {
        let words = remark(Field::Secret, text);
        assert!(words.starts_with(named), "{words}");
        assert!(!words.contains(text) && foreign_text::first_hidden(&words).is_none(), "{words}");
    }
    for field in [Field::ProductKey, Field::DeviceKey, Field::ClientId] {
        assert!(remark(field, "dk\u{200b}1").starts_with("Character 3 is U+200B, invisible."), "{field:?}");
        assert!(remark(field, "dk–1").starts_with("Character 3 is U+2013, a dash."), "{field:?}");
        assert!(remark(field, "ｄk1").starts_with("Character 1 is full-width."), "{field:?}");
        assert_eq!(remark(field, "dk-1"), "");
    }
    assert_eq!(remark(Field::ClientId, "设备"), "");
    assert_eq!(remark(Field::Secret, "aB3-_+/=!"), "");
}

#[test]
fn remarks_on_what_is_unusual_but_allowed() {
    let odd =
        Draft { device_key: "设备-1".to_owned(), product_secret: TypedSecret::new("secret ".to_owned()), ..draft() };
    assert!(parse(&odd).is_ok());
    assert_eq!(odd.remark(Field::DeviceKey), Some(FieldWarning::UnusualCharacter('设')));
    assert_eq!(odd.remark(Field::Secret), Some(FieldWarning::OuterSpace));
    assert_eq!(odd.remark(Field::ProductKey), None);
}

#[test]
fn forgets_only_the_device_for_the_next_one() {
    let next = Draft { client_id: "c".to_owned(), device_secret: TypedSecret::new("own".to_owned()), ..draft() }
        .for_next_device();
    assert_eq!((next.product_key.as_str(), next.device_key.as_str(), next.client_id.as_str()), ("pk1", "", ""));
    assert_eq!((next.product_secret.length(), next.device_secret.length()), (7, 0));
}
