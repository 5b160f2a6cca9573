//! The line below the bar: who answers, and what that means.

use yew::prelude::*;

use crate::form::Place;
use crate::i18n::{Language, Page};
use crate::page::action::{Action, Send};
use crate::ui::element::node;

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
pub fn environment_banner(setting: Setting, note: &str, locked: bool, send: &Send, language: Language) -> Html {
    let (class, notice, place, words) = match setting {
        Setting::Production => ("strip", Page::NothingStored, Place::Demo, Page::TryDemo),
        Setting::Practice => ("strip strip-demo", Page::PracticeNotice, Place::Demo, Page::TryDemo),
        Setting::Demo => ("strip strip-demo", Page::DemoNotice, Place::Gateway, Page::LeaveDemo),
    };
    let link = node("button", "link").with("type", "button").flag("disabled", locked).on_click(send, Action::Go(place));
    let notice = node("div", class).put(node("span", "").say(language.say(notice)));
    notice.put(node("bdi", "strip-note").say(note)).put(link.say(language.say(words))).end()
}
