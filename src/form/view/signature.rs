//! The string that is signed, part by part.

use enos::{PartName, SecureMode};
use foreign_text::visible;
use yew::prelude::*;

use crate::i18n::{Label, Language, fill};
use crate::ui::element::node;

/// One part of the signed string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPart {
    /// Its name.
    pub name: PartName,
    /// Its value; empty while nothing was typed.
    pub value: String,
}

/// Each part of the string in its own tint, in the order in which they are signed; and how many characters the secret behind
/// them has.
pub fn signature(chips: &[SignedPart], mode: SecureMode, secret_length: usize, language: Language) -> Html {
    let mut ray = node("p", "ray");
    for chip in chips {
        let part = node("span", tint(chip.name)).put(node("em", "").say(chip.name.as_str()));
        ray = ray.put(if chip.value.is_empty() {
            part.put(node("i", "").say(language.say(Label::Empty)))
        } else {
            part.say(&visible(&chip.value))
        });
    }
    let name = match mode {
        SecureMode::Static => Label::DeviceSecret,
        SecureMode::Dynamic => Label::ProductSecret,
    };
    let secret = node("span", "chip chip-secret").put(node("em", "").say(language.say(name)));
    let secret = if secret_length == 0 {
        secret.put(node("i", "").say(language.say(Label::Empty)))
    } else {
        let length = fill(language.say(Label::Characters), &[&secret_length.to_string()]);
        secret.put(node("span", "").with("aria-hidden", "true").say("•••• ")).say(&length)
    };
    ray.put(secret).put(node("span", "ray-end").say(language.say(Label::ThenHashed))).end()
}

const fn tint(name: PartName) -> &'static str {
    match name {
        PartName::ClientId => "chip chip-client",
        PartName::DeviceKey => "chip chip-device",
        PartName::ProductKey => "chip chip-product",
        PartName::Timestamp => "chip chip-time",
    }
}
