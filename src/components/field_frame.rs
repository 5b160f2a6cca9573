//! What stands around every input: label, note, mark, and the sentence below.

use yew::prelude::*;

use super::{Picture, icon};
use crate::form::Field;

/// What is to be said about a field's contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing yet.
    Open,
    /// Right as far as one can tell.
    Good,
    /// Allowed, but worth a second look.
    Odd(AttrValue),
    /// Refused, with the reason.
    Bad(AttrValue),
}

impl Verdict {
    /// Whether the field is refused.
    #[must_use]
    pub const fn is_bad(&self) -> bool {
        match self {
            Self::Bad(_) => true,
            Self::Open | Self::Good | Self::Odd(_) => false,
        }
    }
}

/// What stands around an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFrame {
    /// Which field it is.
    pub field: Field,
    /// The input's name.
    pub label: &'static str,
    /// A word at the label's other end; may be empty.
    pub note: String,
    /// A sentence below, shown while there is nothing more important to say; may be empty.
    pub hint: &'static str,
    /// What is to be said about the contents.
    pub verdict: Verdict,
    /// Whether nothing may be changed now.
    pub locked: bool,
}

/// The id of the sentence below an input.
pub(crate) fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}

/// A label, a box around the input, and a sentence below.
pub fn field_frame(frame: &FieldFrame, input: Html) -> Html {
    let (class, mark) = match &frame.verdict {
        Verdict::Open => ("box", Html::default()),
        Verdict::Good => ("box", html! { <span class="mark-good">{ icon(Picture::Check) }</span> }),
        Verdict::Odd(_) => ("box box-odd", html! { <span class="mark-odd">{ icon(Picture::Warning) }</span> }),
        Verdict::Bad(_) => ("box box-bad", html! { <span class="mark-bad">{ icon(Picture::Cross) }</span> }),
    };
    let (hint_class, hint) = match &frame.verdict {
        Verdict::Bad(reason) => ("hint hint-bad", reason.clone()),
        Verdict::Odd(remark) => ("hint hint-odd", remark.clone()),
        Verdict::Open | Verdict::Good => ("hint", AttrValue::from(frame.hint)),
    };
    let id = frame.field.id();
    html! {
        <div class="field">
            <div class="field-head">
                <label for={id}>{ frame.label }</label>
                <span class="field-note">{ &frame.note }</span>
            </div>
            <div {class}>{ input }{ mark }</div>
            <p id={hint_id(id)} class={hint_class}>{ hint }</p>
        </div>
    }
}
