//! Form, run and result of one device, side by side or one below the other.

use std::rc::Rc;

use enos::Timestamp;
use yew::prelude::*;

use super::{FormPane, SignaturePane, sign};
use crate::components::{Tabs, focus};
use crate::form::{Desk, DeskAction, Draft, Field, PageOrigin, Place};
use crate::i18n::{Label, Page, use_language};
use crate::settings::{DemoDevice, Settings};

/// Props of [`DeviceScreen`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DeviceScreenProps {
    /// The deployment's settings.
    pub settings: Rc<Settings>,
    /// Devices of the simulated EnOS inside the page.
    pub demo: Rc<[Rc<DemoDevice>]>,
    /// Who answers at first.
    pub place: Place,
    /// Where the page came from.
    pub origin: PageOrigin,
    /// When the page was opened.
    pub opened_at: Timestamp,
}

const SIGNATURE: &str = "tab-signature";

/// The whole work on one device.
#[component]
pub fn DeviceScreen(props: &DeviceScreenProps) -> Html {
    let language = use_language();
    let first = props.clone();
    let desk = use_reducer(move || first_desk(&first));
    let tab = use_state_eq(|| SIGNATURE);

    let parsed = desk.draft.parse(desk.place, &props.origin);
    let signed = parsed.as_ref().ok().map(|entry| sign(entry, desk.signed_at));
    let refusals = parsed.as_ref().err().cloned().unwrap_or_default();

    let dispatcher = desk.dispatcher();
    let on_action = use_callback((), move |action: DeskAction, ()| dispatcher.dispatch(action));
    {
        let first_bad = Field::ALL.into_iter().find(|field| refusals.of(*field).is_some());
        use_effect_with(desk.refused, move |refused| {
            if let Some(field) = first_bad.filter(|_| *refused > 0) {
                focus(field.id());
            }
        });
    }
    let onsubmit = {
        let on_action = on_action.clone();
        let is_complete = parsed.is_ok();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if !is_complete {
                on_action.emit(DeskAction::Refuse);
            }
        })
    };
    let on_open = {
        let tab = tab.setter();
        Callback::from(move |id| tab.set(id))
    };
    let title = language.say(Page::ActivateADevice);
    html! {
        <form class="panes" novalidate=true autocomplete="off" {onsubmit}>
            <div class="pane-form">
                <h1>{ title }</h1>
                <FormPane desk={Rc::new((*desk).clone())} {refusals} on_action={on_action.clone()} />
                <div class="action">
                    <button type="submit" class="button button-go">{ language.say(Label::Activate) }</button>
                    <p class="hint">{ language.say(Page::NothingStored) }</p>
                </div>
            </div>
            <div class="pane-work">
                <Tabs name={language.say(Page::Details)} tabs={vec![(SIGNATURE, language.say(Page::TabSignature).into())]}
                    open={*tab} {on_open}>
                    <SignaturePane desk={Rc::new((*desk).clone())} {signed} {on_action} />
                </Tabs>
            </div>
        </form>
    }
}

fn first_desk(props: &DeviceScreenProps) -> Desk {
    let draft = Draft::new(&props.settings.gateway);
    let devices = match props.place {
        Place::Gateway => &props.settings.demo[..],
        Place::Demo => &props.demo,
    };
    let draft = devices.first().map_or_else(|| draft.clone(), |device| draft.with_device(device));
    Desk { filled: 1, ..Desk::new(draft, props.place, props.opened_at) }
}
