//! The choice of the time that is signed.

use enos::Timestamp;
use yew::prelude::*;

use super::drawer::{formless, frame};
use crate::form::{FormAction, TimestampChoice, TimestampError};
use crate::i18n::{Language, TimeWord, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::effect::Effect;
use crate::page::state::PageState;
use crate::page::tool_action::{TimestampAction, ToolAction, ToolId};
use crate::ui::element::{Element, element, paragraph};

/// What was typed.
#[derive(Debug, Default)]
pub(crate) struct TimestampTool {
    typed: Option<String>,
}

impl TimestampTool {
    pub(crate) fn act(&mut self, action: TimestampAction, page: &mut PageState) -> Vec<Effect> {
        let choice = match action {
            TimestampAction::Now => Some(TimestampChoice::Now),
            TimestampAction::Corrected => page.clock_offset.map(|offset_ms| TimestampChoice::Corrected { offset_ms }),
            TimestampAction::Fixed => {
                // Without a time that was typed, the one that is on show stays.
                let typed = self.typed.as_deref().and_then(|typed| TimestampChoice::fixed(typed).ok());
                typed.or_else(|| Some(TimestampChoice::Fixed(page.form.timestamp())))
            }
            TimestampAction::Type(text) => {
                let choice = TimestampChoice::fixed(&text).ok();
                self.typed = Some(text);
                choice
            }
            TimestampAction::Take(timestamp) => {
                self.typed = Some(timestamp.to_string());
                let effects = Effect::focus(Some(INPUT));
                page.form.apply(FormAction::Time(TimestampChoice::Fixed(timestamp)));
                return effects;
            }
        };
        if let Some(choice) = choice {
            page.form.apply(FormAction::Time(choice));
        }
        if !matches!(page.form.time, TimestampChoice::Fixed(_)) {
            self.typed = None;
        }
        Vec::new()
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        let chosen = page.form.time;
        let choice = |is_chosen: bool, action: TimestampAction, words: &str| {
            let input = element("input", "").attr("type", "radio").attr("form", "").attr("name", "time");
            element("label", "choice").child(input.checked(is_chosen).on_choose(dispatch, wrap(action))).text(words)
        };
        let mut choices = element("fieldset", "choices");
        choices = choices.child(element("legend", "unseen").text(language.say(TimeWord::Title)));
        choices =
            choices.child(choice(chosen == TimestampChoice::Now, TimestampAction::Now, language.say(TimeWord::Now)));
        let corrected = match chosen {
            TimestampChoice::Corrected { offset_ms } => Some(offset_ms),
            TimestampChoice::Now | TimestampChoice::Fixed(_) => page.clock_offset,
        };
        choices = match corrected {
            Some(offset_ms) => {
                let words = fill(language.say(TimeWord::Corrected), &[&offset_ms.to_string()]);
                choices.child(choice(
                    matches!(chosen, TimestampChoice::Corrected { .. }),
                    TimestampAction::Corrected,
                    &words,
                ))
            }
            None => choices.child(paragraph("hint", language.say(TimeWord::NotKnown))),
        };
        let words = language.say(TimeWord::Fixed);
        choices = choices.child(choice(matches!(chosen, TimestampChoice::Fixed(_)), TimestampAction::Fixed, words));
        let card = frame(ToolId::Time, language.say(TimeWord::Title), dispatch, language);
        let card = card.child(paragraph("hint", language.say(TimeWord::Help))).child(choices);
        match chosen {
            TimestampChoice::Fixed(timestamp) => card.child(self.fixed(timestamp, dispatch, language)).build(),
            TimestampChoice::Now | TimestampChoice::Corrected { .. } => card.build(),
        }
    }

    /// The input for a fixed time, with what is wrong about what stands in it.
    fn fixed(&self, timestamp: Timestamp, dispatch: &Dispatch, language: Language) -> Element {
        let text = self.typed.clone().unwrap_or_else(|| timestamp.to_string());
        let refusal = TimestampChoice::fixed(&text).err();
        let label = element("label", "").attr("for", INPUT).text(language.say(TimeWord::FixedLabel));
        let input = element("input", "").attr("id", INPUT).attr("type", "text").attr("inputmode", "numeric");
        let input = formless(input).attr("aria-describedby", HINT).value(&text);
        let input = input.on_type(dispatch, |text| ToolAction::Time(TimestampAction::Type(text)));
        let input = if refusal.is_some() { input.attr("aria-invalid", "true") } else { input };
        let class = if refusal.is_some() { "box box-bad" } else { "box" };
        let field = element("div", "field")
            .child(element("div", "field-head").child(label))
            .child(element("div", class).child(input));
        match refusal {
            Some(refusal) => field.child(Self::refused(refusal, timestamp, dispatch, language)),
            None => field.child(element("div", "hint").attr("id", HINT)),
        }
    }

    fn refused(refusal: TimestampError, timestamp: Timestamp, dispatch: &Dispatch, language: Language) -> Element {
        let still = fill(language.say(TimeWord::Still), &[&timestamp.to_string()]);
        let words = element("p", "hint hint-bad").text(&refusal.words(language)).text(" ").text(&still);
        let hint = element("div", "refused").attr("id", HINT).child(words);
        match refusal.offer() {
            Some(offer) => {
                let words = fill(language.say(TimeWord::TakeMillis), &[&offer.to_string()]);
                let take = element("button", "button").attr("type", "button");
                hint.child(take.on_click(dispatch, wrap(TimestampAction::Take(offer))).text(&words))
            }
            None => hint,
        }
    }
}

const INPUT: &str = "fixed-time";
const HINT: &str = "fixed-time-hint";

fn wrap(action: TimestampAction) -> Action {
    Action::Tool(ToolAction::Time(action))
}
