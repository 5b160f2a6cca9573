//! All mistakes of the form in one place, each with a link to its field.

use yew::prelude::*;

use super::failure_card::FixAction;
use crate::form::Field;
use crate::i18n::{FailureWord, Label, Language, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::ui::element::element;

/// Stands above the form after a submission with mistakes: each field with its mistake. Says the same words as the
/// fields do.
pub fn error_summary(mistakes: &[(Field, String)], dispatch: &Dispatch, language: Language) -> Html {
    if mistakes.is_empty() {
        return Html::default();
    }
    let title = fill(language.say(Label::SummaryTitle), &[&mistakes.len().to_string()]);
    let mut list = element("ul", "");
    for (field, words) in mistakes {
        let link = element("a", "").attr_text("href", &["#", field.id()].concat());
        let link = link
            .on_click(dispatch, Action::Attempt(AttemptAction::Remedy(FixAction::Edit(*field, FailureWord::TypeAgain))))
            .text(words);
        list = list.child(element("li", "").child(link));
    }
    let notice = element("div", "notice notice-bad").attr("role", "group").attr("aria-labelledby", "summary-title");
    notice.child(element("h3", "").attr("id", "summary-title").text(&title)).child(list).build()
}
