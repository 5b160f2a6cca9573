//! The choice between dynamic activation and static login.

use enos::SecureMode;
use yew::prelude::*;

use crate::i18n::{Label, Language, fill};
use crate::page::action::{Action, Dispatch};
use crate::ui::element::node;

/// Two radio buttons, named in words and by the number on the wire.
pub fn mode_choice(mode: SecureMode, locked: bool, dispatch: &Dispatch, language: Language) -> Html {
    let choice = |which: SecureMode, label: Label| {
        let input = node("input", "").with("type", "radio").with("name", "mode").checked(mode == which);
        let input = input.flag("disabled", locked).on_choose(dispatch, Action::Mode(which));
        let number = fill(language.say(Label::ModeNumber), &[&which.number().to_string()]);
        let face = node("span", "segment-face").say(language.say(label)).say(" ").put(node("small", "").say(&number));
        node("label", "segment").put(input).put(face)
    };
    let help = match mode {
        SecureMode::Dynamic => Label::DynamicHelp,
        SecureMode::Static => Label::StaticHelp,
    };
    let legend = node("legend", "unseen").say(language.say(Label::Mode));
    let dynamic = choice(SecureMode::Dynamic, Label::Dynamic);
    let segments = node("div", "segments").put(dynamic).put(choice(SecureMode::Static, Label::Static));
    let help = node("p", "hint").with("id", "mode-help").say(language.say(help));
    node("fieldset", "mode").with("aria-describedby", "mode-help").put(legend).put(segments).put(help).end()
}
