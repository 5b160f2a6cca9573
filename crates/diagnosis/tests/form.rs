//! Marks around right values: the password is right, each mark is named, and nothing is said of the secret.
#![cfg(test)]

mod support;

use diagnosis::{Diagnosis, Field, Finding, Mistake, Note, Part, Sent, Verdict, diagnose};
use proptest::prelude::*;

use support::{CLIENT_ID, PASSWORD, with_known};

const USERNAME: &str = "test&654321";

fn diagnosed(client_id: &str, username: &str, password: &str) -> Diagnosis {
    with_known(1_795_369_509_007, |known| diagnose(&Sent { client_id, username, password }, known))
}

fn notes(verdict: &Verdict) -> &[Note] {
    let Verdict::Accepted { notes } = verdict else { panic!("{verdict:?} is not accepted") };
    notes
}

fn part(verdict: &Verdict) -> Part {
    let Verdict::Differs { first, .. } = verdict else { panic!("{verdict:?} is no difference") };
    first.part
}

#[test]
fn quotation_marks_copied_along_are_named_and_the_password_is_right() {
    let Diagnosis { comparison, finding } =
        diagnosed(&format!("\"{CLIENT_ID}\""), &format!("“{USERNAME}”"), &format!("'{PASSWORD}'"));
    assert_eq!(finding, Finding::Right);
    for verdict in [&comparison.client_id, &comparison.username, &comparison.password] {
        assert_eq!(notes(verdict), [Note::Quotes]);
    }
}

#[test]
fn separators_in_the_password_are_named_and_the_password_is_right() {
    let pairs: Vec<_> = PASSWORD.as_bytes().chunks(2).map(|pair| str::from_utf8(pair).unwrap()).collect();
    for (between, mark) in [(":", ':'), (" ", ' '), ("-", '-'), (", ", ','), (".", '.'), ("\t", '\t')] {
        let Diagnosis { comparison, finding } = diagnosed(CLIENT_ID, USERNAME, &pairs.join(between));
        assert_eq!(finding, Finding::Right, "{between}");
        assert_eq!(notes(&comparison.password), [Note::Separators(mark)]);
    }
    let groups: Vec<_> = PASSWORD.as_bytes().chunks(8).map(|group| str::from_utf8(group).unwrap()).collect();
    assert_eq!(diagnosed(CLIENT_ID, USERNAME, &groups.join(" ")).finding, Finding::Right);
    for bytes in [format!("0x{}", pairs.join(", 0x")), format!("\\x{}", pairs.join("\\x")), format!("0x{PASSWORD}")] {
        let Diagnosis { comparison, finding } = diagnosed(CLIENT_ID, USERNAME, &bytes);
        assert_eq!(finding, Finding::Right, "{bytes}");
        assert!(notes(&comparison.password).contains(&Note::HexPrefix));
    }
}

#[test]
fn backslashes_before_commas_are_named_and_not_taken_for_another_way_to_log_in() {
    let Diagnosis { comparison, finding } = diagnosed(&CLIENT_ID.replace(',', "\\,"), USERNAME, PASSWORD);
    assert_eq!(notes(&comparison.client_id), [Note::Backslashes]);
    assert_eq!(finding, Finding::Right);
}

#[test]
fn a_swapped_user_name_beside_a_right_password_is_the_only_fault() {
    let Diagnosis { comparison, finding } = diagnosed(CLIENT_ID, "654321&test", PASSWORD);
    assert_eq!(part(&comparison.username), Part::KeysSwapped);
    assert_eq!((notes(&comparison.password), finding), ([].as_slice(), Finding::Right));
}

#[test]
fn a_few_characters_are_no_password() {
    for (text, length) in [("abc", 3), ("B990…", 4), ("secret!", 6), ("B99032D4", 8)] {
        let finding = diagnosed(CLIENT_ID, USERNAME, text).finding;
        assert_eq!(finding, Finding::NotAPassword { length }, "{text}");
    }
}

#[test]
fn a_password_that_lost_a_part_or_has_more_behind_is_told() {
    let finding = |text: &str| diagnosed(CLIENT_ID, USERNAME, text).finding;
    let explained = |mistake| Finding::Explained { mistakes: vec![mistake] };
    assert_eq!(finding(&PASSWORD[..40]), explained(Mistake::CutOff { digits: 40 }));
    assert_eq!(finding(&PASSWORD[4..]), explained(Mistake::StartMissing { digits: 4 }));
    assert_eq!(finding(&[PASSWORD, "00"].concat()), explained(Mistake::TooLong { more: 2 }));
    assert_eq!(finding(&[PASSWORD, PASSWORD].concat()), explained(Mistake::TooLong { more: 64 }));
    assert_eq!(finding(&["\"", &PASSWORD[..40], "\""].concat()), explained(Mistake::CutOff { digits: 40 }));
}

#[test]
fn texts_in_each_others_fields_are_compared_where_they_belong() {
    let Diagnosis { comparison, finding } = diagnosed(PASSWORD, CLIENT_ID, USERNAME);
    assert_eq!(finding, Finding::Right);
    assert_eq!(notes(&comparison.client_id), [Note::WrongField(Field::UserName)]);
    assert_eq!(notes(&comparison.username), [Note::WrongField(Field::Password)]);
    assert_eq!(notes(&comparison.password), [Note::WrongField(Field::ClientId)]);
    let Diagnosis { comparison, .. } = diagnosed("", "", CLIENT_ID);
    assert_eq!(notes(&comparison.client_id), [Note::WrongField(Field::Password)]);
    assert_eq!(comparison.password, Verdict::NotGiven);
}

#[test]
fn the_secret_is_blamed_only_where_the_form_of_all_three_is_right() {
    let other = "0123456789ABCDEF".repeat(4);
    let blames = |client_id: &str, username: &str, password: &str| {
        matches!(diagnosed(client_id, username, password).finding, Finding::Unexplained { .. })
    };
    assert!(blames(CLIENT_ID, USERNAME, &other));
    assert!(!blames(&format!("'{CLIENT_ID}'"), USERNAME, &other));
    assert!(!blames(CLIENT_ID, "test&amp;654321", &other));
    assert!(!blames(CLIENT_ID, USERNAME, &format!("{other};")));
    assert!(!blames(CLIENT_ID.trim_end_matches('|'), USERNAME, &other));
    assert!(!blames(&CLIENT_ID.replace("securemode", "secureMode"), USERNAME, &other));
    assert!(!blames(CLIENT_ID, "654321&test", &other));
    assert!(!blames("", USERNAME, &other));
    assert!(!blames("123456", USERNAME, &other));
    assert!(!blames(CLIENT_ID, USERNAME, &"0".repeat(40)));
}

#[test]
fn without_the_time_the_password_is_not_judged() {
    let other = "0123456789ABCDEF".repeat(4);
    for client_id in ["", "123456", "123456|securemode=2|"] {
        let Diagnosis { comparison, finding } = diagnosed(client_id, USERNAME, &other);
        assert_eq!(comparison.password, Verdict::NoTime, "{client_id}");
        assert!(matches!(finding, Finding::Unclear { .. }));
    }
}

/// What copying, logs and source text do to a value.
fn marked(text: &str, mark: u8) -> String {
    let wrap = |before: &str, behind: &str| [before, text, behind].concat();
    match mark {
        0 => wrap("\"", "\""),
        1 => wrap("'", "'"),
        2 => wrap("“", "”"),
        3 => wrap("`", "`"),
        4 => wrap("b'", "'"),
        5 => wrap("u\"", "\""),
        6 => wrap("(", ")"),
        7 => wrap("[", "]"),
        8 => wrap("<", ">"),
        9 => wrap("", ","),
        10 => wrap("", ";"),
        11 => wrap("", "."),
        12 => wrap(" ", "\r\n"),
        13 => wrap("\u{feff}", ""),
        14 => {
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(place, _)| place);
            [&text[..middle], "\u{200b}", &text[middle..]].concat()
        }
        15 => {
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(place, _)| place);
            [&text[..middle], "\n", &text[middle..]].concat()
        }
        16 => text.replace('|', "%7C").replace('=', "%3D").replace('&', "%26").replace(',', "%2C"),
        17 => text.replace('&', "&amp;").replace('|', "&#124;").replace('"', "&quot;"),
        18 => text.replace('\\', "\\\\").replace('"', "\\\"").replace(',', "\\,"),
        19 => text.chars().map(full_width).collect(),
        20 => wrap("**", "**"),
        21 => wrap("「", "」"),
        22 => wrap("{", "}"),
        _ => wrap("\u{202a}", "\u{202c}"),
    }
}

fn full_width(character: char) -> char {
    match character {
        '!'..='~' => char::from_u32(u32::from(character) + 0xfee0).unwrap(),
        _ => character,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_put_around_right_values_the_password_is_right_and_no_verdict_contradicts_it(
        client_marks in prop::collection::vec(0_u8..24, 0..4),
        user_marks in prop::collection::vec(0_u8..24, 0..4),
        password_marks in prop::collection::vec(0_u8..24, 0..4),
        is_lower: bool,
    ) {
        let mark = |text: &str, marks: &[u8]| marks.iter().fold(text.to_owned(), |text, kind| marked(&text, *kind));
        let password = if is_lower { PASSWORD.to_lowercase() } else { PASSWORD.to_owned() };
        let texts = [mark(CLIENT_ID, &client_marks), mark(USERNAME, &user_marks), mark(&password, &password_marks)];
        let Diagnosis { comparison, finding } = diagnosed(&texts[0], &texts[1], &texts[2]);
        prop_assert_eq!(&finding, &Finding::Right, "{:?}", texts);
        for verdict in [&comparison.client_id, &comparison.username, &comparison.password] {
            prop_assert!(matches!(verdict, Verdict::Accepted { .. }), "{:?}: {:?}", texts, verdict);
        }
        for (text, right, verdict) in [
            (&texts[0], CLIENT_ID, &comparison.client_id),
            (&texts[1], USERNAME, &comparison.username),
            (&texts[2], password.as_str(), &comparison.password),
        ] {
            prop_assert_eq!(notes(verdict).iter().any(|note| note.is_of_form()), text != right, "{:?}", text);
        }
    }

    #[test]
    fn a_wrong_password_with_marks_never_blames_the_secret_and_verdicts_agree(
        client_marks in prop::collection::vec(0_u8..24, 0..3),
        password_marks in prop::collection::vec(0_u8..24, 0..3),
        password in "[0-9A-F]{64}|[0-9a-f]{1,80}|[ -~]{1,70}",
        client_id in prop_oneof![
            Just(CLIENT_ID.to_owned()),
            Just(CLIENT_ID.replace("123456", "123457")),
            Just(CLIENT_ID.replace("timestamp", "time")),
            Just("123456".to_owned()),
            Just(String::new()),
        ],
        username in prop_oneof![Just(USERNAME), Just("654321&test"), Just("test"), Just("test&654322"), Just("")],
    ) {
        let mark = |text: &str, marks: &[u8]| marks.iter().fold(text.to_owned(), |text, kind| marked(&text, *kind));
        let client_id = mark(&client_id, &client_marks);
        let sent_password = mark(&password, &password_marks);
        let Diagnosis { comparison, finding } = diagnosed(&client_id, username, &sent_password);
        let is_odd = |verdict: &Verdict| match verdict {
            Verdict::Accepted { notes } | Verdict::Differs { notes, .. } => notes.iter().any(|note| note.is_of_form()),
            Verdict::NotGiven | Verdict::NoSecret | Verdict::NoTime => false,
        };
        let all = [&comparison.client_id, &comparison.username, &comparison.password];
        if matches!(finding, Finding::Unexplained { .. }) {
            prop_assert!(!all.into_iter().any(is_odd), "{:?}", comparison);
        }
        prop_assert_eq!(matches!(comparison.password, Verdict::Accepted { .. }), finding == Finding::Right);
    }
}
