//! Form, run and result of one device, side by side or one below the other.

use enos::SecureMode;
use foreign_text::visible;
use yew::prelude::*;

use super::environment_banner::environment_banner;
use crate::form::view::form_pane::form_pane;
use crate::form::view::signature_pane::signature_pane;
use crate::form::view::submit::first_action;
use crate::i18n::{Checked, Label, Language, Page, fill};
use crate::page::action::{Action, Send};
use crate::page::lazy::Parts;
use crate::page::panel::Panel;
use crate::page::state::Device;
use crate::page::tool_action::Drawer;
use crate::ui::element::{Node, group, node, paragraph};
use crate::ui::tabs::Tabs;
use crate::ui::tabs::tabs;

/// The whole work on one device.
pub fn device_screen(device: &Device, parts: &Parts, send: &Send, language: Language) -> Html {
    let desk = &device.desk;
    let parsed = device.entry();
    let refusals = parsed.as_ref().err().cloned().unwrap_or_default();
    let tab_list = Tabs {
        name: language.say(Page::Details),
        tabs: Panel::ALL.into_iter().map(|panel| (panel.id(), language.say(panel.title()))).collect(),
        open: device.panel.id(),
    };
    let panel = match device.panel {
        Panel::Timeline => {
            parts.road.map_or_else(|| Parts::waiting(language), |road| (road.timeline)(device, language))
        }
        Panel::Signature => {
            let entry = parsed.as_ref().ok().filter(|_| desk.draft.labelled().is_none());
            let credentials = entry.map(|entry| match parts.road {
                Some(road) => (road.credentials)(device, entry, send, language),
                None => Parts::waiting(language),
            });
            signature_pane(device, credentials, send, language)
        }
        Panel::Packets | Panel::Compare | Panel::Session => match &parts.tools {
            Some(tools) => tools.panel(device.panel, device, send, language),
            None => Parts::waiting(language),
        },
    };
    let edit = node("button", "link").with("type", "button").flag("disabled", device.is_running);
    let edit = edit.on_click(send, Action::Unfold).say(language.say(Label::Edit));
    let line = node("div", "form-line").put(node("code", "").say(&visible(&desk.draft.device_key))).put(edit);
    let unsendable = if device.is_unsendable {
        node("p", "notice notice-bad").with("role", "alert").say(language.say(Label::Unsendable)).end()
    } else {
        Html::default()
    };
    let of_road = parts.road.map(|road| (road.judged)(device, &refusals, send, language));
    let action = match parts.road {
        Some(road) => (road.form_action)(device, send, language),
        None => first_action(device, language),
    };
    let title = match desk.draft.mode {
        SecureMode::Dynamic => Page::ActivateADevice,
        SecureMode::Static => Page::TestALogin,
    };
    let form = node("form", "pane-form").with("novalidate", "").with("autocomplete", "off");
    let form = form.on_submit(send, Action::Submit);
    let form = form
        .put(line)
        .put(node("h2", "").say(language.say(title)))
        .hold(unsendable)
        .put(openers(device, send, language))
        .hold(parts.drawer(false, device, send, language))
        .hold(form_pane(device, of_road.unwrap_or_default(), send, language))
        .put(node("div", "action").hold(through(device, language)).hold(action));
    let work = node("div", "panes").with("data-phase", phase(device));
    let work = work
        .put(
            node("div", "pane-verdict").hold(
                parts
                    .road
                    .map(|road| (road.verdict)(device, parts.drawer(true, device, send, language), send, language))
                    .unwrap_or_default(),
            ),
        )
        .put(form)
        .put(node("div", "pane-work").hold(tabs(&tab_list, send, panel)))
        .put(
            node("p", "unseen")
                .with("role", "status")
                .say(&parts.road.map(|road| (road.progress)(device, language)).unwrap_or_default()),
        );
    let notices = parts.road.map(|road| (road.notices)(device, send, language)).unwrap_or_default();
    let banner = environment_banner(device.setting(), &device.note(language), device.is_running, send, language);
    let checks = match parts.road {
        Some(road) => (road.checks)(device, send, language),
        // The room that they will take.
        None => node("div", "checks checks-to-come").say(language.say(Checked::ClockWaiting)).end(),
    };
    group(vec![notices, banner, checks, work.end()])
}

/// The host of a gateway that is not the page's own server, in sight wherever the form can be submitted.
fn through(device: &Device, language: Language) -> Html {
    let host = device.foreign_host().filter(|_| !device.is_running && device.barred_host().is_none());
    host.map(|host| paragraph("hint through", &fill(language.say(Label::Through), &[&visible(&host)])))
        .unwrap_or_default()
}

/// Other ways to fill the form in.
fn openers(device: &Device, send: &Send, language: Language) -> Node {
    let is_locked = device.is_running || device.environment.closed.is_some();
    let opener = |drawer: Drawer, words: Label| {
        let opener = node("button", "link").with("type", "button").with("id", drawer.opener());
        let opener = opener.with("aria-expanded", device.is_pulled(drawer)).flag("disabled", is_locked);
        opener.on_click(send, Action::Pull(drawer)).say(language.say(words))
    };
    let paste = opener(Drawer::Paste, Label::Paste);
    node("div", "links").put(paste).put(opener(Drawer::Profiles, Label::Profiles))
}

/// A phone folds the form away while something runs or a result is on show, and hides it where the result is another device's.
fn phase(device: &Device) -> &'static str {
    match (device.is_unfolded, device.is_running, device.shown().is_done()) {
        (false, true, _) => "running",
        (false, false, true) if device.is_other() => "other",
        (false, false, true) => "done",
        (true, _, _) | (false, false, false) => "form",
    }
}
