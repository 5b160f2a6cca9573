//! What of the browser belongs to the page as a whole.

use web_sys::Location;

use super::location::take_link;
use super::{AppProps, Link, PartLoader};
use crate::browser;
use crate::browser::now;
use crate::form::PageOrigin;
use crate::i18n::{Language, PageText};
use crate::page::route::Screen;
use crate::page::view::top_bar::Theme;

const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const SHORTCUTS: &str = "shortcuts";
const OFF: &str = "off";

impl AppProps {
    /// Asks the browser.
    #[must_use]
    pub fn from_browser(loader: PartLoader) -> Self {
        let window = web_sys::window();
        let tag = window.as_ref().and_then(|window| window.navigator().language()).unwrap_or_default();
        let location = window.map(|window| window.location());
        let part = |read: fn(&Location) -> Result<String, wasm_bindgen::JsValue>| {
            location.as_ref().and_then(|location| read(location).ok()).unwrap_or_default()
        };
        Self {
            language: Language::from_tag(&browser::load(LANGUAGE).unwrap_or(tag)),
            theme: browser::load(THEME).map_or(Theme::System, |name| Theme::from_name(&name)),
            origin: PageOrigin { secure: part(Location::protocol) == "https:", host: part(Location::host) },
            opened_at: now(),
            link: Link::of(take_link()),
            loader,
        }
    }
}

/// Keeps the language for the next visit.
pub(super) fn keep_language(language: Language) {
    browser::store(LANGUAGE, language.tag());
}

/// Keeps the colours for the next visit.
pub(super) fn keep_theme(theme: Theme) {
    browser::store(THEME, theme.name());
}

/// Whether single keys do something, which is so until somebody switches it off.
pub(super) fn has_shortcuts() -> bool {
    browser::load(SHORTCUTS).as_deref() != Some(OFF)
}

/// Keeps for the next visit whether single keys do something.
pub(super) fn keep_shortcuts(are_on: bool) {
    browser::store(SHORTCUTS, if are_on { "on" } else { OFF });
}

/// Language, colours and title belong to the document, which Yew does not draw.
pub(super) fn sync_document(language: Language, theme: Theme, screen: Screen) {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(root) = page.document_element() {
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("data-theme", theme.name());
    }
    page.set_title(&[language.say(screen.title()), " – ", language.say(PageText::Title)].concat());
}
