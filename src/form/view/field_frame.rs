//! What stands around every input: label, note, mark, and the sentence below.

use yew::prelude::*;

use crate::form::Field;
use crate::ui::element::element;
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// What is to be said about a field's contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FieldStatus {
    /// Nothing yet.
    #[default]
    Open,
    /// Right, as far as the page can check.
    Succeeded,
    /// Allowed, but worth a second look.
    Odd(String),
    /// Refused, with the reason.
    Bad(String),
}

impl FieldStatus {
    /// Whether the field is refused.
    #[must_use]
    pub const fn is_bad(&self) -> bool {
        match self {
            Self::Bad(_) => true,
            Self::Open | Self::Succeeded | Self::Odd(_) => false,
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
    pub status: FieldStatus,
    /// Whether nothing may be changed now.
    pub locked: bool,
}

/// The id of the sentence below an input.
pub(crate) fn hint_id(id: &str) -> String {
    [id, "-hint"].concat()
}

/// A label, a box around the input, and a sentence below.
pub fn field_frame(frame: &FieldFrame, input: Html) -> Html {
    let (class, mark, picture) = match &frame.status {
        FieldStatus::Open => ("box", "", None),
        FieldStatus::Succeeded => ("box", "mark-good", Some(Picture::Check)),
        FieldStatus::Odd(_) => ("box box-odd", "mark-odd", Some(Picture::Warning)),
        FieldStatus::Bad(_) => ("box box-bad", "mark-bad", Some(Picture::Cross)),
    };
    let mark = picture.map_or_else(Html::default, |picture| element("span", mark).child(icon(picture)).build());
    let (hint_class, hint) = match &frame.status {
        FieldStatus::Bad(reason) => ("hint hint-bad", reason.as_str()),
        FieldStatus::Odd(remark) => ("hint hint-odd", remark.as_str()),
        FieldStatus::Open | FieldStatus::Succeeded => ("hint", frame.hint),
    };
    let id = frame.field.id();
    let label = element("label", "").attr("for", id).text(frame.label);
    let head = element("div", "field-head").child(label).child(element("span", "field-note").text(&frame.note));
    let hint = element("p", hint_class).attr_text("id", &hint_id(id)).text(hint);
    element("div", "field").child(head).child(element("div", class).child(input).child(mark)).child(hint).build()
}
