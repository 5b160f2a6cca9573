//! What stands in a line without a name of its own: client ids and user names of MQTT, addresses, names and words in turn.

use super::named::is_likely_value;
use super::{CONSUMED, Lines};
use crate::tools::paste::read::collect::{Collector, Raw};
use crate::tools::paste::read::names;
use crate::tools::paste::read::names::Meaning;
use crate::tools::paste::read::value;
use crate::tools::paste::read::value::Writing;
use crate::tools::paste::read::{Origin, SkipReason, Source, Wiped, mqtt, table, url};

impl Lines<'_> {
    /// Takes the first client id of MQTT, and gives back the line without it.
    pub(super) fn mqtt_client_id(&mut self, line: &str, number: usize) -> Option<Wiped> {
        let found = mqtt::client_id(line)?;
        let origin = Origin { source: Source::MqttClientId, line: Some(number) };
        match found.bare {
            Some(bare) => {
                let raw = Raw { value: bare, writing: Writing::Line, origin, notes: Vec::new() };
                self.collector.take_mqtt_client_id(bare.trim(), found.parameters, &raw);
            }
            None => self.collector.skipped(Some(number), SkipReason::NoName),
        }
        replaced(line, found.range)
    }

    /// Takes the first address, and gives back the line without it.
    pub(super) fn address(&mut self, line: &str, number: usize) -> Option<Wiped> {
        let (mark, _) = line.match_indices("://").next()?;
        let front = line.get(..mark)?;
        let start = front.len() - front.chars().rev().take_while(char::is_ascii_alphabetic).count();
        let here = line.get(start..)?;
        let is_web = url::is_web(here);
        let is_end = |character: char| {
            character.is_whitespace()
                || matches!(character, '"' | '\'' | '<' | '>' | '）' | ')' | '`' | '，' | '。' | '”' | '|' | CONSUMED)
                || (!is_web && matches!(character, ';' | ','))
        };
        let length = here.find(is_end).unwrap_or(here.len());
        let address = here.get(..length)?.trim_end_matches(['.', ',']);
        let origin = Origin { source: Source::Alone, line: Some(number) };
        // An address with a name is what its name says: of anything else than a gateway nothing is needed.
        let raw = Raw { value: address, writing: Writing::Line, origin, notes: Vec::new() };
        self.collector.take_address(&raw);
        replaced(line, start..start + address.len().max(3))
    }

    /// Takes a user name that stands for itself.
    pub(super) fn user_name(&mut self, text: &str, number: usize) {
        if let Some(range) = mqtt::user_name(text)
            && let Some(value) = text.get(range)
        {
            let origin = Origin { source: Source::UserName, line: Some(number) };
            self.collector.take_user_name(&Raw { value, writing: Writing::Line, origin, notes: Vec::new() });
        }
    }

    /// What has no name that is known: its form may still show what it is.
    pub(super) fn nameless(&mut self, line: &str, number: usize) {
        if alternating(line, number, self.collector) || table::pair(line, number, self.collector) {
            return;
        }
        let is_command = line.trim_start().starts_with("AT+");
        let is_only = mqtt::user_name(line.trim().trim_matches(['"', '\'', ',']))
            .is_some_and(|range| range.len() + 4 >= line.trim().len());
        if (self.has_mqtt && (is_command || is_only || line.contains(CONSUMED)))
            || (self.is_single && (is_command || is_only))
        {
            self.user_name(line, number);
        }
    }
}

/// `PK x DK y PS z`: nothing but known names, each with one word behind it.
fn alternating(line: &str, number: usize, collector: &mut Collector) -> bool {
    let mut pairs = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.trim().is_empty()) {
        let start = at + (rest.len() - rest.trim_start_matches([' ', '\t', ',', '/', ';', '\u{3000}', '\u{a0}']).len());
        let Some(name) = names::name_at(line, start) else { return false };
        let Some(behind) = line.get(name.end..) else { return false };
        let value = behind.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        let from = line.len() - value.len();
        let length = value.find(char::is_whitespace).unwrap_or(value.len());
        let Some(word) = value.get(..length).filter(|word| !word.is_empty() && from > name.end) else { return false };
        if names::name_at(line, from).is_some() && names::meaning(word).is_some()
            || word.contains(value::is_joint) && !value::is_hardware_address(word)
        {
            return false;
        }
        pairs.push((name.meaning, from..from + length));
        at = from + length;
    }
    let is_one = |range: &std::ops::Range<usize>| line.get(range.clone()).is_some_and(is_likely_value);
    let is_certain = match pairs.as_slice() {
        [] => false,
        [(meaning, range)] => matches!(meaning, Meaning::PastedField(_)) && is_one(range),
        _ => true,
    };
    if is_certain {
        for (meaning, range) in pairs {
            let origin = Origin { source: Source::Name, line: Some(number) };
            let value = line.get(range).unwrap_or_default().trim_end_matches([',', ';', '/']);
            collector.take(meaning, &Raw { value, writing: Writing::Line, origin, notes: Vec::new() });
        }
    }
    is_certain
}

/// A line in which a part is marked as read.
fn replaced(line: &str, range: std::ops::Range<usize>) -> Option<Wiped> {
    let mut rest = Wiped::new(String::with_capacity(line.len() + 4));
    rest.push_str(line.get(..range.start)?);
    rest.push(CONSUMED);
    rest.push_str(line.get(range.end..)?);
    Some(rest)
}
