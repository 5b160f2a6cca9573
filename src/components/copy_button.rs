//! A button that puts a text on the clipboard.

use yew::prelude::*;

use crate::form::TypedSecret;

/// What is to be copied. It is written only when the button is pressed, so that no copy of a secret waits in the page.
#[derive(Clone, Debug, PartialEq)]
pub enum CopyText {
    /// Anything that may be seen.
    Plain(Callback<(), AttrValue>),
    /// A secret.
    Secret(Callback<(), TypedSecret>),
}

impl CopyText {
    /// A text that stands in the page anyway.
    #[must_use]
    pub fn of_plain(text: AttrValue) -> Self {
        Self::Plain(Callback::from(move |()| text.clone()))
    }
}

/// A text on its way to the clipboard.
#[derive(Clone, Debug)]
pub struct CopyRequest {
    /// What.
    pub text: CopyText,
    /// Told when it is there.
    pub done: Callback<()>,
}

/// The way to the clipboard, given by the page to everything in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copier(pub Callback<CopyRequest>);

/// A button with these words that copies through the [`Copier`]. The name is its full one, where the words alone would not
/// tell it from its neighbours.
pub fn copy_button(
    words: &'static str,
    name: Option<String>,
    class: &'static str,
    request: CopyRequest,
    copier: &Copier,
) -> Html {
    let onclick = copier.0.reform(move |_: MouseEvent| request.clone());
    html! { <button type="button" {class} aria-label={name} {onclick}>{ words }</button> }
}
