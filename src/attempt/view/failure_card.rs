//! What went wrong, why, and what may be done.

use yew::prelude::*;

use crate::form::Field;
use crate::i18n::{FailureWord, Language};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch};
use crate::ui::element::{button, element, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureView {
    /// What.
    pub title: &'static str,
    /// What is known for certain and comes before everything else; may be empty.
    pub notice: String,
    /// Why.
    pub reason: String,
    /// What may be done, most likely first.
    pub fixes: Vec<FixView>,
    /// Names and values for those who want to know exactly. The values are [visible](foreign_text::visible).
    pub facts: Vec<(&'static str, String)>,
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
/// `message` is what came instead of what was expected.
pub fn failure_card(
    view: &FailureView,
    message: Html,
    again: Option<Action>,
    dispatch: &Dispatch,
    language: Language,
) -> Html {
    let mut fixes = element("ol", "fixes");
    for fix in &view.fixes {
        let button = fix.action.map_or_else(Html::default, |action| {
            button("link", language.say(action.words()), dispatch, Action::Attempt(AttemptAction::Remedy(action)))
        });
        fixes = fixes.child(element("li", "").text(fix.words).text(" ").child(button));
    }
    let mut facts = element("dl", "facts");
    for (name, value) in &view.facts {
        facts = facts.child(element("dt", "").text(name)).child(element("dd", "").foreign_text(value));
    }
    let again =
        again.map(|again| button("button", language.say(FailureWord::TryAgain), dispatch, again)).unwrap_or_default();
    let notice = if view.notice.is_empty() { Html::default() } else { paragraph("known", &view.notice) };
    let report = button(
        "button",
        language.say(FailureWord::CopyReport),
        dispatch,
        Action::Attempt(AttemptAction::Copy(Copied::Report)),
    );
    let title = element("h2", "").attr("id", "failure-title").attr("tabindex", "-1");
    let summary = element("summary", "").text(language.say(FailureWord::Details));
    // Where nothing is to be mended, as after a stop that somebody wished, nothing looks broken.
    let (class, picture) = match view.fixes.as_slice() {
        [] => ("card verdict", Picture::Warning),
        _ => ("card verdict verdict-bad", Picture::Cross),
    };
    let card = element("section", class).attr("role", "alert").attr("aria-labelledby", "failure-title");
    let card = card
        .child(title.child(icon(picture)).text(view.title))
        .child(notice)
        .child(paragraph("", &view.reason))
        .child(message);
    let card = match view.fixes.as_slice() {
        [] => card,
        _ => card.child(paragraph("meta", language.say(FailureWord::MostLikely))).child(fixes),
    };
    card.child(element("div", "buttons").child(again).child(report))
        .child(paragraph("hint", language.say(FailureWord::ReportHelp)))
        .child(element("details", "fold").child(summary).child(facts))
        .build()
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
