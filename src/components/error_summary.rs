//! All mistakes of the form in one place, each with a link to its field.

use yew::prelude::*;

use super::FixAction;
use super::action::{Action, Send, on_click};
use crate::form::Field;
use crate::i18n::{FailureWord, Label, Language, fill};

/// Stands above the form after a submission with mistakes: each field with its mistake. Says the same words as the
/// fields do.
pub fn error_summary(mistakes: &[(Field, String)], send: &Send, language: Language) -> Html {
    if mistakes.is_empty() {
        return Html::default();
    }
    let title = fill(language.say(Label::SummaryTitle), &[&mistakes.len().to_string()]);
    let items = mistakes.iter().map(|(field, words)| {
        let onclick = on_click(send, Action::Fix(FixAction::Edit(*field, FailureWord::TypeAgain)));
        html! { <li><a href={["#", field.id()].concat()} {onclick}>{ words }</a></li> }
    });
    html! {
        <div class="notice notice-bad" role="group" aria-labelledby="summary-title">
            <h3 id="summary-title">{ title }</h3>
            <ul>{ for items }</ul>
        </div>
    }
}
