//! What the page keeps, and how EnOS behaves.

use yew::prelude::*;

use crate::components::{node, paragraph};
use crate::i18n::{AboutWord, Language, Page, fill};
use crate::route::Screen;

/// A page of words.
pub fn about(language: Language) -> Html {
    let section = |title: AboutWord, text: AboutWord| {
        let heading = node("h3", "").say(language.say(title));
        node("section", "card").put(heading).hold(paragraph("", language.say(text)))
    };
    let back = node("a", "link").with("href", Screen::Device.href()).say(language.say(AboutWord::BackToWork));
    node("div", "about")
        .put(node("h2", "").say(language.say(Page::About)))
        .put(section(AboutWord::Kept, AboutWord::KeptText))
        .put(section(AboutWord::Gateway, AboutWord::GatewayText))
        .put(section(AboutWord::Repeat, AboutWord::RepeatText))
        .hold(paragraph("hint", &fill(language.say(AboutWord::Version), &[env!("CARGO_PKG_VERSION")])))
        .put(node("p", "").put(back))
        .end()
}
