//! Another time is signed than the one that is sent.

use diagnosis::{Finding, Mistake};

use crate::{TIMESTAMP, find_with, is_explained, vector};

#[test]
fn names_seconds_where_milliseconds_are_sent_and_the_reverse() {
    is_explained("seconds", &[Mistake::SecondsSigned]);
    let finding = find_with("Lx5Q1X6M", "1564988853", vector("milliseconds"));
    assert_eq!(finding, Finding::Explained { mistakes: vec![Mistake::MillisecondsSigned { signed: TIMESTAMP }] });
}

#[test]
fn names_the_constants() {
    is_explained("constant", &[Mistake::ConstantTimestamp]);
    is_explained("zero", &[Mistake::ZeroTimestamp]);
}

#[test]
fn names_a_second_look_at_the_clock_and_another_time_zone() {
    let other = |signed| Mistake::OtherTimestamp { signed, sent: Some(TIMESTAMP) };
    is_explained("just_after", &[other(TIMESTAMP + 37)]);
    is_explained("eight_hours", &[other(TIMESTAMP + 28_800_000)]);
}

#[test]
fn a_decimal_fraction_is_right_if_it_is_signed_and_a_mistake_if_it_is_dropped() {
    let finding = find_with("Lx5Q1X6M", "1564988853275.3428", vector("fraction"));
    assert_eq!(finding, Finding::Explained { mistakes: vec![Mistake::FractionDropped] });
}
