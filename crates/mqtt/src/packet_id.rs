use core::{fmt, num::NonZeroU16};

/// A packet identifier: never zero (section 2.3.1, [MQTT-2.3.1-1]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PacketId(NonZeroU16);

impl PacketId {
    /// The first identifier that a session hands out.
    pub const FIRST: Self = Self(NonZeroU16::MIN);

    /// The identifier of that number; `None` for zero.
    #[must_use]
    pub const fn new(number: u16) -> Option<Self> {
        match NonZeroU16::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number, 1 to 65,535.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0.get()
    }

    /// The next higher identifier; 1 follows 65,535.
    #[must_use]
    pub const fn next(self) -> Self {
        match self.0.checked_add(1) {
            Some(number) => Self(number),
            None => Self::FIRST,
        }
    }
}

impl fmt::Display for PacketId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mqtt_2_3_1_1_zero_is_not_a_packet_id() {
        assert_eq!(PacketId::new(0), None);
        assert_eq!(PacketId::new(65_535).map(PacketId::get), Some(65_535));
    }

    #[test]
    fn one_follows_the_highest() {
        assert_eq!(PacketId::new(65_535).map(PacketId::next), Some(PacketId::FIRST));
        assert_eq!(PacketId::FIRST.next().get(), 2);
    }
}
