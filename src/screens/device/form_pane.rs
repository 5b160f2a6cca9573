//! The form: who the device is, how it logs in, and through which gateway.

use enos::{ClientId, SecureMode};
use yew::prelude::*;

use crate::components::{FieldFrame, SecretField, Verdict, error_summary, mode_choice, text_field};
use crate::form::{Desk, DeskAction, Field, PerField, Place, Refusal};
use crate::hooks::now;
use crate::i18n::{Label, Language, fill};

/// The form as it is to be drawn.
#[derive(Clone, Debug)]
pub struct FormPane<'a> {
    /// What the form holds.
    pub desk: &'a Desk,
    /// What is wrong in each field, shown or not.
    pub refusals: &'a PerField<Option<Refusal>>,
    /// A word beside the device key.
    pub device_note: String,
    /// Whether an attempt is running, so that nothing may be changed.
    pub locked: bool,
    /// What happens to the form.
    pub on_action: Callback<DeskAction>,
}

/// All fields. The button that submits them stands elsewhere.
pub fn form_pane(props: &FormPane<'_>, language: Language) -> Html {
    let desk = props.desk;
    let draft = &desk.draft;
    let mode = draft.mode;
    let on_choose = props.on_action.reform(|mode| DeskAction::Mode(mode, now()));
    let mistakes = if desk.refused == 0 { Vec::new() } else { mistakes(props, language) };
    let client_note =
        fill(language.say(Label::CountOf), &[&count(draft.effective_client_id()), &ClientId::LIMIT.to_string()]);
    let text = |field: Field, value: &str, placeholder: &'static str, note: String| {
        let (on_edit, on_leave) = callbacks(&props.on_action, field);
        text_field(&frame(props, field, note, "", language), value, placeholder, &on_edit, &on_leave)
    };
    html! {
        <div class="form">
            { error_summary(&mistakes, language) }
            { mode_choice(mode, props.locked, &on_choose, language) }
            { text(Field::ProductKey, &draft.product_key, "", String::new()) }
            { text(Field::DeviceKey, &draft.device_key, "", props.device_note.clone()) }
            { text(Field::ClientId, &draft.client_id, language.say(Label::SameAsDeviceKey), client_note) }
            { secret(props, language) }
            if matches!(desk.place, Place::Gateway) {
                { text(Field::Gateway, &draft.gateway, "", String::new()) }
            }
        </div>
    }
}

fn secret(props: &FormPane<'_>, language: Language) -> Html {
    let draft = &props.desk.draft;
    let length = draft.secret().length();
    let note = if length == 0 { String::new() } else { fill(language.say(Label::Characters), &[&length.to_string()]) };
    let (show, hide) = match draft.mode {
        SecureMode::Dynamic => (Label::ShowProductSecret, Label::HideProductSecret),
        SecureMode::Static => (Label::ShowDeviceSecret, Label::HideDeviceSecret),
    };
    let words = |short: Label, name: Label| (language.say(short), language.say(name));
    let (on_edit, on_leave) = callbacks(&props.on_action, Field::Secret);
    let frame = frame(props, Field::Secret, note, language.say(Label::MemoryOnly), language);
    html! {
        <SecretField {frame} value={draft.secret().clone()} filled={props.desk.filled} show={words(Label::Show, show)}
            hide={words(Label::Hide, hide)} {on_edit} {on_leave} />
    }
}

fn frame(props: &FormPane<'_>, field: Field, note: String, hint: &'static str, language: Language) -> FieldFrame {
    FieldFrame {
        id: field.id(),
        label: language.say(field.label(props.desk.draft.mode)),
        note,
        hint,
        verdict: verdict(props, field, language),
        locked: props.locked,
    }
}

fn callbacks(on_action: &Callback<DeskAction>, field: Field) -> (Callback<String>, Callback<()>) {
    (
        on_action.reform(move |text| DeskAction::Edit(field, text, now())),
        on_action.reform(move |()| DeskAction::Leave(field)),
    )
}

fn mistakes(props: &FormPane<'_>, language: Language) -> Vec<(&'static str, String)> {
    let words = |field: Field| {
        let refusal = props.refusals.of(field).as_ref()?;
        Some((field.id(), refusal.words(field, props.desk.draft.mode, language)))
    };
    Field::ALL.into_iter().filter_map(words).collect()
}

/// A mistake is shown once the field was left; praise and remarks at once.
fn verdict(props: &FormPane<'_>, field: Field, language: Language) -> Verdict {
    let desk = props.desk;
    match props.refusals.of(field) {
        Some(refusal) if *desk.visited.of(field) => {
            Verdict::Bad(refusal.words(field, desk.draft.mode, language).into())
        }
        Some(_) => Verdict::Open,
        None => match desk.draft.remark(field) {
            Some(remark) => Verdict::Odd(remark.words(language).into()),
            None if is_blank(desk, field) => Verdict::Open,
            None => Verdict::Good,
        },
    }
}

/// An empty client id is right, but nothing to praise.
fn is_blank(desk: &Desk, field: Field) -> bool {
    matches!(field, Field::ClientId) && desk.draft.client_id.is_empty()
}

fn count(text: &str) -> String {
    text.chars().count().to_string()
}
