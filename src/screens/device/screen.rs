//! Form, run and result of one device, side by side or one below the other.

use std::rc::Rc;

use enos::Timestamp;
use yew::prelude::*;

use super::check_words::checks;
use super::panels::{self, Panel};
use super::parts::{buttons, devices, fixer, is_folded, line, note, setting};
use super::steps::announcement;
use super::verdict::{Actions, heading, verdict};
use super::work::{Shown, Work, change_place, lead_to, moment, next_device, use_work};
use super::{FormPane, SignaturePane, form_pane, sign, signature_pane};
use crate::components::{Copier, Tabs, focus, strip, tabs};
use crate::form::{Desk, DeskAction, Draft, Entry, Field, PageOrigin, PerField, Place, Refusal};
use crate::hooks::{now, use_ticker};
use crate::i18n::{Label, Language, Page};
use crate::preflight::{Clock, use_preflight};
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
    /// The way to the clipboard.
    pub copier: Copier,
    /// The language.
    pub language: Language,
}

/// The whole work on one device.
#[component]
pub fn DeviceScreen(props: &DeviceScreenProps) -> Html {
    let language = props.language;
    let first = props.clone();
    let desk = use_reducer(move || first_desk(&first, language));
    let (work, shown) = use_work(props.opened_at);
    let panel = use_state_eq(|| Panel::Signature);
    let is_unfolded = use_state_eq(|| false);
    let millis = use_ticker(period(&work));
    let time = moment(millis);

    let devices = devices(&props.settings, desk.place, language);
    let parsed = desk.draft.parse(desk.place, &props.origin);
    let dispatcher = desk.dispatcher();
    let on_action = use_callback((), move |action: DeskAction, ()| dispatcher.dispatch(action));
    let refusals = parsed.as_ref().err().cloned().unwrap_or_default();
    use_focus(&desk, &refusals, &shown);
    let preflight = use_preflight(desk.gateway(&props.origin));
    let is_corrected = use_state_eq(|| false);

    let start = {
        let (work, panel, is_unfolded, on_action) =
            (work.clone(), panel.setter(), is_unfolded.setter(), on_action.clone());
        let (entry, is_corrected, clock) = (parsed.as_ref().ok().cloned(), is_corrected.clone(), preflight.clock);
        Callback::from(move |()| match &entry {
            _ if work.is_running() => {}
            None => on_action.emit(DeskAction::Refuse),
            Some(entry) => {
                panel.set(Panel::Timeline);
                is_unfolded.set(false);
                work.start(entry, if *is_corrected { clock } else { Clock::Waiting });
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
    let actions =
        Actions { on_fix: fixer(&on_action, &is_unfolded), on_again: start.clone(), copier: props.copier.clone() };
    let onsubmit = start.reform(|event: SubmitEvent| event.prevent_default());
    let on_correct = {
        let (is_corrected, on_action, clock) = (is_corrected.setter(), on_action.clone(), preflight.clock);
        Callback::from(move |()| {
            is_corrected.set(true);
            on_action.emit(DeskAction::Sign(Timestamp::from_millis(clock.corrected(now().as_millis()))));
        })
    };
    let on_open = {
        let panel = panel.setter();
        Callback::from(move |id| panel.set(Panel::of_id(id)))
    };
    let phase = if is_folded(&shown) && !*is_unfolded { "busy" } else { "form" };
    let form = FormPane {
        desk: &desk,
        refusals: &refusals,
        device_note: work.standing(&desk.draft, millis, language),
        locked: work.is_running(),
        on_action: on_action.clone(),
    };
    let tab_list = Tabs { name: language.say(Page::Details), tabs: tab_words(language), open: panel.id(), on_open };
    html! {
        <>
            { strip(setting(&props.settings, desk.place), note(&devices, &desk, language), work.is_running(), &on_place, language) }
            { checks(&preflight, &on_correct, language) }
            <div class="panes" data-phase={phase}>
                <div class="pane-verdict">{ verdict(&shown, &work, &actions, language) }</div>
                <form class="pane-form" novalidate=true autocomplete="off" {onsubmit}>
                    { line(&desk, &is_unfolded, work.is_running(), language) }
                    <h2>{ language.say(Page::ActivateADevice) }</h2>
                    if work.is_unsendable() {
                        <p class="notice notice-bad" role="alert">{ language.say(Label::Unsendable) }</p>
                    }
                    { form_pane(&form, language) }
                    <div class="action">{ buttons(&shown, &work, &desk, &next, language) }</div>
                </form>
                <div class="pane-work">
                    { tabs(&tab_list, match *panel {
                            Panel::Timeline => panels::timeline(&shown, time, language),
                            Panel::Signature => signature(&desk, parsed.as_ref().ok(), &on_action, props),
                            Panel::Session => panels::session(&work, language),
                        }) }
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

/// How often the clock is read: while something runs for its time limit, afterwards for the requests that are left.
fn period(work: &Work) -> Option<u32> {
    let is_used = !work.session().records().is_empty();
    if work.is_running() { Some(500) } else { is_used.then_some(1_000) }
}

fn progress(shown: &Shown, language: Language) -> String {
    match shown {
        Shown::Form | Shown::Ended(_) => String::new(),
        Shown::Running(record) | Shown::Proof { login: record, .. } => announcement(&record.attempt.timeline, language),
    }
}

fn tab_words(language: Language) -> Vec<(&'static str, &'static str)> {
    let words = |panel| match panel {
        Panel::Timeline => Page::TabTimeline,
        Panel::Signature => Page::TabSignature,
        Panel::Session => Page::TabSession,
    };
    Panel::ALL.into_iter().map(|panel| (panel.id(), language.say(words(panel)))).collect()
}

fn signature(desk: &Desk, entry: Option<&Entry>, on_action: &Callback<DeskAction>, props: &DeviceScreenProps) -> Html {
    let signed = entry.map(|entry| sign(entry, desk.signed_at));
    let pane = SignaturePane { desk, signed, on_action: on_action.clone(), copier: props.copier.clone() };
    signature_pane(&pane, props.language)
}
