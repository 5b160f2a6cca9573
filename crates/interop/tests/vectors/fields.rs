//! Our packets in the words of `mqtt-packet`, so that they can be compared field by field.

use mqtt::{Connect, Packet, Publish, Will};
use serde_json::{Map, Value, json};

/// A packet as an object of the package's. `length` is the remaining length.
pub(crate) fn fields(packet: &Packet<'_>) -> Value {
    let bytes = packet.to_vec().unwrap();
    let length = bytes.len() - 1 - bytes[1..].iter().position(|byte| byte & 0x80 == 0).unwrap() - 1;
    // SUBSCRIBE, UNSUBSCRIBE and PUBREL have 0010 where PUBLISH has its QoS.
    let header_qos = (bytes[0] >> 1) & 0b11;
    let cmd = packet.kind().name().to_lowercase();
    let mut object = json!({ "cmd": cmd, "retain": false, "qos": header_qos, "dup": false, "length": length });
    let own = match packet {
        Packet::Connect(connect) => of_connect(connect),
        Packet::Connack(connack) => {
            json!({ "sessionPresent": connack.session_present, "returnCode": connack.code.code() })
        }
        Packet::Publish(publish) => of_publish(publish),
        Packet::Puback(id) | Packet::Pubrec(id) | Packet::Pubrel(id) | Packet::Pubcomp(id) | Packet::Unsuback(id) => {
            json!({ "messageId": id.get() })
        }
        Packet::Subscribe(subscribe) => {
            let entry = |(filter, qos): (mqtt::TopicFilter<'_>, mqtt::Qos)| json!({ "topic": filter.as_str(), "qos": qos.level() });
            let subscriptions: Vec<Value> = subscribe.subscriptions().map(entry).collect();
            json!({ "messageId": subscribe.id().get(), "subscriptions": subscriptions })
        }
        Packet::Suback(suback) => {
            let granted: Vec<u8> = suback.outcomes().map(mqtt::SubscribeOutcome::code).collect();
            json!({ "messageId": suback.id().get(), "granted": granted })
        }
        Packet::Unsubscribe(unsubscribe) => {
            let filters: Vec<&str> = unsubscribe.filters().map(mqtt::TopicFilter::as_str).collect();
            json!({ "messageId": unsubscribe.id().get(), "unsubscriptions": filters })
        }
        Packet::Pingreq | Packet::Pingresp | Packet::Disconnect => json!({}),
    };
    object.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    object
}

fn of_connect(connect: &Connect<'_>) -> Value {
    let mut object = json!({
        "protocolId": "MQTT", "protocolVersion": 4, "clean": connect.clean_session, "keepalive": connect.keep_alive,
        "clientId": connect.client_id.as_str(),
    });
    if let Some(Will { topic, message, qos, retain }) = connect.will {
        object["will"] = json!({
            "topic": topic.as_str(), "payload": hex(message), "qos": qos.level(), "retain": retain,
        });
    }
    if let Some(credentials) = connect.credentials {
        object["username"] = json!(credentials.user_name.as_str());
        if let Some(password) = credentials.password {
            object["password"] = hex(password);
        }
    }
    object
}

fn of_publish(publish: &Publish<'_>) -> Value {
    let mut object = json!({
        "retain": publish.retain, "dup": publish.qos.dup(), "topic": publish.topic.as_str(),
        "payload": hex(publish.payload),
    });
    if let Some(id) = publish.qos.id() {
        object["messageId"] = json!(id.get());
    }
    object
}

fn hex(bytes: &[u8]) -> Value {
    json!({ "hex": hex::encode(bytes) })
}

/// Without the fields that stand for nothing.
pub(crate) fn without_empty(theirs: &Value) -> Value {
    let filled = |(_, value): &(&String, &Value)| !value.is_null();
    let fields = theirs.as_object().unwrap().iter().filter(filled);
    Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect::<Map<_, _>>())
}

/// The fields of an object to be written that have not come back as they were.
pub(crate) fn in_neither(object: &Value, ours: &Value) -> Vec<String> {
    // The package counts the length by itself, and takes the flags of all but PUBLISH from the standard.
    let is_compared = |name: &str| match name {
        "length" => false,
        "retain" | "qos" | "dup" => ours["cmd"] == "publish",
        _ => true,
    };
    let object = without_empty(object);
    let fields = object.as_object().unwrap().iter().filter(|(name, _)| is_compared(name));
    fields.filter(|(name, value)| !same(value, &ours[*name])).map(|(name, _)| name.clone()).collect()
}

/// Where a Buffer may stand, the package takes a string as well.
fn same(theirs: &Value, ours: &Value) -> bool {
    match (theirs, ours) {
        (Value::String(text), Value::Object(_)) => hex(text.as_bytes()) == *ours,
        (Value::Object(_), Value::String(text)) if theirs.get("hex").is_some() => hex(text.as_bytes()) == *theirs,
        (Value::Object(theirs), Value::Object(_)) => {
            theirs.iter().all(|(name, value)| value.is_null() || same(value, &ours[name]))
        }
        _ => theirs == ours,
    }
}
