//! The line below the bar: who answers, and what that means.

use yew::prelude::*;

use crate::form::EndpointKind;
use crate::i18n::{Language, PageText};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::ui::element::element;

/// Who answers, as far as a technician must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// A gateway that leads to EnOS.
    Production,
    /// A gateway that leads to a simulated EnOS.
    Practice,
    /// The simulated EnOS inside the page.
    Demo,
}

/// The line, with a word on the demo device in the form. A simulated EnOS is always named as such.
pub fn environment_banner(
    setting: Environment,
    note: &str,
    locked: bool,
    dispatch: &Dispatch,
    language: Language,
) -> Html {
    let (class, notice, place, words) = match setting {
        Environment::Production => ("strip", PageText::NothingStored, EndpointKind::Demo, PageText::TryDemo),
        Environment::Practice => ("strip strip-demo", PageText::PracticeNotice, EndpointKind::Demo, PageText::TryDemo),
        Environment::Demo => ("strip strip-demo", PageText::DemoNotice, EndpointKind::Gateway, PageText::LeaveDemo),
    };
    let link = element("button", "link")
        .attr("type", "button")
        .flag("disabled", locked)
        .on_click(dispatch, Action::Attempt(AttemptAction::SwitchEndpoint(place)));
    let notice = element("div", class).child(element("span", "").text(language.say(notice)));
    notice.child(element("bdi", "strip-note").text(note)).child(link.text(language.say(words))).build()
}
