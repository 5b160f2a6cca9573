//! Paste anything: a text is read, what was found is shown, and goes into the form when somebody says so.
//!
//! The text may hold a secret. It is dropped as soon as it has been read, and never drawn.

mod answer;
mod choice;
pub mod read;

use yew::prelude::*;

use self::choice::{Choice, SuspectText};
use self::read::{Note, Pasted, TooLong};
use super::drawer::{formless, frame, go_on};
use crate::form::view::submit::SUBMIT;
use crate::form::{FormAction, TypedSecret};
use crate::i18n::{Label, Language, Paste};
use crate::page::action::{Action, Dispatch};
use crate::page::effect::Effect;
use crate::page::state::PageState;
use crate::page::tool_action::{PasteAction, ToolAction, ToolId};
use crate::ui::element::{button, element, paragraph};

/// What is remembered of pasted texts.
#[derive(Debug, Default)]
pub(crate) struct PasteTool {
    typed: TypedSecret,
    stage: Stage,
}

#[derive(Debug, Default)]
enum Stage {
    /// A text is awaited.
    #[default]
    Empty,
    /// A text was too long to be read.
    TooLong(TooLong),
    /// A text has been read.
    Read(Box<Choice>),
    /// What was found is in the form.
    Filled(Answer),
}

/// What went into the form.
#[derive(Debug)]
struct Answer {
    /// The names of the fields, with what was corrected.
    named: Vec<(Label, Vec<Note>)>,
    /// Whether other fields were emptied.
    has_emptied: bool,
    reach: SuspectText,
}

/// The id of what shows the answer.
const ANSWER: &str = "paste-answer";

impl PasteTool {
    pub(crate) fn act(&mut self, action: PasteAction, page: &mut PageState) -> Vec<Effect> {
        let focus = match action {
            PasteAction::Text(text) => {
                self.typed = text;
                return Vec::new();
            }
            PasteAction::Read => {
                let text = std::mem::take(&mut self.typed);
                self.read(&text);
                ANSWER
            }
            PasteAction::Take(text) => {
                self.typed = TypedSecret::default();
                self.read(&text);
                ANSWER
            }
            PasteAction::Choose(place) => {
                if let Stage::Read(choice) = &mut self.stage {
                    choice.choose(place);
                }
                return Vec::new();
            }
            PasteAction::Owner(mode) => {
                if let Stage::Read(choice) = &mut self.stage {
                    choice.owner = Some(mode);
                }
                return Vec::new();
            }
            PasteAction::Fill => self.fill(page),
            PasteAction::Again => {
                self.stage = Stage::Empty;
                PasteAction::INPUT
            }
        };
        Effect::focus(Some(focus))
    }

    pub(crate) fn holds_something(&self) -> bool {
        let has_read = match self.stage {
            Stage::Read(_) => true,
            Stage::Empty | Stage::TooLong(_) | Stage::Filled(_) => false,
        };
        has_read || self.typed.length() > 0
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        let card = frame(ToolId::Paste, language.say(Paste::Title), dispatch, language);
        let again = || button("button", language.say(Paste::Again), dispatch, wrap(PasteAction::Again));
        match &self.stage {
            Stage::Empty => {
                let label = element("label", "").attr("for", PasteAction::INPUT).text(language.say(Paste::Text));
                let input = element("textarea", "area").key("paste").attr("id", PasteAction::INPUT).attr("rows", "4");
                let input = formless(input)
                    .on_type(dispatch, |text| ToolAction::Paste(PasteAction::Text(TypedSecret::new(text))));
                let read = button("button button-tonal", language.say(Paste::Read), dispatch, wrap(PasteAction::Read));
                let head = element("div", "field-head").child(label);
                card.child(paragraph("hint", language.say(Paste::Help)))
                    .child(element("div", "field").child(head).child(input))
                    .child(read)
            }
            Stage::TooLong(error) => {
                let words = error.words(language);
                card.child(headline(Paste::Skipped, language)).child(paragraph("", &words)).child(again())
            }
            Stage::Read(choice) => {
                let card = card.child(headline(Paste::Found, language));
                let card = card.child(answer::answer(choice, page, dispatch, language));
                if choice.has_something() {
                    let words = language.say(Paste::Fill);
                    // Where the form would hold less than a device, or another one, nothing invites to go on.
                    let is_whole = choice.fill(&page.form).reach == SuspectText::Whole;
                    let class = if is_whole { "button button-tonal" } else { "button" };
                    let fill = element("button", class).attr("type", "button");
                    let fill =
                        fill.flag("disabled", page.is_running).on_click(dispatch, wrap(PasteAction::Fill)).text(words);
                    card.child(element("div", "buttons").child(fill).child(again()))
                } else {
                    card.child(again())
                }
            }
            Stage::Filled(Answer { named, has_emptied, reach }) => {
                let mut list = element("ul", "");
                for (label, notes) in named {
                    let mut item = element("li", "finding").text(language.say(*label));
                    for note in notes {
                        item = item.child(element("small", "hint-odd").text(&note.words(language)));
                    }
                    list = list.child(item);
                }
                let card = card.child(headline(Paste::Filled, language)).child(list);
                let card = if *has_emptied { card.child(paragraph("hint", language.say(Paste::LetGo))) } else { card };
                let card = match reach {
                    SuspectText::Whole => card,
                    SuspectText::Part => card.child(paragraph("notice notice-odd", language.say(Paste::FillPart))),
                    SuspectText::OtherDevice { device_key, product_key } => card
                        .child(paragraph("notice notice-odd", &answer::still_there(device_key, product_key, language))),
                };
                card.child(again())
            }
        }
        .build()
    }

    fn read(&mut self, text: &TypedSecret) {
        self.stage = match Pasted::read(text.expose()) {
            Ok(pasted) => Stage::Read(Box::new(Choice::of(pasted))),
            Err(error) => Stage::TooLong(error),
        };
    }

    /// Puts what was found into the form, and returns the id of the element that takes the focus.
    fn fill(&mut self, page: &mut PageState) -> &'static str {
        let filled = match &self.stage {
            Stage::Read(choice) if !page.is_running => choice.fill(&page.form),
            Stage::Empty | Stage::TooLong(_) | Stage::Read(_) | Stage::Filled(..) => return ANSWER,
        };
        page.form.apply(FormAction::Replace(filled.draft, filled.place, page.unix_now()));
        page.revealed.typed = false;
        let focus = match filled.reach {
            SuspectText::Whole => go_on(page),
            // Enter in an empty field asks for what is missing.
            SuspectText::Part if go_on(page) != SUBMIT => go_on(page),
            // Enter must not activate what the text does not wholly describe.
            SuspectText::Part | SuspectText::OtherDevice { .. } => ANSWER,
        };
        self.stage =
            Stage::Filled(Answer { named: filled.named, has_emptied: filled.has_emptied, reach: filled.reach });
        focus
    }
}

fn wrap(action: PasteAction) -> Action {
    Action::Tool(ToolAction::Paste(action))
}

/// Takes the focus once there is an answer.
fn headline(words: Paste, language: Language) -> crate::ui::element::Element {
    element("h4", "").attr("id", ANSWER).attr("tabindex", "-1").text(language.say(words))
}
