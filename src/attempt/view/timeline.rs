//! The steps of an attempt.

use mqtt::session::Instant;
use yew::prelude::*;

use super::failure::place_words;
use super::steps::{Surroundings, steps};
use crate::i18n::{Language, Progress};
use crate::page::current::Shown;
use crate::page::session::Ending;
use crate::ui::element::{element, paragraph};
use crate::ui::icon::{Picture, icon};

/// The steps of what is on show.
pub(crate) fn timeline(shown: Shown<'_>, now: Instant, language: Language) -> Html {
    let Some(record) = shown.attempt() else {
        return element("section", "card").child(paragraph("hint", language.say(Progress::NothingYet))).build();
    };
    let title = match record.ending {
        Ending::Failed(_) => Progress::WhereItStopped,
        Ending::Running | Ending::Succeeded(_) => Progress::WhatHappened,
    };
    let attempt = &record.attempt;
    let around = Surroundings {
        place: place_words(&attempt.place, language),
        device_key: attempt.identity.device_key.as_str(),
        now,
    };
    let steps = steps(&attempt.timeline, attempt.goal, around, language);
    let heading = element("h2", "minor").attr("id", "steps-title").text(language.say(title));
    let card = element("section", "card").attr("aria-labelledby", "steps-title").child(heading);
    card.child(list(&steps, language)).build()
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not begun.
    Waiting,
    /// Under way.
    Running,
    /// Done.
    Done,
    /// No longer needed.
    Skipped,
    /// Failed.
    Failed,
}

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// Where it stands.
    pub mark: Mark,
    /// What it is.
    pub title: &'static str,
    /// One line of evidence from the wire; may be empty.
    pub evidence: String,
    /// How long it took, or how long is left; may be empty.
    pub time: String,
}

/// The steps in order, each with its mark, its evidence and its time.
pub fn list(steps: &[StepView], language: Language) -> Html {
    let mut list = element("ol", "steps");
    for step in steps {
        let (class, picture, words) = step.mark.looks();
        let state = element("span", "unseen").text(", ").text(language.say(words));
        let text = element("span", "").text(step.title).child(state).child(element("small", "").text(&step.evidence));
        list = list.child(
            element("li", class).child(icon(picture)).child(text).child(element("span", "step-time").text(&step.time)),
        );
    }
    list.build()
}

impl Mark {
    const fn looks(self) -> (&'static str, Picture, Progress) {
        match self {
            Self::Waiting => ("step step-waiting", Picture::Circle, Progress::StateWaiting),
            Self::Running => ("step step-running", Picture::Wheel, Progress::StateRunning),
            Self::Done => ("step step-done", Picture::Check, Progress::StateDone),
            Self::Skipped => ("step step-skipped", Picture::Circle, Progress::StateSkipped),
            Self::Failed => ("step step-failed", Picture::Cross, Progress::StateFailed),
        }
    }
}
