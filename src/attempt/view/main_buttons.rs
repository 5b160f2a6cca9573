//! The buttons that everything hangs on: the one below the form, and the one below a result. Only one of them is offered at a time.
//!
//! Where a press cannot be taken back, they ask first; and while EnOS would lock the device out, they count down.

use enos::ThrottleState;
use yew::prelude::*;

use super::steps::whole_seconds;
use crate::browser::time_of_day;
use crate::form::view::submit::{below_warning, go_button, submit};
use crate::i18n::{Ask, Label, Language, PageText, fill};
use crate::page::action::{Action, AttemptAction, Dispatch, Question};
use crate::page::lazy::Objection;
use crate::page::session::Record;
use crate::page::state::PageState;
use crate::ui::element::{Element, button, element, group, paragraph};

/// What the form offers, or asks.
pub(crate) fn form_action(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let shown = page.shown();
    if page.is_running {
        let stop = element("button", "button button-stop").key("stop").attr("type", "button");
        let stop = stop
            .flag("disabled", !page.buttons_are_enabled())
            .on_click(dispatch, Action::Stop)
            .text(language.say(Label::Stop));
        return group(vec![stop.build(), paragraph("hint", language.say(Label::KeepVisible))]);
    }
    if shown.is_done() && !page.is_other() {
        return Html::default();
    }
    let action = match (page.question, page.would_replace(), page.throttle_state()) {
        (Some(Question::Replace), Some(holder), _) => replacing(page, holder, dispatch, language),
        (_, _, Some(ThrottleState::Spent { wait })) => waiting(whole_seconds(wait), Ask::SpentHelp, dispatch, language),
        (_, _, Some(ThrottleState::LockedOut { wait })) => {
            waiting(whole_seconds(wait), Ask::ClosedHelp, dispatch, language)
        }
        (_, _, Some(ThrottleState::TooSoon { .. })) => submit(page, false, language).build(),
        (_, _, Some(ThrottleState::Free { .. }) | None) => submit(page, page.buttons_are_enabled(), language).build(),
    };
    below_warning(page, action, language)
}

/// EnOS would lock the device out, or has done so: nobody has to walk into that, and nobody is kept from it.
fn waiting(seconds: u64, help: Ask, dispatch: &Dispatch, language: Language) -> Html {
    let words = fill(language.say(Ask::Wait), &[&seconds.to_string()]);
    let wait = go_button().flag("disabled", true).text(&words);
    let anyway = button("link", language.say(Ask::SendAnyway), dispatch, Action::SubmitAnyway);
    group(vec![wait.build(), paragraph("hint", language.say(help)), anyway])
}

fn replacing(page: &PageState, holder: &Record, dispatch: &Dispatch, language: Language) -> Html {
    let (key, since) = (holder.identity().device_key.as_str(), time_of_day(holder.at));
    question(&fill(language.say(Ask::Replace), &[key, &since]), "")
        .child(answer(
            "button",
            Ask::ShowThatSecret,
            Action::Attempt(AttemptAction::Open(holder.id())),
            dispatch,
            language,
        ))
        .child(
            answer("button", Ask::ActivateAgain, Action::SubmitReplacing, dispatch, language)
                .flag("disabled", !page.buttons_are_enabled()),
        )
        .child(answer("link", Ask::Cancel, Action::Attempt(AttemptAction::Withdraw), dispatch, language))
        .build()
}

/// What a result offers: the next device, or the way back to a form that is about another one.
pub(crate) fn result_action(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let shown = page.shown();
    let is_other = page.is_other();
    if page.is_running || !shown.is_done() || (is_other && page.form_expanded) {
        return Html::default();
    }
    let bar = element("div", "next");
    if is_other {
        let key = page.form.draft.device_key.as_str();
        let words = if key.is_empty() {
            language.say(Ask::BackToForm).to_owned()
        } else {
            fill(language.say(Ask::BackTo), &[key])
        };
        let back = element("button", "button button-back").key("back").attr("type", "button");
        return bar
            .child(
                back.flag("disabled", !page.buttons_are_enabled())
                    .on_click(dispatch, Action::Attempt(AttemptAction::Back))
                    .text(&words),
            )
            .build();
    }
    let unseen = shown.secret().filter(|record| record.awaits_handing_over());
    if let (Some(Question::Leave), Some(record)) = (page.question, unseen) {
        return bar.child(leaving(page, record, dispatch, language)).build();
    }
    let next = element("button", "button button-go").key("next").attr("type", "button");
    let next =
        next.flag("disabled", !page.buttons_are_enabled()).on_click(dispatch, Action::Attempt(AttemptAction::Next));
    let bar = bar.child(next.text(language.say(Label::NextDevice)));
    if unseen.is_some() {
        bar.child(paragraph("hint", language.say(PageText::NotHandedOver))).build()
    } else {
        bar.build()
    }
}

fn leaving(page: &PageState, record: &Record, dispatch: &Dispatch, language: Language) -> Element {
    let words = fill(language.say(Ask::Leave), &[record.identity().device_key.as_str()]);
    let is_paused = !page.buttons_are_enabled();
    question(&words, language.say(Ask::LeaveHelp))
        .child(
            answer(
                "button button-tonal",
                Ask::CopyAndGoOn,
                Action::Attempt(AttemptAction::CopyAndNext),
                dispatch,
                language,
            )
            .flag("disabled", is_paused),
        )
        .child(
            answer("button", Ask::GoOn, Action::Attempt(AttemptAction::NextAnyway), dispatch, language)
                .flag("disabled", is_paused),
        )
        .child(answer("link", Ask::Stay, Action::Attempt(AttemptAction::Withdraw), dispatch, language))
}

fn question(words: &str, help: &str) -> Element {
    let title = element("p", "question-title").attr("id", Question::TITLE).attr("tabindex", "-1").text(words);
    let question =
        element("div", "question").key("question").attr("role", "group").attr("aria-labelledby", Question::TITLE);
    let question = question.child(title);
    if help.is_empty() { question } else { question.child(paragraph("hint", help)) }
}

fn answer(class: &'static str, words: Ask, action: Action, dispatch: &Dispatch, language: Language) -> Element {
    element("button", class).attr("type", "button").on_click(dispatch, action).text(language.say(words))
}

/// What keeps the form from being submitted. Whoever is `in_a_hurry` accepts that EnOS locks the device out.
pub(crate) fn objection(page: &PageState, in_a_hurry: bool) -> Objection {
    match page.throttle_state() {
        Some(ThrottleState::Spent { .. } | ThrottleState::LockedOut { .. }) if !in_a_hurry => Objection::Wait,
        Some(
            ThrottleState::Spent { .. }
            | ThrottleState::LockedOut { .. }
            | ThrottleState::TooSoon { .. }
            | ThrottleState::Free { .. },
        )
        | None => {
            if page.would_replace().is_some() {
                Objection::Replaces
            } else {
                Objection::None
            }
        }
    }
}

/// Takes in what other tabs have counted, as the browser keeps it, and counts what this page has asked for since.
pub(crate) fn count_requests(page: &mut PageState, kept: &str) -> Option<String> {
    let now = page.wall;
    page.requests.read(kept, now);
    for record in page.session.take_uncounted() {
        let identity = record.identity();
        let keys = (identity.product_key.as_str(), identity.device_key.as_str());
        page.requests.note(keys, record.is_demo(), now, || page.salt.clone());
    }
    let text = page.requests.write();
    (text != kept).then_some(text)
}

/// For how many seconds a request of that attempt's device has to wait, lest EnOS lock it out; and whether it has done so.
pub(crate) fn wait_of(page: &PageState, record: &Record) -> Option<(u64, Ask)> {
    let identity = record.identity();
    match page.throttle_state_of(identity.product_key.as_str(), identity.device_key.as_str(), record.is_demo())? {
        ThrottleState::Spent { wait } => Some((whole_seconds(wait), Ask::SpentNow)),
        ThrottleState::LockedOut { wait } => Some((whole_seconds(wait), Ask::LockedOut)),
        ThrottleState::Free { .. } | ThrottleState::TooSoon { .. } => None,
    }
}
