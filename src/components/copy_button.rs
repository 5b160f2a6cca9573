//! A button that puts a text on the clipboard.

use std::rc::Rc;

use enos::Secret;
use yew::prelude::*;

/// What is to be copied. A secret stays in its wrapper until it is handed to the browser.
#[derive(Clone, Debug)]
pub enum CopyText {
    /// Anything that may be seen.
    Plain(AttrValue),
    /// A secret.
    Secret(Rc<Secret>),
}

impl PartialEq for CopyText {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(one), Self::Plain(other)) => one == other,
            (Self::Secret(one), Self::Secret(other)) => Rc::ptr_eq(one, other),
            (Self::Plain(_) | Self::Secret(_), _) => false,
        }
    }
}

/// The way to the clipboard, given by the page to everything in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copier(pub Callback<CopyText>);

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
    /// Told besides.
    #[prop_or_default]
    pub on_copy: Callback<()>,
}

/// Copies through the [`Copier`] around it.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let copier = use_context::<Copier>().unwrap_or_default();
    let (text, on_copy) = (props.text.clone(), props.on_copy.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        copier.0.emit(text.clone());
        on_copy.emit(());
    });
    html! {
        <button type="button" class={props.class.clone()} aria-label={props.name.clone()} {onclick}>{ &props.words }</button>
    }
}
