//! The packets of the attempt on show, each with its fields and its bytes, and no secret in them.

pub mod inspect;

use std::cell::{Ref, RefCell};

use activation::AttemptId;
use enos::Secret;
use yew::prelude::*;

use self::inspect::{Inspection, Row, report};
use crate::attempt::{Direction, TrafficRecord};
use crate::form::TypedSecret;
use crate::i18n::{Language, Packets, fill};
use crate::page::action::{Action, AttemptAction, Copied, Dispatch};
use crate::page::session::Record;
use crate::page::state::PageState;
use crate::page::tool_action::ToolAction;
use crate::ui::element::{Element, button, element, paragraph};

/// Which rows are open, and what was read last.
#[derive(Debug, Default)]
pub(crate) struct PacketList {
    open: Vec<(AttemptId, usize)>,
    /// The page is drawn every second, but packets come seldom.
    read: RefCell<Option<Reading>>,
}

/// What stood in the traffic when it was that long. No secret is in here.
#[derive(Debug)]
struct Reading {
    of: (AttemptId, usize, usize),
    inspection: Inspection,
}

impl PacketList {
    /// Opens a row, or closes it.
    pub(crate) fn unfold(&mut self, row: usize, page: &PageState) {
        let Some(record) = page.shown().attempt() else { return };
        let unfolded = (record.id(), row);
        if self.open.contains(&unfolded) {
            self.open.retain(|open| *open != unfolded);
        } else {
            self.open.push(unfolded);
        }
    }

    /// The packets on show as text.
    pub(crate) fn report(&self, page: &PageState, language: Language) -> Option<TypedSecret> {
        let inspection = self.inspection(page.shown().attempt()?, page)?;
        Some(TypedSecret::new(report(&inspection, language)))
    }

    pub(crate) fn draw(&self, page: &PageState, dispatch: &Dispatch, language: Language) -> Html {
        let heading = element("h3", "").attr("id", "packets-title").text(language.say(Packets::Title));
        let card = element("section", "card stack").attr("aria-labelledby", "packets-title").child(heading);
        let Some(record) = page.shown().attempt() else {
            return card.child(paragraph("hint", language.say(Packets::Empty))).build();
        };
        let Some(inspection) = self.inspection(record, page) else {
            let words = if page.is_running { Packets::Empty } else { Packets::Gone };
            return card.child(paragraph("hint", language.say(words))).build();
        };
        let mut list = element("ol", "packets");
        for (index, row) in inspection.rows.iter().enumerate() {
            let is_open = self.open.contains(&(record.id(), index));
            list = list.child(item(index, row, is_open, dispatch, language));
        }
        let card = card.child(paragraph("hint", &fill(language.say(Packets::SecretsHidden), &["•"]))).child(list);
        let (rows, bytes) = (inspection.rows_left_out, inspection.bytes_left_out);
        let card = if rows + bytes > 0 {
            let words = fill(language.say(Packets::LeftOut), &[&rows.to_string(), &bytes.to_string()]);
            card.child(paragraph("hint", &words))
        } else {
            card
        };
        let copy = button(
            "button",
            language.say(Packets::CopyReport),
            dispatch,
            Action::Attempt(AttemptAction::Copy(Copied::Packets)),
        );
        card.child(element("div", "buttons").child(copy)).build()
    }

    /// What was exchanged; nothing where nothing was, or nothing is kept.
    fn inspection(&self, record: &Record, page: &PageState) -> Option<Ref<'_, Inspection>> {
        let traffic = &record.attempt.traffic;
        if traffic.length() == 0 {
            return None;
        }
        let of = (record.id(), traffic.length(), traffic.left_out());
        let is_read = self.read.borrow().as_ref().is_some_and(|reading| reading.of == of);
        if !is_read {
            let typed = [&page.form.draft.product_secret, &page.form.draft.device_secret];
            let typed: Vec<Secret> = typed.into_iter().filter_map(|secret| secret.parse().ok()).collect();
            let received = page.session.records().iter().filter_map(Record::secret);
            let secrets: Vec<&Secret> = typed.iter().chain(received.map(|secret| &secret.device_secret)).collect();
            let mut inspection = traffic.read(|messages| {
                let records: Vec<_> = messages.iter().map(wire_record).collect();
                Inspection::of(&records, &secrets)
            });
            inspection.bytes_left_out += traffic.left_out();
            self.read.replace(Some(Reading { of, inspection }));
        }
        Ref::filter_map(self.read.borrow(), |reading| reading.as_ref().map(|reading| &reading.inspection)).ok()
    }
}

fn wire_record(record: &TrafficRecord) -> inspect::Record<'_> {
    inspect::Record { direction: record.direction, at_ms: record.at.as_millis(), bytes: record.bytes() }
}

fn item(index: usize, row: &Row, is_open: bool, dispatch: &Dispatch, language: Language) -> Element {
    let (arrow, direction) = match row.direction {
        Direction::Sent => ("↑", Packets::Sent),
        Direction::Received => ("↓", Packets::Received),
    };
    let name = row.name(language);
    let after = fill(language.say(Packets::After), &[&row.after_ms.to_string()]);
    let arrow = element("span", "").attr("aria-hidden", "true").text(arrow);
    let way = element("span", "packet-way").child(arrow).text(" ").text(language.say(direction));
    let head =
        element("button", "packet").attr("type", "button").on_click(dispatch, Action::Tool(ToolAction::Packet(index)));
    let head = head
        .attr("aria-expanded", if is_open { "true" } else { "false" })
        .child(way)
        .text(" ")
        .child(element("strong", "").text(name))
        .text(" ")
        .child(element("span", "packet-time").text(&after))
        .text(" ")
        .child(element("span", "packet-summary").text(&row.summary(language)));
    let item = element("li", "").child(head);
    if !is_open {
        return item;
    }
    let mut fields = element("dl", "facts");
    for field in row.fields() {
        let value = element("dd", "").text(&field.value.words(language));
        fields = fields.child(element("dt", "").text(language.say(field.name))).child(value);
    }
    let mut bytes = element("pre", "hex");
    for line in row.bytes.lines() {
        let padding = " ".repeat(47_usize.saturating_sub(line.hex.chars().count()));
        bytes = bytes.text(&[&line.offset, "  ", &line.hex, &padding, "  ", &line.ascii, "\n"].concat());
    }
    let label = fill(language.say(Packets::BytesOf), &[&(index + 1).to_string(), name]);
    let frame =
        element("div", "table-frame").attr("role", "region").attr("tabindex", "0").attr_text("aria-label", &label);
    let fields = if row.fields().is_empty() { Html::default() } else { fields.build() };
    item.child(element("div", "packet-body").child(fields).child(frame.child(bytes)))
}
