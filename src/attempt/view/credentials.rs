//! The three values that go into CONNECT.

use enos::{Credentials, SecureMode, Timestamp};
use foreign_text::visible;
use yew::prelude::*;

use crate::form::ParsedForm;
use crate::i18n::{Label, Language, fill};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch, Reveal};
use crate::page::state::PageState;
use crate::ui::element::{Node, button, group, node};

/// What a complete form comes to.
pub fn credentials(page: &PageState, entry: &ParsedForm, dispatch: &Dispatch, language: Language) -> Html {
    let form = &page.form;
    let signed = sign(entry, form.timestamp());
    credentials_list(&signed, form.draft.mode, page.revealed.password, dispatch, language)
}

/// The credentials of a complete form, signed with the time of its last change.
#[must_use]
pub fn sign(entry: &ParsedForm, signed_at: Timestamp) -> Credentials {
    Credentials::compute(&entry.identity, &entry.mode, signed_at)
}

/// Client id, user name and password, each with a button to copy it. The password is a secret: absent until shown.
fn credentials_list(
    credentials: &Credentials,
    mode: SecureMode,
    is_shown: bool,
    dispatch: &Dispatch,
    language: Language,
) -> Html {
    let row = |name: &'static str, value: Html, copied: Copied| {
        let full_name = fill(language.say(Label::CopyOf), &[name]);
        let copy = node("button", "link").with("type", "button").with_text("aria-label", &full_name);
        let copy = copy.on_click(dispatch, Action::Attempt(AttemptAction::Copy(copied))).say(language.say(Label::Copy));
        let row = node("div", "output").put(node("dt", "").say(name)).put(node("dd", "").hold(value));
        row.put(node("dd", "output-copy").put(copy))
    };
    // What is copied is exact; what is read is spelled out.
    let code = |value: &str| node("code", "").say(&visible(value)).end();
    let password = if is_shown {
        grouped(credentials.password.expose())
    } else {
        node("span", "bullets").with("aria-hidden", "true").say("•••••••• •••••••• ••••••••")
    };
    let toggle = if is_shown { Label::HidePassword } else { Label::ShowPassword };
    let toggle =
        button("link", language.say(toggle), dispatch, Action::Attempt(AttemptAction::Toggle(Reveal::Password)));
    let words = match mode {
        SecureMode::Static => Label::Static,
        SecureMode::Dynamic => Label::Dynamic,
    };
    let help = fill(language.say(Label::ModeHelp), &[&mode.number().to_string(), language.say(words)]);
    let list = node("dl", "outputs")
        .put(row("mqttClientId", code(&credentials.client_id), Copied::ClientId))
        .put(row("mqttUsername", code(&credentials.username), Copied::Username))
        .put(row("mqttPassword", group(vec![password.end(), toggle]), Copied::Password));
    let hint = node("p", "hint").say(language.say(Label::PasswordHelp)).say(" ").say(&help);
    group(vec![list.end(), hint.end()])
}

/// Groups of eight, which are easier to compare. The gaps are drawn, not written, so that a selection copies none.
fn grouped(text: &str) -> Node {
    text.as_bytes().chunks(8).fold(node("code", "password"), |code, group| {
        code.put(node("span", "group").say(str::from_utf8(group).unwrap_or_default()))
    })
}
