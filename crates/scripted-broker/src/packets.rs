//! MQTT packets, written by hand from the standard.

/// The first byte of CONNECT.
pub const CONNECT: u8 = 0x10;
/// The first byte of a PUBLISH with QoS 1, without DUP and RETAIN.
pub const PUBLISH_QOS_1: u8 = 0x32;
/// The first byte of PUBACK.
pub const PUBACK: u8 = 0x40;
/// The first byte of PUBREC.
pub const PUBREC: u8 = 0x50;
/// The first byte of PUBREL.
pub const PUBREL: u8 = 0x62;
/// The first byte of PUBCOMP.
pub const PUBCOMP: u8 = 0x70;
/// The first byte of SUBSCRIBE.
pub const SUBSCRIBE: u8 = 0x82;
/// The first byte of DISCONNECT.
pub const DISCONNECT: u8 = 0xe0;

/// CONNACK: accepted, no session present.
pub const CONNACK: [u8; 4] = [0x20, 0x02, 0x00, 0x00];
/// SUBACK for the client's first request, granted with QoS 1.
pub const SUBACK: [u8; 5] = [0x90, 0x03, 0x00, 0x01, 0x01];
/// PUBACK for the client's second request, which is its reply to the activation message.
pub const REPLY_PUBACK: [u8; 4] = [0x40, 0x02, 0x00, 0x02];

/// The topic of the activation message for the device that all scripts play to.
pub const TOPIC: &str = "/ext/session/pk1/dk1/thing/activate/info";
/// The secret in [`push`].
pub const SECRET: &str = "planted-device-secret";
/// The packet identifier of [`push`].
pub const PUSH_ID: u16 = 7;

/// A packet that carries an identifier and nothing else.
#[must_use]
pub const fn with_id(first: u8, id: u16) -> [u8; 4] {
    let [high, low] = id.to_be_bytes();
    [first, 0x02, high, low]
}

/// A PUBLISH (section 3.3) with this first byte; the identifier stands there only if one is given.
#[must_use]
pub fn publish(first: u8, topic: &[u8], id: Option<u16>, payload: &[u8]) -> Vec<u8> {
    let mut body = field(topic);
    body.extend(id.into_iter().flat_map(u16::to_be_bytes));
    body.extend_from_slice(payload);
    packet(first, &body)
}

/// The specification's activation message, for a device.
#[must_use]
pub fn message(device_key: &str, secret: &str) -> String {
    format!(
        r#"{{"id":"m1","version":"1.0","method":"thing.activate.info","params":{{"assetId":"a1","productKey":"pk1","deviceKey":"{device_key}","deviceSecret":"{secret}"}}}}"#
    )
}

/// The activation message as EnOS pushes it, with QoS 1 and [`PUSH_ID`].
#[must_use]
pub fn push() -> Vec<u8> {
    push_of(SECRET)
}

/// [`push`] with another secret.
#[must_use]
pub fn push_of(secret: &str) -> Vec<u8> {
    publish(PUBLISH_QOS_1, TOPIC.as_bytes(), Some(PUSH_ID), message("dk1", secret).as_bytes())
}

/// A packet with this first byte and these bytes behind the fixed header.
#[must_use]
pub fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut packet = vec![first];
    packet.extend(remaining_length(body.len()));
    packet.extend_from_slice(body);
    packet
}

/// Section 2.2.3: seven bits a byte, the lowest first; bit 7 says that another byte follows.
#[must_use]
pub fn remaining_length(mut length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(length % 128).unwrap_or_default();
        length /= 128;
        if length == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

/// A string of section 1.5.3: two bytes of length, and the bytes.
fn field(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    let mut field = length.to_be_bytes().to_vec();
    field.extend_from_slice(bytes);
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_lengths_as_table_2_4_does() {
        assert_eq!(remaining_length(127), [0x7f]);
        assert_eq!(remaining_length(128), [0x80, 0x01]);
        assert_eq!(remaining_length(16_383), [0xff, 0x7f]);
        assert_eq!(remaining_length(268_435_455), [0xff, 0xff, 0xff, 0x7f]);
    }

    #[test]
    fn writes_the_example_of_section_3_3_2() {
        assert_eq!(publish(0x32, b"a/b", Some(10), b""), [0x32, 0x07, 0x00, 0x03, b'a', b'/', b'b', 0x00, 0x0a]);
    }
}
