//! Strings (section 1.5.3) and topics (section 4.7) where they stand in packets.

use mqtt::{Packet, Publish, PublishQos, Text, TextError, Topic};

use crate::{both_ways, refused_by, taken, topic};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A PUBLISH with QoS 0 under a topic name of these bytes.
fn publish_under(name: &str) -> String {
    let length = crate::hex(name).len();
    format!("30 {:02x} {length:04x} {name}", length + 2)
}

/// A CONNECT whose client identifier has these bytes.
fn connect_as(name: &str) -> String {
    let length = crate::hex(name).len();
    format!("10 {:02x} 0004 4d515454 04 02 003c {length:04x} {name}", length + 12)
}

/// A SUBSCRIBE to a filter of these bytes.
fn subscribe_to(name: &str) -> String {
    let length = crate::hex(name).len();
    format!("82 {:02x} 0001 {length:04x} {name} 00", length + 5)
}

/// An UNSUBSCRIBE from a filter of these bytes.
fn unsubscribe_from(name: &str) -> String {
    let length = crate::hex(name).len();
    format!("a2 {:02x} 0001 {length:04x} {name}", length + 4)
}

const PLACES: [fn(&str) -> String; 4] = [publish_under, connect_as, subscribe_to, unsubscribe_from];

/// Unicode chapter 3, table 3-7, from the other side.
const ILL_FORMED: [&str; 24] = [
    "80", // a continuation byte alone
    "bf",
    "61 80",
    "c3", // an end in the middle of a character
    "e2 82",
    "f0 9f 98",
    "c3 28", // a continuation byte that is none
    "e2 28 a1",
    "e2 82 28",
    "f0 28 8c bc",
    "f0 90 28 bc",
    "f0 9f 98 28",
    "c0 80", // overlong
    "c0 af",
    "c1 bf",
    "e0 80 af",
    "e0 9f bf",
    "f0 80 80 af",
    "f0 8f bf bf",
    "ed a0 80", // surrogates U+D800 and U+DFFF
    "ed bf bf",
    "f4 90 80 80", // over U+10FFFF
    "f5 80 80 80",
    "ff",
];

#[test]
fn mqtt_1_5_3_1_refuses_ill_formed_utf_8_in_every_string() {
    for place in PLACES {
        for bytes in ILL_FORMED {
            refused_by(&place(bytes), "MQTT-1.5.3-1");
            refused_by(&place(&format!("61 62 63 64 65 66 67 68 69 {bytes}")), "MQTT-1.5.3-1");
        }
    }
}

#[test]
fn mqtt_1_5_3_1_refuses_a_surrogate_pair_in_utf_8() {
    for place in PLACES {
        refused_by(&place("ed a0 bd ed b8 80"), "MQTT-1.5.3-1");
    }
}

#[test]
fn mqtt_1_5_3_1_refuses_ill_formed_utf_8_in_will_topic_and_user_name() {
    refused_by("10 14 0004 4d515454 04 06 003c 0001 63 0001 ff 0002 0000", "MQTT-1.5.3-1");
    refused_by("10 10 0004 4d515454 04 82 003c 0001 63 0001 ff", "MQTT-1.5.3-1");
}

#[test]
fn mqtt_1_5_3_2_refuses_the_null_character_in_every_string() {
    for place in PLACES {
        for bytes in ["00", "61 00", "00 61", "61 62 63 64 65 66 67 68 69 6a 00 6b"] {
            refused_by(&place(bytes), "MQTT-1.5.3-2");
        }
    }
    refused_by("10 14 0004 4d515454 04 06 003c 0001 63 0001 00 0002 0000", "MQTT-1.5.3-2");
    refused_by("10 10 0004 4d515454 04 82 003c 0001 63 0001 00", "MQTT-1.5.3-2");
}

/// The standard only advises against control characters and non-characters.
#[test]
fn takes_every_other_character() {
    for place in PLACES {
        for bytes in ["01", "1f", "7f", "c2 80", "c2 9f", "ef bf bf", "ef b7 90", "f0 9f bf be", "f4 8f bf bf"] {
            taken(&place(bytes));
        }
    }
}

/// Figure 1.2: the letter A and U+2A6D4.
#[test]
fn takes_the_standards_own_example_of_a_string() {
    let publish = |name| {
        Packet::Publish(Publish { topic: topic(name), payload: b"", retain: false, qos: PublishQos::AtMostOnce })
    };
    both_ways("30 07 0005 41 f0aa9b94", &publish("A\u{2a6d4}"));
}

#[test]
fn mqtt_1_5_3_3_keeps_a_byte_order_mark_in_a_topic_name() {
    let publish = |name| {
        Packet::Publish(Publish { topic: topic(name), payload: b"", retain: false, qos: PublishQos::AtMostOnce })
    };
    both_ways("30 06 0004 efbbbf 61", &publish("\u{feff}a"));
    both_ways("30 06 0004 61 efbbbf", &publish("a\u{feff}"));
}

#[test]
fn mqtt_3_1_3_4_the_client_identifier_is_a_string() {
    taken(&connect_as("e8 ae be e5 a4 87"));
    assert_eq!(Text::parse("a\0"), Err(TextError::NullCharacter));
    refused_by(&connect_as("fe"), "MQTT-1.5.3-1");
}

#[test]
fn mqtt_3_1_3_10_the_will_topic_is_a_string() {
    taken("10 14 0004 4d515454 04 06 003c 0001 63 0002 c3a9 0001 00");
    refused_by("10 13 0004 4d515454 04 06 003c 0001 63 0002 c328 0000", "MQTT-1.5.3-1");
}

#[test]
fn mqtt_3_1_3_11_the_user_name_is_a_string() {
    taken("10 11 0004 4d515454 04 82 003c 0001 63 0002 c3a9");
    refused_by("10 11 0004 4d515454 04 82 003c 0001 63 0002 c328", "MQTT-1.5.3-1");
}

#[test]
fn mqtt_3_8_3_1_topic_filters_are_strings() {
    taken(&subscribe_to("c3 a9 2f 2b"));
    refused_by(&subscribe_to("c3 28 2f 2b"), "MQTT-1.5.3-1");
}

#[test]
fn mqtt_3_3_2_2_refuses_wildcards_in_the_topic_of_a_publish() {
    for name in ["23", "2b", "61 2f 23", "61 2f 2b 2f 62", "61 23", "2b 61"] {
        refused_by(&publish_under(name), "MQTT-3.3.2-2");
    }
}

#[test]
fn mqtt_4_7_1_1_refuses_wildcards_in_a_will_topic() {
    refused_by("10 14 0004 4d515454 04 06 003c 0001 63 0001 23 0002 0000", "MQTT-3.3.2-2");
    refused_by("10 14 0004 4d515454 04 06 003c 0001 63 0001 2b 0002 0000", "MQTT-3.3.2-2");
}

#[test]
fn mqtt_4_7_3_1_refuses_empty_names_and_filters_in_packets() {
    refused_by("30 02 0000", "MQTT-4.7.3-1");
    refused_by("32 04 0000 0001", "MQTT-4.7.3-1");
    refused_by("10 11 0004 4d515454 04 06 003c 0001 63 0000 0000", "MQTT-4.7.3-1");
    refused_by("82 05 0001 0000 00", "MQTT-4.7.3-1");
    refused_by("82 09 0001 0001 61 00 0000 00", "MQTT-4.7.3-1");
    refused_by("a2 04 0001 0000", "MQTT-4.7.3-1");
    refused_by("a2 07 0001 0001 61 0000", "MQTT-4.7.3-1");
}

#[test]
fn mqtt_4_7_1_2_refuses_a_hash_out_of_place_in_packets() {
    for bytes in ["61 23", "23 2f", "23 2f 61", "61 2f 23 2f 62", "23 23", "61 2f 62 23"] {
        refused_by(&subscribe_to(bytes), "MQTT-4.7.1-2");
        refused_by(&unsubscribe_from(bytes), "MQTT-4.7.1-2");
    }
    for bytes in ["23", "2f 23", "61 2f 23", "2b 2f 23"] {
        taken(&subscribe_to(bytes));
        taken(&unsubscribe_from(bytes));
    }
}

#[test]
fn mqtt_4_7_1_3_refuses_a_plus_out_of_place_in_packets() {
    for bytes in ["61 2b", "2b 61", "2b 2b", "61 2f 2b 62", "2b 61 2f 62"] {
        refused_by(&subscribe_to(bytes), "MQTT-4.7.1-3");
        refused_by(&unsubscribe_from(bytes), "MQTT-4.7.1-3");
    }
    for bytes in ["2b", "2f 2b", "2b 2f", "61 2f 2b 2f 62", "2b 2f 2b"] {
        taken(&subscribe_to(bytes));
        taken(&unsubscribe_from(bytes));
    }
}

#[test]
fn mqtt_4_7_3_2_refuses_the_null_character_in_topics_of_packets() {
    refused_by(&publish_under("61 2f 00"), "MQTT-1.5.3-2");
    refused_by(&subscribe_to("61 2f 00"), "MQTT-1.5.3-2");
    refused_by(&unsubscribe_from("00 2f 61"), "MQTT-1.5.3-2");
}

#[test]
fn mqtt_4_7_3_3_a_topic_of_65535_bytes_goes_through() {
    let name = "\u{e9}".repeat(32_767) + "a";
    let publish = Publish { topic: topic(&name), payload: b"x", retain: false, qos: PublishQos::AtMostOnce };
    let bytes = Packet::Publish(publish).to_vec().unwrap();
    assert_eq!(bytes.len(), 1 + 3 + 2 + 65_535 + 1);
    assert_eq!(crate::decode(&bytes), Ok(Some((Packet::Publish(publish), bytes.len()))));
    assert!(Topic::parse(&(name + "b")).is_err());
}
