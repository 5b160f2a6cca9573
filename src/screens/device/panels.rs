//! The panels beside the form: steps, signature, session.

use std::rc::Rc;

use mqtt::session::Instant;
use yew::prelude::*;

use super::failure_view::place_words;
use super::session::{Ending, Record};
use super::steps::{Surroundings, seconds, steps};
use super::work::{Shown, Work};
use crate::components::{self, SessionRow, session_table};
use crate::i18n::{Language, Outcome, Progress};

/// A panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
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
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Timeline => "tab-timeline",
            Self::Signature => "tab-signature",
            Self::Session => "tab-session",
        }
    }

    /// All of them, in the order of their tabs.
    pub(super) const ALL: [Self; 3] = [Self::Timeline, Self::Signature, Self::Session];

    /// The panel of a tab.
    #[must_use]
    pub(super) fn of_id(id: &str) -> Self {
        Self::ALL.into_iter().find(|panel| panel.id() == id).unwrap_or(Self::Timeline)
    }
}

/// The steps of what is on show.
pub(super) fn timeline(shown: &Shown, now: Instant, language: Language) -> Html {
    let record = match shown {
        Shown::Form => {
            return html! { <section class="card"><p class="hint">{ language.say(Progress::NothingYet) }</p></section> };
        }
        Shown::Running(record) | Shown::Ended(record) | Shown::Proof { login: record, .. } => record,
    };
    let title = match record.ending {
        Ending::Failed(_) => Progress::WhereItStopped,
        Ending::Running | Ending::Good(_) => Progress::WhatHappened,
    };
    let attempt = &record.attempt;
    let around = Surroundings {
        place: place_words(&attempt.place, language),
        device_key: attempt.identity.device_key.as_str(),
        now,
    };
    let steps = steps(&attempt.timeline, attempt.road, around, language);
    html! {
        <section class="card" aria-labelledby="steps-title">
            <h3 id="steps-title">{ language.say(title) }</h3>
            { components::timeline(&steps, language) }
        </section>
    }
}

/// The devices done so far, the newest first.
pub(super) fn session(work: &Work, language: Language) -> Html {
    let rows = work.session().records().iter().rev().map(|record| row(record, work, language));
    html! { <section class="card">{ session_table(&rows.collect::<Vec<_>>(), language) }</section> }
}

fn row(record: &Rc<Record>, work: &Work, language: Language) -> SessionRow {
    let (is_good, result) = match &record.ending {
        Ending::Running => (true, Outcome::Running),
        Ending::Failed(_) => (false, Outcome::Failed),
        Ending::Good(_) if record.is_login() => (true, Outcome::Proven),
        Ending::Good(_) if record.is_proven => (true, Outcome::ReceivedProven),
        Ending::Good(_) => (true, Outcome::Received),
    };
    let on_open = record.secret().map(|_| {
        let (work, id) = (work.clone(), record.id);
        Callback::from(move |()| work.open(id))
    });
    SessionRow {
        time: crate::hooks::time_of_day(record.at).into(),
        device_key: record.identity().device_key.as_str().to_owned().into(),
        is_good,
        result: language.say(result).into(),
        took: seconds(record.took()).into(),
        fingerprint: record.secret().map_or_else(AttrValue::default, |secret| secret.fingerprint.to_string().into()),
        on_open,
    }
}
