//! The checks before an attempt: a line of findings, and the details behind it.

use yew::prelude::*;

use crate::i18n::{CheckText, Language};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::tool_action::ToolId;
use crate::ui::element::{Element, button, element, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStatus {
    /// Not known, or not yet.
    Open,
    /// Good.
    Succeeded,
    /// Worth a look, but no obstacle.
    Odd,
    /// An obstacle.
    Bad,
}

/// One check in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckView {
    /// How it came out.
    pub finding: CheckStatus,
    /// In few words.
    pub words: String,
}

/// All checks.
#[derive(Clone, Debug)]
pub struct Checks {
    /// The line.
    pub line: Vec<CheckView>,
    /// What each layer said, from the near to the far.
    pub layers: Vec<CheckView>,
    /// A sentence on the clock.
    pub clock: &'static str,
    /// Whether this machine's clock is off, so that another time may be signed.
    pub is_clock_off: bool,
    /// What may be wrong, the likeliest first.
    pub suspects: Vec<&'static str>,
}

/// The line, which opens to the details.
pub fn checks(checks: &Checks, dispatch: &Dispatch, language: Language) -> Html {
    let title = [language.say(CheckText::Title), ": "].concat();
    let mut line = element("summary", "").child(element("span", "unseen").text(&title));
    for check in &checks.line {
        line = line.child(show(check));
    }
    let mut clock = element("p", "").text(checks.clock);
    if checks.is_clock_off {
        let correct = button("link", language.say(CheckText::Corrected), dispatch, Action::ToggleTool(ToolId::Time));
        clock = clock.text(" ").child(correct);
    }
    let mut body = element("div", "checks-body").child(clock);
    if !checks.layers.is_empty() {
        let layers = checks.layers.iter();
        body = body.child(
            layers.fold(element("ul", "layers"), |list, layer| list.child(element("li", "").child(show(layer)))),
        );
    }
    if !checks.suspects.is_empty() {
        let suspects = checks.suspects.iter();
        let list = suspects.fold(element("ol", ""), |list, suspect| list.child(element("li", "").text(suspect)));
        body = body.child(paragraph("", language.say(CheckText::Suspects))).child(list);
    }
    let body = body.child(button(
        "button",
        language.say(CheckText::Again),
        dispatch,
        Action::Attempt(AttemptAction::CheckAgain),
    ));
    element("details", "checks").child(line).child(body).build()
}

fn show(check: &CheckView) -> Element {
    let (class, picture) = match check.finding {
        CheckStatus::Open => ("check", Picture::Circle),
        CheckStatus::Succeeded => ("check check-good", Picture::Check),
        CheckStatus::Odd => ("check check-odd", Picture::Warning),
        CheckStatus::Bad => ("check check-bad", Picture::Cross),
    };
    element("span", class).child(icon(picture)).text(" ").text(&check.words)
}
