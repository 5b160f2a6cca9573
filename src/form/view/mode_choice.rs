//! The choice between dynamic activation and static login.

use enos::SecureMode;
use yew::prelude::*;

use crate::i18n::{Label, Language, fill};
use crate::page::action::{Action, Dispatch};
use crate::ui::element::element;

/// Two radio buttons, named in words and by the number on the wire.
pub fn mode_choice(mode: SecureMode, locked: bool, dispatch: &Dispatch, language: Language) -> Html {
    let choice = |which: SecureMode, label: Label| {
        let input = element("input", "").attr("type", "radio").attr("name", "mode").checked(mode == which);
        let input = input.flag("disabled", locked).on_choose(dispatch, Action::Mode(which));
        let number = fill(language.say(Label::ModeNumber), &[&which.number().to_string()]);
        let face = element("span", "segment-face")
            .text(language.say(label))
            .text(" ")
            .child(element("small", "").text(&number));
        element("label", "segment").child(input).child(face)
    };
    let help = match mode {
        SecureMode::Dynamic => Label::DynamicHelp,
        SecureMode::Static => Label::StaticHelp,
    };
    let legend = element("legend", "unseen").text(language.say(Label::Mode));
    let dynamic = choice(SecureMode::Dynamic, Label::Dynamic);
    let segments = element("div", "segments").child(dynamic).child(choice(SecureMode::Static, Label::Static));
    let help = element("p", "hint").attr("id", "mode-help").text(language.say(help));
    element("fieldset", "mode").attr("aria-describedby", "mode-help").child(legend).child(segments).child(help).build()
}
