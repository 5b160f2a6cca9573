//! What of the browser belongs to the page as a whole.

use web_sys::Location;

use crate::browser;
use crate::form::PageOrigin;
use crate::i18n::{Language, PageText};
use crate::page::PROFILES;
use crate::page::conditions::Closed;
use crate::page::core::{Moment, Surroundings};
use crate::page::gateway::GATEWAY;
use crate::page::route::Screen;
use crate::page::settings::{self, Loaded};
use crate::page::update::{LANGUAGE, OFF, SHORTCUTS, THEME};
use crate::page::view::top_bar::Theme;

/// Asks the browser.
#[must_use]
pub(super) fn surroundings() -> Surroundings {
    let window = web_sys::window();
    let tag = window.as_ref().and_then(|window| window.navigator().language()).unwrap_or_default();
    let location = window.map(|window| window.location());
    let part = |read: fn(&Location) -> Result<String, wasm_bindgen::JsValue>| {
        location.as_ref().and_then(|location| read(location).ok()).unwrap_or_default()
    };
    looked_at_again(Surroundings {
        language: Language::from_tag(&browser::load(LANGUAGE).unwrap_or(tag)),
        theme: browser::load(THEME).map_or(Theme::System, |name| Theme::from_name(&name)),
        origin: PageOrigin { secure: part(Location::protocol) == "https:", host: part(Location::host) },
        opened_at: browser::now(),
        has_shortcuts: browser::load(SHORTCUTS).as_deref() != Some(OFF),
        keeps_profiles: browser::load(PROFILES).is_some(),
        salt: browser::random_hex(),
        is_offline: false,
        closed: None,
        page_address: browser::page_address(),
    })
}

/// The same with what changes while the settings are waited for.
pub(super) fn looked_at_again(surroundings: Surroundings) -> Surroundings {
    let closed = browser::closed_because().map(|why| match why.as_str() {
        "framed" => Closed::Framed,
        _ => Closed::NoPolicy,
    });
    Surroundings { is_offline: !browser::is_online(), closed, ..surroundings }
}

/// Asks for the settings, once more if they have been asked for already. Calls back with the outcome and the gateway of the settings
/// that were loaded last; first that they are late, if they are.
pub(super) fn fetch_settings(anew: bool, call: impl Fn(Loaded, Option<String>) + 'static) {
    settings::fetch_settings(anew, move |loaded| call(loaded, browser::load(GATEWAY)));
}

/// Reads the clocks.
pub(super) fn moment() -> Moment {
    Moment { unix: browser::now(), monotonic: browser::monotonic() }
}

/// Language, colours and title belong to the document, which Yew does not draw.
pub(super) fn sync_document((language, theme, screen): (Language, Theme, Screen)) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("data-theme", theme.name());
    }
    document.set_title(&[language.say(screen.title()), " – ", language.say(PageText::Title)].concat());
}
