//! What will be sent: the signed string in parts, and the credentials that come of it.

use std::rc::Rc;

use enos::{Credentials, PartName, Timestamp};
use yew::prelude::*;

use crate::components::{Chip, Copier, CredentialsList, Signed, signature};
use crate::form::{Desk, DeskAction, Draft, Entry};
use crate::hooks::now;
use crate::i18n::{Label, Language};

/// The signature as it is to be drawn.
#[derive(Clone, Debug)]
pub struct SignaturePane<'a> {
    /// What the form holds.
    pub desk: &'a Desk,
    /// The credentials, once the form is complete.
    pub signed: Option<Signed>,
    /// What happens to the form.
    pub on_action: Callback<DeskAction>,
    /// The way to the clipboard.
    pub copier: Copier,
}

/// The signature, live while the form is filled in.
pub fn signature_pane(props: &SignaturePane<'_>, language: Language) -> Html {
    let draft = &props.desk.draft;
    let onclick = props.on_action.reform(|_: MouseEvent| DeskAction::Sign(now()));
    html! {
        <div class="stack">
            <section class="card" aria-labelledby="signed-title">
                <h3 id="signed-title">{ language.say(Label::SignedLive) }</h3>
                { signature(&chips(draft, props.desk.signed_at), draft.mode, draft.secret().length(), language) }
                <p class="hint">
                    { language.say(Label::SignedAt) }{ " " }
                    <button type="button" class="link" {onclick}>{ language.say(Label::SignAgain) }</button>
                </p>
            </section>
            <section class="card" aria-labelledby="sent-title">
                <h3 id="sent-title">{ language.say(Label::WhatIsSent) }</h3>
                <CredentialsList signed={props.signed.clone()} mode={draft.mode} copier={props.copier.clone()} {language} />
            </section>
        </div>
    }
}

/// The credentials of a complete form, signed with the time of its last change.
#[must_use]
pub fn sign(entry: &Entry, signed_at: Timestamp) -> Signed {
    Signed(Rc::new(Credentials::compute(&entry.identity, &entry.mode, signed_at)))
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
