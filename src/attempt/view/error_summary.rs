//! All mistakes of the form in one place, each with a link to its field.

use yew::prelude::*;

use super::failure_card::FixAction;
use crate::form::Field;
use crate::i18n::{FailureWord, Label, Language, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::ui::element::node;

/// Stands above the form after a submission with mistakes: each field with its mistake. Says the same words as the
/// fields do.
pub fn error_summary(mistakes: &[(Field, String)], dispatch: &Dispatch, language: Language) -> Html {
    if mistakes.is_empty() {
        return Html::default();
    }
    let title = fill(language.say(Label::SummaryTitle), &[&mistakes.len().to_string()]);
    let mut list = node("ul", "");
    for (field, words) in mistakes {
        let link = node("a", "").with_text("href", &["#", field.id()].concat());
        let link = link
            .on_click(dispatch, Action::Attempt(AttemptAction::Remedy(FixAction::Edit(*field, FailureWord::TypeAgain))))
            .say(words);
        list = list.put(node("li", "").put(link));
    }
    let notice = node("div", "notice notice-bad").with("role", "group").with("aria-labelledby", "summary-title");
    notice.put(node("h3", "").with("id", "summary-title").say(&title)).put(list).end()
}
