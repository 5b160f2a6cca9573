//! The choice between dynamic activation and static login.

use enos::SecureMode;
use yew::prelude::*;

use crate::i18n::{Label, fill, use_language};

/// Props of [`ModeChoice`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ModeChoiceProps {
    /// The mode that is chosen.
    pub mode: SecureMode,
    /// Whether nothing may be changed now.
    #[prop_or_default]
    pub locked: bool,
    /// Another was chosen.
    pub on_choose: Callback<SecureMode>,
}

/// Two radio buttons, named in words and by the number on the wire.
#[component]
pub fn ModeChoice(props: &ModeChoiceProps) -> Html {
    let language = use_language();
    let choice = |mode: SecureMode, label: Label| {
        let onchange = props.on_choose.reform(move |_: Event| mode);
        html! {
            <label class="segment">
                <input type="radio" name="mode" checked={props.mode == mode} disabled={props.locked} {onchange} />
                <span class="segment-face">
                    { language.say(label) }{ " " }
                    <small>{ fill(language.say(Label::ModeNumber), &[&mode.number().to_string()]) }</small>
                </span>
            </label>
        }
    };
    let help = match props.mode {
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
