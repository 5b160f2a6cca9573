//! The choice between dynamic activation and static login.

use enos::SecureMode;
use yew::prelude::*;

use super::action::{Action, Send, on_choose};
use crate::i18n::{Label, Language, fill};

/// Two radio buttons, named in words and by the number on the wire.
pub fn mode_choice(mode: SecureMode, locked: bool, send: &Send, language: Language) -> Html {
    let choice = |which: SecureMode, label: Label| {
        let onchange = on_choose(send, Action::Mode(which));
        html! {
            <label class="segment">
                <input type="radio" name="mode" checked={mode == which} disabled={locked} {onchange} />
                <span class="segment-face">
                    { language.say(label) }{ " " }
                    <small>{ fill(language.say(Label::ModeNumber), &[&which.number().to_string()]) }</small>
                </span>
            </label>
        }
    };
    let help = match mode {
        SecureMode::Dynamic => Label::DynamicHelp,
        SecureMode::Static => Label::StaticHelp,
    };
    html! {
        <fieldset class="mode" aria-describedby="mode-help">
            <legend class="unseen">{ language.say(Label::Mode) }</legend>
            <div class="segments">
                { choice(SecureMode::Dynamic, Label::Dynamic) }
                { choice(SecureMode::Static, Label::Static) }
            </div>
            <p id="mode-help" class="hint">{ language.say(help) }</p>
        </fieldset>
    }
}
