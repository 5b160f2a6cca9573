//! Several secrets in flight: which message is acknowledged when, and for which the reply goes out.

use activation::{AttemptId, Outcome, SignOff};
use proptest::prelude::*;

use crate::bench::{Bench, TOPIC, message, publish, push, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PUBACK_7: [u8; 4] = [0x40, 0x02, 0x00, 0x07];
const PUBACK_8: [u8; 4] = [0x40, 0x02, 0x00, 0x08];

fn with_two_secrets() -> Bench {
    let mut bench = Bench::activate().opened().connected();
    bench.careful = false;
    bench.receive(&push("first"));
    bench.receive(&publish(TOPIC, Some(8), &message("m2", "dk1", "second")));
    bench
}

fn id_in(packet: &[u8]) -> String {
    let text = String::from_utf8_lossy(packet);
    let (_, behind) = text.split_once(r#"{"id":""#).unwrap();
    behind.split('"').next().unwrap().to_owned()
}

#[test]
fn the_first_secret_is_acknowledged_without_a_reply_when_a_second_one_has_come() {
    let mut bench = with_two_secrets();
    let [first, second] = [bench.secrets[0].id, bench.secrets[1].id];
    bench.is_safe(first);
    assert_eq!(bench.line.sent[2..], [PUBACK_7]);
    bench.is_safe(first);
    assert_eq!(bench.line.sent.len(), 3, "once only");
    bench.is_safe(second);
    assert_eq!(bench.line.sent[3], PUBACK_8);
    assert_eq!(id_in(&bench.line.sent[4]), "m2");
    bench.receive(&[0x40, 0x02, 0x00, 0x02]);
    assert_eq!(bench.outcome, Some(Outcome::Activated(SignOff::Acknowledged)));
}

#[test]
fn a_safe_second_secret_lets_the_worthless_first_one_go() {
    let mut bench = with_two_secrets();
    bench.is_safe(bench.secrets[1].id);
    assert_eq!(bench.line.sent[2..4], [PUBACK_7, PUBACK_8], "in order (MQTT-4.6.0-2)");
    assert_eq!(id_in(&bench.line.sent[4]), "m2");
    bench.is_safe(bench.secrets[0].id);
    assert_eq!(bench.line.sent.len(), 5, "the reply goes out for the newest only");
}

#[test]
fn a_second_secret_that_nobody_saw_is_not_acknowledged_by_a_late_word_about_the_first() {
    let mut bench = Bench::activate().opened().connected();
    bench.careful = false;
    bench.receive(&push("first"));
    let first = bench.secrets[0].id;
    // The page has drawn the first secret, and while it says so the second one arrives.
    bench.receive(&publish(TOPIC, Some(8), &message("m2", "dk1", "second")));
    bench.is_safe(first);
    bench.wait(seconds(30));
    assert!(!bench.line.sent.contains(&PUBACK_8.to_vec()), "{:?}", bench.line.sent);
    assert!(bench.line.sent.iter().all(|packet| packet[0] != 0x32), "and there is no reply");
}

#[test]
fn a_secret_of_another_attempt_acknowledges_nothing() {
    let earlier = with_two_secrets();
    // It began in the same millisecond.
    let mut later = Bench::activate_as(AttemptId::new(2)).opened().connected();
    later.careful = false;
    later.receive(&push("s3cret"));
    for activated in &earlier.secrets {
        later.is_safe(activated.id);
    }
    assert_eq!(later.line.sent.len(), 2);
}

/// What happens to a flow that waits for its secret.
#[derive(Clone, Debug)]
enum Happening {
    /// A good message of this quality of service.
    Secret(u8),
    /// A message that is not understood, or is for another device.
    Wrong(u8, bool),
    /// A secret is safe: one of those that have come, or one that has not.
    Safe(usize),
    /// The server acknowledges what was published to it.
    Puback,
    /// Nothing, for so many milliseconds.
    Wait(u64),
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let one = prop_oneof![
        4 => (0_u8..3).prop_map(Happening::Secret),
        2 => (0_u8..3, any::<bool>()).prop_map(|(qos, other)| Happening::Wrong(qos, other)),
        5 => (0_usize..8).prop_map(Happening::Safe),
        1 => Just(Happening::Puback),
        1 => (1_u64..3_000).prop_map(Happening::Wait),
    ];
    proptest::collection::vec(one, 0..24)
}

/// How it ends.
#[derive(Clone, Copy, Debug)]
enum End {
    AllSafe,
    Cut,
    Stopped,
}

fn with_qos(qos: u8, id: u16, text: &str) -> Vec<u8> {
    let mut packet = publish(TOPIC, (qos > 0).then_some(id), text);
    packet[0] = 0x30 | qos << 1;
    packet
}

/// The identifiers that were acknowledged with this kind of packet, and the ids that were replied to, in order.
fn acknowledged(sent: &[Vec<u8>], first: u8) -> Vec<u16> {
    let those = sent.iter().filter(|packet| packet[0] == first);
    those.map(|packet| u16::from_be_bytes([packet[2], packet[3]])).collect()
}

fn replies(sent: &[Vec<u8>]) -> Vec<String> {
    sent.iter().filter(|packet| packet[0] == 0x32).map(|packet| id_in(packet)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn acknowledges_in_order_what_is_safe_and_replies_for_the_newest_only(
        happenings in happenings(),
        end in prop_oneof![Just(End::AllSafe), Just(End::Cut), Just(End::Stopped)],
    ) {
        let mut bench = Bench::activate().opened().connected();
        bench.careful = false;
        // Of each secret: its quality of service and packet identifier.
        let mut secrets: Vec<(u8, u16)> = Vec::new();
        // How many of them, from the first, are safe or worthless.
        let mut safe = 0;
        let mut packet_id = 100;
        let mut expected_replies: Vec<String> = Vec::new();
        for happening in happenings {
            if bench.outcome.is_some() {
                break;
            }
            packet_id += 1;
            match happening {
                Happening::Secret(qos) => {
                    let text = message(&format!("m{}", secrets.len()), "dk1", &format!("secret-{packet_id}"));
                    bench.receive(&with_qos(qos, packet_id, &text));
                    secrets.push((qos, packet_id));
                }
                Happening::Wrong(qos, is_of_another) => {
                    let text = if is_of_another { message("x", "dk2", "planted") } else { "{\"planted\"".to_owned() };
                    bench.receive(&with_qos(qos, packet_id, &text));
                }
                Happening::Safe(place) => {
                    if let Some(id) = bench.secrets.get(place).map(|activated| activated.id) {
                        bench.is_safe(id);
                        if place + 1 == secrets.len() && safe < secrets.len() {
                            expected_replies.push(format!("m{place}"));
                        }
                        safe = safe.max(place + 1);
                    }
                }
                Happening::Puback => {
                    let reply = bench.line.sent.iter().rev().find(|packet| packet[0] == 0x32);
                    if let Some(reply) = reply {
                        // Its remaining length takes one byte.
                        let topic = usize::from(u16::from_be_bytes([reply[2], reply[3]]));
                        let id = [reply[4 + topic], reply[5 + topic]];
                        bench.receive(&[0x40, 0x02, id[0], id[1]]);
                    }
                }
                Happening::Wait(millis) => bench.wait(std::time::Duration::from_millis(millis)),
            }
            prop_assert_eq!(bench.secrets.len(), secrets.len());
            let due = |wanted: u8| -> Vec<u16> {
                secrets[..safe].iter().filter(|(qos, _)| *qos == wanted).map(|(_, id)| *id).collect()
            };
            prop_assert_eq!(acknowledged(&bench.line.sent, 0x40), due(1));
            prop_assert_eq!(acknowledged(&bench.line.sent, 0x50), due(2));
            prop_assert_eq!(&replies(&bench.line.sent), &expected_replies);
        }
        let before = (acknowledged(&bench.line.sent, 0x40), acknowledged(&bench.line.sent, 0x50));
        match end {
            End::AllSafe => bench.secret_is_safe(),
            End::Cut => bench.cut(1006),
            End::Stopped => bench.stop(),
        }
        match end {
            End::AllSafe if bench.outcome.is_none() && !secrets.is_empty() => {
                let newest = format!("m{}", secrets.len() - 1);
                prop_assert_eq!(replies(&bench.line.sent).pop(), Some(newest));
                bench.wait(seconds(5));
            }
            End::AllSafe | End::Cut | End::Stopped => {
                let after = (acknowledged(&bench.line.sent, 0x40), acknowledged(&bench.line.sent, 0x50));
                prop_assert_eq!(before, after, "the end acknowledges nothing");
            }
        }
        let is_activated = matches!(bench.outcome, Some(Outcome::Activated(_)));
        let is_open = bench.outcome.is_none();
        prop_assert!(is_open || is_activated != secrets.is_empty());
    }
}
