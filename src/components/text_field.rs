//! A field for a name or an address.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field_frame::{FieldFrame, field_frame, hint_id};

/// A text input that no browser feature may correct, complete or send away to be spell-checked. While it is empty it says
/// the placeholder.
pub fn text_field(
    frame: &FieldFrame,
    value: &str,
    placeholder: &'static str,
    on_edit: &Callback<String>,
    on_leave: &Callback<()>,
) -> Html {
    let oninput = edited(on_edit);
    let onblur = on_leave.reform(|_: FocusEvent| ());
    let input = html! {
        <input id={frame.id} type="text" value={value.to_owned()} {placeholder} readonly={frame.locked}
            spellcheck="false" autocomplete="off" autocapitalize="none" autocorrect="off"
            aria-invalid={frame.verdict.is_bad().then_some("true")} aria-describedby={hint_id(frame.id)}
            {oninput} {onblur} />
    };
    field_frame(frame, input)
}

/// Hands on what stands in the input.
pub(crate) fn edited(on_edit: &Callback<String>) -> Callback<InputEvent> {
    on_edit.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value())
}
