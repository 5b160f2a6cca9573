//! Form, run and result of one device, side by side or one below the other.

use yew::prelude::*;

use super::Shown;
use super::panels::Panel;
use super::session::Record;
use super::state::Device;
use super::steps::announcement;
use super::{form_pane, sign, signature_pane};
use crate::components::{Action, Drawer, Node, Send, Tabs, group, node, paragraph, strip, tabs};
use crate::i18n::{Label, Language, Page};
use crate::screens::parts::Parts;

/// The whole work on one device.
pub fn device_screen(device: &Device, parts: &Parts, send: &Send, language: Language) -> Html {
    let desk = &device.desk;
    let parsed = desk.draft.parse(desk.place, &device.origin);
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
            let signed = parsed.as_ref().ok().map(|entry| sign(entry, desk.timestamp()));
            signature_pane(device, signed.as_ref(), send, language)
        }
        Panel::Packets | Panel::Compare | Panel::Session => match &parts.tools {
            Some(tools) => tools.panel(device.panel, device, send, language),
            None => Parts::waiting(language),
        },
    };
    let edit = node("button", "link").with("type", "button").flag("disabled", device.is_running);
    let edit = edit.on_click(send, Action::Unfold).say(language.say(Label::Edit));
    let line = node("div", "form-line").put(node("code", "").say(&desk.draft.device_key)).put(edit);
    let unsendable = if device.is_unsendable {
        node("p", "notice notice-bad").with("role", "alert").say(language.say(Label::Unsendable)).end()
    } else {
        Html::default()
    };
    let swapped = parts.road.map(|road| (road.swapped)(device, send, language)).unwrap_or_default();
    let form = node("form", "pane-form").with("novalidate", "").with("autocomplete", "off");
    let form = form.on_submit(send, Action::Submit);
    let form = form
        .put(line)
        .put(node("h2", "").say(language.say(Page::ActivateADevice)))
        .hold(unsendable)
        .put(openers(device, send, language))
        .hold(parts.drawer(false, device, send, language))
        .hold(form_pane(device, &refusals, swapped, send, language))
        .put(node("div", "action").hold(buttons(device, send, language)));
    let work = node("div", "panes").with("data-phase", if is_folded(device) { "busy" } else { "form" });
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
    let strip = strip(device.setting(), &device.note(language), device.is_running, send, language);
    let checks = parts.road.map(|road| (road.checks)(device, send, language)).unwrap_or_default();
    group(vec![strip, checks, work.end()])
}

/// The id of the button that submits the form.
pub const SUBMIT: &str = "activate";

/// Other ways to fill the form in.
fn openers(device: &Device, send: &Send, language: Language) -> Node {
    let opener = |drawer: Drawer, words: Label| {
        let opener = node("button", "link").with("type", "button").with("id", drawer.opener());
        let opener = opener.with("aria-expanded", device.is_pulled(drawer)).flag("disabled", device.is_running);
        opener.on_click(send, Action::Pull(drawer)).say(language.say(words))
    };
    let paste = opener(Drawer::Paste, Label::Paste);
    node("div", "links").put(paste).put(opener(Drawer::Profiles, Label::Profiles))
}

/// A phone folds the form away while something runs or a result is on show.
fn is_folded(device: &Device) -> bool {
    (device.is_running || device.shown().is_done()) && !device.is_unfolded
}

/// One button at a time, unless another device was entered beside a result.
fn buttons(device: &Device, send: &Send, language: Language) -> Html {
    let key = |key: &'static str, class: &'static str, action: Action, words: &'static str| {
        node("button", class).keyed(key).with("type", "button").on_click(send, action).say(words).end()
    };
    if device.is_running {
        let stop = key("stop", "button button-stop", Action::Stop, language.say(Label::Stop));
        return group(vec![stop, paragraph("hint", language.say(Label::KeepVisible))]);
    }
    let shown = device.shown();
    let is_done = shown.is_done();
    let mut parts = Vec::new();
    if is_done {
        parts.push(key("next", "button button-go", Action::Next, language.say(Label::NextDevice)));
    }
    if is_done && shown.secret().is_some_and(Record::awaits_handing_over) {
        parts.push(paragraph("hint", language.say(Page::NotHandedOver)));
    }
    if !is_done || is_other(device, shown) {
        let class = if is_done { "button" } else { "button button-go" };
        parts.push(
            node("button", class)
                .keyed("go")
                .with("id", SUBMIT)
                .with("type", "submit")
                .say(language.say(Label::Activate))
                .end(),
        );
    }
    group(parts)
}

/// Whether the form is about another device, or another way to log in, than the result beside it.
fn is_other(device: &Device, shown: Shown<'_>) -> bool {
    let draft = &device.desk.draft;
    shown.secret().or(shown.attempt()).is_none_or(|record| {
        let identity = record.identity();
        draft.device_key != identity.device_key.as_str()
            || draft.product_key != identity.product_key.as_str()
            || draft.mode != record.mode()
    })
}

/// What is going on, for those who cannot see the steps.
pub(super) fn progress(device: &Device, language: Language) -> String {
    match device.shown() {
        Shown::Form | Shown::Ended(_) => String::new(),
        Shown::Running(record) | Shown::Proof { login: record, .. } => announcement(&record.attempt.timeline, language),
    }
}
