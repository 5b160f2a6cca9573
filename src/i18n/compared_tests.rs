use diagnosis::{Inner, Known, Sent, compare};
use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};

use super::*;

const BOTH: [Language; 2] = [Language::English, Language::Chinese];

fn compared(client_id: &str, username: &str) -> Comparison {
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
    compare(&Sent { client_id, username, password: "00" }, &known)
}

#[test]
fn says_what_is_right_what_differs_and_nothing_of_what_was_not_pasted() {
    let comparison = compared("dk|securemode=2, signmethod=sha256,timestamp=1548753362502|", "");
    let verdicts = verdicts(&comparison, Language::English);
    let names: Vec<_> = verdicts.iter().map(|(name, is_right, _)| (*name, *is_right)).collect();
    assert_eq!(names, [("MQTT client ID", Some(false)), ("Password", Some(false))]);
    let space = "There is a space behind a comma: the vendor's template shows it by mistake: character 17 is a space, \
                 expected s.";
    assert_eq!(verdicts[0].2, [space]);
    assert_eq!(verdicts[1].2, ["The password has 2 characters and should have 64."]);
    let right = compared("dk|securemode=2,signmethod=sha256,timestamp=1548753362502|", "dk&pk");
    assert_eq!(super::verdicts(&right, Language::Chinese)[1], ("用户名", Some(true), vec![]));
}

#[test]
fn names_one_mistake_or_two() {
    let explained = |mistakes| finding(&Finding::Explained { mistakes }, Language::English).unwrap();
    let hmac = Mistake::Function(Function::HmacSha256);
    assert_eq!(explained(vec![hmac]).0, "This is what the device does wrong:");
    assert_eq!(explained(vec![hmac, Mistake::Base64]).1.len(), 2);
    let joints = Joints { within: "=", between: "\n", before_secret: "" };
    assert_eq!(
        explained(vec![Mistake::Joined(joints)]).1,
        ["The parts are joined by = a line break. Nothing may stand between them."]
    );
    assert_eq!(finding(&Finding::NothingToCheck, Language::English), None);
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
