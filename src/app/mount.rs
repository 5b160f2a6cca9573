//! Mounts the page, once its settings are known, or known to be late.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::Element;
use yew::AppHandle;

use super::document::{fetch_settings, looked_at_again, surroundings};
use super::location::take_link;
use super::{App, AppProps, Message, PartLoader};
use crate::form::TypedSecret;
use crate::i18n::Language;
use crate::page::core::Surroundings;
use crate::page::event::Event;

/// The page, once it is mounted.
pub type Mounted = Rc<RefCell<Option<AppHandle<App>>>>;

/// Mounts the page in this element, or in the body.
#[must_use]
pub fn mount(root: Option<Element>, loader: PartLoader) -> Mounted {
    let mounted = Mounted::default();
    // A link may hold a secret that somebody has passed on by mistake: it leaves the address bar at once.
    let link = take_link();
    let mut surroundings = surroundings();
    let begin = {
        let mounted = Rc::clone(&mounted);
        move |surroundings| mount_with_settings(root, loader, surroundings, link, mounted)
    };
    match surroundings.language {
        Language::English => begin(surroundings),
        // The sentences come first.
        Language::Chinese => (loader.chinese)(Box::new(move |is_learned| {
            if !is_learned {
                surroundings.language = Language::English;
            }
            begin(surroundings);
        })),
    }
    mounted
}

fn mount_with_settings(
    root: Option<Element>,
    loader: PartLoader,
    surroundings: Surroundings,
    link: Option<TypedSecret>,
    mounted: Mounted,
) {
    let (link, is_mounted) = (RefCell::new(link), Cell::new(false));
    fetch_settings(false, move |settings, kept_gateway| {
        if is_mounted.replace(true) {
            // They were late, and have come now.
            if let Some(app) = &*mounted.borrow() {
                app.send_message(Message::Event(Event::Settings(settings, kept_gateway)));
            }
            return;
        }
        // `boot.js` knows only now whether a policy holds the page; and the network may have come meanwhile.
        let surroundings = looked_at_again(surroundings.clone());
        let props = AppProps { surroundings, settings, kept_gateway, loader };
        let app = match &root {
            Some(root) => yew::Renderer::<App>::with_root_and_props(root.clone(), props).render(),
            None => yew::Renderer::<App>::with_props(props).render(),
        };
        if let Some(link) = link.take() {
            app.send_message(Message::Event(Event::Link(link)));
        }
        mounted.replace(Some(app));
    });
}
