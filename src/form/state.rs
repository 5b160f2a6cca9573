//! The form as it stands on the page: the draft, where it goes, and which mistakes may be shown by now.

use enos::{SecureMode, Timestamp};

use super::{Draft, EndpointKind, Field, PerField, TimestampChoice, TypedSecret};

/// What the form holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormState {
    /// What was typed.
    pub draft: Draft,
    /// Who is to answer.
    pub place: EndpointKind,
    /// Fields that were left once, so that their mistakes are shown.
    pub visited: PerField<bool>,
    /// Whether a person entered the client ID for the device in the form. Otherwise it does not outlive a change of the device key.
    pub has_own_client_id: bool,
    /// The time of the last change, by this machine's clock.
    pub signed_at: Timestamp,
    /// Which time is signed.
    pub time: TimestampChoice,
    /// Counts how often the program itself filled the form, so that secret fields know when to take over its text.
    pub filled: u32,
    /// Counts submissions with mistakes, so that focus moves at each.
    pub refused: u32,
}

/// What happens to a form.
#[derive(Clone, Debug)]
pub enum FormAction {
    /// A field changed, at this time.
    Edit(Field, TypedSecret, Timestamp),
    /// A field was left.
    Leave(Field),
    /// Another mode was chosen.
    Mode(SecureMode, Timestamp),
    /// The form was submitted with mistakes in it.
    Refuse,
    /// Credentials are to be signed with this time.
    Sign(Timestamp),
    /// Another time is to be signed.
    Time(TimestampChoice),
    /// Product key and device key change places, at this time.
    Swap(Timestamp),
    /// The device in the form has received its secret, or has logged in.
    Done,
    /// Another draft takes the form's place, to be answered from here.
    Replace(Draft, EndpointKind, Timestamp),
}

impl FormState {
    /// A form that nobody has touched.
    #[must_use]
    pub fn new(draft: Draft, place: EndpointKind, now: Timestamp) -> Self {
        let time = TimestampChoice::default();
        Self {
            draft,
            place,
            visited: PerField::default(),
            has_own_client_id: false,
            signed_at: now,
            time,
            filled: 0,
            refused: 0,
        }
    }

    /// The time with which the credentials on show are signed.
    #[must_use]
    pub const fn timestamp(&self) -> Timestamp {
        self.time.at(self.signed_at)
    }

    fn filled_with(&self, draft: Draft, place: EndpointKind, now: Timestamp) -> Self {
        Self {
            // Chosen for a comparison or for a wrong clock, neither of which ends with a device.
            time: self.time,
            filled: self.filled.wrapping_add(1),
            ..Self::new(draft, place, now)
        }
    }

    /// A client ID that was filled in belongs to the device it was filled in for.
    fn drop_client_id_of_other(&mut self) {
        if !self.has_own_client_id {
            self.draft.client_id.clear();
        }
    }

    fn visit_all(&mut self) {
        for field in Field::ALL {
            self.visited.set(field, true);
        }
    }
}

impl FormState {
    /// Does it.
    pub fn apply(&mut self, action: FormAction) {
        match action {
            FormAction::Edit(field, text, now) => {
                match field {
                    Field::ClientId => self.has_own_client_id = text.length() > 0,
                    Field::DeviceKey if text.expose() != self.draft.device_key => self.drop_client_id_of_other(),
                    Field::DeviceKey | Field::ProductKey | Field::Secret | Field::Gateway => {}
                }
                self.draft.set(field, text);
                self.signed_at = now;
            }
            FormAction::Leave(field) => self.visited.set(field, true),
            FormAction::Mode(mode, now) => {
                self.draft.mode = mode;
                self.signed_at = now;
                // The secret's field now belongs to the other secret.
                self.visited.set(Field::Secret, false);
                self.filled = self.filled.wrapping_add(1);
            }
            FormAction::Refuse => {
                self.visit_all();
                self.refused = self.refused.wrapping_add(1);
            }
            FormAction::Sign(now) => self.signed_at = now,
            FormAction::Time(time) => self.time = time,
            FormAction::Swap(now) => {
                self.drop_client_id_of_other();
                std::mem::swap(&mut self.draft.product_key, &mut self.draft.device_key);
                self.signed_at = now;
            }
            FormAction::Done => self.has_own_client_id = false,
            FormAction::Replace(draft, place, now) => *self = self.filled_with(draft, place, now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(7);

    fn form() -> FormState {
        FormState::new(Draft::new("/mqtt"), EndpointKind::Gateway, Timestamp::from_millis(1))
    }

    fn typed(text: &str) -> TypedSecret {
        TypedSecret::new(text.to_owned())
    }

    fn after(actions: impl IntoIterator<Item = FormAction>) -> FormState {
        let mut form = form();
        actions.into_iter().for_each(|action| form.apply(action));
        form
    }

    #[test]
    fn signs_with_the_time_of_the_last_change() {
        let form = after([FormAction::Edit(Field::DeviceKey, typed("dk1"), NOW)]);
        assert_eq!((form.draft.device_key.as_str(), form.signed_at), ("dk1", NOW));
    }

    #[test]
    fn keeps_each_modes_secret_apart() {
        let form = after([
            FormAction::Edit(Field::Secret, typed("of the product"), NOW),
            FormAction::Mode(SecureMode::Static, NOW),
            FormAction::Edit(Field::Secret, typed("of the device"), NOW),
        ]);
        assert_eq!(form.draft.product_secret, TypedSecret::new("of the product".to_owned()));
        assert_eq!(form.draft.device_secret, TypedSecret::new("of the device".to_owned()));
    }

    #[test]
    fn shows_mistakes_after_leaving_a_field_and_all_of_them_after_submitting() {
        let left = after([FormAction::Leave(Field::DeviceKey)]);
        assert!(*left.visited.of(Field::DeviceKey) && !*left.visited.of(Field::ProductKey));
        let refused = after([FormAction::Refuse]);
        assert!(Field::ALL.into_iter().all(|field| *refused.visited.of(field)));
    }

    #[test]
    fn signs_with_the_chosen_time_until_another_is_chosen() {
        let fixed = TimestampChoice::Fixed(Timestamp::from_millis(1_548_753_362_502));
        let later = Timestamp::from_millis(9);
        let mut form = after([FormAction::Time(fixed), FormAction::Edit(Field::DeviceKey, typed("dk1"), NOW)]);
        assert_eq!(form.timestamp(), Timestamp::from_millis(1_548_753_362_502));
        form.apply(FormAction::Replace(Draft::new("/mqtt"), EndpointKind::Gateway, later));
        assert_eq!(form.timestamp(), Timestamp::from_millis(1_548_753_362_502));
        form.apply(FormAction::Time(TimestampChoice::Corrected { offset_ms: -4 }));
        assert_eq!(form.timestamp(), Timestamp::from_millis(5));
    }

    #[test]
    fn swaps_the_keys_and_nothing_else() {
        let edit = |field, text: &str| FormAction::Edit(field, typed(text), NOW);
        let form = after([edit(Field::ProductKey, "dk1"), edit(Field::DeviceKey, "pk1"), FormAction::Swap(NOW)]);
        assert_eq!((form.draft.product_key.as_str(), form.draft.device_key.as_str()), ("pk1", "dk1"));
        assert!(form.draft.client_id.is_empty());
    }

    fn filled_in(client_id: &str) -> FormState {
        let draft = Draft { device_key: "dk1".to_owned(), client_id: client_id.to_owned(), ..Draft::new("/mqtt") };
        after([FormAction::Replace(draft, EndpointKind::Gateway, NOW)])
    }

    #[test]
    fn the_client_id_that_was_filled_in_goes_when_another_device_key_is_entered() {
        let mut form = filled_in("client-of-dk1");
        form.apply(FormAction::Edit(Field::DeviceKey, typed("dk1"), NOW));
        assert_eq!(form.draft.effective_client_id(), "client-of-dk1");
        form.apply(FormAction::Edit(Field::DeviceKey, typed("dk2"), NOW));
        assert_eq!((form.draft.client_id.as_str(), form.draft.effective_client_id()), ("", "dk2"));
        let mut swapped = filled_in("client-of-dk1");
        swapped.apply(FormAction::Swap(NOW));
        assert!(swapped.draft.client_id.is_empty());
    }

    #[test]
    fn the_client_id_that_a_person_entered_stays_until_it_is_emptied() {
        let mut form = filled_in("client-of-dk1");
        let edit = |field, text: &str| FormAction::Edit(field, typed(text), NOW);
        form.apply(edit(Field::ClientId, "own"));
        form.apply(edit(Field::DeviceKey, "dk2"));
        assert_eq!(form.draft.effective_client_id(), "own");
        form.apply(edit(Field::ClientId, ""));
        form.apply(edit(Field::DeviceKey, "dk3"));
        assert_eq!(form.draft.effective_client_id(), "dk3");
    }

    #[test]
    fn the_client_id_of_a_device_that_is_done_does_not_go_to_the_next_one() {
        let mut form = filled_in("");
        form.apply(FormAction::Edit(Field::ClientId, typed("own"), NOW));
        form.apply(FormAction::Done);
        assert_eq!(form.draft.effective_client_id(), "own");
        form.apply(FormAction::Edit(Field::DeviceKey, typed("dk2"), NOW));
        assert_eq!(form.draft.effective_client_id(), "dk2");
    }

    #[test]
    fn begins_anew_when_another_draft_takes_its_place() {
        let form = after([FormAction::Refuse, FormAction::Replace(Draft::new("/other"), EndpointKind::Demo, NOW)]);
        assert_eq!((form.draft.gateway.as_str(), form.place, form.filled), ("/other", EndpointKind::Demo, 1));
        assert!(Field::ALL.into_iter().all(|field| !*form.visited.of(field)));
    }
}
