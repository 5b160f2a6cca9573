//! The devices done since the page was opened.

use activation::AttemptId;
use foreign_text::visible;
use yew::prelude::*;

use crate::attempt::view::steps::seconds;
use crate::browser::time_of_day;
use crate::i18n::{Language, Outcome, SessionWord, fill};
use crate::page::action::{Action, AttemptAction, Dispatch};
use crate::page::session::{Ending, Record};
use crate::ui::element::{element, paragraph};
use crate::ui::icon::{Picture, icon};

/// The devices done so far, the newest first.
pub(crate) fn session(records: &[Record], dispatch: &Dispatch, language: Language) -> Html {
    let rows: Vec<_> = records.iter().rev().map(|record| row(record, language)).collect();
    element("section", "card").child(session_table(&rows, dispatch, language)).build()
}

fn row(record: &Record, language: Language) -> SessionRow {
    let (is_good, result) = match &record.ending {
        Ending::Running => (true, Outcome::Running),
        Ending::Succeeded(_) | Ending::Failed(_) if record.replaced_at.is_some() => (false, Outcome::Replaced),
        Ending::Failed(_) => (false, Outcome::Failed),
        Ending::Succeeded(_) if record.is_login() => (true, Outcome::LoginAccepted),
        Ending::Succeeded(_) if record.is_verified => (true, Outcome::ReceivedVerified),
        Ending::Succeeded(_) => (true, Outcome::Received),
    };
    SessionRow {
        time: time_of_day(record.at),
        device_key: record.identity().device_key.as_str().to_owned(),
        is_good,
        result: language.say(result),
        took: seconds(record.took()),
        fingerprint: record.secret().map_or_else(String::new, |secret| secret.fingerprint.to_string()),
        open: record.secret().map(|_| record.id()),
    }
}

/// One attempt as a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SessionRow {
    /// When, on this machine's clock.
    pub time: String,
    /// Which device.
    pub device_key: String,
    /// Whether it went well.
    pub is_good: bool,
    /// What came of it.
    pub result: &'static str,
    /// How long it took.
    pub took: String,
    /// The secret's short mark; empty without a secret.
    pub fingerprint: String,
    /// Which attempt to bring back on the screen, where there is a secret.
    pub open: Option<AttemptId>,
}

/// A table of attempts, the newest first. A device key with a secret behind it is a button that brings the result back.
fn session_table(rows: &[SessionRow], dispatch: &Dispatch, language: Language) -> Html {
    if rows.is_empty() {
        return paragraph("hint", language.say(SessionWord::Empty));
    }
    let mut head = element("tr", "");
    for word in
        [SessionWord::Time, SessionWord::Device, SessionWord::Result, SessionWord::Took, SessionWord::Fingerprint]
    {
        head = head.child(element("th", "").attr("scope", "col").text(language.say(word)));
    }
    let mut body = element("tbody", "");
    for row in rows {
        let (class, picture) = if row.is_good { ("good", Picture::Check) } else { ("bad", Picture::Cross) };
        let device = element("code", "").text(&visible(&row.device_key));
        let device = match row.open {
            None => device,
            Some(id) => {
                let name = fill(language.say(SessionWord::Open), &[&visible(&row.device_key)]);
                let open = element("button", "link").attr("type", "button").attr_text("aria-label", &name);
                open.on_click(dispatch, Action::Attempt(AttemptAction::Open(id))).child(device)
            }
        };
        let line = element("tr", "")
            .child(element("td", "").text(&row.time))
            .child(element("th", "").attr("scope", "row").child(device));
        let line = line.child(element("td", class).child(icon(picture)).text(" ").text(row.result));
        let fingerprint = element("td", "").child(element("code", "").text(&row.fingerprint));
        body = body.child(line.child(element("td", "").text(&row.took)).child(fingerprint));
    }
    let frame = element("div", "table-frame").attr("role", "region").attr("tabindex", "0");
    let frame = frame.attr("aria-label", language.say(SessionWord::ThisSession));
    frame.child(element("table", "").child(element("thead", "").child(head)).child(body)).build()
}
