//! What was found in a text, drawn: each value with where it stood and what was corrected, choices, and what was not understood.

use enos::SecureMode;
use yew::prelude::*;

use super::choice::{Choice, SuspectText};
use super::read::{Finding, PastedField, Record};
use super::wrap;
use crate::form::{GatewayAddress, TypedSecret};
use crate::i18n::{Label, Language, Paste, fill};
use crate::page::action::{Action, Dispatch};
use crate::page::state::PageState;
use crate::page::tool_action::PasteAction;
use crate::ui::element::{Element, element, group, paragraph};
use crate::ui::icon::Picture;
use crate::ui::icon::icon;

/// The whole answer. A secret is drawn by its length alone.
pub(crate) fn answer(choice: &Choice, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
    let draw = Draw { choice, dispatch, language };
    let mut list = element("ul", "findings");
    for note in &choice.pasted.notes {
        list = list.child(element("li", "hint").text(&note.words(language)));
    }
    let is_empty = choice.pasted.is_empty();
    let list = if is_empty { list.child(element("li", "").text(language.say(Paste::Nothing))) } else { list };
    let list = list.child(draw.rows());
    let list = match choice.record() {
        Some(record) => draw.record(list, record, page),
        None => list,
    };
    let not_yet = if is_empty || choice.has_something() {
        Html::default()
    } else {
        paragraph("hint", language.say(Paste::NotFilled))
    };
    let before = if choice.has_something() { reach(choice, page, language) } else { Html::default() };
    group(vec![list.build(), draw.skipped(), not_yet, before])
}

/// What the form would lack, or whose device would stand in it.
fn reach(choice: &Choice, page: &PageState, language: Language) -> Html {
    let filled = choice.fill(&page.form);
    let loses_device = filled.draft.device_key.is_empty() && !page.form.draft.device_key.is_empty();
    let words = match filled.reach {
        SuspectText::Whole => return Html::default(),
        SuspectText::Part if loses_device => language.say(Paste::EmptiesDevice).to_owned(),
        SuspectText::Part => language.say(Paste::FillPart).to_owned(),
        SuspectText::OtherDevice { device_key, product_key } => still_there(&device_key, &product_key, language),
    };
    element("p", "notice notice-odd").text(&words).build()
}

/// Whose keys stand in the form, to which the text adds something without a device key.
pub(crate) fn still_there(device_key: &str, product_key: &str, language: Language) -> String {
    fill(language.say(Paste::StillThere), &[device_key, product_key])
}

struct Draw<'a> {
    choice: &'a Choice,
    dispatch: &'a Dispatch,
    language: Language,
}

impl Draw<'_> {
    /// Several devices to choose from, each with all that belongs to it.
    fn rows(&self) -> Html {
        let records = &self.choice.pasted.records;
        if records.len() < 2 {
            return Html::default();
        }
        let count = records.len() + self.choice.pasted.left_out;
        let mut radios = choices(&fill(self.language.say(Paste::Rows), &[&count.to_string()]));
        for (place, record) in records.iter().enumerate() {
            let is_chosen = self.choice.chosen() == Some(place);
            let label = self.radio("paste-row", is_chosen, PasteAction::Choose(place));
            radios = radios.child(label.child(self.row(place, record)));
        }
        let item = element("li", "finding").child(radios);
        let left_out = self.choice.pasted.left_out;
        let words = fill(self.language.say(Paste::RowsLeftOut), &[&left_out.to_string()]);
        if left_out > 0 { item.child(element("small", "hint-odd").text(&words)) } else { item }.build()
    }

    /// One of several devices, in short.
    fn row(&self, place: usize, record: &Record) -> Element {
        let names = [PastedField::DeviceKey, PastedField::ClientId, PastedField::ProductKey];
        let first = names.into_iter().find_map(|slot| record.name(slot).map(|finding| (slot, finding)));
        let line = names
            .into_iter()
            .filter_map(|slot| record.name(slot).and_then(|finding| finding.origin.line))
            .chain(
                [PastedField::DeviceSecret, PastedField::ProductSecret, PastedField::UnlabelledSecret]
                    .into_iter()
                    .filter_map(|slot| record.secret(slot).and_then(|finding| finding.origin.line)),
            )
            .next();
        let (words, number) = line.map_or((Paste::RowNumber, place + 1), |line| (Paste::RowAt, line));
        let mut row = element("span", "");
        if let Some((_, finding)) = first {
            row = row.child(element("code", "").text(&finding.value)).text(" ");
        }
        let mut rest = vec![fill(self.language.say(words), &[&number.to_string()])];
        for slot in names {
            if let Some(finding) = record.name(slot).filter(|_| first.is_none_or(|(named, _)| named != slot)) {
                rest.push([slot.name(self.language), " ", &finding.value].concat());
            }
        }
        for slot in [PastedField::DeviceSecret, PastedField::ProductSecret, PastedField::UnlabelledSecret] {
            if let Some(finding) = record.secret(slot) {
                let length = fill(self.language.say(Label::Characters), &[&finding.value.length().to_string()]);
                rest.push([slot.name(self.language), ": ", &length].concat());
            }
        }
        row.child(element("small", "").text(&rest.join(" · ")))
    }

    /// Everything that was found of the device that is meant.
    fn record(&self, list: Element, record: &Record, page: &PageState) -> Element {
        let text = |value: &String| element("code", "").text(value);
        let secret = |value: &TypedSecret| secret(value, self.language);
        let mode = |value: &SecureMode| {
            element("span", "").text(self.language.say(match value {
                SecureMode::Dynamic => Label::Dynamic,
                SecureMode::Static => Label::Static,
            }))
        };
        let mut list = list;
        for slot in [PastedField::ProductKey, PastedField::DeviceKey, PastedField::ClientId] {
            list = list.child(self.found(slot, record.name(slot), text));
        }
        for slot in [PastedField::ProductSecret, PastedField::DeviceSecret, PastedField::UnlabelledSecret] {
            list = list.child(self.found(slot, record.secret(slot), secret));
        }
        list.child(self.owner(record))
            .child(self.found(PastedField::Gateway, record.gateway.as_ref(), text))
            .child(self.host(record, page))
            .child(self.mode(record, mode))
    }

    /// What was found for one field.
    fn found<T>(&self, slot: PastedField, found: Option<&Finding<T>>, show: impl Fn(&T) -> Element) -> Html {
        let Some(finding) = found else { return Html::default() };
        let mark = element("span", "mark-good").child(icon(Picture::Check));
        let name = element("strong", "").text(slot.name(self.language));
        let head = element("p", "").child(mark).text(" ").child(name).text(" ");
        self.remarks(element("li", "finding").child(head.child(show(&finding.value))), finding).build()
    }

    /// Whose the secret is that has no name.
    fn owner(&self, record: &Record) -> Html {
        if record.some_secret.is_none() {
            return Html::default();
        }
        let mut radios = choices(self.language.say(Paste::WhoseSecret));
        for (mode, words) in [(SecureMode::Dynamic, Label::ProductSecret), (SecureMode::Static, Label::DeviceSecret)] {
            let is_chosen = self.choice.owner == Some(mode);
            let label = self.radio("paste-owner", is_chosen, PasteAction::Owner(mode));
            radios = radios.child(label.text(self.language.say(words)));
        }
        element("li", "finding").child(radios).build()
    }

    fn mode(&self, record: &Record, show: impl Fn(&SecureMode) -> Element) -> Html {
        let Some(finding) = &record.mode else { return Html::default() };
        let name = self.language.say(Paste::Mode);
        let head = element("p", "").child(element("strong", "").text(name)).text(" ").child(show(&finding.value));
        self.remarks(element("li", "finding").child(head), finding).build()
    }

    /// A text may come from anybody, and a gateway sees every login.
    fn host(&self, record: &Record, page: &PageState) -> Html {
        let Some(finding) = &record.gateway else { return Html::default() };
        let Ok(address) = GatewayAddress::parse(&finding.value, &page.origin) else { return Html::default() };
        let host = address.host();
        if host == page.origin.host {
            return Html::default();
        }
        let words = fill(self.language.say(Paste::ToHost), &[host]);
        element("li", "notice notice-odd").text(&words).build()
    }

    /// What was not understood. It is not repeated, since it may be a secret.
    fn skipped(&self) -> Html {
        let skipped = &self.choice.pasted.skipped;
        if skipped.is_empty() {
            return Html::default();
        }
        let mut list = element("ul", "");
        for piece in skipped {
            list = list.child(element("li", "hint").text(&piece.words(self.language)));
        }
        group(vec![element("h4", "").text(self.language.say(Paste::Skipped)).build(), list.build()])
    }

    /// Where a value stood, and what was corrected.
    fn remarks<T>(&self, item: Element, finding: &Finding<T>) -> Element {
        let item = item.child(element("small", "").text(&finding.origin.words(self.language)));
        let notes = finding.words(self.language).into_iter();
        notes.fold(item, |item, words| item.child(element("small", "hint-odd").text(&words)))
    }

    fn radio(&self, name: &'static str, is_chosen: bool, action: PasteAction) -> Element {
        let input = element("input", "").attr("type", "radio").attr("form", "").attr("name", name).checked(is_chosen);
        let action: Action = wrap(action);
        element("label", "choice").child(input.on_choose(self.dispatch, action))
    }
}

fn choices(legend: &str) -> Element {
    element("fieldset", "choices").child(element("legend", "").text(legend))
}

fn secret(value: &TypedSecret, language: Language) -> Element {
    let length = fill(language.say(Label::Characters), &[&value.length().to_string()]);
    let bullets = element("span", "bullets").attr("aria-hidden", "true").text("•••• ");
    element("span", "").child(bullets).text(&length)
}
