use enos::{ClientId, DeviceKey, ProductKey};

use super::*;

fn written(template: &str) -> String {
    let identity = Identity {
        client_id: ClientId::parse("c1").unwrap(),
        device_key: DeviceKey::parse("dk1").unwrap(),
        product_key: ProductKey::parse("pk1").unwrap(),
    };
    let secret = Secret::parse("s{deviceKey}\\n3").unwrap();
    CopyTemplate::parse(template).unwrap().write(&identity, Some("a1"), &secret).expose().to_owned()
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
    assert_eq!(written("<{deviceSecret}>"), "<s{deviceKey}\\n3>");
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
    assert_eq!(template.write(&identity, None, &Secret::parse("s").unwrap()).expose(), "[]");
}

#[test]
fn every_placeholder_is_found_by_its_name() {
    for placeholder in Placeholder::ALL {
        assert!(CopyTemplate::parse(&format!("{{{}}}", placeholder.name())).unwrap().asks_for(placeholder));
    }
}
