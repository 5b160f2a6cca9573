//! JSON: flat or nested, as a whole or within another text, and JSON inside of its strings.

use enos::{JsonError, JsonKind, JsonReader};

use super::collect::{Collector, Raw};
use super::names;
use super::names::Meaning;
use super::value::Writing;
use super::{Note, Origin, SkipReason, Source, Wiped, mqtt};

/// A value of JSON, wiped when it is dropped.
enum Node {
    Object(Vec<(Wiped, Node)>),
    Array(Vec<Node>),
    Text(Wiped),
    Number(String),
    Other,
}

/// Reads a text that is JSON from its first character to its last. Of any other nothing is taken.
pub(crate) fn read(text: &str, collector: &mut Collector) -> bool {
    let Some((node, end)) = parse(text) else { return false };
    if !text.get(end..).is_some_and(|rest| rest.trim().is_empty()) {
        return false;
    }
    Walk { collector, unknown: 0 }.whole(&node);
    true
}

/// Reads every object that stands whole within another text. Gives back the text without them, so that each line keeps its number.
pub(crate) fn read_within(text: &str, collector: &mut Collector) -> Option<Wiped> {
    let mut rest = Wiped::new(String::with_capacity(text.len() + 8));
    let mut objects = Vec::new();
    let (mut at, mut tries) = (0, 0);
    while let Some(place) = text.get(at..).and_then(|here| here.find(['{', '['])).map(|place| at + place) {
        rest.push_str(text.get(at..place)?);
        let here = text.get(place..)?;
        tries += 1;
        let object = if tries <= TRIES { parse(here).or_else(|| parse_escaped(here)) } else { None };
        match object {
            Some((node, length)) if is_of_use(&node) => {
                rest.push(crate::tools::paste::read::lines::CONSUMED);
                rest.extend(here.get(..length)?.chars().filter(|character| *character == '\n'));
                objects.push(node);
                at = place + length;
            }
            Some(_) | None => {
                rest.push_str(here.get(..1)?);
                at = place + 1;
            }
        }
    }
    if objects.is_empty() {
        return None;
    }
    rest.push_str(text.get(at..)?);
    Walk { collector, unknown: 0 }.many(&objects.iter().collect::<Vec<_>>(), "");
    Some(rest)
}

/// What JSON's string stands for, when a text is one with JSON in it; the quotation marks around may be missing.
pub(crate) fn unescaped(text: &str) -> Option<Wiped> {
    let text = text.trim();
    if !text.contains("\\\"") {
        return None;
    }
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let mut string = Wiped::new(String::with_capacity(inside.len() + 2));
    string.push('"');
    string.extend(inside.chars().map(|character| if character.is_control() { ' ' } else { character }));
    string.push('"');
    JsonReader::new(&string).text().ok()
}

/// How many brackets are tried as the beginning of an object.
const TRIES: usize = 200;

fn parse(text: &str) -> Option<(Node, usize)> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut reader = JsonReader::new(text);
    let node = node(&mut reader).ok()?;
    Some((node, reader.position()))
}

/// An object in which every quotation mark has a backslash in front, as it stands within a string.
fn parse_escaped(text: &str) -> Option<(Node, usize)> {
    let inner = text.get(1..)?.trim_start();
    if !inner.starts_with("\\\"") {
        return None;
    }
    // Only as far as the string may go.
    let mut end = 0;
    let mut characters = text.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '"' | '\n' => break,
            '}' | ']' => end = place + 1,
            _ => {}
        }
    }
    let part = text.get(..end)?;
    let plain = unescaped(part)?;
    let (node, length) = parse(&plain)?;
    plain.get(length..).is_some_and(|rest| rest.trim().is_empty()).then_some((node, end))
}

fn node(reader: &mut JsonReader<'_>) -> Result<Node, JsonError> {
    Ok(match reader.kind()? {
        JsonKind::Object => {
            let mut members = Vec::new();
            reader.object(|reader, name| {
                let name = Wiped::new(name.to_owned());
                members.push((name, node(reader)?));
                Ok::<_, JsonError>(())
            })?;
            Node::Object(members)
        }
        JsonKind::Array => {
            let mut items = Vec::new();
            reader.array(|reader| {
                items.push(node(reader)?);
                Ok::<_, JsonError>(())
            })?;
            Node::Array(items)
        }
        JsonKind::Text => Node::Text(reader.text()?),
        JsonKind::Number => Node::Number(reader.number()?.to_owned()),
        JsonKind::Bool | JsonKind::Null => {
            reader.skip()?;
            Node::Other
        }
    })
}

/// Whether any key or secret stands in it.
fn is_of_use(node: &Node) -> bool {
    let mut trial = Collector::default();
    Walk { collector: &mut trial, unknown: 0 }.value(node, "");
    trial.reported() > 0 || !trial.is_empty()
}

struct Walk<'a> {
    collector: &'a mut Collector,
    unknown: usize,
}

impl Walk<'_> {
    fn whole(mut self, node: &Node) {
        self.value(node, "");
        if self.unknown > 0 {
            self.collector.skipped(None, SkipReason::UnknownMembers { count: self.unknown });
        }
    }

    fn value(&mut self, node: &Node, parent: &str) {
        match node {
            Node::Object(members) => self.object(members, parent),
            Node::Array(items) => self.many(&items.iter().collect::<Vec<_>>(), parent),
            Node::Text(_) | Node::Number(_) | Node::Other => {}
        }
    }

    /// Several objects: rows of their own, unless each has another part of the same device.
    fn many(&mut self, items: &[&Node], parent: &str) {
        let is_pair = |node: &&Node| match node {
            Node::Object(members) => name_and_value(members).is_some(),
            Node::Array(_) | Node::Text(_) | Node::Number(_) | Node::Other => false,
        };
        let mut parts = Vec::new();
        for item in items {
            if is_pair(item) {
                self.value(item, parent);
            } else {
                let mut part = Collector::default();
                let mut walk = Walk { collector: &mut part, unknown: 0 };
                walk.value(item, parent);
                self.unknown += walk.unknown;
                parts.push(part);
            }
        }
        let filled = parts.iter().filter(|part| !part.is_empty()).count();
        let is_one = filled < 2
            || parts.iter().enumerate().all(|(place, part)| parts.iter().skip(place + 1).all(|other| part.fits(other)));
        for part in parts {
            self.collector.join(part, !is_one);
        }
    }

    fn object(&mut self, members: &[(Wiped, Node)], parent: &str) {
        if let Some((meaning, value)) = name_and_value(members) {
            self.take(meaning, value);
            return;
        }
        for (name, node) in members {
            match node {
                Node::Object(_) | Node::Array(_) => self.value(node, name),
                Node::Text(text) => self.text(parent, name, text),
                // A key of digits that some program took for a number.
                Node::Number(digits) => match names::member_meaning(parent, name) {
                    Some(meaning) => self.take(meaning, digits),
                    None => self.unknown += 1,
                },
                Node::Other => {
                    self.unknown += usize::from(names::member_meaning(parent, name).is_none());
                }
            }
        }
    }

    fn text(&mut self, parent: &str, name: &str, text: &str) {
        if let Some(meaning) = names::member_meaning(parent, name) {
            self.take(meaning, text);
        } else if let Some((node, _)) = parse(text)
            .filter(|(node, end)| text.get(*end..).is_some_and(|rest| rest.trim().is_empty()) && is_of_use(node))
        {
            self.collector.note(Note::UnescapedJson);
            self.value(&node, name);
        } else if let Some((bare, rest)) = text.split_once('|').filter(|(_, rest)| mqtt::is_parameters(rest)) {
            let parameters = rest.split('|').next().unwrap_or_default();
            self.collector.take_mqtt_client_id(bare, parameters, &raw(text));
        } else {
            self.unknown += 1;
        }
    }

    fn take(&mut self, meaning: Meaning, value: &str) {
        self.collector.take(meaning, &raw(value));
    }
}

fn raw(value: &str) -> Raw<'_> {
    let origin = Origin { source: Source::Json, line: None };
    Raw { value, writing: Writing::Exact, origin, notes: Vec::new() }
}

/// `{"key": "productKey", "value": "pk1"}`, as lists of variables have it.
fn name_and_value(members: &[(Wiped, Node)]) -> Option<(Meaning, &str)> {
    let text = |is_wanted: fn(&str) -> bool| {
        members.iter().find(|(name, _)| is_wanted(name)).and_then(|(_, node)| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Number(digits) => Some(digits.as_str()),
            Node::Object(_) | Node::Array(_) | Node::Other => None,
        })
    };
    let value = text(names::is_value_word)?;
    let meaning = names::meaning(text(names::is_name_word)?)?;
    Some((meaning, value))
}
