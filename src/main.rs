//! Mounts the page.

mod split;

use enos_provisioner::app::{App, AppProps};
use enos_provisioner::i18n::Language;

use split::LOADER;

fn main() {
    let mut props = AppProps::from_browser(LOADER);
    match props.language {
        Language::English => show(props),
        Language::Chinese => (LOADER.chinese)(Box::new(move |is_learned| {
            if !is_learned {
                props.language = Language::English;
            }
            show(props);
        })),
    }
}

fn show(props: AppProps) {
    yew::Renderer::<App>::with_props(props).render();
}
