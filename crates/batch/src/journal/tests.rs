use enos::{AssetId, DeviceKey, ProductKey, Secret, SecureMode, Timestamp};

use super::*;
use crate::Pacing;
use crate::columns::{Form, LongNumbers, Mapping};
use crate::failure::FailureKind;
use crate::list::{HeadChoice, List};
use crate::plan::{RowId, Verdict};
use activation::AttemptId;

const AT: Timestamp = Timestamp::from_millis(1_790_000_000_000);

fn secret(asset_id: AssetId) -> Record {
    Record::Secret(Box::new(SecretRecord {
        row: RowId(7),
        attempt: AttemptId::new(3),
        place: 1,
        at: AT,
        product_key: ProductKey::parse("pk1").unwrap(),
        device_key: DeviceKey::parse("设备-1").unwrap(),
        asset_id,
        device_secret: Secret::parse("plan\"ted\\设").unwrap(),
    }))
}

fn end(end: End) -> Record {
    Record::End(EndRecord { row: RowId(7), attempt: AttemptId::new(3), end, at: AT })
}

/// All kinds of records.
fn records() -> Vec<Record> {
    let intent = |purpose| Record::Intent(Intent { row: RowId(7), attempt: AttemptId::new(3), purpose, at: AT });
    let hand_over = |how| Record::HandOver(HandOverRecord { row: RowId(7), how, at: AT });
    let mut records = vec![secret(AssetId::parse("A 1")), secret(AssetId::Absent), secret(AssetId::Unusable)];
    records.extend(Purpose::ALL.map(intent));
    records.extend(HandOver::ALL.map(hand_over));
    records.extend([End::NotSent, End::LoggedIn, End::Unknown, End::Failed(FailureKind::NotOpened)].map(end));
    records
}

#[test]
fn every_record_comes_back_as_it_was() {
    for record in records() {
        let text = record.to_text();
        let again = Record::parse(&text).unwrap();
        assert_eq!((again.to_text(), format!("{again:?}")), (text, format!("{record:?}")));
    }
}

#[test]
fn a_record_is_written_in_one_line_with_its_version() {
    let intent =
        Record::Intent(Intent { row: RowId(7), attempt: AttemptId::new(3), purpose: Purpose::Activate, at: AT });
    assert_eq!(
        intent.to_text().as_str(),
        r#"{"version":1,"kind":"intent","row":7,"attempt":3,"purpose":"activate","at":1790000000000}"#
    );
    assert!(!format!("{:?}", secret(AssetId::Absent)).contains("plan"));
}

#[test]
fn only_a_secret_has_to_be_on_the_disk() {
    let strict = records().into_iter().filter(|record| record.durability() == Durability::Strict).count();
    assert_eq!(strict, 3);
}

#[test]
fn a_record_that_is_damaged_or_of_a_later_version_is_refused() {
    let text = secret(AssetId::Absent).to_text();
    for end in 0..text.len() - 1 {
        if let Some(piece) = text.get(..end) {
            assert!(matches!(Record::parse(piece), Err(RecordError::Json(_))), "{end}");
        }
    }
    let later = text.replace("\"version\":1", "\"version\":2");
    assert_eq!(Record::parse(&later).unwrap_err(), RecordError::Version { version: 2 });
    for (member, error) in [("row", "row"), ("kind", "kind"), ("deviceSecret", "deviceSecret"), ("place", "place")] {
        let renamed = text.replace(&format!("\"{member}\""), "\"x\"");
        assert_eq!(Record::parse(&renamed).unwrap_err(), RecordError::Member(error));
    }
    assert_eq!(RecordError::Member("row").to_string(), "the record has no usable \"row\"");
}

#[test]
fn members_of_a_later_minor_form_are_passed_over() {
    let text = records().swap_remove(0).to_text().replace("{\"version\"", "{\"new\":[1,{\"a\":null}],\"version\"");
    assert!(Record::parse(&text).is_ok());
}

#[test]
fn the_list_and_all_that_was_said_come_back() {
    let text = "Site 7;;\nDeviceKey;产品标识;SN\n1234567890123456;pk1;S1\ndk02;pk2\ndk03;pk2;S3\n";
    let mut list = List::read(text, Some("Template_pk1.csv"), HeadChoice::Find).unwrap();
    list.set(1, 2, "typed \"in\" place");
    let key = |text: &str| ProductKey::parse(text).unwrap();
    let mut form = Form::new(SecureMode::Dynamic);
    form.long_numbers = LongNumbers::Keep;
    form.product_key = Some(key("pk1"));
    form.product_secrets = ["pk1", "pk2"].map(|product| (key(product), Secret::parse("planted").unwrap())).to_vec();
    let manifest = Manifest {
        begun: AT,
        gateway: "wss://gateway.example/mqtt".to_owned(),
        mapping: Mapping::of(&list),
        list,
        form,
        pacing: Pacing::default(),
        left_out: vec![RowId(2)],
        taken_in: Vec::new(),
    };
    let text = manifest.to_text();
    let again = Manifest::parse(&text).unwrap();
    assert_eq!((&again.list, &again.mapping, again.pacing), (&manifest.list, &manifest.mapping, manifest.pacing));
    assert_eq!(again.to_text(), text);
    assert_eq!(again.plan().counts(), manifest.plan().counts());
    let ready = |row: usize| matches!(again.plan().rows[row].verdict, Verdict::Ready(_));
    assert_eq!([0, 1, 2].map(ready), [true, true, false]);
    assert!(!format!("{manifest:?}").contains("planted"));
    let later = text.replace("{\"version\":1", "{\"version\":9");
    assert_eq!(Manifest::parse(&later).unwrap_err(), RecordError::Version { version: 9 });
    assert!(Manifest::parse(text.get(..text.len() / 2).unwrap()).is_err());
}
