//! The line below the bar: who answers, and what that means.

use yew::prelude::*;

use super::action::{Action, Send, on_click};
use crate::form::Place;
use crate::i18n::{Language, Page};

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

/// The line, with a word on the demo device in the form. A simulated EnOS is always named as such.
pub fn strip(setting: Setting, note: String, locked: bool, send: &Send, language: Language) -> Html {
    let (class, notice, place, words) = match setting {
        Setting::Production => ("strip", Page::NothingStored, Place::Demo, Page::TryDemo),
        Setting::Practice => ("strip strip-demo", Page::PracticeNotice, Place::Demo, Page::TryDemo),
        Setting::Demo => ("strip strip-demo", Page::DemoNotice, Place::Gateway, Page::LeaveDemo),
    };
    let onclick = on_click(send, Action::Go(place));
    html! {
        <div {class}>
            <span>{ language.say(notice) }</span>
            <span class="strip-note">{ note }</span>
            <button type="button" class="link" disabled={locked} {onclick}>{ language.say(words) }</button>
        </div>
    }
}
