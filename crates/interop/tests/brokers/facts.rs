//! What holds with every broker.

use mqtt::session::{Config, Ending, WillMessage};
use mqtt::{Qos, SubscribeOutcome};

use crate::broker::Broker;
use crate::client::Client;

const TOPIC: &str = "plant/7/state";

pub(crate) async fn logs_in_and_out(broker: &Broker) {
    // Not one name three times: rmqtt refuses with code 3 as long as it has not put away the session before.
    for name in ["c1", "c2", "c3"] {
        Client::named(broker.address(), name).await.log_out().await;
    }
}

pub(crate) async fn carries_messages_with_qos_0(broker: &Broker) {
    carries_messages(broker, Qos::AtMostOnce).await;
}

pub(crate) async fn carries_messages_with_qos_1(broker: &Broker) {
    carries_messages(broker, Qos::AtLeastOnce).await;
}

pub(crate) async fn carries_messages_with_qos_2(broker: &Broker) {
    carries_messages(broker, Qos::ExactlyOnce).await;
}

/// From one client to another, and back to itself.
async fn carries_messages(broker: &Broker, qos: Qos) {
    let mut near = Client::named(broker.address(), "near").await;
    let mut far = Client::named(broker.address(), "far").await;
    for client in [&mut near, &mut far] {
        assert_eq!(client.subscribe(&[(TOPIC, qos)]).await, [SubscribeOutcome::Granted(qos)]);
    }
    for payload in [&b"on"[..], b"", &[0; 300]] {
        near.send(TOPIC, payload, qos, false).await;
        for client in [&mut near, &mut far] {
            let message = client.message().await;
            assert_eq!((message.topic.as_str(), &*message.payload, message.qos), (TOPIC, payload, qos));
            assert!(!message.retain && !message.dup);
        }
    }
    far.publish(TOPIC, b"off", qos, false).await;
    assert_eq!(&*near.message().await.payload, b"off");
    far.log_out().await;
}

pub(crate) async fn carries_every_qos_at_once(broker: &Broker) {
    let all = [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce];
    let mut client = Client::named(broker.address(), "c1").await;
    client.subscribe(&[(TOPIC, Qos::ExactlyOnce)]).await;
    for round in 0..10_u8 {
        for qos in all {
            client.send(TOPIC, &[round, qos.level()], qos, false).await;
        }
    }
    // Each QoS keeps its own order (section 4.6).
    let mut next = [0; 3];
    for _ in 0..30 {
        let message = client.message().await;
        let [round, level] = message.payload[..] else { panic!("{message:?}") };
        assert_eq!(message.qos.level(), level);
        assert_eq!(next[usize::from(level)], round);
        next[usize::from(level)] += 1;
    }
    assert_eq!(next, [10; 3]);
}

pub(crate) async fn takes_no_more_than_what_was_subscribed(broker: &Broker) {
    let mut client = Client::named(broker.address(), "c1").await;
    client.subscribe(&[(TOPIC, Qos::AtMostOnce)]).await;
    client.publish("plant/8/state", b"not ours", Qos::AtLeastOnce, false).await;
    client.publish(TOPIC, b"ours", Qos::AtLeastOnce, false).await;
    let message = client.message().await;
    assert_eq!((&*message.payload, message.qos), (&b"ours"[..], Qos::AtMostOnce));
}

pub(crate) async fn gets_nothing_after_unsubscribing(broker: &Broker) {
    let mut client = Client::named(broker.address(), "c1").await;
    client.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    client.subscribe(&[("last", Qos::AtLeastOnce)]).await;
    client.unsubscribe(TOPIC).await;
    client.unsubscribe("never/subscribed").await;
    client.publish(TOPIC, b"nobody listens", Qos::AtLeastOnce, false).await;
    client.send("last", b"last", Qos::AtLeastOnce, false).await;
    assert_eq!(client.message().await.topic, "last");
}

pub(crate) async fn subscribes_to_several_filters_at_once(broker: &Broker) {
    let mut client = Client::named(broker.address(), "c1").await;
    let filters = [("a/+/c", Qos::AtLeastOnce), ("b/#", Qos::AtMostOnce), ("d", Qos::AtLeastOnce)];
    let granted = client.subscribe(&filters).await;
    assert_eq!(granted, filters.map(|(_, qos)| SubscribeOutcome::Granted(qos)));
    for topic in ["a/x/c", "b/y/z", "d"] {
        client.send(topic, topic.as_bytes(), Qos::AtLeastOnce, false).await;
        assert_eq!(client.message().await.topic, topic);
    }
}

pub(crate) async fn keeps_the_order_of_many_messages(broker: &Broker) {
    let mut far = Client::named(broker.address(), "far").await;
    far.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    let mut near = Client::named(broker.address(), "near").await;
    for number in 0..100_u8 {
        near.send(TOPIC, &[number], Qos::AtLeastOnce, false).await;
    }
    for number in 0..100_u8 {
        assert_eq!(*far.message().await.payload, [number]);
    }
}

/// A broker ends a connection that is silent for one and a half times the keep alive ([MQTT-3.1.2-24]).
pub(crate) async fn stays_alive_by_pinging(broker: &Broker) {
    let config = Config { keep_alive_seconds: 1, ..Config::new("c1") };
    let mut client = Client::log_in(broker.address(), &config).await;
    client.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    client.stay_for_pongs(4).await;
    assert!(client.pings >= 4);
    client.publish(TOPIC, b"still here", Qos::AtMostOnce, false).await;
    assert_eq!(&*client.message().await.payload, b"still here");
}

pub(crate) async fn carries_characters_of_every_length(broker: &Broker) {
    let topic = "é/设备-1/\u{10348}/\u{feff}x";
    let mut client = Client::named(broker.address(), "设备-1").await;
    client.subscribe(&[(topic, Qos::AtLeastOnce)]).await;
    client.send(topic, topic.as_bytes(), Qos::AtLeastOnce, false).await;
    let message = client.message().await;
    assert_eq!((message.topic.as_str(), &*message.payload), (topic, topic.as_bytes()));
}

pub(crate) async fn carries_a_large_payload(broker: &Broker) {
    let payload: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let mut client = Client::named(broker.address(), "c1").await;
    client.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    client.send(TOPIC, &payload, Qos::AtLeastOnce, false).await;
    assert!(*client.message().await.payload == *payload, "the payload has changed on its way");
}

/// [MQTT-3.3.1-8] and [MQTT-3.3.1-9].
pub(crate) async fn is_told_of_retained_messages(broker: &Broker) {
    let mut near = Client::named(broker.address(), "near").await;
    near.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    near.publish(TOPIC, b"kept", Qos::AtLeastOnce, true).await;
    // Who had subscribed already gets it as any other message; by then it is kept.
    assert!(!near.message().await.retain);
    let mut far = Client::named(broker.address(), "far").await;
    far.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    let message = far.message().await;
    assert_eq!((&*message.payload, message.retain), (&b"kept"[..], true));
}

pub(crate) async fn leaves_a_will_behind(broker: &Broker) {
    let mut heir = Client::named(broker.address(), "heir").await;
    heir.subscribe(&[("will", Qos::AtLeastOnce)]).await;
    let will =
        WillMessage { topic: "will".to_owned(), payload: b"gone"[..].into(), qos: Qos::AtLeastOnce, retain: false };
    let config = Config { will: Some(will), ..Config::new("c1") };
    drop(Client::log_in(broker.address(), &config).await);
    assert_eq!(&*heir.message().await.payload, b"gone");
}

/// [MQTT-3.1.4-2]; and the one that is put out does not come back by itself.
pub(crate) async fn is_taken_over_by_its_double(broker: &Broker) {
    let mut first = Client::named(broker.address(), "c1").await;
    let mut second = Client::named(broker.address(), "c1").await;
    let ending = first.end().await;
    assert!(matches!(ending, Ending::ByPeer(_)), "{ending:?}");
    second.subscribe(&[(TOPIC, Qos::AtLeastOnce)]).await;
    second.send(TOPIC, b"mine now", Qos::AtLeastOnce, false).await;
    assert_eq!(&*second.message().await.payload, b"mine now");
}

/// [MQTT-3.1.3-6]: with a clean session a client may leave its name to the broker.
pub(crate) async fn is_let_in_without_a_name(broker: &Broker) {
    Client::named(broker.address(), "").await.log_out().await;
}
