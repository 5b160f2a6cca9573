//! What is to be said of the form: a status for each field, and all mistakes in one place.

use yew::prelude::*;

use super::error_summary::error_summary;
use super::steps::whole_seconds;
use super::{notices, swapped_keys};
use crate::form::view::field_frame::FieldStatus;
use crate::form::view::form_pane::FormStatus;
use crate::form::{AddressError, Field, FieldError, FormState, PerField};
use crate::i18n::{Check, Language, fill};
use crate::page::action::Dispatch;
use crate::page::state::PageState;
use enos::ThrottleState;

/// All of it. What is wrong in each field is known already.
#[must_use]
pub fn form_status(
    page: &PageState,
    refusals: &PerField<Option<FieldError>>,
    dispatch: &Dispatch,
    language: Language,
) -> FormStatus {
    let form = &page.form;
    let mut statuses = PerField::default();
    for field in Field::ALL {
        statuses.set(field, status(form, refusals, field, language));
    }
    FormStatus {
        summary: if form.refused == 0 {
            Html::default()
        } else {
            error_summary(&mistakes(form, refusals, language), dispatch, language)
        },
        statuses,
        swapped: swapped_keys::swapped(page, dispatch, language),
        closed: notices::closed(&page.conditions, language),
        requests_left: requests_left(page, language),
    }
}

fn mistakes(form: &FormState, refusals: &PerField<Option<FieldError>>, language: Language) -> Vec<(Field, String)> {
    let words = |field: Field| {
        let refusal = refusals.of(field).as_ref()?;
        Some((field, refusal.words(field, form.draft.mode, language)))
    };
    Field::ALL.into_iter().filter_map(words).collect()
}

/// A mistake is shown once the field was left; praise and remarks at once.
fn status(form: &FormState, refusals: &PerField<Option<FieldError>>, field: Field, language: Language) -> FieldStatus {
    match refusals.of(field) {
        Some(refusal) if *form.visited.of(field) => FieldStatus::Bad(refusal.words(field, form.draft.mode, language)),
        // Which addresses the page may reach is no matter of finishing the word.
        Some(refusal @ FieldError::Address(AddressError::Barred { .. })) => {
            FieldStatus::Odd(refusal.words(field, form.draft.mode, language))
        }
        Some(_) => FieldStatus::Open,
        None => match form.draft.remark(field) {
            Some(remark) => FieldStatus::Odd(remark.words(language)),
            None if is_blank(form, field) => FieldStatus::Open,
            None => FieldStatus::Succeeded,
        },
    }
}

/// An empty client id is right, but nothing to praise.
fn is_blank(form: &FormState, field: Field) -> bool {
    matches!(field, Field::ClientId) && form.draft.client_id.is_empty()
}

/// How many requests EnOS has left for the device in the form, in words.
fn requests_left(page: &PageState, language: Language) -> String {
    let Some(state) = page.throttle_state() else { return String::new() };
    let (words, value) = match state {
        ThrottleState::Free { left: 1 } => (Check::RequestsOne, 1),
        ThrottleState::Free { left } => (Check::RequestsFree, u64::from(left)),
        ThrottleState::TooSoon { wait, .. } => (Check::RequestsSoon, whole_seconds(wait)),
        ThrottleState::Spent { wait } => (Check::RequestsSpent, whole_seconds(wait)),
        ThrottleState::LockedOut { wait } => (Check::RequestsClosed, whole_seconds(wait)),
    };
    fill(language.say(words), &[&value.to_string()])
}
