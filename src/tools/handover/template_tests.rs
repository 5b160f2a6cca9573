use enos::{ClientId, DeviceKey, ProductKey};

use super::*;

fn written(template: &str) -> String {
    let identity = Identity {
        client_id: ClientId::parse("c1").unwrap(),
        device_key: DeviceKey::parse("dk1").unwrap(),
        product_key: ProductKey::parse("pk1").unwrap(),
    };
    with_values(template, &identity, "a1", "s{deviceKey}3").unwrap()
}

fn with_values(template: &str, identity: &Identity, asset: &str, secret: &str) -> Result<String, BreaksLine> {
    let secret = Secret::parse(secret).unwrap();
    let written = CopyTemplate::parse(template).unwrap().write(identity, Some(&asset.into()), &secret);
    written.map(|text| text.expose().to_owned())
}

fn with_foreign(template: &str, asset: &str, secret: &str) -> Result<String, (Placeholder, char)> {
    let identity = Identity {
        client_id: ClientId::parse("c1").unwrap(),
        device_key: DeviceKey::parse("dk1").unwrap(),
        product_key: ProductKey::parse("pk1").unwrap(),
    };
    with_values(template, &identity, asset, secret).map_err(|breaks| (breaks.placeholder, breaks.character))
}

fn refused(template: &str) -> TemplateError {
    CopyTemplate::parse(template).unwrap_err()
}

#[test]
fn puts_every_value_in_its_place() {
    assert_eq!(written("{productKey}/{deviceKey}/{clientId}/{assetId}"), "pk1/dk1/c1/a1");
    assert_eq!(written("{deviceKey}{deviceKey} end"), "dk1dk1 end");
    assert_eq!(written("no value at all"), "no value at all");
}

#[test]
fn what_stands_in_a_value_is_not_read_again() {
    assert_eq!(written("<{deviceSecret}>"), "<s{deviceKey}3>");
}

#[test]
fn braces_and_backslashes_can_be_written() {
    assert_eq!(written(r#"{{"k":{{"d":"{deviceKey}"}}"#), r#"{"k":{"d":"dk1"}}"#);
    assert_eq!(written("{{{deviceKey}}"), "{dk1}");
    assert_eq!(written("{{deviceKey}"), "{deviceKey}");
    assert_eq!(written(r"a\tb\r\nc\\n"), "a\tb\r\nc\\n");
}

#[test]
fn refuses_a_placeholder_that_nobody_knows_by_its_name() {
    for name in ["secret", "DeviceSecret", "deviceSecret ", "", "device{Key", "产品"] {
        let error = refused(&format!("设备 {{{name}}} {{deviceKey}}"));
        assert_eq!(error, TemplateError::Unknown { name: name.to_owned(), position: 4 });
    }
}

#[test]
fn refuses_a_brace_that_is_not_closed() {
    assert_eq!(refused("a{deviceKey"), TemplateError::Unclosed { position: 2 });
    assert_eq!(refused("{"), TemplateError::Unclosed { position: 1 });
    assert_eq!(refused("{{{"), TemplateError::Unclosed { position: 3 });
}

#[test]
fn refuses_an_escape_that_nobody_knows() {
    assert_eq!(refused(r"{deviceKey}\x"), TemplateError::Escape { position: 12 });
    assert_eq!(refused("a\\"), TemplateError::Escape { position: 2 });
    assert_eq!(refused("\\设"), TemplateError::Escape { position: 1 });
}

#[test]
fn refuses_nothing_and_too_much() {
    assert_eq!(refused(""), TemplateError::Empty);
    assert!(CopyTemplate::parse(&"设".repeat(1_024)).is_ok());
    assert_eq!(refused(&"设".repeat(1_025)), TemplateError::TooLong { length: 1_025 });
}

#[test]
fn without_an_asset_its_place_is_empty_and_one_can_ask_beforehand() {
    let template = CopyTemplate::parse("[{assetId}]").unwrap();
    assert!(template.asks_for(Placeholder::AssetId));
    assert!(!template.asks_for(Placeholder::DeviceSecret));
    let identity = Identity {
        client_id: ClientId::parse("c").unwrap(),
        device_key: DeviceKey::parse("d").unwrap(),
        product_key: ProductKey::parse("p").unwrap(),
    };
    assert_eq!(template.write(&identity, None, &Secret::parse("s").unwrap()).unwrap().expose(), "[]");
}

#[test]
fn every_placeholder_is_found_by_its_name() {
    for placeholder in Placeholder::ALL {
        assert!(CopyTemplate::parse(&format!("{{{}}}", placeholder.name())).unwrap().asks_for(placeholder));
    }
}

#[test]
fn a_value_that_would_end_its_line_is_refused() {
    let asset = Placeholder::AssetId;
    for (value, character) in [
        ("a1\r\nAT+FACTORYRESET\r\nrm -rf ~ #", '\r'),
        ("a\u{2028}b", '\u{2028}'),
        ("a\u{1b}[2J", '\u{1b}'),
        ("a\u{202e}b", '\u{202e}'),
        ("a,1", ','),
        ("a;reboot", ';'),
        ("$(reboot)", '$'),
        ("`reboot`", '`'),
        ("a|sh", '|'),
        ("a&b", '&'),
        ("a>b", '>'),
        ("a\"b", '"'),
        ("a'b", '\''),
    ] {
        let refused = Err((asset, character));
        assert_eq!(with_foreign("AT+SET={deviceSecret},{assetId}\\r\\n", value, "s"), refused, "{value}");
    }
    assert_eq!(with_foreign("KEY={deviceSecret}", "", "a;b"), Err((Placeholder::DeviceSecret, ';')));
    let base64 = "uZAy1Jx/b3snsirlzS+Tw1ox4bzLyDugoqa7MnL7sWY=";
    assert!(with_foreign("KEY={deviceSecret}", "", base64).is_ok());
}

#[test]
fn a_value_within_quotation_marks_must_not_end_them() {
    for secret in ["a\"b", "a\\", "$x", "`x`"] {
        assert!(with_foreign("AT+K=\"{deviceSecret}\"", "", secret).is_err(), "{secret}");
    }
    assert_eq!(with_foreign("AT+K=\"{deviceSecret}\"", "", "a,b;c'd"), Ok("AT+K=\"a,b;c'd\"".to_owned()));
    assert_eq!(with_foreign("K='{deviceSecret}'", "", "a'b"), Err((Placeholder::DeviceSecret, '\'')));
    assert_eq!(with_foreign("K='{deviceSecret}'", "", "a$\"b"), Ok("K='a$\"b'".to_owned()));
}

#[test]
fn a_value_can_be_quoted_by_choice() {
    assert_eq!(with_foreign("K={deviceSecret:json}", "", "a\"b\\,"), Ok(r#"K="a\"b\\,""#.to_owned()));
    assert_eq!(with_foreign("K={assetId:sh}", "a'b;$(x)", "s"), Ok(r"K='a'\''b;$(x)'".to_owned()));
    assert_eq!(with_foreign("K={assetId:sh}", "a\nb", "s"), Err((Placeholder::AssetId, '\n')));
    let error = refused("K={assetId:xml}");
    assert_eq!(error, TemplateError::Unknown { name: "assetId:xml".to_owned(), position: 3 });
}

#[test]
fn a_value_alone_is_written_as_it_is() {
    assert_eq!(with_foreign("{deviceSecret}\\n", "", "a,\"b\u{200b}"), Ok("a,\"b\u{200b}\n".to_owned()));
}

#[test]
fn the_reason_names_the_value_and_tells_nothing_of_a_secret() {
    let breaks = BreaksLine { placeholder: Placeholder::AssetId, character: '\n' };
    assert_eq!(
        breaks.words(crate::i18n::Language::English),
        "{assetId} contains “⟨LF⟩”, which would break this line. Write {assetId:json} to quote the value."
    );
    let breaks = BreaksLine { placeholder: Placeholder::DeviceSecret, character: ';' };
    assert!(!breaks.words(crate::i18n::Language::English).contains(';'));
}
