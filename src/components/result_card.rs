//! The secret that arrived, and what can be done with it.

use std::rc::Rc;

use activation::Activated;
use yew::prelude::*;

use super::{Copier, CopyRequest, CopyText, Picture, copy_button, icon};
use crate::form::TypedSecret;
use crate::hooks::{monotonic, use_ticker};
use crate::i18n::{Language, Outcome, fill};

/// A secret as a prop: equal when it is the very same one.
#[derive(Clone, Debug)]
pub struct Held(pub Rc<Activated>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A way to write the secret for a device.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyChoice {
    /// What it is called.
    pub name: &'static str,
    /// Writes it.
    pub text: Callback<(), TypedSecret>,
}

/// Whether the secret is known to work.
#[derive(Clone, Debug, PartialEq)]
pub enum ProofView {
    /// Not known, and now is not the time to find out.
    Busy,
    /// Not known; this logs in with it.
    Open(Callback<()>),
    /// A login with it was accepted.
    Proven,
}

/// Props of [`ResultCard`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ResultCardProps {
    /// The secret.
    pub held: Held,
    /// The device, and how long it took.
    pub meta: AttrValue,
    /// The ways to write it, the secret alone first.
    pub choices: Vec<CopyChoice>,
    /// Whether it is known to work.
    pub proof: ProofView,
    /// Somebody has seen or copied it.
    pub on_handed_over: Callback<()>,
    /// The way to the clipboard.
    pub copier: Copier,
    /// The language.
    pub language: Language,
}

/// How long a secret stays in sight.
const SHOWN_MILLIS: u64 = 30_000;

/// The card. Hidden, the secret is nowhere in the document.
#[component]
pub fn ResultCard(props: &ResultCardProps) -> Html {
    let language = props.language;
    let shown_at = use_state_eq(|| None::<u64>);
    let drawer = use_state_eq(|| None::<Drawer>);
    let time = use_ticker(shown_at.map(|_| 500));
    let left = shown_at.map(|at| SHOWN_MILLIS.saturating_sub(time.saturating_sub(at)));
    {
        let shown_at = shown_at.setter();
        use_effect_with(left == Some(0), move |is_over| {
            if *is_over {
                shown_at.set(None);
            }
        });
    }
    let toggle = {
        let (shown_at, on_handed_over) = (shown_at.clone(), props.on_handed_over.clone());
        Callback::from(move |_: MouseEvent| {
            shown_at.set(if shown_at.is_some() { None } else { Some(monotonic()) });
            on_handed_over.emit(());
        })
    };
    let opener = |which: Drawer| {
        let drawer = drawer.clone();
        let next = if *drawer == Some(which) { None } else { Some(which) };
        Callback::from(move |_: MouseEvent| drawer.set(next))
    };
    let is_open = |which: Drawer| (*drawer == Some(which)).to_string();
    let activated = &props.held.0;
    let title = match props.proof {
        ProofView::Proven => Outcome::SecretProven,
        ProofView::Busy | ProofView::Open(_) => Outcome::SecretReceived,
    };
    let toggle_words = if left.is_some() { Outcome::HideSecret } else { Outcome::ShowSecret };
    let fingerprint = fill(language.say(Outcome::Fingerprint), &[&activated.fingerprint.to_string()]);
    html! {
        <section class="card verdict verdict-good" aria-label={language.say(Outcome::Region)}>
            <h2 id="result-title" tabindex="-1">{ icon(Picture::Check) }{ language.say(title) }</h2>
            <p class="meta">{ &props.meta }</p>
            <p class="secret">{ secret(activated, left.is_some()) }</p>
            <p class="meta">{ state(activated, left, language) }{ " · " }{ fingerprint }</p>
            <div class="buttons">
                <button type="button" class="button" onclick={toggle}>{ language.say(toggle_words) }</button>
                { for props.choices.first().map(|choice| copy(props, choice, language.say(Outcome::CopySecret), None)) }
                <button type="button" class="button" aria-expanded={is_open(Drawer::Copy)} onclick={opener(Drawer::Copy)}>
                    { language.say(Outcome::CopyAs) }
                </button>
                if matches!(props.proof, ProofView::Open(_)) {
                    <button type="button" class="button" aria-expanded={is_open(Drawer::Proof)} onclick={opener(Drawer::Proof)}>
                        { language.say(Outcome::ProveIt) }
                    </button>
                }
            </div>
            { match *drawer {
                None => Html::default(),
                Some(Drawer::Copy) => copies(props, language),
                Some(Drawer::Proof) => proof(&props.proof, language),
            } }
        </section>
    }
}

/// What opens below the buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawer {
    Copy,
    Proof,
}

fn copy(props: &ResultCardProps, choice: &CopyChoice, words: &'static str, name: Option<String>) -> Html {
    let request = CopyRequest { text: CopyText::Secret(choice.text.clone()), done: props.on_handed_over.clone() };
    copy_button(words, name, "button", request, &props.copier)
}

fn secret(activated: &Activated, is_shown: bool) -> Html {
    if is_shown {
        html! { <output>{ activated.device_secret.expose() }</output> }
    } else {
        html! { <span class="bullets" aria-hidden="true">{ "•••• •••• •••• ••••" }</span> }
    }
}

fn state(activated: &Activated, left: Option<u64>, language: Language) -> String {
    match left {
        Some(left) => fill(language.say(Outcome::HidesIn), &[&left.div_ceil(1000).to_string()]),
        None => fill(language.say(Outcome::Hidden), &[&activated.device_secret.length().to_string()]),
    }
}

fn copies(props: &ResultCardProps, language: Language) -> Html {
    let buttons = props.choices.iter().skip(1).map(|choice| {
        let name = [language.say(Outcome::CopyAs), " ", choice.name].concat();
        copy(props, choice, choice.name, Some(name))
    });
    html! { <div class="buttons">{ for buttons }</div> }
}

/// Proving has side effects, so they are said before the button that does it can be pressed.
fn proof(proof: &ProofView, language: Language) -> Html {
    match proof {
        ProofView::Proven | ProofView::Busy => Html::default(),
        ProofView::Open(on_prove) => {
            let onclick = on_prove.reform(|_: MouseEvent| ());
            html! {
                <div class="proof">
                    <p>{ language.say(Outcome::ProveHelp) }{ " " }{ language.say(Outcome::ProveCost) }</p>
                    <button type="button" class="button button-tonal" {onclick}>{ language.say(Outcome::ProveNow) }</button>
                </div>
            }
        }
    }
}
