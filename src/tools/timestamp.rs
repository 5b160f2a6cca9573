//! The choice of the time that is signed.

use enos::Timestamp;
use yew::prelude::*;

use super::drawer::{formless, frame};
use crate::form::{DeskAction, TimeChoice, TimeRefusal};
use crate::i18n::{Language, TimeWord, fill};
use crate::page::action::{Action, Send};
use crate::page::lazy::Told;
use crate::page::state::Device;
use crate::page::tool_action::{Drawer, TimeDeed, ToolDeed};
use crate::ui::element::{Node, node, paragraph};

/// What was typed.
#[derive(Debug, Default)]
pub(crate) struct TimeTool {
    typed: Option<String>,
}

impl TimeTool {
    pub(crate) fn act(&mut self, deed: TimeDeed, device: &mut Device) -> Told {
        let choice = match deed {
            TimeDeed::Now => Some(TimeChoice::Now),
            TimeDeed::Corrected => device.clock_offset.map(|offset_ms| TimeChoice::Corrected { offset_ms }),
            TimeDeed::Fixed => {
                // Without a time that was typed, the one that is on show stays.
                let typed = self.typed.as_deref().and_then(|typed| TimeChoice::fixed(typed).ok());
                typed.or_else(|| Some(TimeChoice::Fixed(device.desk.timestamp())))
            }
            TimeDeed::Type(text) => {
                let choice = TimeChoice::fixed(&text).ok();
                self.typed = Some(text);
                choice
            }
            TimeDeed::Take(timestamp) => {
                self.typed = Some(timestamp.to_string());
                let told = Told { focus: Some(INPUT), ..Told::default() };
                device.desk.apply(DeskAction::Time(TimeChoice::Fixed(timestamp)));
                return told;
            }
        };
        if let Some(choice) = choice {
            device.desk.apply(DeskAction::Time(choice));
        }
        if !matches!(device.desk.time, TimeChoice::Fixed(_)) {
            self.typed = None;
        }
        Told::default()
    }

    pub(crate) fn draw(&self, device: &Device, send: &Send, language: Language) -> Html {
        let chosen = device.desk.time;
        let choice = |is_chosen: bool, deed: TimeDeed, words: &str| {
            let input = node("input", "").with("type", "radio").with("form", "").with("name", "time");
            node("label", "choice").put(input.checked(is_chosen).on_choose(send, tell(deed))).say(words)
        };
        let mut choices = node("fieldset", "choices");
        choices = choices.put(node("legend", "unseen").say(language.say(TimeWord::Title)));
        choices = choices.put(choice(chosen == TimeChoice::Now, TimeDeed::Now, language.say(TimeWord::Now)));
        let corrected = match chosen {
            TimeChoice::Corrected { offset_ms } => Some(offset_ms),
            TimeChoice::Now | TimeChoice::Fixed(_) => device.clock_offset,
        };
        choices = match corrected {
            Some(offset_ms) => {
                let words = fill(language.say(TimeWord::Corrected), &[&offset_ms.to_string()]);
                choices.put(choice(matches!(chosen, TimeChoice::Corrected { .. }), TimeDeed::Corrected, &words))
            }
            None => choices.hold(paragraph("hint", language.say(TimeWord::NotKnown))),
        };
        let words = language.say(TimeWord::Fixed);
        choices = choices.put(choice(matches!(chosen, TimeChoice::Fixed(_)), TimeDeed::Fixed, words));
        let card = frame(Drawer::Time, language.say(TimeWord::Title), send, language);
        let card = card.hold(paragraph("hint", language.say(TimeWord::Help))).put(choices);
        match chosen {
            TimeChoice::Fixed(timestamp) => card.put(self.fixed(timestamp, send, language)).end(),
            TimeChoice::Now | TimeChoice::Corrected { .. } => card.end(),
        }
    }

    /// The input for a fixed time, with what is wrong about what stands in it.
    fn fixed(&self, timestamp: Timestamp, send: &Send, language: Language) -> Node {
        let text = self.typed.clone().unwrap_or_else(|| timestamp.to_string());
        let refusal = TimeChoice::fixed(&text).err();
        let label = node("label", "").with("for", INPUT).say(language.say(TimeWord::FixedLabel));
        let input = node("input", "").with("id", INPUT).with("type", "text").with("inputmode", "numeric");
        let input = formless(input).with("aria-describedby", HINT).value(&text);
        let input = input.on_type(send, |text| ToolDeed::Time(TimeDeed::Type(text)));
        let input = if refusal.is_some() { input.with("aria-invalid", "true") } else { input };
        let class = if refusal.is_some() { "box box-bad" } else { "box" };
        let field = node("div", "field").put(node("div", "field-head").put(label)).put(node("div", class).put(input));
        match refusal {
            Some(refusal) => field.put(Self::refused(refusal, timestamp, send, language)),
            None => field.put(node("div", "hint").with("id", HINT)),
        }
    }

    fn refused(refusal: TimeRefusal, timestamp: Timestamp, send: &Send, language: Language) -> Node {
        let still = fill(language.say(TimeWord::Still), &[&timestamp.to_string()]);
        let words = node("p", "hint hint-bad").say(&refusal.words(language)).say(" ").say(&still);
        let hint = node("div", "refused").with("id", HINT).put(words);
        match refusal.offer() {
            Some(offer) => {
                let words = fill(language.say(TimeWord::TakeMillis), &[&offer.to_string()]);
                let take = node("button", "button").with("type", "button");
                hint.put(take.on_click(send, tell(TimeDeed::Take(offer))).say(&words))
            }
            None => hint,
        }
    }
}

const INPUT: &str = "fixed-time";
const HINT: &str = "fixed-time-hint";

fn tell(deed: TimeDeed) -> Action {
    Action::Tool(ToolDeed::Time(deed))
}
