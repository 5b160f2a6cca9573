//! A field for a secret.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field_frame::{FieldFrame, field_frame, hint_id};
use super::text_field::edited;
use crate::form::TypedSecret;

/// Props of [`SecretField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SecretFieldProps {
    /// What stands around the input.
    pub frame: FieldFrame,
    /// The secret that the page holds.
    pub value: TypedSecret,
    /// Changes when the page itself put the secret there, so that the input takes it over.
    pub filled: u32,
    /// The words on the button that shows the secret, and its full name.
    pub show: (&'static str, &'static str),
    /// The words on the button that hides it again, and its full name.
    pub hide: (&'static str, &'static str),
    /// The new contents.
    pub on_edit: Callback<String>,
    /// The field was left.
    pub on_leave: Callback<()>,
}

/// A password input. Its text never becomes an attribute: the page writes it only when it filled the form itself. Shown, the
/// secret stands in an element that cannot be edited, because browsers send what stands in text inputs to spell-checkers.
#[component]
pub fn SecretField(props: &SecretFieldProps) -> Html {
    let frame = &props.frame;
    let input = use_node_ref();
    let shown = use_state_eq(|| false);
    {
        let (input, value, shown) = (input.clone(), props.value.clone(), shown.setter());
        use_effect_with(props.filled, move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.set_value(value.expose());
            }
            shown.set(false);
        });
    }
    let oninput = edited(&props.on_edit);
    let onblur = props.on_leave.reform(|_: FocusEvent| ());
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let is_shown = *shown && props.value.length() > 0;
    let (words, name) = if is_shown { props.hide } else { props.show };
    let input = html! {
        <>
            <input id={frame.id} type="password" ref={input} readonly={frame.locked}
                spellcheck="false" autocomplete="off" autocapitalize="none" autocorrect="off"
                aria-invalid={frame.verdict.is_bad().then_some("true")} aria-describedby={hint_id(frame.id)}
                {oninput} {onblur} />
            if props.value.length() > 0 {
                <button type="button" class="box-button" aria-label={name} aria-expanded={is_shown.to_string()} onclick={toggle}>
                    { words }
                </button>
            }
            if is_shown {
                <output class="revealed" for={frame.id}>{ props.value.expose() }</output>
            }
        </>
    };
    field_frame(frame, input)
}
