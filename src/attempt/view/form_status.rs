//! What is to be said of the form: a verdict for each field, and all mistakes in one place.

use yew::prelude::*;

use super::error_summary::error_summary;
use super::{notices, swapped_keys};
use crate::form::view::field_frame::Verdict;
use crate::form::view::form_pane::OfRoad;
use crate::form::{AddressError, Desk, Field, PerField, Refusal};
use crate::i18n::Language;
use crate::page::action::Send;
use crate::page::state::Device;

/// All of it. What is wrong in each field is known already.
#[must_use]
pub fn judged(device: &Device, refusals: &PerField<Option<Refusal>>, send: &Send, language: Language) -> OfRoad {
    let desk = &device.desk;
    let mut verdicts = PerField::default();
    for field in Field::ALL {
        verdicts.set(field, verdict(desk, refusals, field, language));
    }
    OfRoad {
        summary: if desk.refused == 0 {
            Html::default()
        } else {
            error_summary(&mistakes(desk, refusals, language), send, language)
        },
        verdicts,
        swapped: swapped_keys::swapped(device, send, language),
        closed: notices::closed(device, language),
        requests_left: device.requests_left(language),
    }
}

fn mistakes(desk: &Desk, refusals: &PerField<Option<Refusal>>, language: Language) -> Vec<(Field, String)> {
    let words = |field: Field| {
        let refusal = refusals.of(field).as_ref()?;
        Some((field, refusal.words(field, desk.draft.mode, language)))
    };
    Field::ALL.into_iter().filter_map(words).collect()
}

/// A mistake is shown once the field was left; praise and remarks at once.
fn verdict(desk: &Desk, refusals: &PerField<Option<Refusal>>, field: Field, language: Language) -> Verdict {
    match refusals.of(field) {
        Some(refusal) if *desk.visited.of(field) => Verdict::Bad(refusal.words(field, desk.draft.mode, language)),
        // Which addresses the page may reach is no matter of finishing the word.
        Some(refusal @ Refusal::Address(AddressError::Barred { .. })) => {
            Verdict::Odd(refusal.words(field, desk.draft.mode, language))
        }
        Some(_) => Verdict::Open,
        None => match desk.draft.remark(field) {
            Some(remark) => Verdict::Odd(remark.words(language)),
            None if is_blank(desk, field) => Verdict::Open,
            None => Verdict::Good,
        },
    }
}

/// An empty client id is right, but nothing to praise.
fn is_blank(desk: &Desk, field: Field) -> bool {
    matches!(field, Field::ClientId) && desk.draft.client_id.is_empty()
}
