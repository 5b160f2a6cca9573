//! The page as a whole: language, theme, settings, and the screen that the address names.

use std::rc::Rc;

use enos::Timestamp;
use yew::prelude::*;

use crate::browser;
use crate::components::{BarActions, Copier, CopyRequest, CopyText, Theme, top_bar};
use crate::form::{PageOrigin, Place};
use crate::hooks::{Loaded, now, use_screen, use_settings, use_update};
use crate::i18n::{Language, Page};
use crate::route::Screen;
use crate::screens::about;
use crate::screens::device::DeviceScreen;
use crate::settings::Settings;

/// What the browser says about itself before anything is drawn.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The language to begin with.
    pub language: Language,
    /// The colours to begin with.
    pub theme: Theme,
    /// Where the page came from.
    pub origin: PageOrigin,
    /// When the page was opened.
    pub opened_at: Timestamp,
}

impl AppProps {
    /// Asks the browser.
    #[must_use]
    pub fn of_browser() -> Self {
        let window = web_sys::window();
        let tag = window.as_ref().and_then(|window| window.navigator().language()).unwrap_or_default();
        let location = window.map(|window| window.location());
        let part = |read: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
            location.as_ref().and_then(|location| read(location).ok()).unwrap_or_default()
        };
        Self {
            language: Language::of_tag(&browser::load(LANGUAGE).unwrap_or(tag)),
            theme: browser::load(THEME).map_or(Theme::System, |name| Theme::of_name(&name)),
            origin: PageOrigin {
                secure: part(web_sys::Location::protocol) == "https:",
                host: part(web_sys::Location::host),
            },
            opened_at: now(),
        }
    }
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let language = use_state_eq(|| props.language);
    let theme = use_state_eq(|| props.theme);
    let notice = use_state_eq(|| None::<Page>);
    let wipes = use_state_eq(|| 0_u32);
    let screen = use_screen();
    let loaded = use_settings();
    let is_update_ready = use_update();

    use_effect_with((*language, *theme, screen), |(language, theme, screen)| dress(*language, *theme, *screen));
    let on_language = keep(language.setter(), |language| browser::store(LANGUAGE, language.tag()));
    let on_theme = keep(theme.setter(), |theme| browser::store(THEME, theme.name()));
    let on_wipe = {
        let (wipes, notice) = (wipes.clone(), notice.setter());
        Callback::from(move |()| {
            wipes.set(wipes.wrapping_add(1));
            notice.set(Some(Page::Wiped));
        })
    };
    let copier = {
        let notice = notice.setter();
        use_callback((), move |request: CopyRequest, ()| copy(request, notice.clone()))
    };
    let bar = BarActions { on_language, on_theme, on_wipe };
    let device = |settings: &Rc<Settings>, place| device(props, *wipes, settings, place, &copier, *language);
    let work = match &loaded {
        Loaded::Waiting => Html::default(),
        Loaded::Found(settings) => device(settings, Place::Gateway),
        Loaded::Missing => device(&Rc::new(Settings::default()), Place::Demo),
    };
    html! {
        <>
            { top_bar(*theme, &bar, *language) }
            if is_update_ready {
                <div class="strip" role="status">
                    <span>{ language.say(Page::UpdateReady) }</span>
                    <button type="button" class="link" onclick={|_| browser::take_update()}>{ language.say(Page::TakeUpdate) }</button>
                </div>
            }
            // The device's screen stays mounted: a run goes on while somebody reads.
            <main hidden={screen != Screen::Device}>{ work }</main>
            if screen == Screen::About {
                <main>{ about(*language) }</main>
            }
            <p class="toast" role="status">{ notice.map_or("", |notice| language.say(notice)) }</p>
        </>
    }
}

const LANGUAGE: &str = "language";
const THEME: &str = "theme";

/// After *Wipe now* the key changes, so that the whole screen is dropped with all it holds and a new one takes its place.
fn device(
    props: &AppProps,
    wipes: u32,
    settings: &Rc<Settings>,
    place: Place,
    copier: &Callback<CopyRequest>,
    language: Language,
) -> Html {
    html! {
        <DeviceScreen key={wipes} settings={settings.clone()} {place} origin={props.origin.clone()}
            opened_at={props.opened_at} copier={Copier(copier.clone())} {language} />
    }
}

fn keep<T: Copy + 'static>(setter: UseStateSetter<T>, store: fn(T)) -> Callback<T> {
    Callback::from(move |value| {
        setter.set(value);
        store(value);
    })
}

fn copy(request: CopyRequest, notice: UseStateSetter<Option<Page>>) {
    match request.text {
        CopyText::Plain(write) => put(&write.emit(()), Page::CopiedPlain, request.done, notice),
        CopyText::Secret(write) => put(write.emit(()).expose(), Page::Copied, request.done, notice),
    }
}

fn put(text: &str, good: Page, told: Callback<()>, notice: UseStateSetter<Option<Page>>) {
    browser::write_to_clipboard(text, move |done| {
        if done {
            told.emit(());
        }
        notice.set(Some(if done { good } else { Page::CopyFailed }));
    });
}

/// Language, colours and title belong to the document, which Yew does not draw.
fn dress(language: Language, theme: Theme, screen: Screen) {
    let Some(page) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Some(root) = page.document_element() {
        let _ = root.set_attribute("lang", language.tag());
        let _ = root.set_attribute("data-theme", theme.name());
    }
    page.set_title(&[language.say(screen.title()), " – ", language.say(Page::Title)].concat());
}
