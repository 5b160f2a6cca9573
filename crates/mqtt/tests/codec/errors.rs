//! Every error says in words what is wrong, with the field and the value.

use mqtt::{DecodeError, EncodeError, Field, PacketKind, TextError, TopicError};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn decode_errors_name_field_and_value() {
    let packet = PacketKind::Connect;
    for (error, text) in [
        (DecodeError::ReservedType { value: 15 }, "packet type 15 is reserved"),
        (
            DecodeError::ReservedFlags { packet: PacketKind::Pubrel, flags: 0 },
            "PUBREL cannot have the fixed-header flags 0b0000",
        ),
        (DecodeError::RemainingLength, "the remaining length goes on after four bytes"),
        (DecodeError::TooLarge { length: 9, limit: 8 }, "a packet of 9 bytes is over the limit of 8"),
        (DecodeError::Truncated { packet, field: Field::KeepAlive }, "CONNECT ends in its keep alive"),
        (DecodeError::TrailingBytes { packet, count: 3 }, "CONNECT has 3 bytes after its last field"),
        (DecodeError::PacketIdZero { packet: PacketKind::Puback }, "PUBACK has packet identifier 0"),
        (DecodeError::IllFormedText { field: Field::UserName }, "the user name is not well-formed UTF-8"),
        (DecodeError::NullCharacter { field: Field::ClientId }, "the client identifier contains U+0000"),
        (
            DecodeError::Topic { field: Field::TopicName, error: TopicError::Empty },
            "the topic name is wrong: at least one character is needed",
        ),
        (DecodeError::ProtocolName, "the protocol name is not `MQTT`"),
        (DecodeError::ProtocolLevel { level: 5 }, "protocol level 5 is not 4, the level of MQTT 3.1.1"),
        (DecodeError::ConnectReservedFlag, "the reserved connect flag is set"),
        (DecodeError::WillQosWithoutWill { qos: 2 }, "the will QoS is 2, but there is no will"),
        (DecodeError::WillQos3, "the will QoS is 3"),
        (DecodeError::WillRetainWithoutWill, "the will retain flag is set, but there is no will"),
        (DecodeError::PasswordWithoutUserName, "there is a password, but no user name"),
        (DecodeError::EmptyClientId, "an empty client identifier needs a clean session"),
        (
            DecodeError::ConnackReservedFlags { flags: 2, code: 0 },
            "CONNACK cannot have the acknowledge flags 0b00000010",
        ),
        (DecodeError::ConnackOfVersion5 { code: 0x87 }, "CONNACK is one of MQTT 5, with reason code 0x87"),
        (DecodeError::ConnackCode { code: 6 }, "the CONNACK return code 6 is reserved"),
        (DecodeError::SessionPresentWithRefusal { code: 5 }, "CONNACK refuses with code 5, but has a session present"),
        (DecodeError::PublishQos3, "PUBLISH has QoS 3"),
        (DecodeError::DupWithQos0, "PUBLISH has DUP set with QoS 0"),
        (DecodeError::EmptyList { packet: PacketKind::Subscribe }, "SUBSCRIBE has an empty list"),
        (DecodeError::RequestedQos { value: 3 }, "the requested QoS byte 0x03 is not 0, 1 or 2"),
        (DecodeError::SubackCode { code: 0x81 }, "the SUBACK return code 0x81 is reserved"),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn encode_errors_name_field_and_value() {
    for (error, text) in [
        (EncodeError::BufferTooSmall { needed: 4, available: 3 }, "the packet needs 4 bytes and the buffer has 3"),
        (
            EncodeError::PacketTooLong { packet: PacketKind::Publish, remaining: 268_435_456 },
            "PUBLISH with a remaining length of 268435456 is over the highest, 268435455",
        ),
        (
            EncodeError::FieldTooLong { field: Field::Password, bytes: 65_536 },
            "the password has 65536 bytes, more than 65535",
        ),
        (EncodeError::EmptyClientId, "an empty client identifier needs a clean session"),
        (EncodeError::SessionPresentWithRefusal, "a CONNACK that refuses cannot have a session present"),
        (
            EncodeError::EmptyList { packet: PacketKind::Unsubscribe },
            "UNSUBSCRIBE needs at least one entry in its list",
        ),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn every_field_has_a_name() {
    let name = |field: Field| DecodeError::IllFormedText { field }.to_string();
    for (field, text) in [
        (Field::ProtocolName, "protocol name"),
        (Field::ProtocolLevel, "protocol level"),
        (Field::ConnectFlags, "connect flags"),
        (Field::WillTopic, "will topic"),
        (Field::WillMessage, "will message"),
        (Field::Password, "password"),
        (Field::AcknowledgeFlags, "acknowledge flags"),
        (Field::ReturnCode, "return code"),
        (Field::PacketId, "packet identifier"),
        (Field::TopicFilter, "topic filter"),
        (Field::RequestedQos, "requested QoS"),
    ] {
        assert_eq!(name(field), format!("the {text} is not well-formed UTF-8"));
    }
}

#[test]
fn topic_errors_tell_their_statement() {
    for (error, statement) in [
        (TopicError::Empty, "MQTT-4.7.3-1"),
        (TopicError::Text(TextError::TooLong { bytes: 65_536 }), "MQTT-4.7.3-3"),
        (TopicError::Text(TextError::NullCharacter), "MQTT-1.5.3-2"),
        (TopicError::Wildcard { character: '+' }, "MQTT-3.3.2-2"),
        (TopicError::MisplacedHash, "MQTT-4.7.1-2"),
        (TopicError::MisplacedPlus, "MQTT-4.7.1-3"),
    ] {
        assert_eq!(error.statement(), statement);
    }
}
