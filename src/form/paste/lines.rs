//! Lines of text: labels, `.env` files, C headers, logs.

use super::clean::Writing;
use super::collect::{Collector, Raw};
use super::names::{self, Meaning};
use super::pieces::{self, Piece};
use super::{Note, Origin, Slot, Source, Unclear, table, url};

/// Reads everything that has a line of its own, or shares one.
pub(super) fn read(text: &str, collector: &mut Collector) {
    let mut lines = Lines { collector, awaiting: None };
    let mut numbered = (1..).zip(text.lines().flat_map(|line| line.split('\r')));
    while let Some((number, line)) = numbered.next() {
        let Some(head) = table::Head::read(line) else {
            lines.line(number, line);
            continue;
        };
        lines.forget_name();
        for (number, row) in numbered.by_ref().take_while(|(_, row)| !row.trim().is_empty()) {
            head.row(row, number, lines.collector);
        }
    }
    lines.forget_name();
}

struct Lines<'a> {
    collector: &'a mut Collector,
    /// A name alone on its line, whose value is to come.
    awaiting: Option<(Meaning, usize)>,
}

/// Where a pair is split, and how sure it is.
struct Pair<'a> {
    meaning: Meaning,
    value: &'a str,
    notes: Vec<Note>,
}

impl Lines<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let line = without_bullet(line.trim_start());
        let is_comment = line.starts_with("//") || line.starts_with("/*") || line.starts_with('#');
        // What follows a name may begin with such marks as well.
        let is_idle = self.awaiting.is_none() && (is_comment || is_punctuation(line) || is_head(line));
        let define = line.strip_prefix("#define").and_then(|rest| rest.trim_start().split_once([' ', '\t']));
        if let Some((name, value)) = define {
            self.define(name, value, number);
        } else if line.starts_with('<') && self.tags(line, number) {
            self.forget_name();
        } else if !line.trim().is_empty() && !is_idle {
            for piece in pieces::pieces(line) {
                self.piece(piece, number);
            }
        }
    }

    fn piece(&mut self, piece: Piece<'_>, number: usize) {
        let text = piece.text.trim();
        if text.is_empty() || self.awaiting.is_none() && is_punctuation(text) {
            return;
        }
        if let Some(pair) = mqtt_client_id(text).or_else(|| known_pair(piece.text)) {
            self.forget_name();
            // Behind a colon the value may stand on the next line.
            if pair.value.trim().is_empty() && text.ends_with([':', '：']) {
                self.awaiting = Some((pair.meaning, number));
            } else {
                self.take(pair, piece, number);
            }
        } else if let Some(meaning) = names::lone_meaning(text.trim_end_matches(pieces::is_joint)) {
            self.forget_name();
            self.awaiting = Some((meaning, number));
        } else if let Some((meaning, _)) = self.awaiting.take_if(|_| pieces::pair_in_front(text).is_none()) {
            self.take(Pair { meaning, value: piece.text, notes: Vec::new() }, piece, number);
        } else {
            self.nameless(piece, number);
        }
    }

    fn define(&mut self, name: &str, value: &str, number: usize) {
        self.forget_name();
        match names::meaning(name) {
            Some(meaning) => {
                let pair = Pair { meaning, value, notes: Vec::new() };
                self.take(pair, Piece { text: value, ended: None }, number);
            }
            None => self.collector.unread(Some(number), Unclear::UnknownName),
        }
    }

    /// `<name>value</name>`. A value with an entity in it is not taken.
    fn tags(&mut self, line: &str, number: usize) -> bool {
        let mut is_read = false;
        for (name, value) in line.split('<').filter_map(|part| part.split_once('>')) {
            if let (Some(meaning), false) = (names::lone_meaning(name), value.trim().is_empty()) {
                is_read = true;
                if value.contains('&') {
                    self.collector.unread(Some(number), Unclear::NoName);
                } else {
                    self.take(Pair { meaning, value, notes: Vec::new() }, Piece { text: value, ended: None }, number);
                }
            }
        }
        is_read
    }

    fn take(&mut self, pair: Pair<'_>, piece: Piece<'_>, number: usize) {
        let Pair { meaning, value, mut notes } = pair;
        let is_secret = matches!(meaning, Meaning::Slot(Slot::ProductSecret | Slot::DeviceSecret | Slot::SomeSecret));
        // Where an unknown name follows, the mark in front of it may as well belong to the secret.
        if let (true, Some((mark, false))) = (is_secret, piece.ended) {
            notes.push(Note::EndedAt(mark));
        }
        let origin = Origin { source: Source::Name, line: Some(number) };
        self.collector.take(meaning, &Raw { value, writing: Writing::Line, origin, notes });
    }

    /// What has no name that is known: it may still tell by its form what it is.
    fn nameless(&mut self, piece: Piece<'_>, number: usize) {
        let text = piece.text.trim();
        let origin = Origin { source: Source::Alone, line: Some(number) };
        let raw = |value| Raw { value, writing: Writing::Line, origin, notes: Vec::new() };
        if let Some(address) = text.split(char::is_whitespace).find_map(address_in) {
            self.collector.take_address(&raw(address));
        } else if is_user_name(text) {
            self.collector.take_user_name(&raw(text));
        } else {
            let has_name = text.contains(pieces::is_joint);
            self.collector.unread(Some(number), if has_name { Unclear::UnknownName } else { Unclear::NoName });
        }
    }

    fn forget_name(&mut self) {
        if let Some((Meaning::Slot(slot), number)) = self.awaiting.take() {
            self.collector.unread(Some(number), Unclear::NoValue(slot));
        }
    }
}

/// `name: value`, or `name` and `value` in two columns, with a name that is known.
fn known_pair(text: &str) -> Option<Pair<'_>> {
    let pair = |name: &str, value, notes| names::meaning(name).map(|meaning| Pair { meaning, value, notes });
    let at = |mark: &str| text.trim_start().split_once(mark).and_then(|(name, value)| pair(name, value, Vec::new()));
    let at_joint = || {
        let (place, joint) = text.char_indices().find(|(_, character)| pieces::is_joint(*character))?;
        let (name, rest) = text.split_at_checked(place)?;
        let value = rest.get(joint.len_utf8()..)?;
        // `=>` and `:=` are joints as well.
        let value =
            value.strip_prefix('>').or_else(|| value.strip_prefix('=')).filter(|_| joint.is_ascii()).unwrap_or(value);
        let notes = if joint.is_ascii() { Vec::new() } else { vec![Note::FullWidth] };
        (!rest.starts_with("://")).then(|| pair(name, value, notes)).flatten()
    };
    at("\t").or_else(at_joint).or_else(|| at(",")).or_else(|| at("，")).or_else(|| at("  "))
}

/// `123|securemode=…|`, with or without a name in front of it. Where other words stand in front, nobody can tell where it begins.
fn mqtt_client_id(text: &str) -> Option<Pair<'_>> {
    let (front, behind) = text.split_once('|')?;
    if !pieces::is_parameters(behind) {
        return None;
    }
    let place = front.char_indices().find(|(_, character)| pieces::is_joint(*character));
    let named = place.and_then(|(place, joint)| {
        let (name, _) = front.split_at_checked(place)?;
        let value = text.get(place + joint.len_utf8()..)?;
        // A MAC address holds colons itself.
        (names::meaning(name).is_some() || value.starts_with(' ') || joint == '=').then_some(value)
    });
    let value = named.or_else(|| within_marks(text, front)).or_else(|| (!front.contains(' ')).then_some(text))?;
    Some(Pair { meaning: Meaning::Slot(Slot::ClientId), value, notes: Vec::new() })
}

/// What stands between quotation marks, when they open in front of the bar: an argument of a command.
fn within_marks<'a>(text: &'a str, front: &str) -> Option<&'a str> {
    let (place, mark) = front.char_indices().rfind(|(_, character)| matches!(character, '"' | '\''))?;
    text.get(place + mark.len_utf8()..)?.split(mark).next()
}

fn address_in(word: &str) -> Option<&str> {
    let start =
        word.find("ws").into_iter().chain(word.find("http")).chain(word.find("WS")).chain(word.find("HTTP")).min()?;
    let address = word.get(start..)?;
    let address = address.split(['"', '\'', '<', '>', '）', ')']).next()?;
    (url::is_web_socket(address) || url::is_web(address)).then_some(address)
}

/// `{deviceKey}&{productKey}`, and nothing else on the line.
fn is_user_name(text: &str) -> bool {
    let plain = text.trim_matches(['"', '\'']);
    let is_key = |key: &str| key.chars().count() > 1 && enos::DeviceKey::parse(key).is_ok();
    plain.split_once('&').is_some_and(|(device_key, product_key)| is_key(device_key) && is_key(product_key))
}

/// The head of a table of names and values, which says nothing by itself.
fn is_head(text: &str) -> bool {
    ["\t", ",", ";", ":", "  "]
        .iter()
        .filter_map(|mark| text.split_once(mark))
        .any(|(name, value)| names::is_head(name, value))
}

/// A mark of a list, with a space behind it.
fn without_bullet(line: &str) -> &str {
    let rest = line.strip_prefix(['-', '*', '•', '·', '>']);
    rest.filter(|rest| rest.starts_with(char::is_whitespace)).map_or(line, str::trim_start)
}

fn is_punctuation(text: &str) -> bool {
    let is_section = text.trim().starts_with('[') && text.trim().ends_with(']');
    is_section || text.chars().all(|character| character.is_ascii_punctuation() || character.is_whitespace())
}
