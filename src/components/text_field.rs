//! A field for a name or an address.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field_frame::{FieldFrame, Verdict, hint_id};

/// Props of [`TextField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TextFieldProps {
    /// The input's id.
    pub id: AttrValue,
    /// The input's name.
    pub label: AttrValue,
    /// What stands in it.
    pub value: AttrValue,
    /// What it says while it is empty.
    #[prop_or_default]
    pub placeholder: AttrValue,
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
    /// The new contents.
    pub on_edit: Callback<String>,
    /// The field was left.
    pub on_leave: Callback<()>,
}

/// A text input that no browser feature may correct, complete or send away to be spell-checked.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let oninput = props.on_edit.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let onblur = props.on_leave.reform(|_: FocusEvent| ());
    html! {
        <FieldFrame id={&props.id} label={&props.label} note={&props.note} hint={&props.hint} verdict={props.verdict.clone()}>
            <input id={&props.id} type="text" value={&props.value} placeholder={&props.placeholder} readonly={props.locked}
                spellcheck="false" autocomplete="off" autocapitalize="none" autocorrect="off"
                aria-invalid={props.verdict.is_bad().then_some("true")} aria-describedby={hint_id(&props.id)}
                {oninput} {onblur} />
        </FieldFrame>
    }
}
