//! The secret over the whole screen, to be read aloud or typed in elsewhere.

use std::rc::Rc;

use foreign_text::{Odd, odd, visible};
use yew::html::onkeydown;
use yew::prelude::*;

use super::{PhoneticChar, spell_out};
use crate::i18n::{HandOver, Language, Outcome, PhoneticText, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::session::Record;
use crate::page::tool_action::ToolId;
use crate::ui::element::{Element, element, paragraph};
use crate::ui::focus::focus;

const CLOSE: &str = "large-close";

/// Groups of characters, each with its name below it. Nothing once the time is over.
pub(crate) fn draw(secret: Option<&Record>, left: Option<u64>, dispatch: &Dispatch, language: Language) -> Html {
    let (Some(record), Some(left)) = (secret, left) else { return Html::default() };
    let Some(activated) = record.secret() else { return Html::default() };
    let mut groups = element("ol", "large-groups");
    for group in spell_out(&activated.device_secret, language) {
        let mut characters = element("li", "large-group");
        for spoken in &group {
            characters = characters.child(character(spoken));
        }
        groups = groups.child(characters);
    }
    let title = fill(language.say(HandOver::SecretOf), &[&visible(record.identity().device_key.as_str())]);
    let title = element("h3", "").attr("id", ToolId::TITLE).attr("tabindex", "-1").text(&title);
    let close = element("button", "button").attr("id", CLOSE).attr("type", "button");
    let close = close.on_click(dispatch, Action::ToggleTool(ToolId::Large)).text(language.say(HandOver::Close));
    let overlay = element("div", "large").attr("role", "dialog").attr("aria-modal", "true");
    overlay
        .attr("aria-labelledby", ToolId::TITLE)
        .listen(Rc::new(onkeydown::Wrapper::new(keys(dispatch))))
        .child(element("div", "large-head").child(title).child(close))
        .child(groups)
        .child(paragraph("hint", language.say(PhoneticText::ReadAloudHelp)))
        .child(paragraph("hint", &fill(language.say(Outcome::HidesIn), &[&left.to_string()])))
        .build()
}

fn character(spoken: &PhoneticChar) -> Element {
    let mut buffer = [0; 4];
    // A space alone would not be seen, and what is hidden is named below.
    let character = match spoken.character {
        ' ' => "␣",
        character if odd(character).is_some_and(|odd| matches!(odd, Odd::Hidden(_) | Odd::Blank)) => "▯",
        character => character.encode_utf8(&mut buffer),
    };
    let face = element("b", "").attr("aria-hidden", "true").text(character);
    element("span", "large-character").child(face).child(element("small", "").text(&spoken.name)).text(" ")
}

/// Escape closes it, and the Tab key leads nowhere else, since nothing else is to be seen.
fn keys(dispatch: &Dispatch) -> Callback<KeyboardEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            // Elsewhere it would stop an attempt.
            event.stop_propagation();
            dispatch.emit(Action::ToggleTool(ToolId::Large));
        }
        "Tab" => {
            event.prevent_default();
            focus(CLOSE);
        }
        _ => {}
    })
}
