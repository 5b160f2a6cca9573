use activation::AttemptId;
use enos::{ProductKey, Secret, SecureMode};
use mqtt::ConnackCode;

use super::*;
use crate::columns::{Form, Mapping, Meaning};
use crate::journal::{End, EndRecord, HandOver, HandOverRecord, Record, SecretRecord};
use crate::list::HeadChoice;
use crate::plan::{Plan, RowId};
use crate::run::{Batch, RowState, Settings};
use crate::{FailureKind, Ledger, Moment};

struct English;

impl Words for English {
    fn reason(&self, row: &Row) -> String {
        match &row.state {
            RowState::Invalid(problems) => format!("{} problems,\nthe first", problems.len()),
            RowState::Failed(failure) => format!("=failed {}", failure.kind.code()),
            RowState::Uncertain(_) => "nobody knows".to_owned(),
            RowState::Ready
            | RowState::Skipped(_)
            | RowState::Running(_)
            | RowState::Activated
            | RowState::LoggedIn { .. } => String::new(),
        }
    }

    fn utc(&self, at: Timestamp) -> String {
        format!("utc {at}")
    }

    fn local(&self, at: Timestamp) -> String {
        format!("local {at}")
    }
}

const AT: Timestamp = Timestamp::from_millis(1_790_000_000_000);

struct Batched {
    list: List,
    mapping: Mapping,
    batch: Batch,
}

/// A list of five: activated, failed, invalid, uncertain, untouched.
fn batched(text: &str) -> Batched {
    let list = List::read(text, None, HeadChoice::Find).unwrap();
    let mapping = Mapping::of(&list);
    let mut form = Form::new(SecureMode::Dynamic);
    let product = ProductKey::parse("pk1").unwrap();
    form.product_key = Some(product.clone());
    form.product_secrets = vec![(product.clone(), Secret::parse("planted product").unwrap())];
    let plan = Plan::check(&list, &mapping, &form);
    let device_key = plan.rows[0].verdict.job().unwrap().identity.device_key.clone();
    let secret = SecretRecord {
        row: RowId(0),
        attempt: AttemptId::new(0),
        place: 0,
        at: AT,
        product_key: product,
        device_key,
        asset_id: enos::AssetId::parse("-asset"),
        device_secret: Secret::parse("=planted").unwrap(),
    };
    let end =
        |row, attempt, end| Record::End(EndRecord { row: RowId(row), attempt: AttemptId::new(attempt), end, at: AT });
    let records = [
        Record::Secret(Box::new(secret)),
        Record::HandOver(HandOverRecord { row: RowId(0), how: HandOver::Copy, at: AT }),
        end(1, 1, End::Failed(FailureKind::Refused(ConnackCode::NotAuthorized))),
        end(3, 2, End::Unknown),
    ];
    let moment = Moment { unix: AT, monotonic: 0 };
    let ledger = Ledger::new("", "0123456789abcdef".to_owned(), false, AT.as_millis());
    let batch = Batch::recover(plan, Settings::default(), ledger, records, moment);
    Batched { list, mapping, batch }
}

const LIST: &str = "DeviceKey;Note;Site pass word\n 00123 ;=1+1;x\ndk02;\"two\nlines\";y\n;none;planted in the list\n\
    dk04;'quoted;z\ndk05;ok;\n";

fn written(batched: &Batched, secrets: Secrets) -> String {
    let file = csv(&batched.list, &batched.mapping, &batched.batch, &English, secrets);
    String::from_utf8(file.to_vec()).unwrap()
}

/// The cells of the rows behind the head, as they come back.
fn again(text: &str) -> List {
    List::read(text, None, HeadChoice::Find).unwrap()
}

fn cells(list: &List, row: usize) -> Vec<String> {
    list.rows[row].cells.iter().map(|cell| cell.as_str().to_owned()).collect()
}

#[test]
fn the_list_comes_back_with_its_results_and_every_value_as_it_was() {
    let batched = batched(LIST);
    let list = again(&written(&batched, Secrets::LeftOut));
    assert_eq!((list.layout, list.width()), (crate::list::Layout::Results, 3 + HEADS.len()));
    for (row, original) in batched.list.rows.iter().enumerate() {
        let back = cells(&list, row);
        for (column, cell) in original.cells.iter().enumerate().take(2) {
            assert_eq!(back[column], cell.as_str(), "row {row}, column {column}");
        }
    }
    let expected = ["handed over", "", "", "-asset", "", "utc 1790000000000", "local 1790000000000", "clipboard"];
    let mut first = cells(&list, 0).split_off(3);
    assert_eq!(std::mem::take(&mut first[4]).len(), 9, "a fingerprint");
    assert_eq!(first, expected);
    assert_eq!(cells(&list, 1)[3..6], ["failed", "=failed CONNACK 5", "CONNACK 5"]);
    let statuses: Vec<_> = (2..5).map(|row| cells(&list, row)[3].clone()).collect();
    assert_eq!(statuses, ["invalid", "uncertain", "not started"]);
}

#[test]
fn nothing_in_the_file_acts_in_a_spreadsheet() {
    let text = written(&batched(LIST), Secrets::Included);
    let mut reader = ::csv::ReaderBuilder::new().from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    for cell in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell:?}");
    }
    assert!(text.contains("\"' 00123 \"") && text.contains("\"'=planted\"") && text.contains("\"''quoted\""));
}

#[test]
fn secrets_are_written_only_when_somebody_asks() {
    let text = "DeviceKey;DeviceSecret;Site password;ProductSecret\ndk01;planted 1;planted 2;planted 3\ndk02;;;\n;;;\ndk04;;;\n";
    let batched = batched(text);
    let without = written(&batched, Secrets::LeftOut);
    assert!(!without.contains("planted") && !without.contains(SECRET_HEAD), "{without}");
    assert!(!error_file(&batched.batch, &English).contains("planted"));
    let list = again(&written(&batched, Secrets::Included));
    let first = cells(&list, 0);
    assert_eq!(first[..4], ["dk01", "planted 1", "planted 2", "planted 3"]);
    assert_eq!(first.last().unwrap(), "=planted");
}

#[test]
fn a_list_with_results_begins_again_with_what_is_not_done() {
    let before = batched(LIST);
    let list = again(&written(&before, Secrets::LeftOut));
    let mapping = Mapping::of(&list);
    let mut form = Form::new(SecureMode::Dynamic);
    let product = ProductKey::parse("pk1").unwrap();
    form.product_key = Some(product.clone());
    form.product_secrets = vec![(product, Secret::parse("planted product").unwrap())];
    assert_eq!(mapping.missing(&list, &form), []);
    let counts = Plan::check(&list, &mapping, &form).counts();
    assert_eq!((counts.done, counts.ready, counts.invalid), (1, 3, 1));
    // Results of the batch before make way for those of the next.
    let plan = Plan::check(&list, &mapping, &form);
    let ledger = Ledger::new("", "0123456789abcdef".to_owned(), false, AT.as_millis());
    let batch = Batch::new(plan, Settings::default(), ledger, Moment { unix: AT, monotonic: 0 });
    let next = Batched { list, mapping, batch };
    let list = again(&written(&next, Secrets::LeftOut));
    assert_eq!((list.width(), cells(&list, 0)[3].as_str()), (3 + HEADS.len(), "skipped"));
}

#[test]
fn nothing_is_asked_about_the_columns_of_the_results() {
    let before = batched("DeviceKey;AssetId;Status\ndk01;a1;\ndk02;a2;\ndk03;a3;\ndk04;a4;\n");
    for secrets in [Secrets::LeftOut, Secrets::Included] {
        let list = again(&written(&before, secrets));
        let mapping = Mapping::of(&list);
        let meanings: Vec<_> = (0..4).map(|column| mapping.meaning(column)).collect();
        assert_eq!(meanings, [Some(Meaning::DeviceKey), Some(Meaning::AssetId), Some(Meaning::Status), None]);
        assert!((0..mapping.width()).all(|column| !mapping.is_unclear(column)));
        let secret = mapping.column(Meaning::DeviceSecret);
        assert_eq!(secret, (secrets == Secrets::Included).then_some(3 + HEADS.len()));
    }
}

#[test]
fn the_rows_that_were_not_done_are_listed_as_the_console_does() {
    let text = error_file(&batched(LIST).batch, &English);
    let expected = "Line 3: =failed CONNACK 5\r\nLine 4: 1 problems,⟨LF⟩the first\r\nLine 5: nobody knows\r\n";
    assert_eq!((text.as_str(), ERROR_FILE_NAME), (expected, "errmsg.txt"));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                "'", "=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", ";", "\u{feff}", "00", "1E+5"
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_value_comes_back(notes in prop::collection::vec((text(), text()), 4)) {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            writer.write_record(["DeviceKey", "Note", "More"]).unwrap();
            for (row, (note, more)) in notes.iter().enumerate() {
                writer.write_record([&format!("dk{row:02}"), note, more]).unwrap();
            }
            let batched = batched(&String::from_utf8(writer.into_inner().unwrap()).unwrap());
            let list = again(&written(&batched, Secrets::Included));
            for row in 0..4 {
                prop_assert_eq!(&cells(&list, row)[..3], &cells(&batched.list, row)[..]);
            }
        }
    }
}
