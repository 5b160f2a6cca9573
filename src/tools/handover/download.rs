//! The secret as a file.

use foreign_text::hidden;
use yew::prelude::*;

use crate::i18n::{HandOver, Language, fill};
use crate::page::action::{Action, Dispatch, Format};
use crate::page::effect::{Effect, File};
use crate::page::session::Record;
use crate::page::tool_action::{HandOverAction, ToolAction};
use crate::ui::element::{element, group, paragraph};

/// A button for each form of the file.
pub(crate) fn draw(dispatch: &Dispatch, language: Language) -> Html {
    let mut buttons = element("div", "buttons");
    for format in Format::ALL {
        let words = match format {
            Format::Raw => language.say(HandOver::Text),
            Format::Json | Format::C | Format::Env | Format::At => language.say(format.name()),
        };
        let name = fill(language.say(HandOver::SaveAs), &[words]);
        let save = element("button", "button").attr("type", "button").attr_text("aria-label", &name);
        let action = ToolAction::HandOver(HandOverAction::Save(format));
        buttons = buttons.child(save.on_click(dispatch, Action::Tool(action)).text(words));
    }
    group(vec![paragraph("", language.say(HandOver::FileWarning)), buttons.build()])
}

/// Gives the browser the file, which counts as handing the secret over.
pub(crate) fn give(format: Format, secret: Option<&Record>) -> Vec<Effect> {
    let Some((record, activated)) = secret.and_then(|record| Some((record, record.secret()?))) else {
        return Vec::new();
    };
    let (ending, media_type) = match format {
        Format::Raw | Format::At => (".txt", "text/plain;charset=utf-8"),
        Format::Json => (".json", "application/json"),
        Format::C => (".h", "text/plain;charset=utf-8"),
        Format::Env => (".env", "text/plain;charset=utf-8"),
    };
    let name = file_name(record.identity().device_key.as_str(), ending);
    let text = format.write(record.identity(), &activated.device_secret);
    vec![Effect::Save(File { name, media_type, text, hands_over: vec![record.id()] })]
}

/// The device key without what file systems refuse.
fn file_name(device_key: &str, ending: &str) -> String {
    let fits = |character: char| {
        let is_seen = hidden(character).is_none();
        is_seen && (character.is_alphanumeric() || matches!(character, '-' | '_' | '.'))
    };
    let stem: String = device_key.chars().map(|character| if fits(character) { character } else { '_' }).collect();
    // A name that begins with a dot would be hidden.
    ["enos-", &stem, ending].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_files_so_that_every_file_system_takes_them() {
        assert_eq!(file_name("WTG-0417", ".json"), "enos-WTG-0417.json");
        assert_eq!(file_name("../a b:c/设", ".env"), "enos-.._a_b_c_设.env");
        assert_eq!(file_name("a\u{202e}gpj.\u{3164}\u{ffa0}\u{e0041}b", ".h"), "enos-a_gpj.___b.h");
    }
}
