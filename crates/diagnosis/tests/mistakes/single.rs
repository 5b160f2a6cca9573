//! One mistake at a time.

use diagnosis::{Case, Finding, Function, Inner, Joints, Mistake, SecretKind, SecretSlip, Spelling, Value};
use enos::PartName as Part;

use crate::{find, find_with, is_explained, vector};

#[test]
fn the_right_password_is_right_in_either_case() {
    assert_eq!(find("right"), Finding::Right);
    assert_eq!(find("lower"), Finding::Right);
}

#[test]
fn another_secret_is_not_explained() {
    let Finding::Unexplained { tried } = find("another_secret") else { panic!("there is no explanation") };
    // The work is bounded.
    assert!((4_000..10_000).contains(&tried), "{tried}");
}

#[test]
fn names_the_other_secret() {
    is_explained("other_secret", &[Mistake::OtherSecret { used: SecretKind::Product }]);
}

#[test]
fn names_what_slipped_into_the_secret() {
    for (name, slip) in [
        ("newline", SecretSlip::Newline),
        ("crlf", SecretSlip::CarriageReturnNewline),
        ("nul", SecretSlip::Nul),
        ("space_behind", SecretSlip::SpaceBehind),
        ("space_in_front", SecretSlip::SpaceInFront),
        ("quoted", SecretSlip::Quoted),
        ("named", SecretSlip::Named(SecretKind::Device)),
        ("no_secret", SecretSlip::LeftOut),
        ("secret_lower", SecretSlip::Case(Case::Lower)),
    ] {
        is_explained(name, &[Mistake::SecretSlip(slip)]);
    }
    is_explained("secret_in_front", &[Mistake::SecretInFront]);
}

#[test]
fn names_the_function() {
    for (name, function) in [
        ("hmac", Function::HmacSha256),
        ("hmac_inside", Function::HmacSha256WithSecretInside),
        ("hmac_reversed", Function::HmacSha256Reversed),
        ("sha1", Function::Sha1),
        ("hmac_sha1", Function::HmacSha1),
        ("md5", Function::Md5),
        ("hmac_md5", Function::HmacMd5),
        ("twice_bytes", Function::Sha256Twice(Inner::Bytes)),
        ("twice_upper", Function::Sha256Twice(Inner::UpperHex)),
        ("twice_lower", Function::Sha256Twice(Inner::LowerHex)),
    ] {
        is_explained(name, &[Mistake::Function(function)]);
    }
}

#[test]
fn names_what_stands_between_the_parts() {
    for (name, within, between, before_secret) in [
        ("and", "", "&", ""),
        ("query", "=", "&", ""),
        ("commas", "", ",", ","),
        ("newlines", "", "\n", "\n"),
        ("spaces", "", " ", " "),
        ("equals", "=", "", ""),
    ] {
        is_explained(name, &[Mistake::Joined(Joints { within, between, before_secret })]);
    }
}

#[test]
fn names_what_is_wrong_with_the_parts() {
    is_explained("names_left_out", &[Mistake::NamesLeftOut]);
    is_explained("lower_case_names", &[Mistake::NamesSpelled(Spelling::Lower)]);
    is_explained("time_stamp", &[Mistake::NamesSpelled(Spelling::TimeStamp)]);
    let order = [Part::ProductKey, Part::DeviceKey, Part::ClientId, Part::Timestamp];
    is_explained("order", &[Mistake::Order(order)]);
    is_explained("no_timestamp", &[Mistake::PartLeftOut(Part::Timestamp)]);
    is_explained("no_product_key", &[Mistake::PartLeftOut(Part::ProductKey)]);
    is_explained("no_device_key", &[Mistake::PartLeftOut(Part::DeviceKey)]);
    is_explained("no_client_id", &[Mistake::PartLeftOut(Part::ClientId)]);
    is_explained("parameters", &[Mistake::ParametersSigned]);
}

#[test]
fn names_what_is_wrong_with_the_values() {
    is_explained("keys_swapped", &[Mistake::KeysSwapped]);
    let changed = |of, case| Mistake::CaseChanged { of, case };
    is_explained("client_id_lower", &[changed(Value::ClientId, Case::Lower)]);
    is_explained("product_key_upper", &[changed(Value::ProductKey, Case::Upper)]);
    is_explained("all_names_lower", &[changed(Value::AllNames, Case::Lower)]);
    is_explained("whole_string_upper", &[changed(Value::WholeString, Case::Upper)]);
    is_explained("whole_client_id", &[Mistake::WholeClientId]);
    is_explained("old_prefix", &[Mistake::OldPrefix]);
    let mistaken = Mistake::Mistaken { place: Part::ClientId, holds: Part::DeviceKey };
    is_explained("device_key_for_client_id", &[mistaken]);
}

#[test]
fn names_the_form_of_a_mac_address() {
    let form = |separator, case| Finding::Explained {
        mistakes: vec![Mistake::MacForm { of: Value::ClientId, separator, case }],
    };
    let found = |name| find_with("00:1B:44:11:3A:B7", "1564988853275", vector(name));
    assert_eq!(found("mac_plain"), form(None, Case::Upper));
    assert_eq!(found("mac_dashes_lower"), form(Some('-'), Case::Lower));
}
