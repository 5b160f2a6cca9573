//! What went wrong, why, and what may be done.

use yew::prelude::*;

use super::action::{Action, Copied, Send, on_click};
use super::{Picture, icon};
use crate::form::Field;
use crate::i18n::{FailureWord, Language};

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureView {
    /// What.
    pub title: &'static str,
    /// Why.
    pub reason: AttrValue,
    /// What may be done, most likely first.
    pub fixes: Vec<FixView>,
    /// Names and values for those who want to know exactly.
    pub facts: Vec<(AttrValue, AttrValue)>,
}

/// One thing to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixView {
    /// A full sentence.
    pub words: &'static str,
    /// What the page can do about it.
    pub action: Option<FixAction>,
}

/// What a button beside a remedy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixAction {
    /// Leads to a field, under these words.
    Edit(Field, FailureWord),
    /// Chooses the static login.
    UseStatic,
    /// Chooses dynamic activation.
    UseDynamic,
}

/// The card. Announced as an alert when it appears; it stays until something else is done.
pub fn failure_card(view: &FailureView, again: Action, send: &Send, language: Language) -> Html {
    let fixes = view.fixes.iter().map(|fix| {
        let button = fix.action.map(|action| {
            let onclick = on_click(send, Action::Fix(action));
            html! { <button type="button" class="link" {onclick}>{ language.say(action.words()) }</button> }
        });
        html! { <li>{ fix.words }{ " " }{ button }</li> }
    });
    let facts = view.facts.iter().map(|(name, value)| html! { <><dt>{ name }</dt><dd>{ value }</dd></> });
    let on_again = on_click(send, again);
    let on_report = on_click(send, Action::Copy(Copied::Report));
    html! {
        <section class="card verdict verdict-bad" role="alert" aria-labelledby="failure-title">
            <h2 id="failure-title" tabindex="-1">{ icon(Picture::Cross) }{ view.title }</h2>
            <p>{ &view.reason }</p>
            <p class="meta">{ language.say(FailureWord::MostLikely) }</p>
            <ol class="fixes">{ for fixes }</ol>
            <div class="buttons">
                <button type="button" class="button" onclick={on_again}>{ language.say(FailureWord::TryAgain) }</button>
                <button type="button" class="button" onclick={on_report}>{ language.say(FailureWord::CopyReport) }</button>
            </div>
            <p class="hint">{ language.say(FailureWord::ReportHelp) }</p>
            <details class="fold">
                <summary>{ language.say(FailureWord::Details) }</summary>
                <dl class="facts">{ for facts }</dl>
            </details>
        </section>
    }
}

impl FixAction {
    const fn words(self) -> FailureWord {
        match self {
            Self::Edit(_, words) => words,
            Self::UseStatic => FailureWord::SwitchToStatic,
            Self::UseDynamic => FailureWord::SwitchToDynamic,
        }
    }
}
