//! Mounts the page.

use enos_provisioner::app::{App, AppProps};

fn main() {
    yew::Renderer::<App>::with_props(AppProps::of_browser()).render();
}
