use alloc::{string::ToString, vec};

use super::*;

fn matches(filter: &str, topic: &str) -> bool {
    TopicFilter::parse(filter).unwrap().matches(Topic::parse(topic).unwrap())
}

#[test]
fn mqtt_4_7_3_1_refuses_empty_names_and_filters() {
    assert_eq!(Topic::parse(""), Err(TopicError::Empty));
    assert_eq!(TopicFilter::parse(""), Err(TopicError::Empty));
    assert!(Topic::parse("/").is_ok());
    assert!(TopicFilter::parse("/").is_ok());
    assert!(Topic::parse(" ").is_ok());
}

#[test]
fn mqtt_4_7_3_2_refuses_the_null_character_in_names_and_filters() {
    let null = Err(TopicError::Text(TextError::NullCharacter));
    assert_eq!(Topic::parse("a/\0"), null);
    assert_eq!(TopicFilter::parse("a/\0").map(|_| Topic("")), null);
}

#[test]
fn mqtt_4_7_3_3_names_and_filters_have_at_most_65535_bytes() {
    let longest = vec![b'a'; 65_535];
    let longest = str::from_utf8(&longest).unwrap();
    assert!(Topic::parse(longest).is_ok());
    assert!(TopicFilter::parse(longest).is_ok());
    let longer = vec![b'a'; 65_536];
    let longer = str::from_utf8(&longer).unwrap();
    let error = TopicError::Text(TextError::TooLong { bytes: 65_536 });
    assert_eq!(Topic::parse(longer), Err(error));
    assert_eq!(TopicFilter::parse(longer), Err(error));
}

#[test]
fn mqtt_4_7_1_1_refuses_wildcards_in_a_topic_name() {
    for topic in ["#", "+", "a/#", "a/+/b", "a#", "a+b", "+a"] {
        assert!(matches!(Topic::parse(topic), Err(TopicError::Wildcard { .. })), "{topic} is taken for a name");
    }
}

#[test]
fn mqtt_3_3_2_2_names_the_wildcard_that_comes_first() {
    assert_eq!(Topic::parse("a/+/#"), Err(TopicError::Wildcard { character: '+' }));
    assert_eq!(TopicError::Wildcard { character: '+' }.statement(), "MQTT-3.3.2-2");
}

#[test]
fn mqtt_4_7_1_2_takes_hash_only_alone_on_the_last_level() {
    for filter in ["#", "/#", "sport/tennis/player1/#", "+/#"] {
        assert!(TopicFilter::parse(filter).is_ok(), "{filter} is refused");
    }
    for filter in ["sport/tennis#", "sport/tennis/#/ranking", "#/", "##", "a/#b", "#a", "#/#"] {
        assert_eq!(TopicFilter::parse(filter), Err(TopicError::MisplacedHash), "{filter}");
    }
}

#[test]
fn mqtt_4_7_1_3_takes_plus_only_for_a_whole_level() {
    for filter in ["+", "+/tennis/#", "sport/+/player1", "/+", "+/+", "+/"] {
        assert!(TopicFilter::parse(filter).is_ok(), "{filter} is refused");
    }
    for filter in ["sport+", "a/b+", "++", "+a/b", "a/+b/c"] {
        assert_eq!(TopicFilter::parse(filter), Err(TopicError::MisplacedPlus), "{filter}");
    }
}

#[test]
fn the_standards_own_examples_match() {
    for topic in ["sport/tennis/player1", "sport/tennis/player1/ranking"] {
        assert!(matches("sport/tennis/player1/#", topic));
    }
    assert!(matches("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon"));
    assert!(matches("sport/#", "sport"));
    assert!(matches("sport/tennis/+", "sport/tennis/player1"));
    assert!(!matches("sport/tennis/+", "sport/tennis/player1/ranking"));
    assert!(!matches("sport/+", "sport"));
    assert!(matches("sport/+", "sport/"));
    for filter in ["+/+", "/+"] {
        assert!(matches(filter, "/finance"));
    }
    assert!(!matches("+", "/finance"));
    assert!(!matches("ACCOUNTS", "Accounts"));
}

#[test]
fn mqtt_4_7_2_1_a_leading_wildcard_leaves_dollar_topics_out() {
    assert!(!matches("#", "$SYS/broker/load"));
    assert!(!matches("+/monitor/Clients", "$SYS/monitor/Clients"));
    assert!(matches("$SYS/#", "$SYS/broker/load"));
    assert!(matches("$SYS/monitor/+", "$SYS/monitor/Clients"));
}

#[test]
fn mqtt_4_7_3_4_matches_without_normalisation() {
    assert!(!matches("caf\u{e9}", "cafe\u{301}"));
    assert!(matches("cafe\u{301}", "cafe\u{301}"));
}

#[test]
fn errors_name_the_fault() {
    assert_eq!(TopicError::Empty.to_string(), "at least one character is needed");
    assert_eq!(TopicError::Text(TextError::NullCharacter).to_string(), "the character U+0000 is not allowed");
    assert_eq!(TopicError::Wildcard { character: '#' }.to_string(), "the wildcard `#` is not allowed in a topic name");
    assert_eq!(TopicError::MisplacedHash.to_string(), "`#` must be a level of its own, at the end");
    assert_eq!(TopicError::MisplacedPlus.to_string(), "`+` must be a level of its own");
}
