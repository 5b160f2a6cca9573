//! The form: who the device is, how it logs in, and through which gateway.

use enos::{ClientId, SecureMode};
use yew::prelude::*;

use super::field_frame::{FieldFrame, FieldStatus};
use super::mode_choice::mode_choice;
use super::text_field::text_field;
use super::text_field::{SecretInput, secret_field};
use crate::form::{EndpointKind, Field, PerField};
use crate::i18n::{Label, Language, fill};
use crate::page::action::Dispatch;
use crate::page::state::PageState;
use crate::ui::element::element;

/// What the part of the page that makes attempts has to say about what is in the form.
#[derive(Debug, Default)]
pub struct FormStatus {
    /// All mistakes in one place, once the form was submitted with some.
    pub summary: Html,
    /// What is to be said of each field.
    pub statuses: PerField<FieldStatus>,
    /// That both keys look swapped.
    pub swapped: Html,
    /// Why the field of the secret is locked; nothing where it is not.
    pub closed: &'static str,
    /// How many requests EnOS has left for the device.
    pub requests_left: String,
}

/// All fields, with what is to be said about both keys together. The button that submits them stands elsewhere.
pub fn form_pane(page: &PageState, status: FormStatus, dispatch: &Dispatch, language: Language) -> Html {
    let form = &page.form;
    let draft = &form.draft;
    let client_note =
        fill(language.say(Label::CountOf), &[&count(draft.effective_client_id()), &ClientId::LIMIT.to_string()]);
    let frame = |field: Field, note: String, hint: &'static str| FieldFrame {
        field,
        label: language.say(field.label(draft.mode)),
        note,
        hint,
        status: status.statuses.of(field).clone(),
        locked: page.is_running,
    };
    let text = |field: Field, value: &str, placeholder: &'static str, note: String| {
        text_field(&frame(field, note, ""), value, placeholder, dispatch)
    };
    let length = draft.secret().length();
    let length =
        if length == 0 { String::new() } else { fill(language.say(Label::Characters), &[&length.to_string()]) };
    let hint = if status.closed.is_empty() { language.say(Label::MemoryOnly) } else { status.closed };
    let mut fields = element("div", "form")
        .child(status.summary)
        .child(mode_choice(draft.mode, page.is_running, dispatch, language))
        .child(text(Field::ProductKey, &draft.product_key, "", String::new()))
        .child(text(Field::DeviceKey, &draft.device_key, "", status.requests_left))
        .child(element("div", "live").attr("role", "status").child(status.swapped))
        .child(text(Field::ClientId, &draft.client_id, language.say(Label::SameAsDeviceKey), client_note))
        .child(secret(page, &frame(Field::Secret, length, hint), dispatch, language));
    if form.place == EndpointKind::Gateway {
        fields = fields.child(text(Field::Gateway, &draft.gateway, "", String::new()));
    }
    fields.build()
}

fn secret(page: &PageState, frame: &FieldFrame, dispatch: &Dispatch, language: Language) -> Html {
    let draft = &page.form.draft;
    let is_shown = page.revealed.typed && draft.secret().length() > 0;
    let (words, name) = match (draft.mode, is_shown) {
        (SecureMode::Dynamic, false) => (Label::Show, Label::ShowProductSecret),
        (SecureMode::Dynamic, true) => (Label::Hide, Label::HideProductSecret),
        (SecureMode::Static, false) => (Label::Show, Label::ShowDeviceSecret),
        (SecureMode::Static, true) => (Label::Hide, Label::HideDeviceSecret),
    };
    let secret = SecretInput {
        value: draft.secret(),
        input: page.secret_input.clone(),
        is_closed: page.conditions.closed.is_some(),
        is_shown,
        toggle: (language.say(words), language.say(name)),
    };
    secret_field(frame, &secret, dispatch)
}

fn count(text: &str) -> String {
    text.chars().count().to_string()
}
