//! The panels beside the form: steps, signature, session.

use yew::prelude::*;

use super::failure_view::place_words;
use super::session::{Ending, Record};
use super::state::Device;
use super::steps::{Surroundings, seconds, steps};
use crate::components::{self, Action, Send, SessionRow, on_click, session_table};
use crate::i18n::{Language, Outcome, Page, Progress};

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The steps of the attempt on show.
    Timeline,
    /// What is signed and sent.
    Signature,
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
            Self::Session => "tab-session",
        }
    }

    /// The words on its tab.
    #[must_use]
    pub const fn title(self) -> Page {
        match self {
            Self::Timeline => Page::TabTimeline,
            Self::Signature => Page::TabSignature,
            Self::Session => Page::TabSession,
        }
    }

    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Signature, Self::Session];

    /// The panel of a tab.
    #[must_use]
    pub fn of_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|panel| panel.id() == id).unwrap_or(Self::Timeline)
    }
}

/// The steps of what is on show.
pub(super) fn timeline(device: &Device, language: Language) -> Html {
    let Some(record) = device.shown().attempt() else {
        return html! { <section class="card"><p class="hint">{ language.say(Progress::NothingYet) }</p></section> };
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
    html! {
        <section class="card" aria-labelledby="steps-title">
            <h3 id="steps-title">{ language.say(title) }</h3>
            { components::timeline(&steps(&attempt.timeline, attempt.road, around, language), language) }
        </section>
    }
}

/// The devices done so far, the newest first.
pub(super) fn session(device: &Device, send: &Send, language: Language) -> Html {
    let rows: Vec<_> = device.session.records().iter().rev().map(|record| row(record, send, language)).collect();
    html! { <section class="card">{ session_table(&rows, language) }</section> }
}

fn row(record: &Record, send: &Send, language: Language) -> SessionRow {
    let (is_good, result) = match &record.ending {
        Ending::Running => (true, Outcome::Running),
        Ending::Failed(_) => (false, Outcome::Failed),
        Ending::Good(_) if record.is_login() => (true, Outcome::Proven),
        Ending::Good(_) if record.is_proven => (true, Outcome::ReceivedProven),
        Ending::Good(_) => (true, Outcome::Received),
    };
    SessionRow {
        time: crate::hooks::time_of_day(record.at).into(),
        device_key: record.identity().device_key.as_str().to_owned().into(),
        is_good,
        result: language.say(result).into(),
        took: seconds(record.took()).into(),
        fingerprint: record.secret().map_or_else(AttrValue::default, |secret| secret.fingerprint.to_string().into()),
        on_open: record.secret().map(|_| on_click(send, Action::Open(record.id))),
    }
}
