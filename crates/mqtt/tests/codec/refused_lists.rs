//! SUBSCRIBE, SUBACK and UNSUBSCRIBE that break a rule.

use mqtt::{DecodeError, PacketKind};

use crate::{refused, refused_by, taken};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn mqtt_3_8_3_3_refuses_a_subscribe_without_a_filter() {
    refused_by("82 02 0001", "MQTT-3.8.3-3");
}

#[test]
fn mqtt_3_10_3_2_refuses_an_unsubscribe_without_a_filter() {
    refused_by("a2 02 0001", "MQTT-3.10.3-2");
}

#[test]
fn mqtt_3_8_4_5_refuses_a_suback_without_a_return_code() {
    refused_by("90 02 0001", "MQTT-3.8.4-5");
    assert_eq!(refused("90 02 0001"), DecodeError::EmptyList { packet: PacketKind::Suback });
}

#[test]
fn mqtt_3_8_3_4_refuses_reserved_bits_in_the_requested_qos() {
    for value in 3..=255_u8 {
        refused_by(&format!("82 06 0001 0001 61 {value:02x}"), "MQTT-3-8.3-4");
    }
    refused_by("82 0a 0001 0001 61 00 0001 62 03", "MQTT-3-8.3-4");
}

#[test]
fn mqtt_3_9_3_2_refuses_reserved_return_codes_in_suback() {
    for code in 0..=255_u8 {
        let text = format!("90 04 0001 00 {code:02x}");
        if [0, 1, 2, 0x80].contains(&code) {
            taken(&text);
        } else {
            refused_by(&text, "MQTT-3.9.3-2");
        }
    }
}

#[test]
fn refuses_a_list_that_ends_within_an_entry() {
    for text in [
        "82 05 0001 0001 61",
        "82 07 0001 0001 61 00 00",
        "82 09 0001 0001 61 00 0002 62",
        "a2 06 0001 0001 61 00",
        "a2 07 0001 0001 61 0001",
    ] {
        assert!(matches!(refused(text), DecodeError::Truncated { .. }), "{text}");
    }
}
