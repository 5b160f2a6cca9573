use mqtt::{Limits, Packet, trace::describe};

/// Whatever the bytes are: decoding is sound, and encoding takes it back.
pub(crate) fn holds(bytes: &[u8]) {
    match Packet::decode(bytes, Limits::HIGHEST) {
        Ok(Some((packet, taken))) => whole(bytes, &packet, taken),
        Ok(None) => {}
        Err(error) => {
            assert!(!error.to_string().is_empty());
            let longer = [bytes, &[0]].concat();
            assert_eq!(Packet::decode(&longer, Limits::HIGHEST), Err(error), "a further byte heals an error");
        }
    }
}

fn whole(bytes: &[u8], packet: &Packet<'_>, taken: usize) {
    let own = &bytes[..taken];
    assert_eq!(Packet::decode(own, Limits::HIGHEST), Ok(Some((*packet, taken))), "it needs the bytes behind it");
    for end in [0, 1, taken / 2, taken - 1] {
        assert_eq!(Packet::decode(&own[..end], Limits::HIGHEST), Ok(None), "{end} of {taken} bytes do");
    }
    let limit = Limits::of(taken - 1);
    assert!(Packet::decode(own, limit).is_err(), "the limit does not hold");

    let encoded = packet.to_vec().unwrap();
    assert_eq!(packet.encoded_len(), Ok(encoded.len()));
    assert_eq!(Packet::decode(&encoded, Limits::HIGHEST), Ok(Some((*packet, encoded.len()))));
    // Only the remaining length may have been written longer than needed.
    assert!(encoded.len() <= taken);
    if encoded.len() == taken {
        assert_eq!(encoded, own);
    }
    let mut small = vec![0; encoded.len() - 1];
    assert!(packet.encode(&mut small).is_err());
    assert!(describe(packet).to_string().starts_with(packet.kind().name()));
}
