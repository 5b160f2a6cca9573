use enos::{IdentityFault, Secret};

use super::*;
use crate::columns::{LongNumbers, Meaning};
use crate::list::HeadChoice;

fn key(text: &str) -> ProductKey {
    ProductKey::parse(text).unwrap()
}

fn form(mode: SecureMode) -> Form {
    let mut form = Form::new(mode);
    form.product_key = Some(key("pk1"));
    form.product_secrets = vec![(key("pk1"), Secret::parse("planted").unwrap())];
    form
}

fn plan_of(text: &str, form: &Form) -> Plan {
    let list = List::read(text, None, HeadChoice::Find).unwrap();
    Plan::check(&list, &Mapping::of(&list), form)
}

fn plan(text: &str) -> Plan {
    plan_of(text, &form(SecureMode::Dynamic))
}

fn problems(text: &str) -> Vec<Problem> {
    match &plan(text).rows[0].verdict {
        Verdict::Invalid(problems) => problems.clone(),
        Verdict::Ready(_) | Verdict::Skipped(..) => Vec::new(),
    }
}

#[test]
fn every_kind_of_bad_row_has_its_reason() {
    assert_eq!(problems("DeviceKey,Note\n,x\n"), [Problem::Empty(Meaning::DeviceKey)]);
    let rounded = Problem::Rounded(Meaning::DeviceKey, Rounding::Zeros { digits: 18 });
    assert_eq!(problems("DeviceKey,Note\n123456789012345000,x\n"), [rounded]);
    let [Problem::Rounded(Meaning::DeviceKey, Rounding::Exponent), Problem::Name(name)] =
        &problems("DeviceKey,Note\n1.23457E+17,x\n")[..]
    else {
        panic!("rounded, and no key");
    };
    assert_eq!(name.fault, IdentityFault::Forbidden { character: '+', position: 9 });
    let hidden = Problem::HiddenCharacter { meaning: Meaning::DeviceKey, position: 3, character: '\u{200b}' };
    assert_eq!(problems("DeviceKey,Note\ndk\u{200b}1,x\n"), [hidden]);
    assert_eq!(problems("DeviceKey,Note\ndk1,x,pushed\n"), [Problem::TooManyCells { cells: 3, columns: 2 }]);
    assert_eq!(problems("DeviceKey,ProductKey\ndk1,pk9\n"), [Problem::NoSecretFor(key("pk9"))]);
    assert_eq!(problems("DeviceKey,ProductSecret\ndk1,\"pla\nnted\"\n").len(), 1);
    let long = "k".repeat(65);
    let text = ["DeviceKey,Note\n", &long, ",x\n"].concat();
    assert_eq!(problems(&text), [Problem::KeyTooLongForClientId { length: 65 }]);
}

#[test]
fn numbers_over_fifteen_digits_are_refused_unless_somebody_vouches_for_them() {
    let text = "DeviceKey,ClientId\n1234567890123456,8612345678901234\n";
    let refused = |meaning| Problem::Rounded(meaning, Rounding::Long { digits: 16 });
    assert_eq!(problems(text), [refused(Meaning::DeviceKey), refused(Meaning::ClientId)]);
    let mut form = form(SecureMode::Dynamic);
    form.long_numbers = LongNumbers::Keep;
    assert_eq!(plan_of(text, &form).counts().ready, 1);
    assert_eq!(plan_of("DeviceKey\n1234567890123450\n", &form).counts().rounded, 1);
    let mut list = List::read(text, None, HeadChoice::Find).unwrap();
    list.set(0, 0, "1234567890123456");
    list.set(0, 1, "8612345678901234");
    form.long_numbers = LongNumbers::Refuse;
    assert_eq!(Plan::check(&list, &Mapping::of(&list), &form).counts().ready, 1);
}

#[test]
fn digits_stay_digits() {
    let plan = plan("DeviceKey,ClientId\n 00123 ,\n5570730,c1\n");
    let identities: Vec<_> = plan
        .rows
        .iter()
        .map(|row| row.verdict.job().unwrap().identity.clone())
        .map(|identity| (identity.device_key.to_string(), identity.client_id.to_string()))
        .collect();
    assert_eq!(identities, [("00123".into(), "00123".into()), ("5570730".into(), "c1".to_owned())]);
}

#[test]
fn devices_that_were_online_are_skipped_in_dynamic_mode_and_warned_of_in_static_mode() {
    let text = "DeviceKey,Status,DeviceSecret\ndk01,Online,s\ndk02,离线,s\ndk03,未激活,s\ndk04,已禁用,s\n";
    let dynamic = plan(text);
    let counts = dynamic.counts();
    assert_eq!((counts.online, counts.offline, counts.ready, counts.warned), (1, 1, 2, 1));
    assert_eq!(dynamic.rows[3].warnings, [Warning::Disabled]);
    let fixed = plan_of(text, &form(SecureMode::Static));
    assert_eq!(fixed.counts().ready, 4);
    assert_eq!(fixed.rows[0].warnings, [Warning::TakesOver]);
}

#[test]
fn a_device_that_stands_twice_is_asked_once() {
    let plan = plan("DeviceKey,ProductKey\ndk1,\ndk1,pk1\n dk1 ,\nDK1,\n");
    assert_eq!((plan.counts().ready, plan.counts().duplicates), (2, 2));
    assert!(matches!(plan.rows[2].verdict, Verdict::Skipped(SkipReason::Duplicate { first: 2 }, None)));
}

#[test]
fn a_device_is_left_out_and_taken_in_again() {
    let mut plan = plan("DeviceKey,Status\ndk01,online\ndk02,\ndk02,\n");
    plan.leave_out(RowId(1), true);
    assert_eq!((plan.counts().ready, plan.counts().left_out), (0, 1));
    for row in 0..9 {
        plan.leave_out(RowId(row), false);
    }
    assert_eq!((plan.counts().ready, plan.counts().duplicates), (2, 1));
}

#[test]
fn an_odd_length_is_warned_of() {
    let rows = (0..19).map(|row| format!("{:08}\n", 10_000_000 + row)).collect::<Vec<_>>().concat();
    let plan = plan(&["DeviceKey\n", rows.as_str(), "1234567\n"].concat());
    let warned: Vec<_> = plan.rows.iter().filter(|row| !row.warnings.is_empty()).collect();
    assert_eq!(warned.len(), 1);
    assert_eq!(warned[0].warnings, [Warning::OddLength { length: 7, usual: 8 }]);
}

#[test]
fn what_is_unusual_is_warned_of_and_not_refused() {
    let warnings = |text: &str| plan_of(text, &form(SecureMode::Static)).rows[0].warnings.clone();
    let unusual = Warning::UnusualCharacter { meaning: Meaning::DeviceKey, character: '设' };
    assert_eq!(warnings("DeviceKey,DeviceSecret\n设备-1,s\n"), [unusual]);
    assert_eq!(warnings("DeviceKey,DeviceSecret\ndk1,s\n"), [Warning::BeyondConsole { length: 3 }]);
    assert_eq!(warnings("DeviceKey,DeviceSecret\n5566806.0,s\n"), [Warning::PointZero(Meaning::DeviceKey)]);
    assert_eq!(warnings("DeviceKey,DeviceSecret\ndk01,\" s\"\n"), [Warning::OuterSpace(Meaning::DeviceSecret)]);
    assert_eq!(warnings("DeviceKey,DeviceSecret,Note\ndk01,s\n"), [Warning::TooFewCells { cells: 2, columns: 3 }]);
}

#[test]
fn each_product_has_its_secret() {
    let mut form = form(SecureMode::Dynamic);
    form.product_secrets.push((key("pk2"), Secret::parse("other").unwrap()));
    let plan = plan_of("DeviceKey,ProductKey\ndk1,pk1\ndk2,pk2\n", &form);
    let secrets: Vec<_> =
        plan.rows.iter().map(|row| row.verdict.job().unwrap().mode.secret().expose().to_owned()).collect();
    assert_eq!(secrets, ["planted", "other"]);
    assert_eq!(plan.products().into_values().collect::<Vec<_>>(), [1, 1]);
    assert_eq!(plan.takes(Pacing::default()), Duration::from_secs(3));
    assert!(!format!("{plan:?}").contains("planted"));
}

#[test]
fn the_asset_and_the_label_come_along() {
    let plan = plan("DeviceKey,AssetId,SN\ndk1, A1 ,S-7\ndk2,,\n");
    let row = &plan.rows[0];
    let asset = row.verdict.job().unwrap().expected_asset.as_ref();
    assert_eq!((asset.unwrap().as_received(), row.label.as_ref().unwrap().as_received()), ("A1", "S-7"));
    assert_eq!(
        (plan.rows[1].verdict.job().unwrap().expected_asset.as_ref(), plan.rows[1].label.as_ref()),
        (None, None)
    );
}
