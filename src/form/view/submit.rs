//! The button that submits the form.

use enos::SecureMode;
use yew::prelude::*;

use crate::i18n::{Label, Language, PageText};
use crate::page::state::PageState;
use crate::ui::element::{Element, element, group, paragraph};

/// The id of the button that submits the form.
pub const SUBMIT: &str = "activate";

/// What the form offers while nothing more has been loaded.
pub(crate) fn first_action(page: &PageState, language: Language) -> Html {
    below_warning(page, submit(page, true, language).build(), language)
}

pub(crate) fn below_warning(page: &PageState, action: Html, language: Language) -> Html {
    if page.is_plain_behind_gateway() {
        group(vec![paragraph("hint hint-odd", language.say(PageText::PlainBehindGateway)), action])
    } else {
        action
    }
}

/// The button that submits the form.
pub(crate) fn submit(page: &PageState, buttons_are_enabled: bool, language: Language) -> Element {
    let words = match page.form.draft.mode {
        SecureMode::Dynamic => Label::Activate,
        SecureMode::Static => Label::TestLogin,
    };
    go_button().flag("disabled", !buttons_are_enabled || page.conditions.closed.is_some()).text(language.say(words))
}

pub(crate) fn go_button() -> Element {
    element("button", "button button-go").key("go").attr("id", SUBMIT).attr("type", "submit")
}
