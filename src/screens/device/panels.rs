//! The panels beside the form: steps, signature, session.

use yew::prelude::*;

use super::failure_view::place_words;
use super::session::{Ending, Record};
use super::state::Device;
use super::steps::{Surroundings, seconds, steps};
use crate::components::{self, Send, SessionRow, node, paragraph, session_table};
use crate::i18n::{Language, Outcome, Page, Progress};

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The steps of the attempt on show.
    Timeline,
    /// What is signed and sent.
    Signature,
    /// The packets of the attempt on show.
    Packets,
    /// What the device itself sends.
    Compare,
    /// The devices done so far.
    Session,
}

impl Panel {
    /// The id of its tab.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Timeline => "tab-timeline",
            Self::Signature => "tab-signature",
            Self::Packets => "tab-packets",
            Self::Compare => "tab-compare",
            Self::Session => "tab-session",
        }
    }

    /// The words on its tab.
    #[must_use]
    pub const fn title(self) -> Page {
        match self {
            Self::Timeline => Page::TabTimeline,
            Self::Signature => Page::TabSignature,
            Self::Packets => Page::TabPackets,
            Self::Compare => Page::TabCompare,
            Self::Session => Page::TabSession,
        }
    }

    /// Whether a tool draws it.
    #[must_use]
    pub const fn is_tool(self) -> bool {
        match self {
            Self::Timeline | Self::Signature => false,
            Self::Packets | Self::Compare | Self::Session => true,
        }
    }

    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 5] = [Self::Timeline, Self::Signature, Self::Packets, Self::Compare, Self::Session];

    /// The panel of a tab.
    #[must_use]
    pub fn of_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|panel| panel.id() == id).unwrap_or(Self::Timeline)
    }
}

/// The steps of what is on show.
pub(crate) fn timeline(device: &Device, language: Language) -> Html {
    let Some(record) = device.shown().attempt() else {
        return node("section", "card").hold(paragraph("hint", language.say(Progress::NothingYet))).end();
    };
    let title = match record.ending {
        Ending::Failed(_) => Progress::WhereItStopped,
        Ending::Running | Ending::Good(_) => Progress::WhatHappened,
    };
    let attempt = &record.attempt;
    let around = Surroundings {
        place: place_words(&attempt.place, language),
        device_key: attempt.identity.device_key.as_str(),
        now: device.moment(),
    };
    let steps = steps(&attempt.timeline, attempt.road, around, language);
    let heading = node("h2", "minor").with("id", "steps-title").say(language.say(title));
    let card = node("section", "card").with("aria-labelledby", "steps-title").put(heading);
    card.hold(components::timeline(&steps, language)).end()
}

/// The devices done so far, the newest first.
pub(crate) fn session(device: &Device, send: &Send, language: Language) -> Html {
    let rows: Vec<_> = device.session.records().iter().rev().map(|record| row(record, language)).collect();
    node("section", "card").hold(session_table(&rows, send, language)).end()
}

fn row(record: &Record, language: Language) -> SessionRow {
    let (is_good, result) = match &record.ending {
        Ending::Running => (true, Outcome::Running),
        Ending::Good(_) | Ending::Failed(_) if record.replaced_at.is_some() => (false, Outcome::Replaced),
        Ending::Failed(_) => (false, Outcome::Failed),
        Ending::Good(_) if record.is_login() => (true, Outcome::Proven),
        Ending::Good(_) if record.is_proven => (true, Outcome::ReceivedProven),
        Ending::Good(_) => (true, Outcome::Received),
    };
    SessionRow {
        time: crate::hooks::time_of_day(record.at),
        device_key: record.identity().device_key.as_str().to_owned(),
        is_good,
        result: language.say(result),
        took: seconds(record.took()),
        fingerprint: record.secret().map_or_else(String::new, |secret| secret.fingerprint.to_string()),
        open: record.secret().map(|_| record.id),
    }
}
