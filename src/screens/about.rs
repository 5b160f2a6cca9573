//! What the page keeps, and how EnOS behaves.

use yew::prelude::*;

use crate::i18n::{Language, Page, fill};
use crate::route::Screen;

/// A page of words.
pub fn about(language: Language) -> Html {
    let section = |title: Page, text: Page| {
        html! { <section class="card"><h3>{ language.say(title) }</h3><p>{ language.say(text) }</p></section> }
    };
    html! {
        <div class="about">
            <h2>{ language.say(Page::About) }</h2>
            { section(Page::AboutKept, Page::AboutKeptText) }
            { section(Page::AboutGateway, Page::AboutGatewayText) }
            { section(Page::AboutRepeat, Page::AboutRepeatText) }
            <p class="hint">{ fill(language.say(Page::Version), &[env!("CARGO_PKG_VERSION")]) }</p>
            <p><a class="link" href={Screen::Device.href()}>{ language.say(Page::BackToWork) }</a></p>
        </div>
    }
}
