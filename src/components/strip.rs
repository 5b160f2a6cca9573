//! The line below the bar: who answers, and what that means.

use yew::prelude::*;

use crate::form::Place;
use crate::i18n::{Page, use_language};

/// Who answers, as far as a technician must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A gateway that leads to EnOS.
    Production,
    /// A gateway that leads to a simulated EnOS.
    Practice,
    /// The simulated EnOS inside the page.
    Demo,
}

/// Props of [`Strip`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StripProps {
    /// Who answers.
    pub setting: Setting,
    /// A word on the demo device in the form; may be empty.
    #[prop_or_default]
    pub note: AttrValue,
    /// Whether an attempt is running, so that nothing may be changed.
    pub locked: bool,
    /// Somebody else is to answer.
    pub on_place: Callback<Place>,
}

/// The line. A simulated EnOS is always named as such.
#[component]
pub fn Strip(props: &StripProps) -> Html {
    let language = use_language();
    let (class, notice, place, words) = match props.setting {
        Setting::Production => ("strip", Page::NothingStored, Place::Demo, Page::TryDemo),
        Setting::Practice => ("strip strip-demo", Page::PracticeNotice, Place::Demo, Page::TryDemo),
        Setting::Demo => ("strip strip-demo", Page::DemoNotice, Place::Gateway, Page::LeaveDemo),
    };
    let onclick = props.on_place.reform(move |_: MouseEvent| place);
    html! {
        <div {class}>
            <span>{ language.say(notice) }</span>
            if !props.note.is_empty() {
                <span class="strip-note">{ &props.note }</span>
            }
            <button type="button" class="link" disabled={props.locked} {onclick}>{ language.say(words) }</button>
        </div>
    }
}
