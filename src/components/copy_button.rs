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

/// Props of [`CopyButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// The words on it.
    pub words: AttrValue,
    /// Its full name, where the words alone would not tell it from its neighbours.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    /// What it copies.
    pub text: CopyText,
    /// The looks.
    #[prop_or(classes!("link"))]
    pub class: Classes,
    /// Told when the text is on the clipboard.
    #[prop_or_default]
    pub done: Callback<()>,
}

/// Copies through the [`Copier`] around it.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let copier = use_context::<Copier>().unwrap_or_default();
    let request = CopyRequest { text: props.text.clone(), done: props.done.clone() };
    let onclick = copier.0.reform(move |_: MouseEvent| request.clone());
    html! {
        <button type="button" class={props.class.clone()} aria-label={props.name.clone()} {onclick}>{ &props.words }</button>
    }
}
