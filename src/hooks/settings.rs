//! The deployment's settings, fetched once.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::prelude::*;

use crate::settings::Settings;

/// What is known of the settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded {
    /// They are on their way.
    Waiting,
    /// The deployment has settings.
    Found(Rc<Settings>),
    /// The deployment has none, or none that can be read.
    Missing,
}

/// Fetches `settings.json`, which stands beside the page.
#[hook]
pub fn use_settings() -> Loaded {
    let loaded = use_state_eq(|| Loaded::Waiting);
    {
        let loaded = loaded.setter();
        use_effect_with((), move |()| {
            spawn_local(async move {
                let settings = fetch().await.as_deref().and_then(Settings::parse);
                loaded.set(settings.map_or(Loaded::Missing, |settings| Loaded::Found(Rc::new(settings))));
            });
        });
    }
    (*loaded).clone()
}

async fn fetch() -> Option<String> {
    let answer = JsFuture::from(web_sys::window()?.fetch_with_str("settings.json")).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
