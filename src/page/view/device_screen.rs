//! Form, run and result of one device, side by side or one below the other.

use enos::SecureMode;
use foreign_text::visible;
use yew::prelude::*;

use super::environment_banner::environment_banner;
use crate::form::view::form_pane::form_pane;
use crate::form::view::signature_pane::signature_pane;
use crate::form::view::submit::first_action;
use crate::i18n::{CheckText, Label, Language, PageText, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::lazy::LazyParts;
use crate::page::panel::Panel;
use crate::page::state::PageState;
use crate::page::tool_action::ToolId;
use crate::ui::element::{Element, element, group, paragraph};
use crate::ui::tabs::Tabs;
use crate::ui::tabs::tabs;

/// The whole work on one device.
pub fn device_screen(page: &PageState, parts: &LazyParts, dispatch: &Dispatch, language: Language) -> Html {
    let form = &page.form;
    let parsed = page.entry();
    let refusals = parsed.as_ref().err().cloned().unwrap_or_default();
    let tab_list = Tabs {
        name: language.say(PageText::Details),
        tabs: Panel::ALL.into_iter().map(|panel| (panel.id(), language.say(panel.title()))).collect(),
        open: page.panel.id(),
    };
    let panel = match page.panel {
        Panel::Timeline => parts.attempt_views.map_or_else(
            || LazyParts::waiting(language),
            |attempt_views| (attempt_views.timeline)(page.shown(), page.moment(), language),
        ),
        Panel::Signature => {
            let entry = parsed.as_ref().ok().filter(|_| form.draft.labelled().is_none());
            let credentials = entry.map(|entry| match parts.attempt_views {
                Some(attempt_views) => (attempt_views.credentials)(page, entry, dispatch, language),
                None => LazyParts::waiting(language),
            });
            signature_pane(page, credentials, dispatch, language)
        }
        Panel::Packets | Panel::Compare | Panel::Session => match &parts.tools {
            Some(tools) => tools.panel(page.panel, page, dispatch, language),
            None => LazyParts::waiting(language),
        },
    };
    let edit = element("button", "link").attr("type", "button").flag("disabled", page.is_running);
    let edit = edit.on_click(dispatch, Action::Attempt(AttemptAction::Unfold)).text(language.say(Label::Edit));
    let line =
        element("div", "form-line").child(element("code", "").text(&visible(&form.draft.device_key))).child(edit);
    let unsendable = if page.request_failed {
        element("p", "notice notice-bad").attr("role", "alert").text(language.say(Label::Unsendable)).build()
    } else {
        Html::default()
    };
    let status =
        parts.attempt_views.map(|attempt_views| (attempt_views.form_status)(page, &refusals, dispatch, language));
    let action = match parts.attempt_views {
        Some(attempt_views) => (attempt_views.form_action)(page, dispatch, language),
        None => first_action(page, language),
    };
    let title = match form.draft.mode {
        SecureMode::Dynamic => PageText::ActivateADevice,
        SecureMode::Static => PageText::TestALogin,
    };
    let form = element("form", "pane-form").attr("novalidate", "").attr("autocomplete", "off");
    let form = form.on_submit(dispatch, Action::Submit);
    let form = form
        .child(line)
        .child(element("h2", "").text(language.say(title)))
        .child(unsendable)
        .child(openers(page, dispatch, language))
        .child(parts.drawer(false, page, dispatch, language))
        .child(form_pane(page, status.unwrap_or_default(), dispatch, language))
        .child(element("div", "action").child(through(page, language)).child(action));
    let work = element("div", "panes").attr("data-phase", phase(page));
    let work = work
        .child(
            element("div", "pane-verdict").child(
                parts
                    .attempt_views
                    .map(|attempt_views| {
                        (attempt_views.result)(page, parts.drawer(true, page, dispatch, language), dispatch, language)
                    })
                    .unwrap_or_default(),
            ),
        )
        .child(form)
        .child(element("div", "pane-work").child(tabs(&tab_list, dispatch, panel)))
        .child(
            element("p", "unseen").attr("role", "status").text(
                &parts
                    .attempt_views
                    .map(|attempt_views| (attempt_views.progress)(page.shown(), language))
                    .unwrap_or_default(),
            ),
        );
    let notices = parts
        .attempt_views
        .map(|attempt_views| (attempt_views.notices)(&page.conditions, dispatch, language))
        .unwrap_or_default();
    let banner = environment_banner(page.environment(), &page.note(language), page.is_running, dispatch, language);
    let checks = match parts.attempt_views {
        Some(attempt_views) => (attempt_views.checks)(page.clock, page.gateway_probe.as_deref(), dispatch, language),
        // The room that they will take.
        None => element("div", "checks checks-to-come").text(language.say(CheckText::ClockWaiting)).build(),
    };
    group(vec![notices, banner, checks, work.build()])
}

/// The host of a gateway that is not the page's own server, in sight wherever the form can be submitted.
fn through(page: &PageState, language: Language) -> Html {
    let host = page.foreign_host().filter(|_| !page.is_running && page.barred_host().is_none());
    host.map(|host| paragraph("hint through", &fill(language.say(Label::Through), &[&visible(&host)])))
        .unwrap_or_default()
}

/// Other ways to fill the form in.
fn openers(page: &PageState, dispatch: &Dispatch, language: Language) -> Element {
    let is_locked = page.is_running || page.conditions.closed.is_some();
    let opener = |drawer: ToolId, words: Label| {
        let opener = element("button", "link").attr("type", "button").attr("id", drawer.opener());
        let opener = opener.attr("aria-expanded", page.is_tool_open(drawer)).flag("disabled", is_locked);
        opener.on_click(dispatch, Action::ToggleTool(drawer)).text(language.say(words))
    };
    let paste = opener(ToolId::Paste, Label::Paste);
    element("div", "links").child(paste).child(opener(ToolId::Profiles, Label::Profiles))
}

/// A phone folds the form away while something runs or a result is on show, and hides it where the result is another device's.
fn phase(page: &PageState) -> &'static str {
    match (page.form_expanded, page.is_running, page.shown().is_done()) {
        (false, true, _) => "running",
        (false, false, true) if page.is_other() => "other",
        (false, false, true) => "done",
        (true, _, _) | (false, false, false) => "form",
    }
}
