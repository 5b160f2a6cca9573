use enos::Timestamp;

use super::super::read::Pasted;
use super::*;

fn secret(text: &str) -> TypedSecret {
    TypedSecret::new(text.to_owned())
}

/// A form with a device in it.
fn form() -> FormState {
    let draft = Draft {
        product_key: "old-product".to_owned(),
        device_key: "old-device".to_owned(),
        client_id: "old-client".to_owned(),
        product_secret: secret("old-product-secret"),
        ..Draft::new("/mqtt")
    };
    FormState::new(draft, EndpointKind::Gateway, Timestamp::from_millis(1))
}

fn read(text: &str) -> Choice {
    Choice::of(Pasted::read(text).unwrap())
}

#[test]
fn another_device_of_the_same_product_keeps_the_products_secret() {
    let filled = read("deviceKey: new-device").fill(&form());
    assert_eq!((filled.draft.device_key.as_str(), filled.draft.client_id.as_str()), ("new-device", ""));
    assert_eq!(filled.draft.product_secret, secret("old-product-secret"));
    assert!(filled.has_emptied);
    assert_eq!(filled.named, [(Label::DeviceKey, Vec::new())]);
}

#[test]
fn another_product_keeps_neither_the_old_secret_nor_the_old_device() {
    let filled = read("productKey: new-product").fill(&form());
    assert_eq!(filled.draft.product_secret, TypedSecret::default());
    assert_eq!((filled.draft.product_key.as_str(), filled.draft.device_key.as_str()), ("new-product", ""));
}

#[test]
fn what_was_corrected_is_told_beside_the_name_of_the_field() {
    let filled = read("productKey： pk1\ndeviceKey: \"dk1\"").fill(&form());
    let wanted = [(Label::ProductKey, vec![Note::FullWidth]), (Label::DeviceKey, vec![Note::Quotes])];
    assert_eq!(filled.named, wanted);
}

#[test]
fn the_same_keys_keep_what_belongs_to_them() {
    let filled = read("productKey: old-product\ndeviceKey: old-device").fill(&form());
    assert_eq!(filled.draft, form().draft);
    assert!(!filled.has_emptied);
}

#[test]
fn a_device_secret_alone_turns_to_the_static_login() {
    let filled = read("deviceKey: dk1\ndeviceSecret: s1").fill(&form());
    assert_eq!((filled.draft.mode, filled.draft.device_secret), (SecureMode::Static, secret("s1")));
}

#[test]
fn a_secret_without_a_name_stays_out_until_somebody_says_whose_it_is() {
    let mut choice = read("deviceKey: dk1\nsecret: s1");
    assert!(choice.record().is_some_and(|record| record.some_secret.is_some()), "{choice:?}");
    assert_eq!(choice.fill(&form()).draft.product_secret, secret("old-product-secret"));
    choice.owner = Some(SecureMode::Dynamic);
    assert_eq!(choice.fill(&form()).draft.product_secret, secret("s1"));
    choice.owner = Some(SecureMode::Static);
    let filled = choice.fill(&form());
    assert_eq!((filled.draft.device_secret, filled.draft.mode), (secret("s1"), SecureMode::Static));
}

#[test]
fn of_several_devices_the_chosen_one_is_taken_and_the_choice_can_change() {
    let mut choice = read("deviceKey: dk1\ndeviceKey: dk2");
    assert!(!choice.has_something());
    assert_eq!(choice.fill(&form()).draft, form().draft);
    choice.choose(1);
    choice.choose(0);
    assert!(choice.has_something());
    assert_eq!(choice.fill(&form()).draft.device_key, "dk1");
}

#[test]
fn a_gateway_in_the_text_ends_the_demo() {
    let demo = FormState { place: EndpointKind::Demo, ..form() };
    let filled = read("gateway: wss://gw.example/mqtt").fill(&demo);
    assert_eq!((filled.place, filled.draft.gateway.as_str()), (EndpointKind::Gateway, "wss://gw.example/mqtt"));
    assert_eq!(read("deviceKey: dk1").fill(&demo).place, EndpointKind::Demo);
}

#[test]
fn a_client_id_of_another_device_takes_the_old_device_out() {
    let filled = read("Client ID: oBLcN1Ruj2").fill(&form());
    assert_eq!((filled.draft.device_key.as_str(), filled.draft.client_id.as_str()), ("", "oBLcN1Ruj2"));
    assert_eq!((filled.reach, filled.has_emptied), (SuspectText::Part, true));
}

#[test]
fn a_secret_alone_says_whose_keys_stand_in_the_form() {
    for text in ["Product Secret: new-secret", "Device Secret: new-secret"] {
        let filled = read(text).fill(&form());
        let reach =
            SuspectText::OtherDevice { device_key: "old-device".to_owned(), product_key: "old-product".to_owned() };
        assert_eq!(filled.reach, reach, "{text}");
    }
}

#[test]
fn a_key_that_was_refused_takes_the_old_one_out() {
    let filled = read("Product Key: a b c\nDevice Key: \"cut\nProduct Secret: new-secret").fill(&form());
    assert_eq!((filled.draft.product_key.as_str(), filled.draft.device_key.as_str()), ("", ""));
    assert_eq!((filled.draft.product_secret, filled.reach), (secret("new-secret"), SuspectText::Part));
}

#[test]
fn a_secret_that_was_refused_leaves_no_old_one_behind() {
    let filled = read("Product Key: old-product\nDevice Key: old-device\nProduct Secret: \"cut").fill(&form());
    assert_eq!(filled.draft.product_secret, TypedSecret::default());
    assert_eq!(filled.reach, SuspectText::Part);
}

#[test]
fn a_masked_secret_keeps_that_of_the_same_product() {
    let filled = read("Product Key: old-product\nDevice Key: new-device\nProduct Secret: ******").fill(&form());
    assert_eq!(filled.draft.product_secret, secret("old-product-secret"));
}

#[test]
fn keys_and_secret_of_one_text_are_a_whole_device() {
    let filled = read("Product Key: p1 / Device Key: d1 / Product Secret: s1").fill(&form());
    assert_eq!(filled.reach, SuspectText::Whole);
}

#[test]
fn the_key_of_one_row_never_comes_beside_the_secret_of_another() {
    let mut choice =
        read("Product Key,Device Key,Device Secret\nold-product,AAA-1,secret1111\nold-product,AAA-2,secret2222");
    assert!(!choice.has_something());
    for (place, key, own) in [(0, "AAA-1", "secret1111"), (1, "AAA-2", "secret2222")] {
        choice.choose(place);
        let filled = choice.fill(&form());
        assert_eq!((filled.draft.device_key.as_str(), filled.draft.device_secret), (key, secret(own)));
    }
}
