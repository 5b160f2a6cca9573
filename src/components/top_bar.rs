//! The bar at the top: name, place, language, settings.

use yew::prelude::*;

use super::action::{Action, Send, on_choose, on_click};
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
    let switch = on_click(send, Action::Language(other));
    let on_wipe = on_click(send, Action::Wipe);
    let themes = Theme::ALL.into_iter().map(|which| {
        let onchange = on_choose(send, Action::Theme(which));
        html! {
            <label class="choice">
                <input type="radio" name="theme" checked={theme == which} {onchange} />
                { language.say(which.words()) }
            </label>
        }
    });
    html! {
        <header class="bar">
            <span class="logo" aria-hidden="true">{ "E" }</span>
            <h1 class="bar-title"><a href={Screen::Device.href()}>{ language.say(Page::Title) }</a></h1>
            <button type="button" class="pill" lang={other.tag()} onclick={switch}>{ other.own_name() }</button>
            <details class="menu">
                <summary class="pill">{ icon(Picture::Sliders) }<span class="unseen">{ language.say(Page::Settings) }</span></summary>
                <div class="menu-body card">
                    <fieldset>
                        <legend>{ language.say(Page::Theme) }</legend>
                        { for themes }
                    </fieldset>
                    <p><a class="link" href={Screen::About.href()}>{ language.say(Page::About) }</a></p>
                    <button type="button" class="button button-danger" onclick={on_wipe}>{ language.say(Page::WipeNow) }</button>
                    <p class="hint">{ language.say(Page::WipeHelp) }</p>
                </div>
            </details>
        </header>
    }
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
