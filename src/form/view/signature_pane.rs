//! What will be sent: the signed string in parts, and the credentials that come of it.

use enos::{PartName, Timestamp};
use yew::prelude::*;

use super::signature::SignedPart;
use super::signature::signature;
use crate::form::{Draft, TimestampChoice, has_named_value};
use crate::i18n::{Label, Language, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::state::PageState;
use crate::page::tool_action::ToolId;
use crate::ui::element::{button, element, group, paragraph};

/// The signature, live while the form is filled in; with the credentials, once it is complete.
pub fn signature_pane(page: &PageState, credentials: Option<Html>, dispatch: &Dispatch, language: Language) -> Html {
    let draft = &page.form.draft;
    let chips = chips(draft, page.form.timestamp());
    let section = |title_id: &'static str, title: Label| {
        let heading = element("h3", "").attr("id", title_id).text(language.say(title));
        element("section", "card").attr("aria-labelledby", title_id).child(heading)
    };
    let signed_part = section("signed-title", Label::SignedLive)
        .child(signature(&chips, draft.mode, draft.secret().length(), language))
        .child(time(page, dispatch, language));
    let sent_part = section("sent-title", Label::WhatIsSent)
        .child(credentials.unwrap_or_else(|| paragraph("hint", language.say(Label::Incomplete))));
    element("div", "stack").child(signed_part).child(sent_part).build()
}

/// Which time is signed, and the ways to another one.
fn time(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let (words, is_fixed) = match page.form.time {
        TimestampChoice::Now => (language.say(Label::SignedAt).to_owned(), false),
        TimestampChoice::Fixed(_) => (language.say(Label::SignedFixed).to_owned(), true),
        TimestampChoice::Corrected { offset_ms } => {
            (fill(language.say(Label::SignedCorrected), &[&offset_ms.to_string()]), false)
        }
    };
    let again = if is_fixed {
        Html::default()
    } else {
        button("link", language.say(Label::SignAgain), dispatch, Action::Attempt(AttemptAction::SignAgain))
    };
    let other = element("button", "link").attr("type", "button").attr("id", ToolId::Time.opener());
    let other = other.attr("aria-expanded", page.is_tool_open(ToolId::Time)).flag("disabled", page.is_running);
    let other = other.on_click(dispatch, Action::ToggleTool(ToolId::Time)).text(language.say(Label::OtherTime));
    let links = element("p", "links").child(again).child(other);
    group(vec![element("p", "hint").text(&words).build(), links.build()])
}

/// The parts as they stand in the form, complete or not, in the order in which they are signed.
fn chips(draft: &Draft, signed_at: Timestamp) -> Vec<SignedPart> {
    // A label that is being typed may hold a secret.
    let chip = |name, value: &str| SignedPart {
        name,
        value: if has_named_value(value) { String::new() } else { value.to_owned() },
    };
    vec![
        chip(PartName::ClientId, draft.effective_client_id()),
        chip(PartName::DeviceKey, &draft.device_key),
        chip(PartName::ProductKey, &draft.product_key),
        chip(PartName::Timestamp, &signed_at.to_string()),
    ]
}
