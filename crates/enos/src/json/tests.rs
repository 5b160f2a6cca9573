use alloc::format;
use alloc::string::{String, ToString};

use proptest::prelude::*;

use super::*;

fn accepts(text: &str) -> Result<(), JsonError> {
    let mut reader = Reader::new(text);
    reader.skip()?;
    reader.end()
}

fn text_of(json: &str) -> Result<String, JsonError> {
    Reader::new(json).text().map(|text| String::clone(&text))
}

#[test]
fn agrees_with_serde_json_on_what_is_json() {
    let good = [
        "{}",
        "[]",
        " [ 1 , -0 , 0.5 , 1e9 , -1.25E-3 , 10E+2 ] ",
        "{\"a\":{\"b\":[null,true,false]}}",
        "\"\"",
        r#""\"\\\/\b\f\n\r\t\u0041\u00e9\u8bbe\ud83d\ude00""#,
        "\"设备\u{7f}\u{2028}\"",
        "{\"\":1,\"\":2}",
        "\t\r\n null ",
    ];
    let bad = [
        "",
        " ",
        "{",
        "[",
        "\"",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{a:1}",
        "{'a':1}",
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "1e+",
        "+1",
        "--1",
        "tru",
        "nul",
        "True",
        "NaN",
        "\"\u{1}\"",
        "\"\n\"",
        r#""\x""#,
        r#""\u12""#,
        r#""\u12g4""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\ud83d\n""#,
        r#""\ud83d\u0041""#,
        r#""\ude00""#,
        "{} {}",
        "1 1",
        "\"a\" x",
        "\u{feff}{}",
        "/* */ 1",
        "[1]]",
        "{\"a\":1}}",
        "\u{b}1",
        "\u{a0}1",
    ];
    for text in good {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{text}");
        assert_eq!(accepts(text), Ok(()), "{text}");
    }
    for text in bad {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text}");
        assert!(accepts(text).is_err(), "{text}");
    }
}

#[test]
fn says_where_and_why() {
    let error = |text| accepts(text).unwrap_err();
    assert_eq!(error("{\"a\"").position, 4);
    assert_eq!(error("{\"a\"").problem, JsonProblem::UnexpectedEnd);
    assert_eq!(format!("{}", error("[1,x]")), "not JSON at byte 3: a character stands where it may not");
    assert_eq!(format!("{}", error("[] 1")), "not JSON at byte 3: more text follows behind the value");
    assert_eq!(error("\"a\nb\"").problem, JsonProblem::ControlCharacter);
    assert_eq!(error("\"a\nb\"").position, 2);
    assert_eq!(error(r#""\ud800""#).problem, JsonProblem::BadEscape);
}

#[test]
fn stops_at_32_levels() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(accepts(&nested(32)), Ok(()));
    assert_eq!(accepts(&nested(33)).unwrap_err().problem, JsonProblem::TooDeep);
    assert_eq!(accepts(&"{\"a\":".repeat(100_000)).unwrap_err().problem, JsonProblem::TooDeep);
}

#[test]
fn holds_a_text_in_a_buffer_that_never_grew() {
    let json = r#""a\"\\\u8bbe\ud83d\ude00z" and more "quotes""#;
    let text = Reader::new(json).text().unwrap();
    assert_eq!(&**text, "a\"\\设😀z");
    assert_eq!(text.capacity(), json.find(" and").unwrap() - 2);
}

proptest! {
    #[test]
    fn reads_every_text_that_serde_json_writes(text in any::<String>()) {
        prop_assert_eq!(text_of(&serde_json::to_string(&text).unwrap()).unwrap(), text);
    }

    #[test]
    fn writes_every_text_so_that_serde_json_reads_it(text in any::<String>()) {
        prop_assert_eq!(serde_json::from_str::<String>(&quote(&text)).unwrap(), text);
    }

    #[test]
    fn judges_scraps_of_json_as_serde_json_does(text in "[\\[\\]{}:,\"\\\\u0-9a-f.eE+ \\-]{0,16}|(true|false|null|[\\[\\]{},: ]|\"a\"|-?[0-9.]{1,3}){0,12}") {
        // Numbers beyond a double's range are JSON all the same; serde_json cannot hold them.
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        prop_assume!(!theirs.as_ref().is_err_and(|error| error.to_string().contains("out of range")));
        prop_assert_eq!(accepts(&text).is_ok(), theirs.is_ok(), "{}", text);
    }
}
