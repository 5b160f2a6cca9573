//! The string that is signed, part by part.

use enos::{PartName, SecureMode};
use yew::prelude::*;

use crate::i18n::{Label, Language, fill};

/// One part of the signed string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its name.
    pub name: PartName,
    /// Its value; empty while nothing was typed.
    pub value: AttrValue,
}

/// Each part of the string in its own tint, in the order in which they are signed; and how many characters the secret behind
/// them has.
pub fn signature(chips: &[Chip], mode: SecureMode, secret_length: usize, language: Language) -> Html {
    let chips = chips.iter().map(|chip| {
        html! {
            <span class={tint(chip.name)}>
                <em>{ chip.name.as_str() }</em>
                if chip.value.is_empty() {
                    <i>{ language.say(Label::Empty) }</i>
                } else {
                    { &chip.value }
                }
            </span>
        }
    });
    let secret = match mode {
        SecureMode::Static => Label::DeviceSecret,
        SecureMode::Dynamic => Label::ProductSecret,
    };
    html! {
        <p class="ray">
            { for chips }
            <span class="chip chip-secret">
                <em>{ language.say(secret) }</em>
                if secret_length == 0 {
                    <i>{ language.say(Label::Empty) }</i>
                } else {
                    <span aria-hidden="true">{ "•••• " }</span>
                    { fill(language.say(Label::Characters), &[&secret_length.to_string()]) }
                }
            </span>
            <span class="ray-end">{ language.say(Label::ThenHashed) }</span>
        </p>
    }
}

const fn tint(name: PartName) -> &'static str {
    match name {
        PartName::ClientId => "chip chip-client",
        PartName::DeviceKey => "chip chip-device",
        PartName::ProductKey => "chip chip-product",
        PartName::Timestamp => "chip chip-time",
    }
}
