//! The three values that go into CONNECT.

use enos::{Credentials, SecureMode, Timestamp};
use foreign_text::visible;
use yew::prelude::*;

use crate::form::ParsedForm;
use crate::i18n::{Label, Language, fill};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch, Reveal};
use crate::page::state::PageState;
use crate::ui::element::{Element, button, element, group};

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
        let copy = element("button", "link").attr("type", "button").attr_text("aria-label", &full_name);
        let copy =
            copy.on_click(dispatch, Action::Attempt(AttemptAction::Copy(copied))).text(language.say(Label::Copy));
        let row = element("div", "output").child(element("dt", "").text(name)).child(element("dd", "").child(value));
        row.child(element("dd", "output-copy").child(copy))
    };
    // What is copied is exact; what is read is spelled out.
    let code = |value: &str| element("code", "").text(&visible(value)).build();
    let password = if is_shown {
        grouped(credentials.password.expose())
    } else {
        element("span", "bullets").attr("aria-hidden", "true").text("•••••••• •••••••• ••••••••")
    };
    let toggle = if is_shown { Label::HidePassword } else { Label::ShowPassword };
    let toggle =
        button("link", language.say(toggle), dispatch, Action::Attempt(AttemptAction::Toggle(Reveal::Password)));
    let words = match mode {
        SecureMode::Static => Label::Static,
        SecureMode::Dynamic => Label::Dynamic,
    };
    let help = fill(language.say(Label::ModeHelp), &[&mode.number().to_string(), language.say(words)]);
    let list = element("dl", "outputs")
        .child(row("mqttClientId", code(&credentials.client_id), Copied::ClientId))
        .child(row("mqttUsername", code(&credentials.username), Copied::Username))
        .child(row("mqttPassword", group(vec![password.build(), toggle]), Copied::Password));
    let hint = element("p", "hint").text(language.say(Label::PasswordHelp)).text(" ").text(&help);
    group(vec![list.build(), hint.build()])
}

/// Groups of eight, which are easier to compare. The gaps are drawn, not written, so that a selection copies none.
fn grouped(text: &str) -> Element {
    text.as_bytes().chunks(8).fold(element("code", "password"), |code, group| {
        code.child(element("span", "group").text(str::from_utf8(group).unwrap_or_default()))
    })
}
