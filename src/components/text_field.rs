//! Fields for names, for the address, and for a secret.

use yew::prelude::*;

use super::action::{Action, Send, Veil, on_click, on_edit, on_leave};
use super::field_frame::{FieldFrame, field_frame, hint_id};
use crate::form::TypedSecret;

/// A text input that no browser feature may correct, complete or send away to be spell-checked. While it is empty it says
/// the placeholder.
pub fn text_field(frame: &FieldFrame, value: &str, placeholder: &'static str, send: &Send) -> Html {
    let id = frame.field.id();
    let input = html! {
        <input {id} type="text" value={value.to_owned()} {placeholder} readonly={frame.locked}
            spellcheck="false" autocomplete="off" autocapitalize="none" autocorrect="off"
            aria-invalid={frame.verdict.is_bad().then_some("true")} aria-describedby={hint_id(id)}
            oninput={on_edit(send, frame.field)} onblur={on_leave(send, frame.field)} />
    };
    field_frame(frame, input)
}

/// A secret in its field.
#[derive(Clone, Debug)]
pub struct SecretInput<'a> {
    /// The secret that the page holds.
    pub value: &'a TypedSecret,
    /// The input, which only the page itself writes to.
    pub input: NodeRef,
    /// Whether the secret is to be seen.
    pub is_shown: bool,
    /// The words on the button that shows or hides it, and its full name.
    pub toggle: (&'static str, &'static str),
}

/// A password input. Its text never becomes an attribute: the page writes it only when it filled the form itself. Shown, the
/// secret stands in an element that cannot be edited, because browsers send what stands in text inputs to spell-checkers.
pub fn secret_field(frame: &FieldFrame, secret: &SecretInput<'_>, send: &Send) -> Html {
    let id = frame.field.id();
    let (words, name) = secret.toggle;
    let input = html! {
        <>
            <input {id} type="password" ref={secret.input.clone()} readonly={frame.locked}
                spellcheck="false" autocomplete="off" autocapitalize="none" autocorrect="off"
                aria-invalid={frame.verdict.is_bad().then_some("true")} aria-describedby={hint_id(id)}
                oninput={on_edit(send, frame.field)} onblur={on_leave(send, frame.field)} />
            if secret.value.length() > 0 {
                <button type="button" class="box-button" aria-label={name} onclick={on_click(send, Action::Toggle(Veil::Typed))}>
                    { words }
                </button>
            }
            if secret.is_shown {
                <output class="revealed" for={id}>{ secret.value.expose() }</output>
            }
        </>
    };
    field_frame(frame, input)
}
