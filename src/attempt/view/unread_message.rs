//! An activation message that was not understood: hidden until somebody asks for it.

use yew::prelude::*;

use crate::i18n::{Language, MessageWord};
use crate::page::action::{Action, AttemptAction, Dispatch, Reveal};
use crate::ui::element::{button, element, paragraph};

/// A button, what to know before it is pressed, and the message where it has been asked for. Hidden, it is nowhere in the document.
pub fn unread_message(shown: Option<&str>, dispatch: &Dispatch, language: Language) -> Html {
    let words = if shown.is_some() { MessageWord::Hide } else { MessageWord::Show };
    let block = element("div", "unread").child(paragraph("hint", language.say(MessageWord::ShowHelp)));
    let toggle =
        button("button", language.say(words), dispatch, Action::Attempt(AttemptAction::Toggle(Reveal::Unread)));
    let block = block.child(element("div", "buttons").child(toggle));
    match shown {
        Some(text) => {
            block.child(element("pre", "message mono").attr("dir", "ltr").attr("translate", "no").text(text)).build()
        }
        None => block.build(),
    }
}
