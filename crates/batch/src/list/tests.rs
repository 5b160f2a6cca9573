use super::*;

fn read(text: &str) -> List {
    List::read(text, None, HeadChoice::Find).unwrap()
}

fn texts(row: &ListRow) -> Vec<&str> {
    row.cells.iter().map(Cell::as_str).collect()
}

/// As the console's template is when it is saved as CSV, in both languages.
const TEMPLATE: &str = "\u{feff}\"Note: (1) * indicates required fields. (2) Do not leave blank rows, otherwise the file may fail.\",,,\r\n\
    DeviceKey,DeviceName,*Time Zone,*int12/int12\r\n5566806,feng_xin_pl_product,UTC+14:00,123\r\n";
const TEMPLATE_ZH: &str = "注意：（1）标*为必填项；（2）表格中请勿出现空行;;;\nDeviceKey;设备名称;*设备时区;string1/string1\n5570730;一号;UTC+08:00;Fen\n";

#[test]
fn knows_the_console_s_template_in_both_languages() {
    for (text, key, delimiter) in
        [(TEMPLATE, "5566806", Delimiter::Comma), (TEMPLATE_ZH, "5570730", Delimiter::Semicolon)]
    {
        let list = List::read(text, Some("Template_gtYoobdo.csv"), HeadChoice::Find).unwrap();
        assert_eq!((list.layout, list.delimiter), (Layout::EnosTemplate, delimiter));
        assert_eq!(list.product_key.as_ref().unwrap().as_str(), "gtYoobdo");
        assert_eq!((list.head.as_ref().unwrap().number, list.passed_over), (2, 1));
        assert_eq!(list.rows.iter().map(|row| (row.number, texts(row)[0])).collect::<Vec<_>>(), [(3, key)]);
    }
}

#[test]
fn looks_for_the_head_in_the_first_five_rows() {
    for blank in 0..5 {
        let text = ["Site 7, north\n".repeat(blank).as_str(), "serial,device key\nA1,dk1\n"].concat();
        assert_eq!(read(&text).head_of(1), "device key", "{blank} rows in front");
    }
    let deeper = ["x,y\n".repeat(5).as_str(), "serial,device key\nA1,dk1\n"].concat();
    assert_eq!(read(&deeper).head, None);
}

#[test]
fn somebody_says_which_row_names_the_columns() {
    let text = "our number;the key\n1;dk1\n2;dk2\n";
    assert_eq!((read(text).head, read(text).rows.len()), (None, 3));
    let list = List::read(text, None, HeadChoice::Row(1)).unwrap();
    assert_eq!((list.head_of(1), list.rows.len(), list.width()), ("the key", 2, 2));
    let list = List::read("DeviceKey\ndk1\n", None, HeadChoice::Absent).unwrap();
    assert_eq!((list.head.as_ref(), list.rows.len()), (None, 2));
}

#[test]
fn keeps_every_cell_as_it_stands() {
    let list = read("DeviceKey,Note\n\"a,b\",\"say \"\"hi\"\"\"\n 00123 ,\"two\r\nlines\"\n\ndk3\n");
    let rows: Vec<_> = list.rows.iter().map(|row| (row.number, texts(row))).collect();
    let expected = vec![(2, vec!["a,b", "say \"hi\""]), (3, vec![" 00123 ", "two\r\nlines"]), (5, vec!["dk3"])];
    assert_eq!(rows, expected);
}

#[test]
fn a_list_that_is_pasted_from_a_spreadsheet_has_tabulators() {
    let list = read("DeviceKey\tName\r\ndk1\ta, b\r\n");
    assert_eq!((list.delimiter, texts(&list.rows[0])), (Delimiter::Tab, vec!["dk1", "a, b"]));
}

#[test]
fn a_list_of_keys_alone_is_a_list() {
    let list = read("dk1\ndk2\n");
    assert_eq!((list.width(), list.rows.len(), list.head), (1, 2, None));
}

#[test]
fn the_line_that_names_the_delimiter_is_no_row() {
    let list = read("sep=|\r\nDeviceKey|Name\r\ndk1|a;b,c\r\n");
    assert_eq!((list.rows[0].number, texts(&list.rows[0])), (2, vec!["dk1", "a;b,c"]));
}

#[test]
fn refuses_what_is_too_long_and_what_holds_nothing() {
    let rows = |count: usize| ["DeviceKey\n", "dk\n".repeat(count).as_str()].concat();
    assert_eq!(read(&rows(5_000)).rows.len(), 5_000);
    assert!(read(&rows(1_001)).is_beyond_console() && !read(&rows(1_000)).is_beyond_console());
    let error = |text: &str| List::read(text, None, HeadChoice::Find).unwrap_err();
    assert_eq!(error(&rows(5_001)), ListError::TooManyRows { rows: 5_001 });
    assert_eq!(error(&"x".repeat(BYTE_LIMIT + 1)), ListError::TooLarge { bytes: BYTE_LIMIT + 1 });
    for text in ["", "\n\n", "DeviceKey;Name\n ; \n", "DeviceKey;Name\n", "\u{feff}"] {
        assert_eq!(error(text), ListError::NoRows, "{text:?}");
    }
    assert_eq!(error("DeviceKey,a\n\"dk1,b\ndk2,c\n"), ListError::UnclosedQuote { row: 2 });
    assert_eq!(error(&rows(5_001)).to_string(), "the list has 5001 rows, and at most 5000 are allowed");
}

#[test]
fn a_cell_is_changed_in_place() {
    let mut list = read("DeviceKey,Name\ndk1\n");
    list.set(0, 1, "typed");
    list.set(0, 0, "dk 2");
    list.set(0, 9, "lost");
    list.set(7, 0, "lost");
    assert_eq!(texts(&list.rows[0]), ["dk 2", "typed"]);
    assert_eq!(list.cell(0, 0).unwrap().source(), CellSource::Typed);
}

#[test]
fn no_cell_is_shown_by_debug() {
    let list = read("DeviceKey,DeviceSecret\ndk1,planted\n");
    assert!(!format!("{list:?}").contains("planted"));
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Any text, with what lists are made of more often than chance would have it.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec![
                "\"",
                "\"\"",
                ",",
                ";",
                "\t",
                "|",
                "\n",
                "\r\n",
                "\r",
                "DeviceKey",
                "sep=;",
                "\u{feff}",
                "1E+17",
                "Note:",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn takes_any_text_without_harm(text in text()) {
            if let Ok(list) = List::read(&text, Some(&text), HeadChoice::Find) {
                let numbers: Vec<_> = list.rows.iter().map(|row| row.number).collect();
                prop_assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", numbers);
            }
        }

        #[test]
        fn what_the_csv_crate_writes_comes_back(
            rows in prop::collection::vec(prop::collection::vec(any::<String>(), 3), 1..6),
            delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        ) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .quote_style(csv::QuoteStyle::Always)
                .from_writer(Vec::new());
            writer.write_record(["DeviceKey", "Name", "ClientId"]).unwrap();
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let is_blank = |row: &&Vec<String>| row.iter().all(|cell| cell.trim().is_empty());
            let expected: Vec<Vec<&str>> =
                rows.iter().filter(|row| !is_blank(row)).map(|row| row.iter().map(String::as_str).collect()).collect();
            match List::read(&text, None, HeadChoice::Find) {
                Ok(list) => prop_assert_eq!(list.rows.iter().map(texts).collect::<Vec<_>>(), expected),
                Err(error) => prop_assert!(expected.is_empty() && error == ListError::NoRows, "{:?}", error),
            }
        }
    }
}
