//! The tools together.

use yew::prelude::*;

use super::about::about;
use super::device::Panel;
use super::device::panels;
use super::device::state::Device;
use super::parts::Tools;
use crate::components::Send;
use crate::i18n::Language;

/// All tools, with nothing remembered yet.
#[must_use]
pub fn all() -> Box<dyn Tools> {
    Box::new(Bench)
}

#[derive(Debug)]
struct Bench;

impl Tools for Bench {
    fn about(&self, language: Language) -> Html {
        about(language)
    }

    fn panel(&self, panel: Panel, device: &Device, send: &Send, language: Language) -> Html {
        match panel {
            Panel::Session => panels::session(device, send, language),
            Panel::Timeline | Panel::Signature => Html::default(),
        }
    }
}
