//! The smaller parts of the device screen, and what decides between them.

use std::rc::Rc;

use yew::prelude::*;

use super::work::{Shown, Work, lead_to};
use crate::components::{FixAction, Setting};
use crate::form::{DemoDevice, Desk, DeskAction, Field, Place};
use crate::hooks::now;
use crate::i18n::{Label, Language, Outcome, Page, Progress, fill};
use crate::settings::Settings;

/// The devices to practise with, where there are any.
pub(super) fn devices(settings: &Settings, place: Place, language: Language) -> Vec<Rc<DemoDevice>> {
    match place {
        Place::Gateway => settings.demo.clone(),
        Place::Demo => DemoDevice::built_in(language),
    }
}

pub(super) fn setting(settings: &Settings, place: Place) -> Setting {
    match place {
        Place::Demo => Setting::Demo,
        Place::Gateway if settings.demo.is_empty() => Setting::Production,
        Place::Gateway => Setting::Practice,
    }
}

/// Which of the devices to practise with stands in the form, and what it is for.
pub(super) fn note(devices: &[Rc<DemoDevice>], desk: &Desk, language: Language) -> String {
    let draft = &desk.draft;
    let is_here =
        |device: &Rc<DemoDevice>| device.device_key == draft.device_key && device.product_key == draft.product_key;
    let Some(place) = devices.iter().position(is_here) else { return String::new() };
    let count = fill(language.say(Page::DemoDevice), &[&(place + 1).to_string(), &devices.len().to_string()]);
    match devices.get(place) {
        Some(device) if !device.note.is_empty() => [&count, ": ", &device.note].concat(),
        Some(_) | None => count,
    }
}

/// A phone folds the form away while something runs or a result is on show.
pub(super) fn is_folded(shown: &Shown) -> bool {
    match shown {
        Shown::Form => false,
        Shown::Running(_) | Shown::Proof { .. } => true,
        Shown::Ended(record) => record.secret().is_some() || record.is_login(),
    }
}

/// What is left of the form on a phone while it is folded away.
pub(super) fn line(desk: &Desk, is_unfolded: &UseStateHandle<bool>, is_locked: bool, language: Language) -> Html {
    let onclick = {
        let is_unfolded = is_unfolded.setter();
        Callback::from(move |_: MouseEvent| is_unfolded.set(true))
    };
    html! {
        <div class="form-line">
            <code>{ &desk.draft.device_key }</code>
            <button type="button" class="link" disabled={is_locked} {onclick}>{ language.say(Label::Edit) }</button>
        </div>
    }
}

/// One button at a time, unless another device was entered beside a result.
pub(super) fn buttons(
    shown: &Shown,
    work: &Work,
    desk: &Desk,
    next: &Callback<MouseEvent>,
    language: Language,
) -> Html {
    if work.is_running() {
        let work = work.clone();
        let onclick = Callback::from(move |_: MouseEvent| work.stop());
        return html! {
            <>
                <button key="stop" type="button" class="button button-stop" {onclick}>{ language.say(Label::Stop) }</button>
                <p class="hint">{ language.say(Progress::KeepVisible) }</p>
            </>
        };
    }
    let is_done = match shown {
        Shown::Form | Shown::Running(_) => false,
        Shown::Proof { .. } => true,
        Shown::Ended(record) => record.secret().is_some() || record.is_login(),
    };
    let is_waiting = match shown {
        Shown::Form | Shown::Running(_) => false,
        Shown::Ended(record) | Shown::Proof { secret: record, .. } => record.awaits_handing_over(),
    };
    let is_other = match shown {
        Shown::Form | Shown::Running(_) => true,
        Shown::Ended(record) | Shown::Proof { secret: record, .. } => {
            let identity = record.identity();
            desk.draft.device_key != identity.device_key.as_str()
                || desk.draft.product_key != identity.product_key.as_str()
                || desk.draft.mode != record.mode()
        }
    };
    html! {
        <>
            if is_done {
                <button key="next" type="button" class="button button-go" onclick={next}>{ language.say(Outcome::NextDevice) }</button>
                if is_waiting {
                    <p class="hint">{ language.say(Page::NotHandedOver) }</p>
                }
            }
            if !is_done || is_other {
                <button key="go" type="submit" class={if is_done { "button" } else { "button button-go" }}>{ language.say(Label::Activate) }</button>
            }
        </>
    }
}

pub(super) fn fixer(on_action: &Callback<DeskAction>, is_unfolded: &UseStateHandle<bool>) -> Callback<FixAction> {
    let (on_action, is_unfolded) = (on_action.clone(), is_unfolded.setter());
    Callback::from(move |fix| {
        is_unfolded.set(true);
        let field = match fix {
            FixAction::Edit(field, _) => field,
            FixAction::UseStatic => {
                on_action.emit(DeskAction::Mode(enos::SecureMode::Static, now()));
                Field::Secret
            }
            FixAction::UseDynamic => {
                on_action.emit(DeskAction::Mode(enos::SecureMode::Dynamic, now()));
                Field::Secret
            }
        };
        lead_to(field);
    })
}
