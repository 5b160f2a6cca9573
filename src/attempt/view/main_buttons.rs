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
use crate::ui::element::{Node, button, group, node, paragraph};

/// What the form offers, or asks.
pub(crate) fn form_action(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let shown = page.shown();
    if page.is_running {
        let stop = node("button", "button button-stop").keyed("stop").with("type", "button");
        let stop = stop
            .flag("disabled", !page.buttons_are_enabled())
            .on_click(dispatch, Action::Stop)
            .say(language.say(Label::Stop));
        return group(vec![stop.end(), paragraph("hint", language.say(Label::KeepVisible))]);
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
        (_, _, Some(ThrottleState::TooSoon { .. })) => submit(page, false, language).end(),
        (_, _, Some(ThrottleState::Free { .. }) | None) => submit(page, page.buttons_are_enabled(), language).end(),
    };
    below_warning(page, action, language)
}

/// EnOS would lock the device out, or has done so: nobody has to walk into that, and nobody is kept from it.
fn waiting(seconds: u64, help: Ask, dispatch: &Dispatch, language: Language) -> Html {
    let words = fill(language.say(Ask::Wait), &[&seconds.to_string()]);
    let wait = go_button().flag("disabled", true).say(&words);
    let anyway = button("link", language.say(Ask::SendAnyway), dispatch, Action::SubmitAnyway);
    group(vec![wait.end(), paragraph("hint", language.say(help)), anyway])
}

fn replacing(page: &PageState, holder: &Record, dispatch: &Dispatch, language: Language) -> Html {
    let (key, since) = (holder.identity().device_key.as_str(), time_of_day(holder.at));
    question(&fill(language.say(Ask::Replace), &[key, &since]), "")
        .put(answer(
            "button",
            Ask::ShowThatSecret,
            Action::Attempt(AttemptAction::Open(holder.id())),
            dispatch,
            language,
        ))
        .put(
            answer("button", Ask::ActivateAgain, Action::SubmitReplacing, dispatch, language)
                .flag("disabled", !page.buttons_are_enabled()),
        )
        .put(answer("link", Ask::Cancel, Action::Attempt(AttemptAction::Withdraw), dispatch, language))
        .end()
}

/// What a result offers: the next device, or the way back to a form that is about another one.
pub(crate) fn result_action(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let shown = page.shown();
    let is_other = page.is_other();
    if page.is_running || !shown.is_done() || (is_other && page.form_expanded) {
        return Html::default();
    }
    let bar = node("div", "next");
    if is_other {
        let key = page.form.draft.device_key.as_str();
        let words = if key.is_empty() {
            language.say(Ask::BackToForm).to_owned()
        } else {
            fill(language.say(Ask::BackTo), &[key])
        };
        let back = node("button", "button button-back").keyed("back").with("type", "button");
        return bar
            .put(
                back.flag("disabled", !page.buttons_are_enabled())
                    .on_click(dispatch, Action::Attempt(AttemptAction::Back))
                    .say(&words),
            )
            .end();
    }
    let unseen = shown.secret().filter(|record| record.awaits_handing_over());
    if let (Some(Question::Leave), Some(record)) = (page.question, unseen) {
        return bar.put(leaving(page, record, dispatch, language)).end();
    }
    let next = node("button", "button button-go").keyed("next").with("type", "button");
    let next =
        next.flag("disabled", !page.buttons_are_enabled()).on_click(dispatch, Action::Attempt(AttemptAction::Next));
    let bar = bar.put(next.say(language.say(Label::NextDevice)));
    if unseen.is_some() { bar.hold(paragraph("hint", language.say(PageText::NotHandedOver))).end() } else { bar.end() }
}

fn leaving(page: &PageState, record: &Record, dispatch: &Dispatch, language: Language) -> Node {
    let words = fill(language.say(Ask::Leave), &[record.identity().device_key.as_str()]);
    let is_paused = !page.buttons_are_enabled();
    question(&words, language.say(Ask::LeaveHelp))
        .put(
            answer(
                "button button-tonal",
                Ask::CopyAndGoOn,
                Action::Attempt(AttemptAction::CopyAndNext),
                dispatch,
                language,
            )
            .flag("disabled", is_paused),
        )
        .put(
            answer("button", Ask::GoOn, Action::Attempt(AttemptAction::NextAnyway), dispatch, language)
                .flag("disabled", is_paused),
        )
        .put(answer("link", Ask::Stay, Action::Attempt(AttemptAction::Withdraw), dispatch, language))
}

fn question(words: &str, help: &str) -> Node {
    let title = node("p", "question-title").with("id", Question::TITLE).with("tabindex", "-1").say(words);
    let question =
        node("div", "question").keyed("question").with("role", "group").with("aria-labelledby", Question::TITLE);
    let question = question.put(title);
    if help.is_empty() { question } else { question.hold(paragraph("hint", help)) }
}

fn answer(class: &'static str, words: Ask, action: Action, dispatch: &Dispatch, language: Language) -> Node {
    node("button", class).with("type", "button").on_click(dispatch, action).say(language.say(words))
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
