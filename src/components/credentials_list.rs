//! The three values that go into CONNECT.

use enos::{Credentials, SecureMode};
use yew::prelude::*;

use super::action::{Action, Copied, Send, Veil, on_click};
use crate::i18n::{Label, Language, fill};

/// Client id, user name and password, each with a button to copy it. The password is a secret: absent until shown.
pub fn credentials_list(
    credentials: Option<&Credentials>,
    mode: SecureMode,
    is_shown: bool,
    send: &Send,
    language: Language,
) -> Html {
    let Some(credentials) = credentials else {
        return html! { <p class="hint">{ language.say(Label::Incomplete) }</p> };
    };
    let row = |name: &'static str, value: Html, copied: Copied| {
        let full_name = fill(language.say(Label::CopyOf), &[name]);
        html! {
            <div class="output">
                <dt>{ name }</dt>
                <dd>{ value }</dd>
                <dd class="output-copy">
                    <button type="button" class="link" aria-label={full_name} onclick={on_click(send, Action::Copy(copied))}>
                        { language.say(Label::Copy) }
                    </button>
                </dd>
            </div>
        }
    };
    let password = if is_shown {
        html! { <code>{ for groups(credentials.password.expose()) }</code> }
    } else {
        html! { <span class="bullets" aria-hidden="true">{ "•••••••• •••••••• ••••••••" }</span> }
    };
    let toggle = if is_shown { Label::HidePassword } else { Label::ShowPassword };
    let password = html! {
        <>
            { password }
            <button type="button" class="link" onclick={on_click(send, Action::Toggle(Veil::Password))}>{ language.say(toggle) }</button>
        </>
    };
    let words = match mode {
        SecureMode::Static => Label::Static,
        SecureMode::Dynamic => Label::Dynamic,
    };
    let help = fill(language.say(Label::ModeHelp), &[&mode.number().to_string(), language.say(words)]);
    html! {
        <>
            <dl class="outputs">
                { row("mqttClientId", html! { <code>{ &credentials.client_id }</code> }, Copied::ClientId) }
                { row("mqttUsername", html! { <code>{ &credentials.username }</code> }, Copied::Username) }
                { row("mqttPassword", password, Copied::Password) }
            </dl>
            <p class="hint">{ language.say(Label::PasswordHelp) }{ " " }{ help }</p>
        </>
    }
}

/// Groups of eight, which are easier to compare. The gaps are drawn, not written, so that a selection copies none.
fn groups(text: &str) -> impl Iterator<Item = Html> + '_ {
    text.as_bytes()
        .chunks(8)
        .map(|group| html! { <span class="group">{ String::from_utf8_lossy(group).into_owned() }</span> })
}
