//! What was found in a text, what somebody chose among it, and the form that comes of both.

use enos::SecureMode;

use crate::form::paste::{Found, Note, Pasted, Slot};
use crate::form::{Desk, Draft, Place, TypedSecret};
use crate::i18n::Label;

/// What was found, and what was chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub(super) pasted: Pasted,
    /// Whose the secret without a name is: the product's (dynamic) or the device's (static).
    pub(super) owner: Option<SecureMode>,
    picks: Vec<(Slot, usize)>,
}

/// The form with what was found in it.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) draft: Draft,
    pub(super) place: Place,
    /// The names of what was filled in, with what was corrected in it.
    pub(super) named: Vec<(Label, Vec<Note>)>,
    /// Whether something of another device or product was taken out.
    pub(super) has_emptied: bool,
}

impl Choice {
    pub(super) fn of(pasted: Pasted) -> Self {
        Self { pasted, ..Self::default() }
    }

    /// Of several values for a field, this one is right.
    pub(super) fn pick(&mut self, slot: Slot, place: usize) {
        self.picks.retain(|(picked, _)| *picked != slot);
        self.picks.push((slot, place));
    }

    /// Which of several values is right, as far as somebody has said.
    pub(super) fn picked(&self, slot: Slot) -> Option<usize> {
        self.picks.iter().find(|(picked, _)| *picked == slot).map(|(_, place)| *place)
    }

    /// Whether anything can go into the form by now.
    pub(super) fn has_something(&self) -> bool {
        !named(&self.settled()).is_empty()
    }

    /// The form with what was found in it. What belonged to another device, or to another product, is taken out, since a secret
    /// beside a key that it does not belong to only costs an attempt.
    pub(super) fn fill(&self, desk: &Desk) -> Filled {
        let settled = self.settled();
        let old = &desk.draft;
        let other = |found: &Found<String>, now: &str| found.one().is_some_and(|finding| finding.value != now);
        let is_other_product = other(&settled.product_key, &old.product_key);
        let is_other_device =
            other(&settled.device_key, &old.device_key) || (is_other_product && settled.device_key.is_nothing());
        let mut draft = old.clone();
        if is_other_product {
            draft.product_secret = TypedSecret::default();
        }
        if is_other_device {
            draft = draft.for_next_device();
        }
        let has_emptied = (is_other_product && old.product_secret.length() > 0 && settled.product_secret.is_nothing())
            || (is_other_device && old.client_id.len() + old.device_secret.length() > 0);
        let secrets = (settled.product_secret.one().is_some(), settled.device_secret.one().is_some());
        match secrets {
            (true, false) => draft.mode = SecureMode::Dynamic,
            (false, true) => draft.mode = SecureMode::Static,
            (true, true) | (false, false) => {}
        }
        let place = if settled.gateway.one().is_some() { Place::Gateway } else { desk.place };
        let named = named(&settled);
        settled.fill(&mut draft);
        Filled { draft, place, named, has_emptied }
    }

    /// What was found, with what was chosen in the place of what contradicts itself.
    fn settled(&self) -> Pasted {
        let all = self.pasted.clone();
        let mut settled = Pasted {
            product_key: settle(all.product_key, self.picked(Slot::ProductKey)),
            device_key: settle(all.device_key, self.picked(Slot::DeviceKey)),
            client_id: settle(all.client_id, self.picked(Slot::ClientId)),
            product_secret: settle(all.product_secret, self.picked(Slot::ProductSecret)),
            device_secret: settle(all.device_secret, self.picked(Slot::DeviceSecret)),
            some_secret: settle(all.some_secret, self.picked(Slot::SomeSecret)),
            gateway: settle(all.gateway, self.picked(Slot::Gateway)),
            ..all
        };
        if let (Some(owner), Some(_)) = (self.owner, settled.some_secret.one()) {
            let owned = std::mem::take(&mut settled.some_secret);
            match owner {
                SecureMode::Dynamic => settled.product_secret = owned,
                SecureMode::Static => settled.device_secret = owned,
            }
        }
        settled
    }
}

fn settle<T>(found: Found<T>, pick: Option<usize>) -> Found<T> {
    match (found, pick) {
        (Found::Several(mut findings), Some(place)) if place < findings.len() => {
            Found::One(findings.swap_remove(place))
        }
        (found, _) => found,
    }
}

/// The names of what goes into the form, with what was corrected in it.
fn named(pasted: &Pasted) -> Vec<(Label, Vec<Note>)> {
    let names = [
        (Label::ProductKey, notes(&pasted.product_key)),
        (Label::DeviceKey, notes(&pasted.device_key)),
        (Label::ClientId, notes(&pasted.client_id)),
        (Label::ProductSecret, notes(&pasted.product_secret)),
        (Label::DeviceSecret, notes(&pasted.device_secret)),
        (Label::GatewayAddress, notes(&pasted.gateway)),
        (Label::Mode, notes(&pasted.mode)),
    ];
    names.into_iter().filter_map(|(label, notes)| Some((label, notes?))).collect()
}

fn notes<T>(found: &Found<T>) -> Option<Vec<Note>> {
    found.one().map(|finding| finding.notes.clone())
}

#[cfg(test)]
#[path = "choice_tests.rs"]
mod tests;
