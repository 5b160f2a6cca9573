//! The device as a QR code: its keys and the secret's short mark, and the secret only for somebody who asked for just that.

use yew::prelude::*;

use super::{QrCode, identity_text, secret_text};
use crate::i18n::{HandOver, Language, Outcome, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::session::Record;
use crate::page::state::PageState;
use crate::page::tool_action::{HandOverAction, ToolAction};
use crate::ui::element::{button, element, group, paragraph};

/// The code, what it holds, and the way to the other one.
pub(crate) fn draw(page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let Some(record) = page.shown().secret() else { return Html::default() };
    let left = page.seconds_coded();
    let (name, help, words, action) = match left {
        None => (HandOver::CodeOfNames, HandOver::CodeNamesHelp, HandOver::AddSecret, HandOverAction::AddSecret),
        Some(_) => (HandOver::CodeOfSecret, HandOver::CodeWarning, HandOver::DropSecret, HandOverAction::DropSecret),
    };
    let code = match code(record, left.is_some()) {
        Some(code) => picture(&code, language.say(name)),
        None => paragraph("hint-bad", language.say(HandOver::CodeTooLong)),
    };
    let mut parts = vec![code, paragraph("", language.say(help))];
    match left {
        // What it means is said before it can be done.
        None => parts.push(paragraph("", language.say(HandOver::CodeWarning))),
        Some(left) => parts.push(paragraph("meta", &fill(language.say(Outcome::HidesIn), &[&left.to_string()]))),
    }
    parts.push(button("button", language.say(words), dispatch, Action::Tool(ToolAction::HandOver(action))));
    group(parts)
}

/// Puts the secret into the code, which counts as handing it over.
pub(crate) fn add_secret(page: &mut PageState) {
    page.revealed.code = Some(page.now);
    if let Some(id) = page.shown().secret().map(Record::id) {
        page.session.hand_over(id);
    }
}

fn code(record: &Record, has_secret: bool) -> Option<QrCode> {
    let (identity, activated) = (record.identity(), record.secret()?);
    if has_secret {
        QrCode::draw(secret_text(identity, &activated.device_secret).expose()).ok()
    } else {
        QrCode::draw(&identity_text(identity, activated.fingerprint)).ok()
    }
}

/// Dark on white under every theme, since readers expect that.
fn picture(code: &QrCode, name: &'static str) -> Html {
    let side = code.side().to_string();
    let ground = element("path", "code-light").attr_text("d", &["M0 0h", &side, "v", &side, "H0z"].concat());
    element("svg", "code")
        .attr_text("viewBox", &["0 0 ", &side, " ", &side].concat())
        .attr("role", "img")
        .attr("aria-label", name)
        .attr("shape-rendering", "crispEdges")
        .child(ground)
        .child(element("path", "code-dark").attr_text("d", code.path()))
        .build()
}
