//! What will be sent: the signed string in parts, and the credentials that come of it.

use enos::{Credentials, PartName, Timestamp};
use yew::prelude::*;

use super::state::Device;
use crate::components::{Action, Chip, Send, button, credentials_list, node, signature};
use crate::form::{Draft, Entry};
use crate::i18n::{Label, Language};

/// The signature, live while the form is filled in; with the credentials, once it is complete.
pub fn signature_pane(device: &Device, signed: Option<&Credentials>, send: &Send, language: Language) -> Html {
    let draft = &device.desk.draft;
    let chips = chips(draft, device.desk.signed_at);
    let again = button("link", language.say(Label::SignAgain), send, Action::SignAgain);
    let section = |title_id: &'static str, title: Label| {
        let heading = node("h3", "").with("id", title_id).say(language.say(title));
        node("section", "card").with("aria-labelledby", title_id).put(heading)
    };
    let signed_part = section("signed-title", Label::SignedLive)
        .hold(signature(&chips, draft.mode, draft.secret().length(), language))
        .put(node("p", "hint").say(language.say(Label::SignedAt)).say(" ").hold(again));
    let sent_part = section("sent-title", Label::WhatIsSent).hold(credentials_list(
        signed,
        draft.mode,
        device.open.password,
        send,
        language,
    ));
    node("div", "stack").put(signed_part).put(sent_part).end()
}

/// The credentials of a complete form, signed with the time of its last change.
#[must_use]
pub fn sign(entry: &Entry, signed_at: Timestamp) -> Credentials {
    Credentials::compute(&entry.identity, &entry.mode, signed_at)
}

/// The parts as they stand in the form, complete or not, in the order in which they are signed.
fn chips(draft: &Draft, signed_at: Timestamp) -> Vec<Chip> {
    let chip = |name, value: &str| Chip { name, value: value.to_owned() };
    vec![
        chip(PartName::ClientId, draft.effective_client_id()),
        chip(PartName::DeviceKey, &draft.device_key),
        chip(PartName::ProductKey, &draft.product_key),
        chip(PartName::Timestamp, &signed_at.to_string()),
    ]
}
