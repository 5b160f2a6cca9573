//! The catalogue, one file for each kind of misbehaviour.

mod activation_message;
mod broken_frames;
mod closes;
mod framing;
mod handshake;
mod login;
mod malformed;
mod malformed_packets;
mod messages;
mod out_of_place;
mod refusals;
mod silence;
mod survived;
mod text_messages;

use crate::entry::Entry;

/// All entries.
#[must_use]
pub fn catalogue() -> Vec<Entry> {
    [
        malformed::entries(),
        out_of_place::entries(),
        refusals::entries(),
        text_messages::entries(),
        survived::entries(),
        messages::entries(),
        activation_message::entries(),
        framing::entries(),
        broken_frames::entries(),
        closes::entries(),
        silence::entries(),
        handshake::entries(),
        login::entries(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_entries_have_the_same_name() {
        let mut names = BTreeSet::new();
        for entry in catalogue() {
            assert!(names.insert(entry.name.clone()), "there are two of {}", entry.name);
        }
    }

    #[test]
    fn holds_more_than_the_271_behaviours_that_other_clients_were_measured_with() {
        assert!(catalogue().len() > 271, "{}", catalogue().len());
    }
}
