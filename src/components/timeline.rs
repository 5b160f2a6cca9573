//! The steps of an attempt.

use yew::prelude::*;

use super::{Icon, Picture};
use crate::i18n::{Progress, use_language};

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
    pub evidence: AttrValue,
    /// How long it took, or how long is left; may be empty.
    pub time: AttrValue,
}

/// Props of [`Timeline`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimelineProps {
    /// All steps of the road, in order.
    pub steps: Vec<StepView>,
}

/// The steps, each with its mark, its evidence and its time.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let language = use_language();
    let steps = props.steps.iter().map(|step| {
        let (class, picture, words) = step.mark.looks();
        html! {
            <li class={classes!("step", class)}>
                <Icon {picture} />
                <span>
                    { step.title }<span class="unseen">{ ", " }{ language.say(words) }</span>
                    if !step.evidence.is_empty() {
                        <small>{ &step.evidence }</small>
                    }
                </span>
                <span class="step-time">{ &step.time }</span>
            </li>
        }
    });
    html! { <ol class="steps">{ for steps }</ol> }
}

impl Mark {
    const fn looks(self) -> (&'static str, Picture, Progress) {
        match self {
            Self::Waiting => ("step-waiting", Picture::Circle, Progress::StateWaiting),
            Self::Running => ("step-running", Picture::Wheel, Progress::StateRunning),
            Self::Done => ("step-done", Picture::Check, Progress::StateDone),
            Self::Skipped => ("step-skipped", Picture::Circle, Progress::StateSkipped),
            Self::Failed => ("step-failed", Picture::Cross, Progress::StateFailed),
        }
    }
}
