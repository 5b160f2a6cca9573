//! What may go wrong on purpose, for one device.

/// The faults of one device. They apply from its next connection on, and combine freely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize, serde::Serialize),
    serde(rename_all = "kebab-case", deny_unknown_fields, default)
)]
pub struct Faults {
    /// What becomes of the CONNACK.
    pub connack: ConnackFault,
    /// What becomes of the activation message.
    pub push: PushFault,
    /// How much later the activation message goes out, in milliseconds.
    #[cfg_attr(feature = "serde", serde(rename = "push-delay-ms"))]
    pub push_delay: u64,
    /// From which packet on nothing is sent any more, while the connection stays open.
    pub mute_from: Option<Step>,
    /// How packets are laid into what goes out.
    pub framing: Framing,
    /// Closes the connection when so many bytes have gone out.
    pub cut_after: Option<usize>,
    /// A packet that nobody asked for, right behind the CONNACK.
    pub unsolicited: Option<Unsolicited>,
}

/// What becomes of the CONNACK.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum ConnackFault {
    /// Nothing.
    #[default]
    None,
    /// The login is refused with this code, whatever the credentials. Codes above 5 are reserved, 0 is no refusal: then
    /// the connection is closed behind it all the same.
    Refuse(u8),
    /// The connection is closed instead.
    Close,
}

/// What becomes of the activation message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum PushFault {
    /// Nothing.
    #[default]
    None,
    /// It does not come.
    Never,
    /// It comes twice, with different secrets. Only the second one is valid.
    Twice,
    /// On the device's topic comes a message for another device.
    OtherDevice,
    /// The message for another device comes on that device's topic.
    OtherTopic,
    /// The JSON ends in the middle.
    BrokenJson,
    /// The JSON is well-formed, but has more than 64 KiB.
    HugeJson,
}

/// A kind of packet that the cloud sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Step {
    /// CONNACK.
    Connack,
    /// The activation message.
    Activation,
    /// SUBACK and UNSUBACK.
    Suback,
    /// PUBACK, PUBREC and PUBCOMP.
    Puback,
    /// The answer to a request, on `{topic}_reply`.
    Answer,
    /// PINGRESP.
    Pingresp,
}

/// How packets are laid into what goes out: WebSocket messages, or writes to a socket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Framing {
    /// One packet each.
    #[default]
    OnePacket,
    /// At most so many bytes each; 0 counts as 1.
    Split(usize),
    /// All packets of 50 ms together in one.
    Joined,
}

/// A packet that nobody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Unsolicited {
    /// A second CONNACK.
    Connack,
    /// A message on a topic that is not the device's.
    Publish,
    /// PUBACK for a packet identifier that is not in use.
    Puback,
    /// The same with PUBREC.
    Pubrec,
    /// The same with PUBREL.
    Pubrel,
    /// The same with PUBCOMP.
    Pubcomp,
    /// The same with SUBACK.
    Suback,
    /// The same with UNSUBACK.
    Unsuback,
    /// PINGRESP without a PINGREQ.
    Pingresp,
    /// PINGREQ, which only clients send.
    Pingreq,
    /// DISCONNECT, which only clients send.
    Disconnect,
    /// A packet of the reserved type 15.
    Reserved,
}

impl Unsolicited {
    /// The packet on the wire. The identifier 0x7EEE is one that no client of ours comes to.
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Connack => &[0x20, 0x02, 0x00, 0x00],
            Self::Publish => &[0x30, 0x07, 0x00, 0x05, b's', b't', b'r', b'a', b'y'],
            Self::Puback => &[0x40, 0x02, 0x7e, 0xee],
            Self::Pubrec => &[0x50, 0x02, 0x7e, 0xee],
            Self::Pubrel => &[0x62, 0x02, 0x7e, 0xee],
            Self::Pubcomp => &[0x70, 0x02, 0x7e, 0xee],
            Self::Suback => &[0x90, 0x03, 0x7e, 0xee, 0x00],
            Self::Unsuback => &[0xb0, 0x02, 0x7e, 0xee],
            Self::Pingresp => &[0xd0, 0x00],
            Self::Pingreq => &[0xc0, 0x00],
            Self::Disconnect => &[0xe0, 0x00],
            Self::Reserved => &[0xf0, 0x00],
        }
    }
}
