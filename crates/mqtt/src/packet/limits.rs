use super::header::HIGHEST_REMAINING;

/// What a decoder is willing to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    max_packet: usize,
}

impl Limits {
    /// The highest limit: as much as MQTT can express, 268,435,460 bytes.
    pub const HIGHEST: Self = Self { max_packet: HIGHEST_REMAINING + 5 };

    /// Refuses packets of more than so many bytes, fixed header included.
    #[must_use]
    pub const fn of(max_packet: usize) -> Self {
        if max_packet < Self::HIGHEST.max_packet { Self { max_packet } } else { Self::HIGHEST }
    }

    /// The most bytes that a packet may have, fixed header included.
    #[must_use]
    pub const fn max_packet(self) -> usize {
        self.max_packet
    }
}

impl Default for Limits {
    /// 256 KiB.
    fn default() -> Self {
        Self::of(256 * 1024)
    }
}
