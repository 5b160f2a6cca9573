//! The first difference of each text, named by its part.
#![cfg(test)]

mod support;

use diagnosis::{Comparison, Difference, Glyph, Known, Note, Part, Sent, Verdict, compare};
use enos::{ClientId, DeviceKey, Identity, ProductKey, SecureMode, Timestamp};

use support::{CLIENT_ID, PASSWORD, with_known};

fn compared(client_id: &str, username: &str, password: &str) -> Comparison {
    with_known(1_548_753_362_502, |known| compare(&Sent { client_id, username, password }, known))
}

fn first(verdict: &Verdict) -> (Part, usize, Glyph, Glyph) {
    let Verdict::Differs { first: Difference { part, position, expected, found }, .. } = *verdict else {
        panic!("{verdict:?} is no difference");
    };
    (part, position, expected, found)
}

fn in_client_id(text: &str) -> (Part, usize, Glyph, Glyph) {
    first(&compared(text, "", "").client_id)
}

fn in_username(text: &str) -> (Part, usize, Glyph, Glyph) {
    first(&compared("", text, "").username)
}

fn noted(verdict: Verdict) -> Vec<Note> {
    let Verdict::Accepted { notes } = verdict else { panic!("{verdict:?} is not accepted") };
    notes
}

const fn is(character: char) -> Glyph {
    Glyph::Character(character)
}

#[test]
fn finds_nothing_in_what_is_right() {
    let right = Verdict::Accepted { notes: vec![] };
    let all = Comparison { client_id: right.clone(), username: right.clone(), password: right };
    assert_eq!(compared(CLIENT_ID, "test&654321", PASSWORD), all);
}

#[test]
fn tells_what_was_not_given() {
    let none = compared("", " ", "\n");
    assert_eq!(
        (none.client_id, none.username, none.password),
        (Verdict::NotGiven, Verdict::NotGiven, Verdict::NotGiven)
    );
}

#[test]
fn the_time_is_the_devices_own_and_its_password_follows_it() {
    // hashlib.sha256(b"clientId123456deviceKeytestproductKey654321timestamp1548753000000abcdefg").hexdigest()
    let password = "2dc5887199c5d791d9f72fa2872e3f908dd0b065e567828d9c66fc5f9e801afe";
    let compared = compared("123456|securemode=2,signmethod=sha256,timestamp=1548753000000|", "test&654321", password);
    assert_eq!(noted(compared.client_id), []);
    assert_eq!(noted(compared.password), [Note::LowerCase]);
}

#[test]
fn names_what_is_wrong_with_the_bare_client_id() {
    let parameters = "|securemode=2,signmethod=sha256,timestamp=1548753362502|";
    assert_eq!(in_client_id(&format!("123457{parameters}")), (Part::ClientId, 6, is('6'), is('7')));
    assert_eq!(in_client_id(&format!("12345{parameters}")), (Part::ClientId, 6, is('6'), Glyph::End));
    assert_eq!(in_client_id(&format!("1234567{parameters}")), (Part::ClientId, 7, Glyph::End, is('7')));
    assert_eq!(in_client_id(&format!("clientId123456{parameters}")), (Part::OldPrefix, 1, is('1'), is('c')));
    assert_eq!(in_client_id("123456"), (Part::OpeningBar, 7, is('|'), Glyph::End));
    assert_eq!(in_client_id("123456securemode=2"), (Part::OpeningBar, 7, is('|'), is('s')));
    assert_eq!(in_client_id("abc"), (Part::ClientId, 1, is('1'), is('a')));
}

#[test]
fn names_the_traps_of_the_vendors_template() {
    let template = "123456|securemode=2, signmethod=sha256,timestamp=1548753362502|";
    assert_eq!(in_client_id(template), (Part::SpaceAfterComma, 21, is('s'), is(' ')));
    let misprint = "123456|securemode=2,sighmethod=sha256,timestamp=1548753362502|";
    assert_eq!(in_client_id(misprint), (Part::Sighmethod, 24, is('n'), is('h')));
    let old = "123456|securemode=2,signmethod=hmacsha1,timestamp=1548753362502|";
    assert_eq!(in_client_id(old), (Part::OldSignMethod, 32, is('s'), is('h')));
}

#[test]
fn names_what_is_wrong_with_the_parameters() {
    let dynamic = "123456|securemode=3,signmethod=sha256,timestamp=1548753362502|";
    assert_eq!(in_client_id(dynamic), (Part::SecureMode, 19, is('2'), is('3')));
    let method = "123456|securemode=2,signmethod=SHA256,timestamp=1548753362502|";
    assert_eq!(in_client_id(method), (Part::SignMethod, 32, is('s'), is('S')));
    let time = "123456|securemode=2,signmethod=sha256,timestamp=2019-01-29|";
    assert_eq!(in_client_id(time), (Part::Timestamp, 53, Glyph::Digit, is('-')));
    let empty = "123456|securemode=2,signmethod=sha256,timestamp=|";
    assert_eq!(in_client_id(empty), (Part::Timestamp, 49, Glyph::Digit, Glyph::End));
    let order = "123456|signmethod=sha256,securemode=2,timestamp=1548753362502|";
    let expected = Part::ParameterName { expected: "securemode" };
    assert_eq!(in_client_id(order), (expected, 9, is('e'), is('i')));
    let missing = "123456|securemode=2,signmethod=sha256|";
    let expected = Part::ParameterName { expected: "timestamp" };
    assert_eq!(in_client_id(missing), (expected, 38, is(','), Glyph::End));
    let extra = "123456|securemode=2,signmethod=sha256,timestamp=1548753362502,lan=C|";
    assert_eq!(in_client_id(extra), (Part::ExtraParameter, 62, is('|'), is(',')));
    assert_eq!(in_client_id("123456||"), (Part::ParameterName { expected: "securemode" }, 8, is('s'), Glyph::End));
}

#[test]
fn names_the_bar_at_the_end() {
    assert_eq!(in_client_id(CLIENT_ID.trim_end_matches('|')), (Part::ClosingBar, 62, is('|'), Glyph::End));
    assert_eq!(in_client_id(&format!("{CLIENT_ID}x")), (Part::AfterClosingBar, 63, Glyph::End, is('x')));
}

#[test]
fn notes_what_the_vendors_kits_send_and_enos_takes() {
    let client_id = |text: &str| noted(compared(text, "", "").client_id);
    assert_eq!(
        client_id("123456|securemode=2,signmethod=hmacsha256,timestamp=1548753362502.3428|"),
        [Note::Hmacsha256, Note::Fraction]
    );
    assert_eq!(client_id("123456|securemode=2,signmethod=sha256,timestamp=1548753362|"), [Note::Seconds]);
    assert_eq!(client_id(&format!(" {CLIENT_ID}\n")), [Note::OuterSpace]);
}

#[test]
fn names_what_is_wrong_with_the_user_name() {
    assert_eq!(in_username("654321&test"), (Part::KeysSwapped, 1, is('t'), is('6')));
    assert_eq!(in_username("tesT&654321"), (Part::DeviceKey, 4, is('t'), is('T')));
    assert_eq!(in_username("test&65432"), (Part::ProductKey, 11, is('1'), Glyph::End));
    assert_eq!(in_username("test&6543210"), (Part::ProductKey, 12, Glyph::End, is('0')));
    assert_eq!(in_username("test/654321"), (Part::Ampersand, 5, is('&'), is('/')));
    assert_eq!(in_username("test"), (Part::Ampersand, 5, is('&'), Glyph::End));
    assert_eq!(in_username("text"), (Part::DeviceKey, 3, is('s'), is('x')));
}

#[test]
fn tells_where_a_password_differs_and_never_its_digits() {
    let in_password = |text: &str| first(&compared(CLIENT_ID, "test&654321", text).password);
    let hidden = |part, position| (part, position, Glyph::Hidden, Glyph::Hidden);
    assert_eq!(in_password(&PASSWORD.replace("B166", "B167")), hidden(Part::Password, 64));
    assert_eq!(in_password(&PASSWORD[..40]), hidden(Part::PasswordLength { length: 40 }, 41));
    assert_eq!(in_password(&PASSWORD.replace("D49C", "D4xC")), hidden(Part::NotHex, 9));
    assert_eq!(in_password("设备"), hidden(Part::NotHex, 1));
}

#[test]
fn notes_the_case_of_a_right_password() {
    let notes = |text: &str| noted(compared(CLIENT_ID, "test&654321", text).password);
    assert_eq!(notes(&PASSWORD.to_lowercase()), [Note::LowerCase]);
    assert_eq!(notes(&PASSWORD.replace("B99032", "b99032")), [Note::MixedCase]);
}

#[test]
fn says_so_when_the_secret_is_not_known() {
    let identity = Identity {
        client_id: ClientId::parse("a").unwrap(),
        device_key: DeviceKey::parse("b").unwrap(),
        product_key: ProductKey::parse("c").unwrap(),
    };
    let known = Known {
        identity: &identity,
        secure_mode: SecureMode::Dynamic,
        device_secret: None,
        product_secret: None,
        timestamp: Timestamp::from_millis(0),
    };
    let sent = Sent { password: PASSWORD, ..Sent::default() };
    assert_eq!(compare(&sent, &known).password, Verdict::NoSecret);
    assert_eq!(diagnosis::find_mistake(&sent, &known), diagnosis::Finding::NothingToCheck);
}
