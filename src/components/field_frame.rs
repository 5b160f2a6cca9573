//! What stands around every input: label, note, mark, and the sentence below.

use yew::prelude::*;

use super::{Icon, Picture};

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

/// Props of [`FieldFrame`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FieldFrameProps {
    /// The input's id.
    pub id: AttrValue,
    /// The input's name.
    pub label: AttrValue,
    /// A word at the label's other end, a count for instance.
    #[prop_or_default]
    pub note: AttrValue,
    /// A sentence below, shown while there is nothing more important to say.
    #[prop_or_default]
    pub hint: AttrValue,
    /// What is to be said about the contents.
    pub verdict: Verdict,
    /// The input, and what stands in the same box.
    pub children: Html,
}

/// The id of the sentence below an input.
pub(crate) fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}

/// A label, a box for the input, and a sentence below.
#[component]
pub fn FieldFrame(props: &FieldFrameProps) -> Html {
    let (class, mark) = match &props.verdict {
        Verdict::Open => ("box", Html::default()),
        Verdict::Good => ("box", html! { <span class="mark-good"><Icon picture={Picture::Check} /></span> }),
        Verdict::Odd(_) => ("box box-odd", html! { <span class="mark-odd"><Icon picture={Picture::Warning} /></span> }),
        Verdict::Bad(_) => ("box box-bad", html! { <span class="mark-bad"><Icon picture={Picture::Cross} /></span> }),
    };
    let (hint_class, hint) = match &props.verdict {
        Verdict::Bad(reason) => ("hint hint-bad", reason),
        Verdict::Odd(remark) => ("hint hint-odd", remark),
        Verdict::Open | Verdict::Good => ("hint", &props.hint),
    };
    html! {
        <div class="field">
            <div class="field-head">
                <label for={&props.id}>{ &props.label }</label>
                if !props.note.is_empty() {
                    <span class="field-note">{ &props.note }</span>
                }
            </div>
            <div {class}>{ props.children.clone() }{ mark }</div>
            <p id={hint_id(&props.id)} class={hint_class}>{ hint }</p>
        </div>
    }
}
