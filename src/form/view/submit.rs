//! The button that submits the form.

use enos::SecureMode;
use yew::prelude::*;

use crate::i18n::{Label, Language, Page};
use crate::page::state::Device;
use crate::ui::element::{Node, group, node, paragraph};

/// The id of the button that submits the form.
pub const SUBMIT: &str = "activate";

/// What the form offers while nothing more has been loaded.
pub(crate) fn first_action(device: &Device, language: Language) -> Html {
    below_warning(device, submit(device, true, language).end(), language)
}

pub(crate) fn below_warning(device: &Device, action: Html, language: Language) -> Html {
    if device.is_plain_behind_gateway() {
        group(vec![paragraph("hint hint-odd", language.say(Page::PlainBehindGateway)), action])
    } else {
        action
    }
}

/// The button that submits the form.
pub(crate) fn submit(device: &Device, is_armed: bool, language: Language) -> Node {
    let words = match device.desk.draft.mode {
        SecureMode::Dynamic => Label::Activate,
        SecureMode::Static => Label::TestLogin,
    };
    go_button().flag("disabled", !is_armed || device.environment.closed.is_some()).say(language.say(words))
}

pub(crate) fn go_button() -> Node {
    node("button", "button button-go").keyed("go").with("id", SUBMIT).with("type", "submit")
}
