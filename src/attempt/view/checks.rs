//! The checks before an attempt: a line of findings, and the details behind it.

use yew::prelude::*;

use crate::i18n::{CheckText, Language};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::tool_action::ToolId;
use crate::ui::element::{Node, button, node, paragraph};
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
    let mut line = node("summary", "").put(node("span", "unseen").say(&title));
    for check in &checks.line {
        line = line.put(show(check));
    }
    let mut clock = node("p", "").say(checks.clock);
    if checks.is_clock_off {
        let correct = button("link", language.say(CheckText::Corrected), dispatch, Action::ToggleTool(ToolId::Time));
        clock = clock.say(" ").hold(correct);
    }
    let mut body = node("div", "checks-body").put(clock);
    if !checks.layers.is_empty() {
        let layers = checks.layers.iter();
        body = body.put(layers.fold(node("ul", "layers"), |list, layer| list.put(node("li", "").put(show(layer)))));
    }
    if !checks.suspects.is_empty() {
        let suspects = checks.suspects.iter();
        let list = suspects.fold(node("ol", ""), |list, suspect| list.put(node("li", "").say(suspect)));
        body = body.hold(paragraph("", language.say(CheckText::Suspects))).put(list);
    }
    let body = body.hold(button(
        "button",
        language.say(CheckText::Again),
        dispatch,
        Action::Attempt(AttemptAction::CheckAgain),
    ));
    node("details", "checks").put(line).put(body).end()
}

fn show(check: &CheckView) -> Node {
    let (class, picture) = match check.finding {
        CheckStatus::Open => ("check", Picture::Circle),
        CheckStatus::Succeeded => ("check check-good", Picture::Check),
        CheckStatus::Odd => ("check check-odd", Picture::Warning),
        CheckStatus::Bad => ("check check-bad", Picture::Cross),
    };
    node("span", class).hold(icon(picture)).say(" ").say(&check.words)
}
