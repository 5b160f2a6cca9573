//! Form, run and result of one device, side by side or one below the other.

use yew::prelude::*;

use super::panels::{self, Panel};
use super::state::{Device, Shown};
use super::steps::announcement;
use super::verdict::verdict;
use super::{form_pane, sign, signature_pane};
use crate::components::{Action, Send, Tabs, on_click, strip, tabs};
use crate::i18n::{Label, Language, Outcome, Page, Progress};

/// The whole work on one device.
pub fn device_screen(device: &Device, send: &Send, language: Language) -> Html {
    let desk = &device.desk;
    let parsed = desk.draft.parse(desk.place, &device.origin);
    let refusals = parsed.as_ref().err().cloned().unwrap_or_default();
    let tab_list = Tabs {
        name: language.say(Page::Details),
        tabs: Panel::ALL.into_iter().map(|panel| (panel.id(), language.say(panel.title()))).collect(),
        open: device.panel.id(),
    };
    let panel = match device.panel {
        Panel::Timeline => panels::timeline(device, language),
        Panel::Signature => {
            let signed = parsed.as_ref().ok().map(|entry| sign(entry, desk.signed_at));
            signature_pane(device, signed.as_ref(), send, language)
        }
        Panel::Session => panels::session(device, send, language),
    };
    let onsubmit = {
        let send = send.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send.emit(Action::Submit);
        })
    };
    html! {
        <>
            { strip(device.setting(), device.note(language), device.is_running, send, language) }
            <div class="panes" data-phase={if is_folded(device) { "busy" } else { "form" }}>
                <div class="pane-verdict">{ verdict(device, send, language) }</div>
                <form class="pane-form" novalidate=true autocomplete="off" {onsubmit}>
                    <div class="form-line">
                        <code>{ &desk.draft.device_key }</code>
                        <button type="button" class="link" disabled={device.is_running} onclick={on_click(send, Action::Unfold)}>
                            { language.say(Label::Edit) }
                        </button>
                    </div>
                    <h2>{ language.say(Page::ActivateADevice) }</h2>
                    if device.is_unsendable {
                        <p class="notice notice-bad" role="alert">{ language.say(Label::Unsendable) }</p>
                    }
                    { form_pane(device, &refusals, send, language) }
                    <div class="action">{ buttons(device, send, language) }</div>
                </form>
                <div class="pane-work">{ tabs(&tab_list, send, panel) }</div>
                <p class="unseen" role="status">{ progress(device, language) }</p>
            </div>
        </>
    }
}

/// A phone folds the form away while something runs or a result is on show.
fn is_folded(device: &Device) -> bool {
    (device.is_running || device.shown().is_done()) && !device.is_unfolded
}

/// One button at a time, unless another device was entered beside a result.
fn buttons(device: &Device, send: &Send, language: Language) -> Html {
    if device.is_running {
        return html! {
            <>
                <button key="stop" type="button" class="button button-stop" onclick={on_click(send, Action::Stop)}>
                    { language.say(Label::Stop) }
                </button>
                <p class="hint">{ language.say(Progress::KeepVisible) }</p>
            </>
        };
    }
    let shown = device.shown();
    let is_done = shown.is_done();
    html! {
        <>
            if is_done {
                <button key="next" type="button" class="button button-go" onclick={on_click(send, Action::Next)}>
                    { language.say(Outcome::NextDevice) }
                </button>
                if shown.secret().is_some_and(|record| record.awaits_handing_over()) {
                    <p class="hint">{ language.say(Page::NotHandedOver) }</p>
                }
            }
            if !is_done || is_other(device, shown) {
                <button key="go" type="submit" class={if is_done { "button" } else { "button button-go" }}>
                    { language.say(Label::Activate) }
                </button>
            }
        </>
    }
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

fn progress(device: &Device, language: Language) -> String {
    match device.shown() {
        Shown::Form | Shown::Ended(_) => String::new(),
        Shown::Running(record) | Shown::Proof { login: record, .. } => announcement(&record.attempt.timeline, language),
    }
}
