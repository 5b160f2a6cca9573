//! Lines of text: labels, messages, `.env` files, source code, logs.
//!
//! In each line the names that are known are looked for. A value is taken where its beginning and its end are certain; what may be shown
//! is taken only where nothing stands beside it that could belong to a secret.

mod named;
mod unnamed;
mod unquoted;
mod whole_line;

use std::borrow::Cow;

use self::named::{Hit, Joint, hits, names_secret_as_head};
use self::unquoted::{bare_name, bare_secret, has_comment, refusal, without_separator};
use self::whole_line::{heading, is_head, is_punctuation, lone_name, named_part, value_part, without_bullet};
use super::collect::{Collector, Raw};
use super::names;
use super::names::Meaning;
use super::quoted;
use super::quoted::Front;
use super::value;
use super::value::Writing;
use super::{Note, Origin, SkipReason, Source, Wiped, code, mqtt, table};

/// Stands for a part of a line that was read already.
pub(crate) const CONSUMED: char = '\u{e000}';

/// How many client ids and addresses are looked for in one line.
const PARTS: usize = 50;

/// Reads everything that has a line of its own, or shares one.
pub(crate) fn read(text: &str, collector: &mut Collector) {
    let lines: Vec<&str> = text.split('\n').collect();
    let has_mqtt =
        text.match_indices('|').any(|(place, _)| mqtt::is_parameters(text.get(place + 1..).unwrap_or_default()));
    let is_single = lines.iter().filter(|line| !line.trim().is_empty()).count() == 1;
    let mut reader = Lines { collector, awaiting: None, named: None, section: None, has_mqtt, is_single };
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let behind = if reader.awaiting.is_some() { None } else { table::read(&lines, at, reader.collector) };
        if let Some(behind) = behind {
            reader.forget_name();
            at = behind.max(at + 1);
            continue;
        }
        let number = at + 1;
        at += 1;
        // A backslash at the end of a line of code joins it with the next.
        let mut whole = Wiped::new((*line).to_owned());
        while whole.ends_with('\\') && lines.get(at).is_some() {
            whole.pop();
            whole.push_str(lines.get(at).unwrap_or(&""));
            at += 1;
        }
        reader.line(number, &whole);
    }
    reader.forget_name();
}

struct Lines<'a> {
    collector: &'a mut Collector,
    /// A name alone on its line, whose value is to come.
    awaiting: Option<(Meaning, usize)>,
    /// `name: PRODUCT_KEY`, to which `value:` is to come on the next line.
    named: Option<Meaning>,
    /// `product:` or `[device]`, and how far it is indented. Names in it may be short.
    section: Option<(String, usize)>,
    /// Whether the text has a client id of MQTT, beside which user names stand without a name.
    has_mqtt: bool,
    /// Whether the text is one line only.
    is_single: bool,
}

impl Lines<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let line = without_bullet(line);
        if line.trim().is_empty() {
            return;
        }
        let named = self.named.take();
        let taken = (self.collector.taken(), self.collector.reported());
        let is_comment =
            ["//", "/*", "#", ";", "<!--", "--  ", "* "].iter().any(|mark| line.trim_start().starts_with(mark))
                && !line.trim_start().starts_with("#define")
                && heading(line).is_none();
        if self.awaiting.is_none() && (is_comment || is_punctuation(line)) {
            self.note_section(line);
            return;
        }
        if let Some(meaning) = named
            && let Some(value) = value_part(line)
        {
            self.take(meaning, value, Joint::Colon, number);
            return;
        }
        if self.name_and_value(line, number) || code::several(line, number, self.collector) {
            return;
        }
        let line = self.in_section(line);
        if let Some(meaning) = lone_name(&line) {
            self.forget_name();
            self.awaiting = Some((meaning, number));
            return;
        }
        let mut rest = Wiped::new(line.into_owned());
        if self.awaiting.is_none() {
            for _ in 0..PARTS {
                let Some(next) = self.mqtt_client_id(&rest, number) else { break };
                rest = next;
            }
            for _ in 0..PARTS {
                let Some(next) = self.address(&rest, number) else { break };
                rest = next;
            }
        }
        // The arguments of a modem's command have no names.
        let hits = if rest.trim_start().starts_with("AT+") { Vec::new() } else { hits(&rest) };
        if hits.is_empty() {
            if let Some((meaning, _)) = self.awaiting.take() {
                self.alone(meaning, &rest, number);
            } else {
                self.nameless(&rest, number);
            }
        } else {
            self.forget_name();
            self.hits(&rest, &hits, number);
        }
        if taken == (self.collector.taken(), self.collector.reported())
            && self.awaiting.is_none()
            && self.named.is_none()
        {
            let is_consumed = rest.contains(CONSUMED);
            let has_name = value::holds_joint(&rest);
            if !is_consumed && !is_head(&rest) && !self.note_section(&rest) {
                self.collector
                    .skipped(Some(number), if has_name { SkipReason::UnknownName } else { SkipReason::NoName });
            }
        }
    }

    fn hits(&mut self, line: &str, hits: &[Hit], number: usize) {
        let mut done = 0;
        let is_head = names_secret_as_head(line);
        for (place, hit) in hits.iter().enumerate() {
            if hit.start < done {
                continue;
            }
            // Beside the head of a column of secrets, what looks like a pair may be a row.
            if let (true, Meaning::PastedField(slot)) = (is_head, hit.meaning)
                && !slot.is_secret()
            {
                self.collector.skipped(Some(number), SkipReason::NotAlone(slot));
                continue;
            }
            let next = hits.iter().skip(place + 1).find(|next| next.start >= hit.value);
            let end = next.map_or(line.len(), |next| next.start);
            done = self.hit(line, hit, end, next.is_some(), number);
        }
        // What stands in front of the first name may be a user name of a log.
        if self.has_mqtt {
            let front = line.get(..hits.first().map_or(0, |hit| hit.start)).unwrap_or_default();
            self.user_name(front, number);
        }
    }

    /// Takes the value of one name. Gives back where the line goes on.
    fn hit(&mut self, line: &str, hit: &Hit, end: usize, has_next: bool, number: usize) -> usize {
        let raw = line.get(hit.value..end).unwrap_or_default();
        if raw.contains(CONSUMED) {
            return end;
        }
        let mut wide = if hit.is_wide { vec![Note::FullWidth] } else { Vec::new() };
        // Spaces that no keyboard writes.
        let region = raw.trim_start_matches(['\u{a0}', '\u{3000}', ' ', '\t']);
        let begin = end.max(hit.value) - region.len();
        if begin > hit.value {
            wide.push(Note::OuterSpace);
        }
        let whole = line.get(begin..).unwrap_or_default();
        let origin = Origin { source: Source::Name, line: Some(number) };
        match quoted::front(whole) {
            Front::Whole(string) => {
                let mut notes = [wide, string.notes].concat();
                let behind = whole.get(string.end..).unwrap_or_default();
                let goes_on =
                    code::goes_on(behind, end.saturating_sub(begin + string.end)) || code::is_open(whole, behind);
                if let (Some(slot), true) = (hit.slot(), goes_on) {
                    self.collector.skipped(Some(number), SkipReason::NotAlone(slot));
                    return end.max(begin + string.end);
                }
                if has_comment(behind) {
                    notes.push(Note::Comment);
                }
                let raw = Raw { value: &string.text, writing: Writing::Exact, origin, notes };
                // A string within which white space stands around a key.
                self.collector.take(hit.meaning, &raw);
                begin + string.end
            }
            Front::Broken => {
                if let Meaning::PastedField(slot) = hit.meaning {
                    self.collector.skipped(Some(number), SkipReason::CutOff(slot));
                }
                end.max(hit.value + 1)
            }
            Front::Bare => {
                if let (Some(slot), Joint::Equals, true) = (hit.slot(), hit.joint, code::is_computed(region)) {
                    self.collector.skipped(Some(number), SkipReason::Placeholder(slot));
                    return end;
                }
                let region = if has_next { without_separator(region) } else { region };
                let is_empty = region.trim().is_empty() || code::is_block_mark(region.trim());
                if is_empty && !has_next && hit.joint != Joint::Verb {
                    // The value may stand on the next line.
                    self.awaiting = Some((hit.meaning, number));
                    return end;
                }
                self.bare(hit, region, &wide, has_next, number);
                end
            }
        }
    }

    fn bare(&mut self, hit: &Hit, region: &str, wide: &[Note], has_next: bool, number: usize) {
        let origin = Origin { source: Source::Name, line: Some(number) };
        let mut notes = wide.to_vec();
        let (region, is_markdown) = match region.trim_end().strip_suffix(hit.opener) {
            Some(inside) if !hit.opener.is_empty() => (inside, !matches!(hit.opener, "\"" | "'")),
            Some(_) | None => (region, false),
        };
        if is_markdown {
            notes.push(Note::Markdown);
        }
        let value = if hit.meaning.is_secret() || matches!(hit.meaning, Meaning::Unneeded(_)) {
            Some(bare_secret(region, hit.joint, &mut notes))
        } else {
            bare_name(region, hit, has_next, &mut notes)
        };
        match (value, hit.meaning) {
            (_, Meaning::PastedField(slot)) if value::is_rounded(region.trim(), Writing::Line) => {
                self.collector.skipped(Some(number), SkipReason::Rounded(slot));
            }
            (Some(value), meaning) => {
                self.collector.take(meaning, &Raw { value, writing: Writing::Line, origin, notes });
            }
            (None, Meaning::PastedField(slot)) => self.collector.skipped(Some(number), refusal(region, slot)),
            (None, Meaning::UserName) => self.collector.skipped(Some(number), SkipReason::UserName),
            (None, Meaning::SerialNumber | Meaning::Address | Meaning::Unneeded(_)) => {
                self.collector.skipped(Some(number), SkipReason::NoName);
            }
        }
    }

    /// A value on a line of its own, whose name stood in front of it.
    fn alone(&mut self, meaning: Meaning, line: &str, number: usize) {
        self.take(meaning, line, Joint::LineBreak, number);
    }

    fn take(&mut self, meaning: Meaning, text: &str, joint: Joint, number: usize) {
        let hit = Hit { meaning, start: 0, value: 0, joint, opener: "", is_wide: false };
        let text = text.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
        self.hit(text, &hit, text.len(), false, number);
    }

    /// `name: PRODUCT_KEY` and `value: …`, on one line or on two; `key="ProductKey" value="…"`.
    fn name_and_value(&mut self, line: &str, number: usize) -> bool {
        let Some((meaning, rest)) = named_part(line) else { return false };
        self.forget_name();
        if rest.trim_matches([' ', ',', '}', '>', '/', ';', '"', '\'']).is_empty() {
            self.named = Some(meaning);
            return true;
        }
        match value_part(rest) {
            Some(value) => {
                let value = value.trim_end_matches(['}', '>', '/', ' ', ',']);
                self.take(meaning, value, Joint::Colon, number);
                true
            }
            None => false,
        }
    }

    fn forget_name(&mut self) {
        if let Some((Meaning::PastedField(slot), number)) = self.awaiting.take() {
            self.collector.skipped(Some(number), SkipReason::NoValue(slot));
        }
    }

    /// Remembers `[product]` or `device:`, in which names may be short.
    fn note_section(&mut self, line: &str) -> bool {
        let indent = line.len() - line.trim_start().len();
        let plain = line.trim().trim_matches(['[', ']', '{', '"', '\'', ' ']).trim_end_matches([':', ' ', '=']);
        let word = names::normalized(plain);
        let is_section = matches!(word.as_str(), "product" | "device" | "产品" | "设备");
        if is_section {
            self.section = Some((word, indent));
        } else if line.trim().starts_with('[') {
            self.section = None;
        }
        is_section
    }

    /// `key: …` within `product:` is `productkey: …`.
    fn in_section<'l>(&mut self, line: &'l str) -> Cow<'l, str> {
        let indent = line.len() - line.trim_start().len();
        let plain = line.trim_start().trim_start_matches(['"', '\'']);
        let is_short = ["key", "secret", "Key", "Secret"].iter().any(|name| {
            plain
                .strip_prefix(name)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(value::is_joint))
        });
        match &self.section {
            Some((section, at)) if is_short && (indent > *at || *at == 0) => Cow::Owned([section, plain].concat()),
            Some(_) | None => Cow::Borrowed(line),
        }
    }
}
