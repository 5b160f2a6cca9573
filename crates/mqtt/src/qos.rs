use core::fmt;

/// How surely a message is delivered (MQTT 3.1.1, section 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qos {
    /// QoS 0: sent once and forgotten.
    AtMostOnce,
    /// QoS 1: repeated until acknowledged, so it may arrive twice.
    AtLeastOnce,
    /// QoS 2: a four-part exchange, so that it arrives exactly once.
    ExactlyOnce,
}

impl Qos {
    /// The number on the wire: 0, 1 or 2.
    #[must_use]
    pub const fn level(self) -> u8 {
        match self {
            Self::AtMostOnce => 0,
            Self::AtLeastOnce => 1,
            Self::ExactlyOnce => 2,
        }
    }

    /// The level of that number; `None` for the reserved 3 and for anything higher.
    #[must_use]
    pub const fn from_level(level: u8) -> Option<Self> {
        match level {
            0 => Some(Self::AtMostOnce),
            1 => Some(Self::AtLeastOnce),
            2 => Some(Self::ExactlyOnce),
            _ => None,
        }
    }
}

impl fmt::Display for Qos {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "QoS {}", self.level())
    }
}
