//! What came of an attempt: the secret, the login, or the failure.

use activation::{Cause, Step};
use enos::AssetId;
use foreign_text::visible;
use mqtt::ConnackCode as Code;
use yew::prelude::*;

use super::failure::{failure_view, name_obstacle_first, words_of_place};
use super::failure_card::FixView;
use super::failure_card::failure_card;
use super::failure_words::reason_by_clock;
use super::main_buttons::{result_action, wait_of};
use super::result_card::result_card;
use super::result_card::{ResultCard, VerificationView};
use super::steps::seconds;
use super::unread_message::unread_message;
use super::unread_words::{differences, revealed, why};
use crate::attempt::Endpoint;
use crate::attempt::preflight::{Clock, GatewayHost};
use crate::i18n::{Ask, FailureTitle, Language, MessageWord, Notice, Outcome, RemedyText, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::current::Shown;
use crate::page::session::{Ending, Record};
use crate::page::state::PageState;
use crate::ui::element::{element, group, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// The cards.
pub(crate) fn result_view(page: &PageState, drawer: Html, dispatch: &Dispatch, language: Language) -> Html {
    let shown = page.shown();
    let failure = match shown {
        Shown::Form | Shown::Running(_) => Html::default(),
        Shown::Ended(record) => failure(record, page, None, dispatch, language),
        Shown::Verification { login, .. } => {
            failure(login, page, Some(FailureTitle::VerificationFailed), dispatch, language)
        }
    };
    let login = match shown {
        Shown::Ended(record) if record.is_login() => login(record, language),
        Shown::Form | Shown::Running(_) | Shown::Ended(_) | Shown::Verification { .. } => Html::default(),
    };
    let secret = shown.secret().map(|record| result(record, page, drawer, dispatch, language)).unwrap_or_default();
    group(vec![failure, secret, login, result_action(page, dispatch, language)])
}

fn result(record: &Record, page: &PageState, below: Html, dispatch: &Dispatch, language: Language) -> Html {
    let Some(activated) = record.secret() else { return Html::default() };
    let verification = match record.ending {
        Ending::Succeeded(_) | Ending::Failed(_) if record.is_verified => VerificationView::Done,
        Ending::Succeeded(_) | Ending::Failed(_) if !page.is_running && record.replaced_at.is_none() => {
            VerificationView::Open
        }
        Ending::Running | Ending::Succeeded(_) | Ending::Failed(_) => VerificationView::Busy,
    };
    let card = ResultCard {
        activated,
        is_demo: record.attempt.place == Endpoint::Demo,
        meta: meta(record, language),
        left: page.seconds_shown(),
        fold: page.revealed.fold,
        tool: page.revealed.tool,
        verification,
        wait: wait_of(page, record).map(|(seconds, _)| seconds),
        replaced: record.replaced_at.map(|at| fill(language.say(Ask::Replaced), &[&crate::browser::time_of_day(at)])),
        below,
        remarks: remarks(record, page, dispatch, language),
    };
    result_card(&card, dispatch, language)
}

/// The clock of the gateway, where it is the one that serves the page.
fn gateway_clock(page: &PageState) -> Clock {
    let is_own = page.gateway_probe.as_ref().is_some_and(|probe| *probe.host() == GatewayHost::Own);
    if is_own { page.clock } else { Clock::Waiting }
}

fn failure(
    record: &Record,
    page: &PageState,
    title: Option<FailureTitle>,
    dispatch: &Dispatch,
    language: Language,
) -> Html {
    let Ending::Failed(failure) = &record.ending else { return Html::default() };
    let mut view = failure_view(&record.attempt, failure, language);
    if let Some(words) = reason_by_clock(failure, gateway_clock(page), language) {
        view.reason = words;
    }
    name_obstacle_first(&mut view, page, record, failure, language);
    if page.conditions.is_offline && failure.step == Step::Open && record.attempt.place != Endpoint::Demo {
        view.reason = [language.say(Notice::OfflineAttempt), " ", &view.reason].concat();
    }
    let again = match title {
        Some(title) => {
            view.title = language.say(title);
            // Secret and keys come from EnOS itself, so there is nothing in the form to be put right.
            view.fixes.retain(|fix| fix.action.is_none());
            if let Cause::Closed(_) | Cause::Refused(Code::BadUserNameOrPassword | Code::NotAuthorized) = failure.cause
            {
                view.fixes.insert(0, FixView { words: language.say(RemedyText::LetSecretSettle), action: None });
            }
            Action::Attempt(AttemptAction::VerifySecret)
        }
        None => Action::Submit,
    };
    // What is known comes before what may be; and pressing the same button once more would only make it worse.
    let wait = wait_of(page, record);
    if let Some((seconds, words)) = wait {
        view.notice = fill(language.say(words), &[&seconds.to_string()]);
        view.fixes.retain(|fix| fix.words != language.say(RemedyText::WaitForThrottle));
    }
    failure_card(&view, unread(record, page, dispatch, language), wait.is_none().then_some(again), dispatch, language)
}

/// What is to be said about the message that brought the secret, and about one behind it.
fn remarks(record: &Record, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let mut remarks = Vec::new();
    if let Some(words) = record.secret().and_then(|activated| differences(&activated.remarks, language)) {
        remarks.push(paragraph("hint", &words));
    }
    if let Some(message) = record.unread() {
        let words = fill(language.say(MessageWord::Behind), &[&why(&message.error, language)]);
        remarks.push(element("p", "notice notice-bad").attr("role", "alert").text(&words).build());
        remarks.push(unread(record, page, dispatch, language));
    }
    group(remarks)
}

/// The message that was not understood, where there is one that may be for this device.
fn unread(record: &Record, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let Some(message) = record.unread() else { return Html::default() };
    let shown = page.seconds_unread().map(|_| revealed(message));
    unread_message(shown.as_deref(), dispatch, language)
}

fn login(record: &Record, language: Language) -> Html {
    let heading = element("h2", "").attr("id", "result-title").attr("tabindex", "-1");
    element("section", "card verdict verdict-good")
        .attr("aria-label", language.say(Outcome::LoginRegion))
        .child(heading.child(icon(Picture::Check)).text(language.say(Outcome::LoginAccepted)))
        .child(meta(record, language))
        .child(paragraph(
            "",
            &words_of_place(language.say(Outcome::LoginAcceptedText), &record.attempt.place, language),
        ))
        .build()
}

/// The device, its asset and the time it took. Asset and key are somebody else's words, each in an element of its own.
fn meta(record: &Record, language: Language) -> Html {
    let line = element("p", "meta").foreign_text(&visible(record.identity().device_key.as_str()));
    let line = match record.secret().map(|activated| &activated.asset_id) {
        Some(AssetId::Named(asset)) => {
            line.text(" · ").filled_text(language.say(Outcome::Asset), &[&asset.visible_line(ASSET_SHOWN)])
        }
        Some(AssetId::Absent) => line.text(" · ").text(language.say(Outcome::NoAsset)),
        Some(AssetId::Unusable) => line.text(" · ").text(language.say(Outcome::UnusableAsset)),
        None => line,
    };
    line.text(" · ").text(&seconds(record.took())).build()
}

/// The most characters of an asset's id that are shown.
const ASSET_SHOWN: usize = 64;
