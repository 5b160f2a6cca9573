//! The secret that arrived, and what can be done with it.

use activation::Activated;
use yew::prelude::*;

use super::action::{Action, Copied, Format, Send, Veil, on_click};
use super::{Picture, icon};
use crate::i18n::{Language, Outcome, fill};

/// Whether the secret is known to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofView {
    /// Not known, and now is not the time to find out.
    Busy,
    /// Not known.
    Open,
    /// A login with it was accepted.
    Proven,
}

/// A secret as it is to be drawn.
#[derive(Clone, Debug)]
pub struct ResultCard<'a> {
    /// The secret.
    pub activated: &'a Activated,
    /// The device, and how long it took.
    pub meta: String,
    /// For how many seconds it will be seen; `None` while it is hidden.
    pub left: Option<u64>,
    /// What is open below the buttons: the ways to copy it, or what proving it would do.
    pub drawer: Option<Veil>,
    /// Whether it is known to work.
    pub proof: ProofView,
}

/// The card. Hidden, the secret is nowhere in the document.
pub fn result_card(card: &ResultCard<'_>, send: &Send, language: Language) -> Html {
    let title = match card.proof {
        ProofView::Proven => Outcome::SecretProven,
        ProofView::Busy | ProofView::Open => Outcome::SecretReceived,
    };
    let toggle = if card.left.is_some() { Outcome::HideSecret } else { Outcome::ShowSecret };
    let fingerprint = fill(language.say(Outcome::Fingerprint), &[&card.activated.fingerprint.to_string()]);
    let button = |words: Outcome, action: Action| {
        html! { <button type="button" class="button" onclick={on_click(send, action)}>{ language.say(words) }</button> }
    };
    html! {
        <section class="card verdict verdict-good" aria-label={language.say(Outcome::Region)}>
            <h2 id="result-title" tabindex="-1">{ icon(Picture::Check) }{ language.say(title) }</h2>
            <p class="meta">{ &card.meta }</p>
            <p class="secret">{ secret(card) }</p>
            <p class="meta">{ state(card, language) }{ " · " }{ fingerprint }</p>
            <div class="buttons">
                { button(toggle, Action::Toggle(Veil::Secret)) }
                { button(Outcome::CopySecret, Action::Copy(Copied::Secret(Format::Raw))) }
                { button(Outcome::CopyAs, Action::Toggle(Veil::Formats)) }
                { match card.proof {
                    ProofView::Open => button(Outcome::ProveIt, Action::Toggle(Veil::Proof)),
                    ProofView::Busy | ProofView::Proven => Html::default(),
                } }
            </div>
            { match (card.drawer, card.proof) {
                (Some(Veil::Formats), _) => formats(send, language),
                (Some(Veil::Proof), ProofView::Open) => proof(send, language),
                _ => Html::default(),
            } }
        </section>
    }
}

impl Format {
    /// All of them, the secret alone first.
    pub const ALL: [Self; 5] = [Self::Raw, Self::Json, Self::C, Self::Env, Self::At];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Outcome {
        match self {
            Self::Raw => Outcome::Raw,
            Self::Json => Outcome::AsJson,
            Self::C => Outcome::AsC,
            Self::Env => Outcome::AsEnv,
            Self::At => Outcome::AsAt,
        }
    }
}

fn secret(card: &ResultCard<'_>) -> Html {
    if card.left.is_some() {
        html! { <output>{ card.activated.device_secret.expose() }</output> }
    } else {
        html! { <span class="bullets" aria-hidden="true">{ "•••• •••• •••• ••••" }</span> }
    }
}

fn state(card: &ResultCard<'_>, language: Language) -> String {
    match card.left {
        Some(left) => fill(language.say(Outcome::HidesIn), &[&left.to_string()]),
        None => fill(language.say(Outcome::Hidden), &[&card.activated.device_secret.length().to_string()]),
    }
}

fn formats(send: &Send, language: Language) -> Html {
    let buttons = Format::ALL.into_iter().skip(1).map(|format| {
        let words = language.say(format.name());
        let name = [language.say(Outcome::CopyAs), " ", words].concat();
        let onclick = on_click(send, Action::Copy(Copied::Secret(format)));
        html! { <button type="button" class="button" aria-label={name} {onclick}>{ words }</button> }
    });
    html! { <div class="buttons">{ for buttons }</div> }
}

/// Proving has side effects, so they are said before the button that does it can be pressed.
fn proof(send: &Send, language: Language) -> Html {
    html! {
        <div class="proof">
            <p>{ language.say(Outcome::ProveHelp) }{ " " }{ language.say(Outcome::ProveCost) }</p>
            <button type="button" class="button button-tonal" onclick={on_click(send, Action::Prove)}>
                { language.say(Outcome::ProveNow) }
            </button>
        </div>
    }
}
