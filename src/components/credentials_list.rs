//! The three values that go into CONNECT.

use std::rc::Rc;

use enos::{Credentials, SecureMode};
use yew::prelude::*;

use super::{Copier, CopyRequest, CopyText, copy_button};
use crate::form::TypedSecret;
use crate::i18n::{Label, Language, fill};

/// Computed credentials as a prop: equal when they are the very same computation.
#[derive(Clone, Debug)]
pub struct Signed(pub Rc<Credentials>);

impl PartialEq for Signed {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Props of [`CredentialsList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CredentialsListProps {
    /// The values, once the form is complete.
    pub signed: Option<Signed>,
    /// The mode, said in words.
    pub mode: SecureMode,
    /// The way to the clipboard.
    pub copier: Copier,
    /// The language.
    pub language: Language,
}

/// Client id, user name and password, each with a button to copy it. The password is a secret: absent until shown.
#[component]
pub fn CredentialsList(props: &CredentialsListProps) -> Html {
    let language = props.language;
    let shown = use_state_eq(|| false);
    let Some(Signed(credentials)) = &props.signed else {
        return html! { <p class="hint">{ language.say(Label::Incomplete) }</p> };
    };
    let plain = |name: &'static str, value: &str| {
        let text = CopyText::of_plain(AttrValue::from(value.to_owned()));
        row(props, name, html! { <code>{ value }</code> }, text)
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let password = if *shown {
        html! { <code>{ for groups(credentials.password.expose()) }</code> }
    } else {
        html! { <span class="bullets" aria-hidden="true">{ "•••••••• •••••••• ••••••••" }</span> }
    };
    let toggle_words = if *shown { Label::HidePassword } else { Label::ShowPassword };
    let password = html! {
        <>
            { password }
            <button type="button" class="link" onclick={toggle}>{ language.say(toggle_words) }</button>
        </>
    };
    let secret = {
        let credentials = Rc::clone(credentials);
        CopyText::Secret(Callback::from(move |()| TypedSecret::new(credentials.password.expose().to_owned())))
    };
    let words = match props.mode {
        SecureMode::Static => Label::Static,
        SecureMode::Dynamic => Label::Dynamic,
    };
    let mode = fill(language.say(Label::ModeHelp), &[&props.mode.number().to_string(), language.say(words)]);
    html! {
        <>
            <dl class="outputs">
                { plain("mqttClientId", &credentials.client_id) }
                { plain("mqttUsername", &credentials.username) }
                { row(props, "mqttPassword", password, secret) }
            </dl>
            <p class="hint">{ language.say(Label::PasswordHelp) }{ " " }{ mode }</p>
        </>
    }
}

fn row(props: &CredentialsListProps, name: &'static str, value: Html, text: CopyText) -> Html {
    let language = props.language;
    let full_name = fill(language.say(Label::CopyOf), &[name]);
    let request = CopyRequest { text, done: Callback::noop() };
    html! {
        <div class="output">
            <dt>{ name }</dt>
            <dd>{ value }</dd>
            <dd class="output-copy">
                { copy_button(language.say(Label::Copy), Some(full_name), "link", request, &props.copier) }
            </dd>
        </div>
    }
}

/// Groups of eight, which are easier to compare. The gaps are drawn, not written, so that a selection copies none.
fn groups(text: &str) -> impl Iterator<Item = Html> + '_ {
    text.as_bytes()
        .chunks(8)
        .map(|group| html! { <span class="group">{ String::from_utf8_lossy(group).into_owned() }</span> })
}
