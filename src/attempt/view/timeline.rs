//! The steps of an attempt.

use mqtt::session::Instant;
use yew::prelude::*;

use super::failure::place_words;
use super::steps::{Surroundings, steps};
use crate::i18n::{Language, Progress};
use crate::page::current::Shown;
use crate::page::session::Ending;
use crate::ui::element::{node, paragraph};
use crate::ui::icon::{Picture, icon};

/// The steps of what is on show.
pub(crate) fn timeline(shown: Shown<'_>, now: Instant, language: Language) -> Html {
    let Some(record) = shown.attempt() else {
        return node("section", "card").hold(paragraph("hint", language.say(Progress::NothingYet))).end();
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
    let heading = node("h2", "minor").with("id", "steps-title").say(language.say(title));
    let card = node("section", "card").with("aria-labelledby", "steps-title").put(heading);
    card.hold(list(&steps, language)).end()
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
    let mut list = node("ol", "steps");
    for step in steps {
        let (class, picture, words) = step.mark.looks();
        let state = node("span", "unseen").say(", ").say(language.say(words));
        let text = node("span", "").say(step.title).put(state).put(node("small", "").say(&step.evidence));
        list = list.put(node("li", class).hold(icon(picture)).put(text).put(node("span", "step-time").say(&step.time)));
    }
    list.end()
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
