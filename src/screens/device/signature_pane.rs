//! What will be sent: the signed string in parts, and the credentials that come of it.

use enos::{Credentials, PartName, Timestamp};
use yew::prelude::*;

use super::state::Device;
use crate::components::{Action, Chip, Send, credentials_list, on_click, signature};
use crate::form::{Draft, Entry};
use crate::i18n::{Label, Language};

/// The signature, live while the form is filled in; with the credentials, once it is complete.
pub fn signature_pane(device: &Device, signed: Option<&Credentials>, send: &Send, language: Language) -> Html {
    let draft = &device.desk.draft;
    let chips = chips(draft, device.desk.signed_at);
    html! {
        <div class="stack">
            <section class="card" aria-labelledby="signed-title">
                <h3 id="signed-title">{ language.say(Label::SignedLive) }</h3>
                { signature(&chips, draft.mode, draft.secret().length(), language) }
                <p class="hint">
                    { language.say(Label::SignedAt) }{ " " }
                    <button type="button" class="link" onclick={on_click(send, Action::SignAgain)}>
                        { language.say(Label::SignAgain) }
                    </button>
                </p>
            </section>
            <section class="card" aria-labelledby="sent-title">
                <h3 id="sent-title">{ language.say(Label::WhatIsSent) }</h3>
                { credentials_list(signed, draft.mode, device.open.password, send, language) }
            </section>
        </div>
    }
}

/// The credentials of a complete form, signed with the time of its last change.
#[must_use]
pub fn sign(entry: &Entry, signed_at: Timestamp) -> Credentials {
    Credentials::compute(&entry.identity, &entry.mode, signed_at)
}

/// The parts as they stand in the form, complete or not, in the order in which they are signed.
fn chips(draft: &Draft, signed_at: Timestamp) -> Vec<Chip> {
    let chip = |name, value: &str| Chip { name, value: value.to_owned().into() };
    vec![
        chip(PartName::ClientId, draft.effective_client_id()),
        chip(PartName::DeviceKey, &draft.device_key),
        chip(PartName::ProductKey, &draft.product_key),
        chip(PartName::Timestamp, &signed_at.to_string()),
    ]
}
