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
use crate::ui::element::{Node, node, paragraph};
use crate::ui::focus::focus;

const CLOSE: &str = "large-close";

/// Groups of characters, each with its name below it. Nothing once the time is over.
pub(crate) fn draw(secret: Option<&Record>, left: Option<u64>, dispatch: &Dispatch, language: Language) -> Html {
    let (Some(record), Some(left)) = (secret, left) else { return Html::default() };
    let Some(activated) = record.secret() else { return Html::default() };
    let mut groups = node("ol", "large-groups");
    for group in spell_out(&activated.device_secret, language) {
        let mut characters = node("li", "large-group");
        for spoken in &group {
            characters = characters.put(character(spoken));
        }
        groups = groups.put(characters);
    }
    let title = fill(language.say(HandOver::SecretOf), &[&visible(record.identity().device_key.as_str())]);
    let title = node("h3", "").with("id", ToolId::TITLE).with("tabindex", "-1").say(&title);
    let close = node("button", "button").with("id", CLOSE).with("type", "button");
    let close = close.on_click(dispatch, Action::ToggleTool(ToolId::Large)).say(language.say(HandOver::Close));
    let overlay = node("div", "large").with("role", "dialog").with("aria-modal", "true");
    overlay
        .with("aria-labelledby", ToolId::TITLE)
        .listen(Rc::new(onkeydown::Wrapper::new(keys(dispatch))))
        .put(node("div", "large-head").put(title).put(close))
        .put(groups)
        .hold(paragraph("hint", language.say(PhoneticText::ReadAloudHelp)))
        .hold(paragraph("hint", &fill(language.say(Outcome::HidesIn), &[&left.to_string()])))
        .end()
}

fn character(spoken: &PhoneticChar) -> Node {
    let mut buffer = [0; 4];
    // A space alone would not be seen, and what is hidden is named below.
    let character = match spoken.character {
        ' ' => "␣",
        character if odd(character).is_some_and(|odd| matches!(odd, Odd::Hidden(_) | Odd::Blank)) => "▯",
        character => character.encode_utf8(&mut buffer),
    };
    let face = node("b", "").with("aria-hidden", "true").say(character);
    node("span", "large-character").put(face).put(node("small", "").say(&spoken.name)).say(" ")
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
