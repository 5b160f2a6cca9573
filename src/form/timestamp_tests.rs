use super::*;

fn refused(text: &str) -> TimestampError {
    TimestampChoice::fixed(text).unwrap_err()
}

#[test]
fn takes_milliseconds_of_our_days() {
    for millis in [1_000_000_000_000, 1_548_753_362_502, 2_524_608_000_000, 9_999_999_999_999] {
        assert_eq!(
            TimestampChoice::fixed(&millis.to_string()),
            Ok(TimestampChoice::Fixed(Timestamp::from_millis(millis)))
        );
    }
    assert_eq!(TimestampChoice::fixed(" 1548753362502\n"), TimestampChoice::fixed("1548753362502"));
}

#[test]
fn offers_milliseconds_for_seconds_and_microseconds() {
    assert_eq!(refused("1548753362"), TimestampError::Seconds { in_millis: Timestamp::from_millis(1_548_753_362_000) });
    assert_eq!(refused("1548753362502999").offer(), Some(Timestamp::from_millis(1_548_753_362_502)));
    let words = refused("1548753362").words(Language::English);
    assert!(words.contains("seconds") && words.contains("1548753362000"), "{words}");
    assert!(refused("1548753362").words(Language::Chinese).contains("1548753362000"));
}

#[test]
fn refuses_what_is_no_number() {
    assert_eq!(refused(""), TimestampError::Empty);
    assert_eq!(refused("  "), TimestampError::Empty);
    for (text, character, position) in [
        ("-1548753362502", '-', 1),
        ("+1548753362502", '+', 1),
        ("1548753362502.5", '.', 14),
        ("1,548,753,362,502", ',', 2),
        ("1548753362 502", ' ', 11),
        ("1.5e12", '.', 2),
        ("１548753362502", '１', 1),
    ] {
        assert_eq!(refused(text), TimestampError::NotANumber { character, position }, "{text}");
    }
    assert!(refused("1548753362 502").words(Language::English).contains("space"));
}

#[test]
fn refuses_numbers_that_are_no_time_of_our_days() {
    assert_eq!(refused("0"), TimestampError::LeadingZero);
    assert_eq!(refused("01548753362502"), TimestampError::LeadingZero);
    for (text, digits) in [
        ("1", 1),
        ("999999999", 9),
        ("15487533625", 11),
        ("154875336250", 12),
        ("99999999999999", 14),
        ("18446744073709551615", 20),
        ("99999999999999999999", 20),
        ("1548753362502999999", 19),
    ] {
        assert_eq!(refused(text), TimestampError::OutOfRange { digits }, "{text}");
        assert_eq!(refused(text).offer(), None);
    }
    assert!(TimestampChoice::fixed(&"9".repeat(100_000)).is_err());
}

#[test]
fn signs_with_the_chosen_time() {
    let now = Timestamp::from_millis(1_000);
    assert_eq!(TimestampChoice::default().at(now), now);
    assert_eq!(TimestampChoice::Fixed(Timestamp::from_millis(7)).at(now), Timestamp::from_millis(7));
    assert_eq!(TimestampChoice::Corrected { offset_ms: 252_000 }.at(now), Timestamp::from_millis(253_000));
    assert_eq!(TimestampChoice::Corrected { offset_ms: -400 }.at(now), Timestamp::from_millis(600));
    assert_eq!(TimestampChoice::Corrected { offset_ms: -1_001 }.at(now), Timestamp::from_millis(0));
    assert_eq!(TimestampChoice::Corrected { offset_ms: i64::MIN }.at(now), Timestamp::from_millis(0));
    assert_eq!(
        TimestampChoice::Corrected { offset_ms: i64::MAX }.at(Timestamp::from_millis(u64::MAX)).as_millis(),
        u64::MAX
    );
}
