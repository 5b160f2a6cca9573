//! A field for a secret.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field_frame::{FieldFrame, Verdict, hint_id};
use crate::form::TypedSecret;

/// Props of [`SecretField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SecretFieldProps {
    /// The input's id.
    pub id: AttrValue,
    /// The input's name.
    pub label: AttrValue,
    /// The secret that the page holds.
    pub value: TypedSecret,
    /// Changes when the page itself put the secret there, so that the input takes it over.
    pub filled: u32,
    /// A word at the label's other end.
    #[prop_or_default]
    pub note: AttrValue,
    /// A sentence below.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is to be said about the contents.
    pub verdict: Verdict,
    /// Whether nothing may be changed now.
    #[prop_or_default]
    pub locked: bool,
    /// The words on the button that shows the secret, and its full name.
    pub show: (AttrValue, AttrValue),
    /// The words on the button that hides it again, and its full name.
    pub hide: (AttrValue, AttrValue),
    /// The new contents.
    pub on_edit: Callback<String>,
    /// The field was left.
    pub on_leave: Callback<()>,
}

/// A password input. Its text never becomes an attribute: the page writes it only when it filled the form itself. Shown, the
/// secret stands in an element that cannot be edited, because browsers send what stands in text inputs to spell-checkers.
#[component]
pub fn SecretField(props: &SecretFieldProps) -> Html {
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
    let oninput = props.on_edit.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onblur = props.on_leave.reform(|_: FocusEvent| ());
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let is_shown = *shown && props.value.length() > 0;
    let (words, name) = if is_shown { &props.hide } else { &props.show };
    html! {
        <FieldFrame id={&props.id} label={&props.label} note={&props.note} hint={&props.hint} verdict={props.verdict.clone()}>
            <input id={&props.id} type="password" ref={input} readonly={props.locked}
                spellcheck="false" autocomplete="off" autocapitalize="none" autocorrect="off"
                aria-invalid={props.verdict.is_bad().then_some("true")} aria-describedby={hint_id(&props.id)}
                {oninput} {onblur} />
            if props.value.length() > 0 {
                <button type="button" class="box-button" aria-label={name} aria-expanded={is_shown.to_string()} onclick={toggle}>
                    { words }
                </button>
            }
            if is_shown {
                <output class="revealed" for={&props.id}>{ props.value.expose() }</output>
            }
        </FieldFrame>
    }
}
