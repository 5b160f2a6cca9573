//! The string that is signed, part by part.

use enos::{PartName, SecureMode};
use yew::prelude::*;

use crate::i18n::{Label, fill, use_language};

/// One part of the signed string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its name.
    pub name: PartName,
    /// Its value; empty while nothing was typed.
    pub value: AttrValue,
}

/// Props of [`Signature`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SignatureProps {
    /// The parts, in the order in which they are signed.
    pub chips: Vec<Chip>,
    /// Which secret stands behind them.
    pub mode: SecureMode,
    /// How many characters that secret has.
    pub secret_length: usize,
}

/// Each part of the string in its own tint, the secret only by its length.
#[component]
pub fn Signature(props: &SignatureProps) -> Html {
    let language = use_language();
    let chips = props.chips.iter().map(|chip| {
        html! {
            <span class={classes!("chip", tint(chip.name))}>
                <em>{ chip.name.as_str() }</em>
                if chip.value.is_empty() {
                    <i>{ language.say(Label::Empty) }</i>
                } else {
                    { &chip.value }
                }
            </span>
        }
    });
    let secret = match props.mode {
        SecureMode::Static => Label::DeviceSecret,
        SecureMode::Dynamic => Label::ProductSecret,
    };
    html! {
        <p class="ray">
            { for chips }
            <span class="chip chip-secret">
                <em>{ language.say(secret) }</em>
                if props.secret_length == 0 {
                    <i>{ language.say(Label::Empty) }</i>
                } else {
                    <span aria-hidden="true">{ "•••• " }</span>
                    { fill(language.say(Label::Characters), &[&props.secret_length.to_string()]) }
                }
            </span>
            <span class="ray-end">{ language.say(Label::ThenHashed) }</span>
        </p>
    }
}

const fn tint(name: PartName) -> &'static str {
    match name {
        PartName::ClientId => "chip-client",
        PartName::DeviceKey => "chip-device",
        PartName::ProductKey => "chip-product",
        PartName::Timestamp => "chip-time",
    }
}
