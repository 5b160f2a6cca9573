//! The checks before an attempt: a line of findings, and the details behind it.

use yew::prelude::*;

use super::{Picture, icon};
use crate::i18n::{Check, Language};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Not known, or not yet.
    Open,
    /// Good.
    Good,
    /// Worth a look, but no obstacle.
    Odd,
    /// An obstacle.
    Bad,
}

/// One check in words.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckView {
    /// How it came out.
    pub finding: Finding,
    /// In few words.
    pub words: AttrValue,
}

/// All checks.
#[derive(Clone, Debug)]
pub struct Checks {
    /// The line.
    pub line: Vec<CheckView>,
    /// What each layer said, from the near to the far.
    pub layers: Vec<CheckView>,
    /// A sentence on the clock.
    pub clock: AttrValue,
    /// What may be wrong, the likeliest first.
    pub suspects: Vec<&'static str>,
    /// Signs with the corrected time, where that would be another one.
    pub on_correct: Option<Callback<()>>,
    /// Checks once more.
    pub on_again: Callback<()>,
}

/// The line, which opens to the details.
pub fn checks(props: &Checks, language: Language) -> Html {
    let onclick = props.on_again.reform(|_: MouseEvent| ());
    let layers = props.layers.iter().map(|layer| html! { <li>{ show(layer) }</li> });
    let suspects = props.suspects.iter().map(|suspect| html! { <li>{ *suspect }</li> });
    html! {
        <details class="checks">
            <summary>
                <span class="unseen">{ language.say(Check::Title) }{ ": " }</span>
                { for props.line.iter().map(show) }
            </summary>
            <div class="checks-body">
                <p>{ &props.clock }{ " " }{ props.on_correct.as_ref().map(|on_correct| {
                    let onclick = on_correct.reform(|_: MouseEvent| ());
                    html! { <button type="button" class="link" {onclick}>{ language.say(Check::Corrected) }</button> }
                }) }</p>
                if !props.layers.is_empty() {
                    <ul class="layers">{ for layers }</ul>
                }
                if !props.suspects.is_empty() {
                    <p>{ language.say(Check::Suspects) }</p>
                    <ol>{ for suspects }</ol>
                }
                <button type="button" class="button" {onclick}>{ language.say(Check::Again) }</button>
            </div>
        </details>
    }
}

fn show(check: &CheckView) -> Html {
    let (class, picture) = match check.finding {
        Finding::Open => ("check", Picture::Circle),
        Finding::Good => ("check check-good", Picture::Check),
        Finding::Odd => ("check check-odd", Picture::Warning),
        Finding::Bad => ("check check-bad", Picture::Cross),
    };
    html! { <span {class}>{ icon(picture) }{ " " }{ &check.words }</span> }
}
