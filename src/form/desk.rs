//! The form as it stands on the page: the draft, where it goes, and which mistakes may be shown by now.

use std::rc::Rc;

use enos::{SecureMode, Timestamp};
use yew::{AttrValue, Reducible};

use super::DemoDevice;
use super::{Draft, Field, GatewayAddress, PageOrigin, PerField, Place};

/// What the form holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// What was typed.
    pub draft: Draft,
    /// Who is to answer.
    pub place: Place,
    /// Fields that were left once, so that their mistakes are shown.
    pub visited: PerField<bool>,
    /// The time of the last change, with which the credentials on show are signed.
    pub signed_at: Timestamp,
    /// Counts how often the program itself filled the form, so that secret fields know when to take over its text.
    pub filled: u32,
    /// Counts submissions with mistakes, so that focus moves at each.
    pub refused: u32,
}

/// What happens to a form.
#[derive(Clone, Debug)]
pub enum DeskAction {
    /// A field changed, at this time.
    Edit(Field, String, Timestamp),
    /// A field was left.
    Leave(Field),
    /// Another mode was chosen.
    Mode(SecureMode, Timestamp),
    /// The form was submitted with mistakes in it.
    Refuse,
    /// Credentials are to be signed with this time.
    Sign(Timestamp),
    /// A demo device is put into the form, to be answered from here.
    Fill(Rc<DemoDevice>, Place, Timestamp),
    /// Another draft takes the form's place, to be answered from here.
    Replace(Draft, Place, Timestamp),
}

impl Desk {
    /// A form that nobody has touched.
    #[must_use]
    pub fn new(draft: Draft, place: Place, now: Timestamp) -> Self {
        Self { draft, place, visited: PerField::default(), signed_at: now, filled: 0, refused: 0 }
    }

    /// The gateway's address, where there is one and it is right.
    #[must_use]
    pub fn gateway(&self, page: &PageOrigin) -> Option<AttrValue> {
        match self.place {
            Place::Demo => None,
            Place::Gateway => {
                let address = GatewayAddress::parse(&self.draft.gateway, page).ok()?;
                Some(AttrValue::from(address.as_str().to_owned()))
            }
        }
    }

    fn filled_with(&self, draft: Draft, place: Place, now: Timestamp) -> Self {
        Self {
            draft,
            place,
            visited: PerField::default(),
            signed_at: now,
            filled: self.filled.wrapping_add(1),
            refused: 0,
        }
    }

    fn visit_all(&mut self) {
        for field in Field::ALL {
            self.visited.set(field, true);
        }
    }
}

impl DeskAction {
    /// The same action, at another time.
    #[must_use]
    pub fn signed_at(self, now: Timestamp) -> Self {
        match self {
            Self::Edit(field, text, _) => Self::Edit(field, text, now),
            Self::Mode(mode, _) => Self::Mode(mode, now),
            Self::Sign(_) => Self::Sign(now),
            Self::Fill(device, place, _) => Self::Fill(device, place, now),
            Self::Replace(draft, place, _) => Self::Replace(draft, place, now),
            Self::Leave(_) | Self::Refuse => self,
        }
    }
}

impl Reducible for Desk {
    type Action = DeskAction;

    fn reduce(self: Rc<Self>, action: Self::Action) -> Rc<Self> {
        let mut desk = Self::clone(&self);
        match action {
            DeskAction::Edit(field, text, now) => {
                desk.draft.set(field, text);
                desk.signed_at = now;
            }
            DeskAction::Leave(field) => {
                if *desk.visited.of(field) {
                    return self;
                }
                desk.visited.set(field, true);
            }
            DeskAction::Mode(mode, now) => {
                if desk.draft.mode == mode {
                    return self;
                }
                desk.draft.mode = mode;
                desk.signed_at = now;
                // The secret's field now belongs to the other secret.
                desk.visited.set(Field::Secret, false);
                desk.filled = desk.filled.wrapping_add(1);
            }
            DeskAction::Refuse => {
                desk.visit_all();
                desk.refused = desk.refused.wrapping_add(1);
            }
            DeskAction::Sign(now) => desk.signed_at = now,
            DeskAction::Fill(device, place, now) => {
                desk = desk.filled_with(desk.draft.with_device(&device), place, now);
            }
            DeskAction::Replace(draft, place, now) => desk = desk.filled_with(draft, place, now),
        }
        Rc::new(desk)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::TypedSecret;

    const NOW: Timestamp = Timestamp::from_millis(7);

    fn desk() -> Rc<Desk> {
        Rc::new(Desk::new(Draft::new("/mqtt"), Place::Gateway, Timestamp::from_millis(1)))
    }

    #[test]
    fn signs_with_the_time_of_the_last_change() {
        let desk = desk().reduce(DeskAction::Edit(Field::DeviceKey, "dk1".to_owned(), NOW));
        assert_eq!((desk.draft.device_key.as_str(), desk.signed_at), ("dk1", NOW));
    }

    #[test]
    fn keeps_each_modes_secret_apart() {
        let desk = desk()
            .reduce(DeskAction::Edit(Field::Secret, "of the product".to_owned(), NOW))
            .reduce(DeskAction::Mode(SecureMode::Static, NOW))
            .reduce(DeskAction::Edit(Field::Secret, "of the device".to_owned(), NOW));
        assert_eq!(desk.draft.product_secret, TypedSecret::new("of the product".to_owned()));
        assert_eq!(desk.draft.device_secret, TypedSecret::new("of the device".to_owned()));
    }

    #[test]
    fn shows_mistakes_after_leaving_a_field_and_all_of_them_after_submitting() {
        let left = desk().reduce(DeskAction::Leave(Field::DeviceKey));
        assert!(*left.visited.of(Field::DeviceKey) && !*left.visited.of(Field::ProductKey));
        let refused = left.reduce(DeskAction::Refuse);
        assert!(Field::ALL.into_iter().all(|field| *refused.visited.of(field)));
    }

    #[test]
    fn gives_back_the_same_form_when_nothing_changes() {
        let left = desk().reduce(DeskAction::Leave(Field::DeviceKey));
        assert!(Rc::ptr_eq(&left, &left.clone().reduce(DeskAction::Leave(Field::DeviceKey))));
        assert!(Rc::ptr_eq(&left, &left.clone().reduce(DeskAction::Mode(SecureMode::Dynamic, NOW))));
    }
}
