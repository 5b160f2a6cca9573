//! What the page keeps, and how EnOS behaves.

use yew::prelude::*;

use crate::i18n::{AboutWord, Language, PageText, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::route::Screen;
use crate::ui::element::{node, paragraph};

/// A page of words, with the name of this build and the switch for single keys.
pub fn about(build: &str, has_shortcuts: bool, dispatch: &Dispatch, language: Language) -> Html {
    let section = |title: AboutWord, text: AboutWord| {
        let heading = node("h3", "").say(language.say(title));
        node("section", "card").put(heading).hold(paragraph("", language.say(text)))
    };
    let back = node("a", "link").with("href", Screen::Device.href()).say(language.say(AboutWord::BackToWork));
    let switch = node("input", "").with("type", "checkbox").checked(has_shortcuts);
    let switch = switch.on_choose(dispatch, Action::Shortcuts(!has_shortcuts));
    let switch = node("label", "choice").put(switch).put(node("span", "").say(language.say(AboutWord::SingleKeys)));
    node("div", "about")
        .put(node("h2", "").say(language.say(PageText::About)))
        .put(section(AboutWord::Kept, AboutWord::KeptText))
        .put(section(AboutWord::Keys, AboutWord::KeysText).put(switch))
        .put(section(AboutWord::Gateway, AboutWord::GatewayText))
        .put(section(AboutWord::Repeat, AboutWord::RepeatText))
        .hold(paragraph("hint", &fill(language.say(AboutWord::Version), &[env!("CARGO_PKG_VERSION"), build])))
        .put(node("p", "").put(back))
        .end()
}
