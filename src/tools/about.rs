//! What the page keeps, and how EnOS behaves.

use yew::prelude::*;

use crate::i18n::{AboutWord, Language, PageText, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::route::Screen;
use crate::ui::element::{element, paragraph};

/// A page of words, with the name of this build and the switch for single keys.
pub fn about(build: &str, has_shortcuts: bool, dispatch: &Dispatch, language: Language) -> Html {
    let section = |title: AboutWord, text: AboutWord| {
        let heading = element("h3", "").text(language.say(title));
        element("section", "card").child(heading).child(paragraph("", language.say(text)))
    };
    let back = element("a", "link").attr("href", Screen::Device.href()).text(language.say(AboutWord::BackToWork));
    let switch = element("input", "").attr("type", "checkbox").checked(has_shortcuts);
    let switch = switch.on_choose(dispatch, Action::Shortcuts(!has_shortcuts));
    let switch =
        element("label", "choice").child(switch).child(element("span", "").text(language.say(AboutWord::SingleKeys)));
    element("div", "about")
        .child(element("h2", "").text(language.say(PageText::About)))
        .child(section(AboutWord::Kept, AboutWord::KeptText))
        .child(section(AboutWord::Keys, AboutWord::KeysText).child(switch))
        .child(section(AboutWord::Gateway, AboutWord::GatewayText))
        .child(section(AboutWord::Repeat, AboutWord::RepeatText))
        .child(paragraph("hint", &fill(language.say(AboutWord::Version), &[env!("CARGO_PKG_VERSION"), build])))
        .child(element("p", "").child(back))
        .build()
}
