//! The bar at the top: name, place, language, settings.

use yew::prelude::*;

use super::action::{Action, Send};
use super::markup::{button, node, paragraph};
use super::{Picture, icon};
use crate::i18n::{Language, Page};
use crate::route::Screen;

/// The page's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Light or dark, as the system says.
    #[default]
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
    /// Black on white with heavy lines, for a screen in the sun.
    Sunlight,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Sunlight];

    /// The theme's name in the style sheets and in storage.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sunlight => "sunlight",
        }
    }

    /// The theme of this name; the system's where there is none.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }

    const fn words(self) -> Page {
        match self {
            Self::System => Page::ThemeSystem,
            Self::Light => Page::ThemeLight,
            Self::Dark => Page::ThemeDark,
            Self::Sunlight => Page::ThemeSunlight,
        }
    }
}

/// The bar.
pub fn top_bar(theme: Theme, send: &Send, language: Language) -> Html {
    let other = language.other();
    let switch = node("button", "pill").with("type", "button").with("lang", other.tag());
    let switch = switch.on_click(send, Action::Language(other)).say(other.own_name());
    let mut themes = node("fieldset", "").put(node("legend", "").say(language.say(Page::Theme)));
    for which in Theme::ALL {
        let input = node("input", "").with("type", "radio").with("name", "theme").checked(theme == which);
        let input = input.on_choose(send, Action::Theme(which));
        themes = themes.put(node("label", "choice").put(input).say(language.say(which.words())));
    }
    let summary = node("summary", "pill").hold(icon(Picture::Sliders));
    let summary = summary.put(node("span", "unseen").say(language.say(Page::Settings)));
    let about = node("a", "link").with("href", Screen::About.href()).say(language.say(Page::About));
    let body = node("div", "menu-body card").put(themes).put(node("p", "").put(about));
    let body = body.hold(button("button button-danger", language.say(Page::WipeNow), send, Action::Wipe));
    let body = body.hold(paragraph("hint", language.say(Page::WipeHelp)));
    let home = node("a", "").with("href", Screen::Device.href()).say(language.say(Page::Title));
    node("header", "bar")
        .put(node("span", "logo").with("aria-hidden", "true").say("E"))
        .put(node("h1", "bar-title").put(home))
        .put(switch)
        .put(node("details", "menu").put(summary).put(body))
        .end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_theme_by_its_name() {
        for theme in Theme::ALL {
            assert_eq!(Theme::of_name(theme.name()), theme);
        }
        assert_eq!(Theme::of_name("neon"), Theme::System);
    }
}
