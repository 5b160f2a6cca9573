use enos::SecureMode;

use super::*;

fn profile(gateway: &str, product_key: &str) -> Profile {
    Profile::new("Site 1", gateway, product_key, Some(SecureMode::Static)).unwrap()
}

fn draft() -> Draft {
    Draft {
        product_key: "pk1".to_owned(),
        device_key: "dk1".to_owned(),
        client_id: "c1".to_owned(),
        product_secret: TypedSecret::new("of-pk1".to_owned()),
        ..Draft::new("/mqtt")
    }
}

#[test]
fn a_profile_of_the_same_product_leaves_the_device_alone() {
    let (draft, place) = in_form(&profile("wss://gw.example/mqtt", "pk1"), &draft());
    let wanted = Draft { gateway: "wss://gw.example/mqtt".to_owned(), mode: SecureMode::Static, ..self::draft() };
    assert_eq!((draft, place), (wanted, EndpointKind::Gateway));
    let without_product = in_form(&profile("/mqtt", ""), &self::draft()).0;
    assert_eq!(without_product.device_key, "dk1");
}

#[test]
fn a_profile_of_another_product_takes_device_and_secret_out() {
    let (draft, _) = in_form(&profile("/mqtt", "pk2"), &draft());
    assert_eq!((draft.product_key.as_str(), draft.device_key.as_str(), draft.client_id.as_str()), ("pk2", "", ""));
    assert_eq!(draft.product_secret, TypedSecret::default());
}

#[test]
fn the_next_device_keeps_gateway_product_and_secret() {
    let (mut draft, _) = in_form(&profile("wss://gw.example/mqtt", "pk2"), &draft());
    draft.product_secret = TypedSecret::new("of-pk2".to_owned());
    draft.device_key = "dk2".to_owned();
    let next = draft.for_next_device();
    assert_eq!(next, Draft { device_key: String::new(), ..draft });
}

#[test]
fn only_another_host_is_foreign() {
    let page = PageOrigin { secure: true, host: "gw.example".to_owned() };
    assert!(!is_foreign(&profile("/mqtt", ""), &page));
    assert!(!is_foreign(&profile("wss://GW.example/mqtt", ""), &page));
    for gateway in ["wss://gw.example.net/mqtt", "wss://gw.example:8443/mqtt", "wss://other/mqtt"] {
        assert!(is_foreign(&profile(gateway, ""), &page), "{gateway}");
    }
}

#[test]
fn every_other_address_is_asked_about() {
    let page = PageOrigin { secure: true, host: "gw.example".to_owned() };
    let changes = |gateway: &str, old: &str, place| {
        changes_address(&profile(gateway, ""), &Draft { gateway: old.to_owned(), ..draft() }, place, &page)
    };
    assert!(!changes("/mqtt", "/mqtt", EndpointKind::Gateway));
    assert!(!changes("wss://gw.example/mqtt", "/mqtt", EndpointKind::Gateway));
    for (gateway, old) in [
        ("/mqtt/real", "/mqtt"),
        ("/mqtt?upstream=real", "/mqtt"),
        ("wss://gw.example/other", "/mqtt"),
        ("wss://other.example/mqtt", "/mqtt"),
        ("/mqtt", "wss://other.example/mqtt"),
        ("/mqtt", ""),
    ] {
        assert!(changes(gateway, old, EndpointKind::Gateway), "{gateway} {old}");
    }
    assert!(changes("/mqtt", "/mqtt", EndpointKind::Demo));
}

#[test]
fn a_kept_text_that_cannot_be_read_is_reported_and_leaves_no_profile() {
    let mut saved = SavedProfiles::default();
    saved.keep(profile("/mqtt", "pk1")).unwrap();
    let text = saved.profiles().to_text();
    assert_eq!(saved.load(Some("{")), Some(Status::Refused(ProfileError::Broken)));
    assert!(saved.profiles().all().is_empty());
    assert_eq!(saved.load(Some(&text)), None);
    assert_eq!(saved.profiles().all().len(), 1);
    assert_eq!(saved.load(None), None);
    assert!(saved.profiles().all().is_empty());
}
