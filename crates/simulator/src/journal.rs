//! The device log: what happened, and why a login was refused.

use alloc::collections::VecDeque;
use alloc::string::String;

use enos::SecureMode;

use crate::{Refusal, Time};

/// The newest entries, oldest first. At most [`Journal::LIMIT`]: older ones are forgotten.
#[derive(Debug, Default)]
pub struct Journal {
    entries: VecDeque<Entry>,
}

/// One line of the device log. It never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Time,
    /// The product key as it was given; empty when none could be read.
    pub product_key: String,
    /// The device key as it was given; empty when none could be read.
    pub device_key: String,
    /// What.
    pub occurrence: Occurrence,
    /// What it is about, for instance a topic; empty where there is no more to say.
    pub about: String,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// A login was refused.
    Refused(Refusal),
    /// A login was let in.
    LoggedIn(SecureMode),
    /// The activation message with a new secret went out.
    Activated,
    /// The device answered it.
    ActivationConfirmed,
    /// The device answered it with another code than 200, or without one: it has not taken its secret.
    ActivationDeclined {
        /// The code, where it could be read.
        code: Option<u32>,
    },
    /// The bare client id of the login that follows is longer than the specification allows.
    LongClientId {
        /// The characters it has.
        length: usize,
    },
    /// A sub-device was logged in by its gateway device.
    LoggedInByGateway,
    /// The device wanted to use a topic that is neither its own nor that of a sub-device that it has logged in.
    ForeignTopic,
    /// A later login of the same device, or of the same MQTT client id, took the connection's place.
    TakenOver,
    /// The connection ended.
    LoggedOut,
}

impl Journal {
    /// The most entries that are kept.
    pub const LIMIT: usize = 1_000;

    /// The entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.entries.iter()
    }

    pub(crate) fn record(&mut self, at: Time, product_key: &str, device_key: &str, occurrence: Occurrence) {
        self.record_about(at, product_key, device_key, occurrence, "");
    }

    pub(crate) fn record_about(
        &mut self,
        at: Time,
        product_key: &str,
        device_key: &str,
        occurrence: Occurrence,
        about: &str,
    ) {
        if self.entries.len() == Self::LIMIT {
            self.entries.pop_front();
        }
        // What a stranger sent is kept no longer than a key may be.
        // It is read in a terminal, so what acts there is spelled.
        let keep = |text: &str| foreign_text::visible(&text.chars().take(256).collect::<String>());
        let (product_key, device_key, about) = (keep(product_key), keep(device_key), keep(about));
        self.entries.push_back(Entry { at, product_key, device_key, occurrence, about });
    }
}

impl Occurrence {
    /// The vendor's code, where this is a refusal that has one.
    #[must_use]
    pub const fn code(&self) -> Option<u16> {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::LoggedIn(_)
            | Self::Activated
            | Self::ActivationConfirmed
            | Self::ActivationDeclined { .. }
            | Self::LongClientId { .. }
            | Self::LoggedInByGateway
            | Self::ForeignTopic
            | Self::TakenOver
            | Self::LoggedOut => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgets_the_oldest_entry() {
        let mut journal = Journal::default();
        for millis in 0..=1_000 {
            journal.record(Time::from_millis(millis), "p", "d", Occurrence::LoggedOut);
        }
        assert_eq!(journal.entries().len(), 1_000);
        assert_eq!(journal.entries().next().unwrap().at, Time::from_millis(1));
    }

    #[test]
    fn spells_what_would_act_in_a_terminal() {
        let mut journal = Journal::default();
        journal.record(Time::default(), "p\u{9b}2J", "d\n\u{202e}", Occurrence::LoggedOut);
        let entry = journal.entries().next().unwrap();
        assert_eq!((entry.product_key.as_str(), entry.device_key.as_str()), ("p⟨U+009B⟩2J", "d⟨LF⟩⟨U+202E⟩"));
    }

    #[test]
    fn keeps_no_more_of_a_name_than_a_key_may_have() {
        let mut journal = Journal::default();
        journal.record(Time::default(), &"p".repeat(70_000), "d", Occurrence::LoggedOut);
        assert_eq!(journal.entries().next().unwrap().product_key.len(), 256);
    }
}
