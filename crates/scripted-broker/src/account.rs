//! What a client did.

/// What a client did on one connection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The binary messages it sent, in order.
    pub sent: Vec<Vec<u8>>,
    /// How many of them came when the script was over.
    pub sent_late: usize,
    /// How many text messages it sent.
    pub texts: usize,
    /// What did not go as the script expects.
    pub deviation: Option<String>,
    /// How the connection ended.
    pub end: End,
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// The client closed with this code.
    ByClient(u16),
    /// The client closed without a code.
    ByClientWithoutCode,
    /// The client went away without closing.
    #[default]
    Vanished,
    /// The server ended it first.
    ByServer,
    /// It was still open when the broker lost its patience.
    StillOpen,
}

impl Account {
    /// The first bytes of the packets that came when the script was over.
    #[must_use]
    pub fn late_packets(&self) -> Vec<u8> {
        let on_time = self.sent.len().saturating_sub(self.sent_late);
        self.sent.iter().skip(on_time).filter_map(|packet| packet.first().copied()).collect()
    }

    /// What every client must keep to, whatever the server does; one sentence for each breach.
    #[must_use]
    pub fn breaches(&self) -> Vec<String> {
        let mut breaches = Vec::new();
        if self.texts > 0 {
            breaches.push(format!("{} text messages [MQTT-6.0.0-1]", self.texts));
        }
        if self.sent.iter().any(|packet| !is_one_packet(packet)) {
            breaches.push("a message is not exactly one packet".to_owned());
        }
        let kinds: Vec<u8> = self.sent.iter().filter_map(|packet| Some(packet.first()? >> 4)).collect();
        if kinds.first().is_some_and(|first| *first != 1) {
            breaches.push("the first packet is not CONNECT [MQTT-3.1.0-1]".to_owned());
        }
        if kinds.iter().skip(1).any(|kind| *kind == 1) {
            breaches.push("a second CONNECT [MQTT-3.1.0-2]".to_owned());
        }
        if let Some(place) = kinds.iter().position(|kind| *kind == 14)
            && place + 1 < kinds.len()
        {
            breaches.push("a packet behind DISCONNECT [MQTT-3.14.4-2]".to_owned());
        }
        breaches
    }
}

/// Whether the remaining length (section 2.2.3) says that the packet ends where the message does.
fn is_one_packet(message: &[u8]) -> bool {
    let mut remaining = 0;
    for (index, byte) in message.iter().enumerate().skip(1).take(4) {
        remaining |= usize::from(byte & 0x7f) << (7 * (index - 1));
        if byte & 0x80 == 0 {
            return message.len() == index + 1 + remaining;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(sent: &[&[u8]]) -> Account {
        Account { sent: sent.iter().map(|packet| packet.to_vec()).collect(), ..Account::default() }
    }

    #[test]
    fn finds_nothing_wrong_with_a_good_conversation() {
        assert!(account(&[&[0x10, 0x00], &[0xc0, 0x00], &[0xe0, 0x00]]).breaches().is_empty());
    }

    #[test]
    fn sees_every_breach() {
        let breaches = |sent: &[&[u8]]| account(sent).breaches().join(", ");
        assert!(breaches(&[&[0xc0, 0x00]]).contains("MQTT-3.1.0-1"));
        assert!(breaches(&[&[0x10, 0x00], &[0x10, 0x00]]).contains("MQTT-3.1.0-2"));
        assert!(breaches(&[&[0x10, 0x00], &[0xe0, 0x00], &[0xc0, 0x00]]).contains("MQTT-3.14.4-2"));
        assert!(breaches(&[&[0x10, 0x00, 0xc0, 0x00]]).contains("exactly one packet"));
        assert!(breaches(&[&[0x10]]).contains("exactly one packet"));
        let texts = Account { texts: 1, ..Account::default() };
        assert!(texts.breaches().join("").contains("MQTT-6.0.0-1"));
    }

    #[test]
    fn reads_remaining_lengths_of_more_than_one_byte() {
        let mut packet = vec![0x30, 0x80, 0x01];
        packet.extend([0; 128]);
        assert!(is_one_packet(&packet));
        packet.push(0);
        assert!(!is_one_packet(&packet));
    }
}
