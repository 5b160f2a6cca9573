//! The string that is signed, part by part.

use enos::{PartName, SecureMode};
use foreign_text::visible;
use yew::prelude::*;

use crate::i18n::{Label, Language, fill};
use crate::ui::element::element;

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
    let mut ray = element("p", "ray");
    for chip in chips {
        let part = element("span", tint(chip.name)).child(element("em", "").text(chip.name.as_str()));
        ray = ray.child(if chip.value.is_empty() {
            part.child(element("i", "").text(language.say(Label::Empty)))
        } else {
            part.text(&visible(&chip.value))
        });
    }
    let name = match mode {
        SecureMode::Static => Label::DeviceSecret,
        SecureMode::Dynamic => Label::ProductSecret,
    };
    let secret = element("span", "chip chip-secret").child(element("em", "").text(language.say(name)));
    let secret = if secret_length == 0 {
        secret.child(element("i", "").text(language.say(Label::Empty)))
    } else {
        let length = fill(language.say(Label::Characters), &[&secret_length.to_string()]);
        secret.child(element("span", "").attr("aria-hidden", "true").text("•••• ")).text(&length)
    };
    ray.child(secret).child(element("span", "ray-end").text(language.say(Label::ThenHashed))).build()
}

const fn tint(name: PartName) -> &'static str {
    match name {
        PartName::ClientId => "chip chip-client",
        PartName::DeviceKey => "chip chip-device",
        PartName::ProductKey => "chip chip-product",
        PartName::Timestamp => "chip chip-time",
    }
}
