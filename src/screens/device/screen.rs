//! Form, run and result of one device, side by side or one below the other.

use std::rc::Rc;

use enos::Timestamp;
use yew::prelude::*;

use super::panels::{self, Panel};
use super::session::REQUESTS;
use super::steps::announcement;
use super::verdict::{Actions, heading, verdict};
use super::work::{Shown, Work, change_place, lead_to, moment, next_device, use_work};
use super::{FormPane, SignaturePane, sign};
use crate::components::{FixAction, Setting, Signed, Strip, Tabs, focus};
use crate::form::DemoDevice;
use crate::form::{Desk, DeskAction, Draft, Entry, Field, PageOrigin, PerField, Place, Refusal};
use crate::hooks::{now, use_ticker};
use crate::i18n::{Label, Language, Outcome, Page, fill, use_language};
use crate::settings::Settings;

/// Props of [`DeviceScreen`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DeviceScreenProps {
    /// The deployment's settings.
    pub settings: Rc<Settings>,
    /// Who answers at first.
    pub place: Place,
    /// Where the page came from.
    pub origin: PageOrigin,
    /// When the page was opened.
    pub opened_at: Timestamp,
}

/// The whole work on one device.
#[component]
pub fn DeviceScreen(props: &DeviceScreenProps) -> Html {
    let language = use_language();
    let first = props.clone();
    let desk = use_reducer(move || first_desk(&first, language));
    let held = Rc::new((*desk).clone());
    let (work, shown) = use_work(props.opened_at);
    let panel = use_state_eq(|| Panel::Signature);
    let is_unfolded = use_state_eq(|| false);
    let time = moment(use_ticker(period(&work, &shown)));

    let devices = devices(&props.settings, desk.place, language);
    let parsed = desk.draft.parse(desk.place, &props.origin);
    let dispatcher = desk.dispatcher();
    let on_action = use_callback((), move |action: DeskAction, ()| dispatcher.dispatch(action));
    let refusals = parsed.as_ref().err().cloned().unwrap_or_default();
    use_focus(&desk, &refusals, &shown);

    let start = {
        let (work, panel, is_unfolded, on_action) =
            (work.clone(), panel.setter(), is_unfolded.setter(), on_action.clone());
        let entry = parsed.as_ref().ok().cloned();
        Callback::from(move |()| match &entry {
            _ if work.is_running() => {}
            None => on_action.emit(DeskAction::Refuse),
            Some(entry) => {
                panel.set(Panel::Timeline);
                is_unfolded.set(false);
                work.start(entry);
            }
        })
    };
    let next = {
        let (work, panel, is_unfolded, on_action) =
            (work.clone(), panel.setter(), is_unfolded.setter(), on_action.clone());
        let action = next_device(&desk, &devices, props.opened_at);
        Callback::from(move |_: MouseEvent| {
            work.put_away();
            panel.set(Panel::Signature);
            is_unfolded.set(false);
            on_action.emit(action.clone().signed_at(now()));
            lead_to(Field::DeviceKey);
        })
    };
    let on_place = {
        let (work, on_action, desk, settings) = (work.clone(), on_action.clone(), desk.clone(), props.settings.clone());
        Callback::from(move |place| {
            work.put_away();
            on_action.emit(change_place(&desk, &self::devices(&settings, place, language), place, now()));
        })
    };
    let actions = Actions { on_fix: fixer(&on_action, &is_unfolded), on_again: start.clone() };
    let onsubmit = start.reform(|event: SubmitEvent| event.prevent_default());
    let on_open = {
        let panel = panel.setter();
        Callback::from(move |id| panel.set(Panel::of_id(id)))
    };
    let phase = if is_folded(&shown) && !*is_unfolded { "busy" } else { "form" };
    html! {
        <>
            <Strip setting={setting(&props.settings, desk.place)} note={note(&devices, &desk, language)}
                locked={work.is_running()} {on_place} />
            <div class="panes" data-phase={phase}>
                <div class="pane-verdict">{ verdict(&shown, &work, &actions, language) }</div>
                <form class="pane-form" novalidate=true autocomplete="off" {onsubmit}>
                    { line(&desk, &is_unfolded, work.is_running(), language) }
                    <h2>{ language.say(Page::ActivateADevice) }</h2>
                    if work.is_unsendable() {
                        <p class="notice notice-bad" role="alert">{ language.say(Label::Unsendable) }</p>
                    }
                    <FormPane desk={Rc::clone(&held)} {refusals} device_note={requests_left(&work, &desk, time, language)}
                        locked={work.is_running()} on_action={on_action.clone()} />
                    <div class="action">{ buttons(&shown, &work, &desk, &next, language) }</div>
                </form>
                <div class="pane-work">
                    <Tabs name={language.say(Page::Details)} tabs={tabs(language)} open={panel.id()} {on_open}>
                        { match *panel {
                            Panel::Timeline => panels::timeline(&shown, time, language),
                            Panel::Signature => signature(&held, parsed.as_ref().ok(), &on_action),
                            Panel::Session => panels::session(&work, language),
                        } }
                    </Tabs>
                </div>
                <p class="unseen" role="status">{ progress(&shown, language) }</p>
            </div>
        </>
    }
}

/// Focus goes to the first bad field after a submission, and to the verdict when there is one.
#[hook]
fn use_focus(desk: &Desk, refusals: &PerField<Option<Refusal>>, shown: &Shown) {
    let first_bad = Field::ALL.into_iter().find(|field| refusals.of(*field).is_some());
    use_effect_with(desk.refused, move |refused| {
        if let Some(field) = first_bad.filter(|_| *refused > 0) {
            focus(field.id());
        }
    });
    let verdict = match shown {
        Shown::Form | Shown::Running(_) => None,
        Shown::Ended(record) | Shown::Proof { login: record, .. } => heading(shown).map(|id| (id, record.id)),
    };
    use_effect_with(verdict, |verdict| {
        if let Some((id, _)) = verdict {
            focus(id);
        }
    });
}

fn first_desk(props: &DeviceScreenProps, language: Language) -> Desk {
    let draft = Draft::new(&props.settings.gateway);
    let devices = devices(&props.settings, props.place, language);
    let draft = devices.first().map_or_else(|| draft.clone(), |device| draft.with_device(device));
    Desk { filled: 1, ..Desk::new(draft, props.place, props.opened_at) }
}

/// The devices to practise with, where there are any.
fn devices(settings: &Settings, place: Place, language: Language) -> Vec<Rc<DemoDevice>> {
    match place {
        Place::Gateway => settings.demo.clone(),
        Place::Demo => DemoDevice::built_in(language),
    }
}

fn setting(settings: &Settings, place: Place) -> Setting {
    match place {
        Place::Demo => Setting::Demo,
        Place::Gateway if settings.demo.is_empty() => Setting::Production,
        Place::Gateway => Setting::Practice,
    }
}

/// Which of the devices to practise with stands in the form, and what it is for.
fn note(devices: &[Rc<DemoDevice>], desk: &Desk, language: Language) -> String {
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

/// How often the clock is read: while something runs for its time limit, afterwards for the requests that are left.
fn period(work: &Work, shown: &Shown) -> Option<u32> {
    match shown {
        Shown::Running(_) => Some(500),
        Shown::Proof { .. } if work.is_running() => Some(500),
        Shown::Form | Shown::Ended(_) | Shown::Proof { .. } => (!work.session().records().is_empty()).then_some(5_000),
    }
}

fn requests_left(work: &Work, desk: &Desk, time: mqtt::session::Instant, language: Language) -> String {
    let left = work.session().requests_left(&desk.draft.product_key, &desk.draft.device_key, time);
    left.map_or_else(String::new, |left| {
        fill(language.say(Page::RequestsLeft), &[&left.to_string(), &REQUESTS.to_string()])
    })
}

fn progress(shown: &Shown, language: Language) -> String {
    match shown {
        Shown::Form | Shown::Ended(_) => String::new(),
        Shown::Running(record) | Shown::Proof { login: record, .. } => announcement(&record.attempt.timeline, language),
    }
}

fn tabs(language: Language) -> Vec<(&'static str, AttrValue)> {
    let words = |panel| match panel {
        Panel::Timeline => Page::TabTimeline,
        Panel::Signature => Page::TabSignature,
        Panel::Session => Page::TabSession,
    };
    Panel::ALL.into_iter().map(|panel| (panel.id(), AttrValue::from(language.say(words(panel))))).collect()
}

fn signature(desk: &Rc<Desk>, entry: Option<&Entry>, on_action: &Callback<DeskAction>) -> Html {
    let signed: Option<Signed> = entry.map(|entry| sign(entry, desk.signed_at));
    html! { <SignaturePane desk={Rc::clone(desk)} {signed} on_action={on_action.clone()} /> }
}

/// A phone folds the form away while something runs or a result is on show.
fn is_folded(shown: &Shown) -> bool {
    match shown {
        Shown::Form => false,
        Shown::Running(_) | Shown::Proof { .. } => true,
        Shown::Ended(record) => record.secret().is_some() || record.is_login(),
    }
}

/// What is left of the form on a phone while it is folded away.
fn line(desk: &Desk, is_unfolded: &UseStateHandle<bool>, is_locked: bool, language: Language) -> Html {
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
fn buttons(shown: &Shown, work: &Work, desk: &Desk, next: &Callback<MouseEvent>, language: Language) -> Html {
    if work.is_running() {
        let work = work.clone();
        let onclick = Callback::from(move |_: MouseEvent| work.stop());
        return html! {
            <>
                <button key="stop" type="button" class="button button-stop" {onclick}>{ language.say(Label::Stop) }</button>
                <p class="hint">{ language.say(crate::i18n::Progress::KeepVisible) }</p>
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

fn fixer(on_action: &Callback<DeskAction>, is_unfolded: &UseStateHandle<bool>) -> Callback<FixAction> {
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
