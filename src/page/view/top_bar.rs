//! The bar at the top: name, place, language, settings.

use yew::prelude::*;

use crate::i18n::{Language, PageText, fill};
use crate::page::action::{Action, AttemptAction, Dispatch, Question};
use crate::page::route::Screen;
use crate::ui::element::{button, element, group, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

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
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }

    const fn words(self) -> PageText {
        match self {
            Self::System => PageText::ThemeSystem,
            Self::Light => PageText::ThemeLight,
            Self::Dark => PageText::ThemeDark,
            Self::Sunlight => PageText::ThemeSunlight,
        }
    }
}

/// The id of the menu with the settings.
pub const SETTINGS: &str = "settings";

/// The bar. `unseen` secrets are named where wiping has to be confirmed.
pub fn top_bar(theme: Theme, unseen: Option<usize>, dispatch: &Dispatch, language: Language) -> Html {
    let other = language.other();
    let switch = element("button", "pill").attr("type", "button").attr("lang", other.tag());
    let switch = switch.on_click(dispatch, Action::Language(other)).text(other.own_name());
    let mut themes = element("fieldset", "").child(element("legend", "").text(language.say(PageText::Theme)));
    for which in Theme::ALL {
        let input = element("input", "").attr("type", "radio").attr("name", "theme").checked(theme == which);
        let input = input.on_choose(dispatch, Action::Theme(which));
        themes = themes.child(element("label", "choice").child(input).text(language.say(which.words())));
    }
    let opener = element("button", "pill").attr("type", "button").attr("popovertarget", SETTINGS);
    let opener =
        opener.child(icon(Picture::Sliders)).child(element("span", "unseen").text(language.say(PageText::Settings)));
    let about = element("a", "link").attr("href", Screen::About.href()).text(language.say(PageText::About));
    let body = element("div", "menu card").attr("id", SETTINGS).attr("popover", "").child(themes);
    let body = body.child(element("p", "").child(about)).child(wipe(unseen, dispatch, language));
    let home = element("a", "").attr("href", Screen::Device.href()).text(language.say(PageText::Title));
    element("header", "bar")
        .child(element("span", "logo").attr("aria-hidden", "true").text("E"))
        .child(element("h1", "bar-title").child(home))
        .child(switch)
        .child(opener)
        .child(body)
        .build()
}

fn wipe(unseen: Option<usize>, dispatch: &Dispatch, language: Language) -> Html {
    let Some(unseen) = unseen else {
        let wipe = button("button button-danger", language.say(PageText::WipeNow), dispatch, Action::Wipe);
        return group(vec![wipe, paragraph("hint", language.say(PageText::WipeHelp))]);
    };
    let words = fill(language.say(PageText::WipeQuestion), &[&unseen.to_string()]);
    let words = element("p", "").attr("id", Question::TITLE).attr("tabindex", "-1").text(&words);
    let keep = button("button", language.say(PageText::WipeKeep), dispatch, Action::Attempt(AttemptAction::Withdraw));
    let wipe = button("button button-danger", language.say(PageText::WipeAnyway), dispatch, Action::WipeAnyway);
    group(vec![words.build(), keep, wipe])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_theme_by_its_name() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), theme);
        }
        assert_eq!(Theme::from_name("neon"), Theme::System);
    }
}
