//! That the clipboard holds a secret, and the button that overwrites it.

use yew::prelude::*;

use crate::i18n::{Language, PageText, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::ui::element::{button, element};

/// With the seconds until the page overwrites it itself, where the browser lets it; without them once that has failed.
pub fn clipboard_notice(seconds: Option<u64>, dispatch: &Dispatch, language: Language) -> Html {
    let words = match seconds {
        Some(seconds) => fill(language.say(PageText::ClipboardCounts), &[&seconds.to_string()]),
        None => language.say(PageText::ClipboardStuck).to_owned(),
    };
    let clear = button(
        "link",
        language.say(PageText::ClearClipboard),
        dispatch,
        Action::Attempt(AttemptAction::ClearClipboard),
    );
    let name = language.say(PageText::ClipboardStuck);
    element("section", "clipboard")
        .attr("aria-label", name)
        .child(element("span", "").text(&words))
        .child(clear)
        .build()
}
