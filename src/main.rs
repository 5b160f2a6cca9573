//! Mounts the page, once its settings are known, or known to be late.

mod split;

use std::cell::RefCell;
use std::rc::Rc;

use enos_provisioner::app::{App, AppProps, Message, fetch_settings, surroundings, take_link};
use enos_provisioner::i18n::Language;
use enos_provisioner::page::core::Surroundings;
use enos_provisioner::page::event::Event;
use yew::AppHandle;

use split::LOADER;

fn main() {
    // A link may hold a secret that somebody has passed on by mistake: it leaves the address bar at once.
    let link = take_link();
    let mut surroundings = surroundings();
    match surroundings.language {
        Language::English => mount(surroundings, link),
        Language::Chinese => (LOADER.chinese)(Box::new(move |is_learned| {
            if !is_learned {
                surroundings.language = Language::English;
            }
            mount(surroundings, link);
        })),
    }
}

fn mount(surroundings: Surroundings, link: Option<enos_provisioner::form::TypedSecret>) {
    let mounted: Rc<RefCell<Option<AppHandle<App>>>> = Rc::default();
    let link = RefCell::new(link);
    fetch_settings(false, move |settings, kept_gateway| {
        if let Some(app) = &*mounted.borrow() {
            // They were late, and have come now.
            app.send_message(Message::Event(Event::Settings(settings, kept_gateway)));
            return;
        }
        let props = AppProps { surroundings: surroundings.clone(), settings, kept_gateway, loader: LOADER };
        let app = yew::Renderer::<App>::with_props(props).render();
        if let Some(link) = link.take() {
            app.send_message(Message::Event(Event::Link(link)));
        }
        *mounted.borrow_mut() = Some(app);
    });
}
