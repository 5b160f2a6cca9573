use diagnosis::{Inner, Known, Sent, diagnose};
use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};

use super::*;

const BOTH: [Language; 2] = [Language::English, Language::Chinese];

fn compared(client_id: &str, username: &str) -> Comparison {
    diagnosed(client_id, username, "00").comparison
}

fn diagnosed(client_id: &str, username: &str, password: &str) -> Diagnosis {
    let identity = Identity {
        client_id: ClientId::parse("dk").unwrap(),
        device_key: DeviceKey::parse("dk").unwrap(),
        product_key: ProductKey::parse("pk").unwrap(),
    };
    let secret = Secret::parse("s").unwrap();
    let known = Known {
        identity: &identity,
        secure_mode: SecureMode::Static,
        device_secret: Some(&secret),
        product_secret: None,
        timestamp: Timestamp::from_millis(1),
    };
    diagnose(&Sent { client_id, username, password }, &known)
}

#[test]
fn says_what_is_right_what_differs_and_nothing_of_what_was_not_pasted() {
    let comparison = compared("dk|securemode=2, signmethod=sha256,timestamp=1548753362502|", "");
    let verdicts = verdicts(&comparison, Language::English);
    let names: Vec<_> = verdicts.iter().map(|(name, is_right, _)| (*name, *is_right)).collect();
    assert_eq!(names, [("MQTT client ID", Some(false)), ("Password", Some(false))]);
    let space = "There is a space after a comma (a misprint in the vendor's template): character 17 is a space, \
                 expected s.";
    assert_eq!(verdicts[0].2, [space]);
    assert_eq!(verdicts[1].2, ["The password has 2 characters and should have 64."]);
    let right = compared("dk|securemode=2,signmethod=sha256,timestamp=1548753362502|", "dk&pk");
    assert_eq!(crate::tools::compare::text::verdicts(&right, Language::Chinese)[1], ("用户名", Some(true), vec![]));
}

#[test]
fn names_one_mistake_or_two() {
    let found = |finding| {
        crate::tools::compare::text::finding(&Diagnosis { finding, ..diagnosed("", "", "") }, Language::English)
    };
    let explained = |mistakes| found(Finding::Explained { mistakes }).unwrap();
    let hmac = Mistake::Function(Function::HmacSha256);
    assert_eq!(explained(vec![hmac]).0, "The device makes this mistake:");
    assert_eq!(explained(vec![hmac, Mistake::Base64]).1.len(), 2);
    let joints = Joints { within: "=", between: "\n", before_secret: "" };
    assert_eq!(
        explained(vec![Mistake::Joined(joints)]).1,
        ["The parts are joined by = a line break. Join them without any separator."]
    );
    assert_eq!(found(Finding::NothingToCheck), None);
}

#[test]
fn every_mistake_has_words_without_an_empty_place_in_both_languages() {
    let slips = [
        SecretSlip::Newline,
        SecretSlip::CarriageReturnNewline,
        SecretSlip::Nul,
        SecretSlip::SpaceBehind,
        SecretSlip::SpaceInFront,
        SecretSlip::Trimmed,
        SecretSlip::Case(Case::Lower),
        SecretSlip::Case(Case::Upper),
        SecretSlip::Quoted,
        SecretSlip::Named(SecretKind::Device),
        SecretSlip::LeftOut,
    ];
    let others = [
        Mistake::CutOff { digits: 32 },
        Mistake::StartMissing { digits: 4 },
        Mistake::TooLong { more: 2 },
        Mistake::Function(Function::Sha256Twice(Inner::Bytes)),
        Mistake::OtherSecret { used: SecretKind::Product },
        Mistake::Joined(Joints { within: "", between: "", before_secret: " " }),
        Mistake::NamesSpelled(Spelling::DeviceName),
        Mistake::Order([PartName::Timestamp, PartName::ProductKey, PartName::DeviceKey, PartName::ClientId]),
        Mistake::PartLeftOut(PartName::Timestamp),
        Mistake::CaseChanged { of: Value::WholeString, case: Case::Upper },
        Mistake::MacForm { of: Value::ClientId, separator: Some('-'), case: Case::Lower },
        Mistake::Mistaken { place: PartName::ClientId, holds: PartName::DeviceKey },
        Mistake::NotTheOneSent(PartName::ProductKey),
        Mistake::MillisecondsSigned { signed: 1 },
        Mistake::OtherTimestamp { signed: 1, sent: None },
    ];
    for language in BOTH {
        for mistake in slips.map(Mistake::SecretSlip).into_iter().chain(others) {
            let words = mistake_words(mistake, language);
            let is_whole = !words.is_empty()
                && !words.contains(char::is_control)
                && !words.contains('{')
                && !words.contains("  ")
                && !words.contains("()");
            assert!(is_whole, "{mistake:?}: {words}");
        }
    }
}

#[test]
fn says_how_much_of_a_password_there_is_and_nothing_of_the_secret() {
    let id = "dk|securemode=2,signmethod=sha256,timestamp=1548753362502|";
    let (headline, mistakes) = finding(&diagnosed(id, "dk&pk", "abc"), Language::English).unwrap();
    assert_eq!(headline, "This is not a password: 3 of 64 characters. Paste all 64 hexadecimal digits.");
    assert!(mistakes.is_empty());
    let secret = "The device most likely uses a different secret.";
    let other = "0".repeat(64);
    assert!(finding(&diagnosed(id, "dk&pk", &other), Language::English).unwrap().0.ends_with(secret));
    let marked = format!("\"{id}\"");
    assert!(!finding(&diagnosed(&marked, "dk&pk", &other), Language::English).unwrap().0.contains("secret"));
    let sha1 = verdicts(&diagnosed(id, "dk&pk", &"0".repeat(40)).comparison, Language::English);
    assert_eq!(sha1[2].2, ["The password has 40 characters and should have 64: SHA-1 gives 40."]);
}

#[test]
fn names_each_mark_of_the_form_in_both_languages() {
    let notes = [
        Note::WrongField(Field::Password),
        Note::Label,
        Note::StringPrefix,
        Note::Quotes,
        Note::Brackets,
        Note::Mark(';'),
        Note::Backslashes,
        Note::LineBreak,
        Note::PercentEncoded,
        Note::HtmlEncoded,
        Note::MailEncoded,
        Note::FullWidth,
        Note::Invisible('\u{200b}'),
        Note::Separators(':'),
        Note::Separators(' '),
        Note::HexPrefix,
    ];
    for language in BOTH {
        let mut words: Vec<_> = notes.iter().map(|note| note_words(*note, language)).collect();
        assert!(words.iter().all(|words| !words.is_empty() && !words.contains('{')), "{words:?}");
        assert!(words.iter().all(|words| foreign_text::first_hidden(words).is_none()));
        words.sort();
        words.dedup();
        assert_eq!(words.len(), notes.len());
    }
}

#[test]
fn names_an_invisible_character_where_the_texts_differ() {
    let comparison = compared("dk|securemode=2,signmethod=sha256\u{a0},timestamp=1548753362502|", "");
    let words = verdicts(&comparison, Language::English).remove(0).2.join(" ");
    assert!(words.contains("U+00A0 (invisible)"), "{words}");
}
