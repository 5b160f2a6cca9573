//! An activation message that was not understood: hidden until somebody asks for it.

use yew::prelude::*;

use crate::i18n::{Language, MessageWord};
use crate::page::action::{Action, AttemptAction, Dispatch, Reveal};
use crate::ui::element::{button, node, paragraph};

/// A button, what to know before it is pressed, and the message where it has been asked for. Hidden, it is nowhere in the document.
pub fn unread_message(shown: Option<&str>, dispatch: &Dispatch, language: Language) -> Html {
    let words = if shown.is_some() { MessageWord::Hide } else { MessageWord::Show };
    let block = node("div", "unread").hold(paragraph("hint", language.say(MessageWord::ShowHelp)));
    let toggle =
        button("button", language.say(words), dispatch, Action::Attempt(AttemptAction::Toggle(Reveal::Unread)));
    let block = block.put(node("div", "buttons").hold(toggle));
    match shown {
        Some(text) => block.put(node("pre", "message mono").with("dir", "ltr").with("translate", "no").say(text)).end(),
        None => block.end(),
    }
}
