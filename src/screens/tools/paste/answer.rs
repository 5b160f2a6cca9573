//! What was found in a text, drawn: each value with where it stood and what was corrected, choices, and what was not understood.

use enos::SecureMode;
use yew::prelude::*;

use super::choice::Choice;
use super::tell;
use crate::components::{Action, Node, PasteDeed, Picture, Send, group, icon, node, paragraph};
use crate::form::paste::{Finding, Found, Slot};
use crate::form::{GatewayAddress, TypedSecret};
use crate::i18n::{Label, Language, Paste, fill};
use crate::screens::device::state::Device;

/// The whole answer. A secret is drawn by its length alone.
pub(super) fn answer(choice: &Choice, device: &Device, send: &Send, language: Language) -> Html {
    let pasted = &choice.pasted;
    let draw = Draw { choice, send, language };
    let text = |value: &String| node("code", "").say(value);
    let mode = |value: &SecureMode| {
        node("span", "").say(language.say(match value {
            SecureMode::Dynamic => Label::Dynamic,
            SecureMode::Static => Label::Static,
        }))
    };
    let mut list = node("ul", "findings");
    for note in &pasted.notes {
        list = list.put(node("li", "hint").say(&note.words(language)));
    }
    let is_empty = pasted.is_empty() && pasted.mode.is_nothing();
    let list = if is_empty { list.put(node("li", "").say(language.say(Paste::Nothing))) } else { list };
    let list = list
        .hold(draw.found(Slot::ProductKey, &pasted.product_key, text))
        .hold(draw.found(Slot::DeviceKey, &pasted.device_key, text))
        .hold(draw.found(Slot::ClientId, &pasted.client_id, text))
        .hold(draw.found(Slot::ProductSecret, &pasted.product_secret, |value| secret(value, language)))
        .hold(draw.found(Slot::DeviceSecret, &pasted.device_secret, |value| secret(value, language)))
        .hold(draw.found(Slot::SomeSecret, &pasted.some_secret, |value| secret(value, language)))
        .hold(draw.owner())
        .hold(draw.found(Slot::Gateway, &pasted.gateway, text))
        .hold(draw.host(device))
        .hold(draw.mode(mode));
    let not_yet = if is_empty || choice.has_something() {
        Html::default()
    } else {
        paragraph("hint", language.say(Paste::NotFilled))
    };
    group(vec![list.end(), draw.unread(), not_yet])
}

struct Draw<'a> {
    choice: &'a Choice,
    send: &'a Send,
    language: Language,
}

impl Draw<'_> {
    /// What was found for one field: nothing, a value, or values to choose from.
    fn found<T>(&self, slot: Slot, found: &Found<T>, show: impl Fn(&T) -> Node) -> Html {
        let name = slot.name(self.language);
        match found {
            Found::Nothing => Html::default(),
            Found::One(finding) => {
                let mark = node("span", "mark-good").hold(icon(Picture::Check));
                let head = node("p", "").put(mark).say(" ").put(node("strong", "").say(name)).say(" ");
                let item = node("li", "finding").put(head.put(show(&finding.value)));
                self.remarks(item, finding).end()
            }
            Found::Several(findings) => {
                let legend = fill(self.language.say(Paste::Pick), &[name]);
                let mut radios = choices(&legend);
                for (place, finding) in findings.iter().enumerate() {
                    let is_picked = self.choice.picked(slot) == Some(place);
                    let label = self.radio(radio_name(slot), is_picked, PasteDeed::Pick(slot, place));
                    let label = label.put(self.remarks(node("span", "").put(show(&finding.value)), finding));
                    radios = radios.put(label);
                }
                node("li", "finding").put(radios).end()
            }
        }
    }

    /// Whose the secret is that has no name.
    fn owner(&self) -> Html {
        if self.choice.pasted.some_secret.is_nothing() {
            return Html::default();
        }
        let mut radios = choices(self.language.say(Paste::WhoseSecret));
        for (mode, words) in [(SecureMode::Dynamic, Label::ProductSecret), (SecureMode::Static, Label::DeviceSecret)] {
            let is_chosen = self.choice.owner == Some(mode);
            let label = self.radio("paste-owner", is_chosen, PasteDeed::Owner(mode));
            radios = radios.put(label.say(self.language.say(words)));
        }
        node("li", "finding").put(radios).end()
    }

    fn mode(&self, show: impl Fn(&SecureMode) -> Node) -> Html {
        let Some(finding) = self.choice.pasted.mode.one() else { return Html::default() };
        let name = self.language.say(Paste::Mode);
        let head = node("p", "").put(node("strong", "").say(name)).say(" ").put(show(&finding.value));
        self.remarks(node("li", "finding").put(head), finding).end()
    }

    /// A text may come from anybody, and a gateway sees every login.
    fn host(&self, device: &Device) -> Html {
        let Some(finding) = self.choice.pasted.gateway.one() else { return Html::default() };
        let Ok(address) = GatewayAddress::parse(&finding.value, &device.origin) else { return Html::default() };
        let host = address.host();
        if host == device.origin.host {
            return Html::default();
        }
        let words = fill(self.language.say(Paste::ToHost), &[host]);
        node("li", "notice notice-odd").say(&words).end()
    }

    /// What was not understood. It is not repeated, since it may be a secret.
    fn unread(&self) -> Html {
        let unread = &self.choice.pasted.unread;
        if unread.is_empty() {
            return Html::default();
        }
        let mut list = node("ul", "");
        for piece in unread {
            list = list.put(node("li", "hint").say(&piece.words(self.language)));
        }
        group(vec![node("h4", "").say(self.language.say(Paste::Unread)).end(), list.end()])
    }

    /// Where a value stood, and what was corrected.
    fn remarks<T>(&self, item: Node, finding: &Finding<T>) -> Node {
        let item = item.put(node("small", "").say(&finding.origin.words(self.language)));
        let notes = finding.words(self.language).into_iter();
        notes.fold(item, |item, words| item.put(node("small", "hint-odd").say(&words)))
    }

    fn radio(&self, name: &'static str, is_chosen: bool, deed: PasteDeed) -> Node {
        let input = node("input", "").with("type", "radio").with("form", "").with("name", name).checked(is_chosen);
        let action: Action = tell(deed);
        node("label", "choice").put(input.on_choose(self.send, action))
    }
}

fn choices(legend: &str) -> Node {
    node("fieldset", "choices").put(node("legend", "").say(legend))
}

fn secret(value: &TypedSecret, language: Language) -> Node {
    let length = fill(language.say(Label::Characters), &[&value.length().to_string()]);
    let bullets = node("span", "bullets").with("aria-hidden", "true").say("•••• ");
    node("span", "").put(bullets).say(&length)
}

const fn radio_name(slot: Slot) -> &'static str {
    match slot {
        Slot::ProductKey => "paste-product-key",
        Slot::DeviceKey => "paste-device-key",
        Slot::ClientId => "paste-client-id",
        Slot::ProductSecret => "paste-product-secret",
        Slot::DeviceSecret => "paste-device-secret",
        Slot::SomeSecret => "paste-some-secret",
        Slot::Gateway => "paste-gateway",
    }
}
