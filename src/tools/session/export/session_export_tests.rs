use enos::{DeviceKey, Fingerprint, JsonError, JsonReader, Secret, SecureMode};

use super::*;

/// 2026-11-22T17:45:09.007Z, as `date -u -d … +%s%3N` has it.
const NOW: Timestamp = Timestamp::from_millis(1_795_369_509_007);

fn secret(text: &str) -> Secret {
    Secret::parse(text).unwrap()
}

fn row(secret: &Secret) -> Row<'_> {
    Row {
        at: NOW,
        product_key: "pk1",
        device_key: "test",
        client_id: "client 1",
        mode: SecureMode::Dynamic,
        ended: Ended::Activated,
        took_ms: 812,
        fingerprint: Some(Fingerprint::of(&DeviceKey::parse("test").unwrap(), secret)),
        asset_id: Some("a1"),
        gateway: "wss://g.example/mqtt",
        secret: Some(secret),
    }
}

fn csv(rows: &[Row<'_>], secrets: Secrets) -> String {
    Export::of(rows, Format::Csv, secrets, NOW).text.expose().to_owned()
}

fn json(rows: &[Row<'_>], secrets: Secrets) -> String {
    Export::of(rows, Format::Json, secrets, NOW).text.expose().to_owned()
}

/// The cells of each row behind the head, with the one apostrophe taken off that the writer puts in front.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    let plain = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    reader.records().map(|record| record.unwrap().iter().map(plain).collect()).collect()
}

/// The cells of the first row, as they stand in the file.
fn raw_cells(text: &str) -> Vec<String> {
    let mut reader = ::csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    reader.records().next().unwrap().unwrap().iter().map(str::to_owned).collect()
}

/// The members of the first device, read by the reader of EnOS's messages.
fn members(text: &str) -> Vec<(String, String)> {
    let mut members = Vec::new();
    let mut reader = JsonReader::new(text);
    let outcome: Result<(), JsonError> = reader.object(|reader, name| {
        if name != "devices" {
            return reader.skip();
        }
        reader.array(|reader| {
            reader.object(|reader, name| {
                let value = if name == "durationMs" { reader.number()?.to_owned() } else { reader.text()?.to_string() };
                members.push((name.to_owned(), value));
                Ok(())
            })
        })
    });
    outcome.and_then(|()| reader.end()).unwrap();
    members
}

#[test]
fn writes_a_table_for_spreadsheets() {
    let abcdefg = secret("abcdefg");
    assert_eq!(
        csv(&[row(&abcdefg)], Secrets::LeftOut),
        "\u{feff}\"time\",\"productKey\",\"deviceKey\",\"clientId\",\"mode\",\"result\",\"reason\",\"durationMs\",\"fingerprint\",\
         \"assetId\",\"gateway\"\r\n\"2026-11-22T17:45:09.007Z\",\"pk1\",\"test\",\"client 1\",\"dynamic\",\"activated\",\"\",\"812\",\
         \"D708-D019\",\"a1\",\"wss://g.example/mqtt\"\r\n"
    );
}

#[test]
fn writes_an_object_for_programs() {
    let abcdefg = secret("abcdefg");
    assert_eq!(
        json(&[row(&abcdefg)], Secrets::LeftOut),
        "{\n  \"version\": 1,\n  \"written\": \"2026-11-22T17:45:09.007Z\",\n  \"devices\": [\n    {\"time\": \"2026-11-22T17:45:09.007Z\", \
         \"productKey\": \"pk1\", \"deviceKey\": \"test\", \"clientId\": \"client 1\", \"mode\": \"dynamic\", \"result\": \"activated\", \
         \"durationMs\": 812, \"fingerprint\": \"D708-D019\", \"assetId\": \"a1\", \"gateway\": \"wss://g.example/mqtt\"}\n  ]\n}\n"
    );
    assert_eq!(members(&json(&[], Secrets::LeftOut)), []);
}

#[test]
fn writes_secrets_only_when_asked() {
    let planted = secret("planted\"\\,设");
    let rows = [row(&planted), row(&planted)];
    for text in [csv(&rows, Secrets::LeftOut), json(&rows, Secrets::LeftOut)] {
        assert!(!text.contains("planted") && !text.contains("deviceSecret"), "{text}");
    }
    let table = csv(&rows, Secrets::Included);
    assert!(table.starts_with("\u{feff}\"time\",") && table.lines().next().unwrap().ends_with(",\"deviceSecret\""));
    assert_eq!(cells(&table)[1].last().unwrap(), "planted\"\\,设");
    let members = members(&json(&rows, Secrets::Included));
    assert_eq!(members.last().unwrap(), &("deviceSecret".to_owned(), "planted\"\\,设".to_owned()));
    let without = Row { secret: None, ..row(&planted) };
    assert!(!json(&[without], Secrets::Included).contains("deviceSecret"));
}

#[test]
fn names_the_file_by_its_time_and_nothing_else() {
    let planted = secret("planted");
    let table = Export::of(&[row(&planted)], Format::Csv, Secrets::Included, NOW);
    assert_eq!((table.name.as_str(), table.media_type), ("enos-session-20261122-1745.csv", "text/csv;charset=utf-8"));
    assert!(!format!("{table:?}").contains("planted"));
    assert_eq!(Export::of(&[], Format::Json, Secrets::LeftOut, NOW).name, "enos-session-20261122-1745.json");
}

#[test]
fn puts_an_apostrophe_before_what_a_spreadsheet_would_compute() {
    let abcdefg = secret("abcdefg");
    for field in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "=HYPERLINK(\"http://x\",\"y\")",
        "＝1",
        "＋x",
        "－x",
        "＠x",
        "\u{200b}=HYPERLINK(\"http://x\")",
        "\u{feff}=1+1",
        "\0=1+1",
        "\u{202e}=x",
        "\u{3164}@x",
        "\u{a0}\u{ad}-x",
        "\tx",
        "\rx",
        "'x",
        "＇x",
    ] {
        let rows =
            [Row { device_key: field, client_id: field, gateway: field, ended: Ended::Failed(field), ..row(&abcdefg) }];
        let raw = raw_cells(&csv(&rows, Secrets::LeftOut));
        for place in [2, 3, 6, 10] {
            assert_eq!(raw[place], format!("'{field}"));
        }
    }
    let formula = secret("=cmd|x");
    assert!(csv(&[row(&formula)], Secrets::Included).ends_with(",\"'=cmd|x\"\r\n"));
}

#[test]
fn keeps_keys_text() {
    let abcdefg = secret("abcdefg");
    let asset = |key| raw_cells(&csv(&[Row { asset_id: Some(key), ..row(&abcdefg) }], Secrets::LeftOut))[9].clone();
    for key in [
        "00123",
        "123456789012345678",
        "12E5",
        "1-2",
        "3/4",
        "0.10",
        "654321",
        "MAR1",
        "Sept-2",
        "1-dec",
        "TRUE",
        "5%",
        "(7)",
        "００１",
    ] {
        assert_eq!(asset(key), format!("'{key}"));
    }
    for key in ["INV-0001", "12ab", "e", "a'b", "8Xk2Qw", "march", "MARS-1x"] {
        assert_eq!(asset(key), key);
    }
}

#[test]
fn keeps_quotes_breaks_and_chinese_in_one_field() {
    let abcdefg = secret("abcdefg");
    for name in ["a\"b", "a,b", "a;b", "a\nb", "a\r\nb", "设备 1", "\"", "\"\"", "a\u{1}b\\"] {
        let rows = [Row { client_id: name, gateway: "", asset_id: None, fingerprint: None, ..row(&abcdefg) }];
        let cells = cells(&csv(&rows, Secrets::LeftOut)).remove(0);
        assert_eq!((cells.len(), cells[3].as_str()), (11, name));
        let members = members(&json(&rows, Secrets::LeftOut));
        assert!(members.contains(&("clientId".to_owned(), name.to_owned())), "{members:?}");
        assert!(!members.iter().any(|(name, _)| ["assetId", "gateway", "fingerprint"].contains(&name.as_str())));
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Any text, with what tables are made of more often than chance would have it.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                "'", "''", "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", ",", ";", "\u{feff}", "\u{200b}", "\0",
                " ", "00", "1", "e5",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_value_comes_back_as_it_was(fields in prop::collection::vec(text(), 6), planted in "[ -~]{1,20}") {
            let planted = secret(&planted);
            let [product_key, device_key, client_id, reason, asset_id, gateway] = fields.as_slice() else {
                panic!("six fields");
            };
            let rows = [Row {
                product_key,
                device_key,
                client_id,
                ended: Ended::Failed(reason),
                asset_id: Some(asset_id),
                gateway,
                ..row(&planted)
            }];
            let cells = cells(&csv(&rows, Secrets::Included)).remove(0);
            let places = [(1, product_key), (2, device_key), (3, client_id), (6, reason), (9, asset_id), (10, gateway)];
            for (place, value) in places {
                prop_assert_eq!(&cells[place], value);
            }
            prop_assert_eq!(cells[11].as_str(), planted.expose());
        }

        #[test]
        fn no_cell_begins_with_what_acts(field in text()) {
            let abcdefg = secret("abcdefg");
            let rows = [Row { client_id: &field, ..row(&abcdefg) }];
            let raw = raw_cells(&csv(&rows, Secrets::LeftOut)).remove(3);
            let first = raw.chars().find(|character| foreign_text::hidden(*character).is_none() && !character.is_whitespace());
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')), "{:?}", raw);
            prop_assert!(!raw.starts_with(['\t', '\r', '\n', '\0']), "{:?}", raw);
        }
    }
}

#[test]
fn tells_each_ending_apart() {
    let abcdefg = secret("abcdefg");
    let result = |ended| {
        let text = csv(&[Row { ended, mode: SecureMode::Static, ..row(&abcdefg) }], Secrets::LeftOut);
        cells(&text)[0][4..7].join("|")
    };
    assert_eq!(result(Ended::Unfinished), "static|unfinished|");
    assert_eq!(result(Ended::Verified), "static|activated and proven|");
    assert_eq!(result(Ended::LoggedIn), "static|logged in|");
    assert_eq!(result(Ended::Failed("CONNACK 4")), "static|failed|CONNACK 4");
    let text = json(&[Row { ended: Ended::Failed("CONNACK 4"), ..row(&abcdefg) }], Secrets::LeftOut);
    assert!(members(&text).contains(&("reason".to_owned(), "CONNACK 4".to_owned())));
}

/// `datetime.datetime.fromtimestamp(millis / 1000, datetime.UTC).isoformat(timespec="milliseconds")` in Python.
#[test]
fn writes_times_as_python_does() {
    for (millis, text) in [
        (0, "1970-01-01T00:00:00.000Z"),
        (951_868_799_999, "2000-02-29T23:59:59.999Z"),
        (951_868_800_000, "2000-03-01T00:00:00.000Z"),
        (1_548_753_362_502, "2019-01-29T09:16:02.502Z"),
        (1_709_164_800_050, "2024-02-29T00:00:00.050Z"),
        (1_735_689_599_999, "2024-12-31T23:59:59.999Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (u64::MAX, "9999-12-31T23:59:59.999Z"),
    ] {
        assert_eq!(iso(Timestamp::from_millis(millis)), text);
    }
}

#[test]
fn writes_many_devices() {
    let abcdefg = secret("abcdefg");
    let rows = vec![row(&abcdefg); 500];
    assert_eq!(csv(&rows, Secrets::Included).lines().count(), 501);
    assert_eq!(members(&json(&rows, Secrets::Included)).len(), 500 * 11);
}
