//! Fields for names, for the address, and for a secret.

use foreign_text::visible;
use yew::prelude::*;

use super::field_frame::{FieldFrame, field_frame, hint_id};
use crate::form::TypedSecret;
use crate::page::action::{Action, AttemptAction, Dispatch, Reveal};
use crate::ui::element::{Element, element, group};

/// A text input that no browser feature may correct, complete or send away to be spell-checked. While it is empty it says
/// the placeholder.
pub fn text_field(frame: &FieldFrame, value: &str, placeholder: &'static str, dispatch: &Dispatch) -> Html {
    let input = input("text", frame, dispatch).value(value).attr("placeholder", placeholder);
    field_frame(frame, input.build())
}

/// What all inputs have: nothing may correct, complete or spell-check what is typed.
fn input(kind: &'static str, frame: &FieldFrame, dispatch: &Dispatch) -> Element {
    let id = frame.field.id();
    let input = element("input", "").attr("id", id).attr("type", kind).flag("readonly", frame.locked);
    let input = input.attr("spellcheck", "false").attr("autocomplete", "off");
    let input = input.attr("autocapitalize", "none").attr("autocorrect", "off");
    let input = if frame.status.is_bad() { input.attr("aria-invalid", "true") } else { input };
    input.attr_text("aria-describedby", &hint_id(id)).on_edit(dispatch, frame.field)
}

/// A secret in its field.
#[derive(Clone, Debug)]
pub struct SecretInput<'a> {
    /// The secret that the page holds.
    pub value: &'a TypedSecret,
    /// The input, which only the page itself writes to.
    pub input: NodeRef,
    /// Whether nobody may type a secret here.
    pub is_closed: bool,
    /// Whether the secret is to be seen.
    pub is_shown: bool,
    /// The words on the button that shows or hides it, and its full name.
    pub toggle: (&'static str, &'static str),
}

/// A password input. Its text never becomes an attribute: the page writes it only when it filled the form itself. Shown, the
/// secret stands in an element that cannot be edited, because browsers send what stands in text inputs to spell-checkers.
pub fn secret_field(frame: &FieldFrame, secret: &SecretInput<'_>, dispatch: &Dispatch) -> Html {
    let (words, name) = secret.toggle;
    let input = input("password", frame, dispatch).flag("disabled", secret.is_closed).found_by(&secret.input).build();
    // Each has its place whether it is there or not: elements that come and go would make Yew put a new input in place of the
    // one that somebody is typing in.
    let mut parts = [input, Html::default(), Html::default()];
    let [_, toggle, revealed] = &mut parts;
    if secret.value.length() > 0 {
        let button = element("button", "box-button").attr("type", "button").attr("aria-label", name);
        *toggle = button.on_click(dispatch, Action::Attempt(AttemptAction::Toggle(Reveal::Typed))).text(words).build();
    }
    if secret.is_shown {
        *revealed =
            element("output", "revealed").attr("for", frame.field.id()).text(&visible(secret.value.expose())).build();
    }
    field_frame(frame, group(parts.into()))
}
