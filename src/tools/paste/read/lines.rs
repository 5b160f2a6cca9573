//! Lines of text: labels, messages, `.env` files, source code, logs.
//!
//! In each line the names that are known are looked for. A value is taken where its beginning and its end are certain; what may be shown
//! is taken only where nothing stands beside it that could belong to a secret.

use std::borrow::Cow;

use super::collect::{Collector, Raw};
use super::names;
use super::names::Meaning;
use super::quoted;
use super::quoted::Front;
use super::value;
use super::value::Writing;
use super::{Note, Origin, PastedField, Source, Unclear, Wiped, code, mqtt, table, url};

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

/// A name with its value behind it.
struct Hit {
    meaning: Meaning,
    /// Where the name begins, with the marks in front of it.
    start: usize,
    /// Where the value begins.
    value: usize,
    joint: Joint,
    /// What stands around the name: marks of Markdown, or a quotation mark.
    opener: &'static str,
    is_wide: bool,
}

impl Hit {
    /// The field, where it is one.
    const fn slot(&self) -> Option<PastedField> {
        match self.meaning {
            Meaning::PastedField(slot) => Some(slot),
            Meaning::UserName | Meaning::SerialNumber | Meaning::Address | Meaning::Unneeded(_) => None,
        }
    }
}

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// `=`
    Equals,
    /// `: `, with a space or a line's end behind it.
    Colon,
    /// `:`, with the value right behind it.
    TightColon,
    /// A space behind a word that promises a value: `#define NAME`, `--name`.
    Space,
    /// An argument of a call.
    Call,
    /// `is`, `是`.
    Verb,
    /// The name stands on the line in front.
    LineBreak,
    /// `=` in a shell, where no value holds a space.
    Shell,
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
                self.collector.unread(Some(number), if has_name { Unclear::UnknownName } else { Unclear::NoName });
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
                self.collector.unread(Some(number), Unclear::NotAlone(slot));
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
                    self.collector.unread(Some(number), Unclear::NotAlone(slot));
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
                    self.collector.unread(Some(number), Unclear::CutOff(slot));
                }
                end.max(hit.value + 1)
            }
            Front::Bare => {
                if let (Some(slot), Joint::Equals, true) = (hit.slot(), hit.joint, code::is_computed(region)) {
                    self.collector.unread(Some(number), Unclear::Placeholder(slot));
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
                self.collector.unread(Some(number), Unclear::Rounded(slot));
            }
            (Some(value), meaning) => {
                self.collector.take(meaning, &Raw { value, writing: Writing::Line, origin, notes });
            }
            (None, Meaning::PastedField(slot)) => self.collector.unread(Some(number), refusal(region, slot)),
            (None, Meaning::UserName) => self.collector.unread(Some(number), Unclear::UserName),
            (None, Meaning::SerialNumber | Meaning::Address | Meaning::Unneeded(_)) => {
                self.collector.unread(Some(number), Unclear::NoName);
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

    /// Takes the first client id of MQTT, and gives back the line without it.
    fn mqtt_client_id(&mut self, line: &str, number: usize) -> Option<Wiped> {
        let found = mqtt::client_id(line)?;
        let origin = Origin { source: Source::MqttClientId, line: Some(number) };
        match found.bare {
            Some(bare) => {
                let raw = Raw { value: bare, writing: Writing::Line, origin, notes: Vec::new() };
                self.collector.take_mqtt_client_id(bare.trim(), found.parameters, &raw);
            }
            None => self.collector.unread(Some(number), Unclear::NoName),
        }
        replaced(line, found.range)
    }

    /// Takes the first address, and gives back the line without it.
    fn address(&mut self, line: &str, number: usize) -> Option<Wiped> {
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
    fn user_name(&mut self, text: &str, number: usize) {
        if let Some(range) = mqtt::user_name(text)
            && let Some(value) = text.get(range)
        {
            let origin = Origin { source: Source::UserName, line: Some(number) };
            self.collector.take_user_name(&Raw { value, writing: Writing::Line, origin, notes: Vec::new() });
        }
    }

    /// What has no name that is known: it may still tell by its form what it is.
    fn nameless(&mut self, line: &str, number: usize) {
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

    fn forget_name(&mut self) {
        if let Some((Meaning::PastedField(slot), number)) = self.awaiting.take() {
            self.collector.unread(Some(number), Unclear::NoValue(slot));
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

/// All names with a value behind them, from the left to the right.
fn hits(line: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..) {
        let Some((place, first)) = rest.char_indices().find(|(_, character)| character.is_alphanumeric()) else {
            break;
        };
        let start = at + place;
        let found = names::name_at(line, start).and_then(|name| hit(line, start, &name));
        match found {
            Some(hit) => {
                // A string is passed over: names in it are its own.
                let behind = line.get(hit.value..).unwrap_or_default();
                let end = match quoted::front(behind) {
                    Front::Whole(string) => hit.value + string.end,
                    Front::Bare | Front::Broken => hit.value,
                };
                at = end.max(start + first.len_utf8());
                hits.push(hit);
            }
            None => at = start + first.len_utf8(),
        }
    }
    hits
}

/// Whether a secret's name stands between separators, without a value: in the head of a table.
fn names_secret_as_head(line: &str) -> bool {
    let separators = [',', ';', '\t', '|', '，', '；', '｜'];
    line.split(separators).rev().skip(1).any(|cell| {
        let cell = cell.trim();
        names::name_at(cell, 0).is_some_and(|name| name.end == cell.len() && name.meaning.is_secret())
    })
}

/// Looks for what joins a name with its value.
fn hit(line: &str, start: usize, name: &names::NameHere) -> Option<Hit> {
    let before = line.get(..start)?;
    let opener = opener(before);
    let (at, meaning) = behind_name(line, name, opener)?;
    let rest = line.get(at..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len();
    let behind = rest.get(gap..)?;
    let first = behind.chars().next()?;
    let at_value = |length: usize, joint: Joint, is_wide: bool| {
        let value = at + gap + length;
        let rest = line.get(value..)?;
        let rest = if opener.is_empty() || matches!(opener, "\"" | "'" | "`") {
            rest
        } else {
            rest.strip_prefix(opener).unwrap_or(rest)
        };
        let value = line.len() - rest.trim_start_matches([' ', '\t']).len();
        Some(Hit { meaning, start: start - opener.len(), value, joint, opener, is_wide })
    };
    if value::is_joint(first) {
        let length = first.len_utf8();
        let more = behind.get(length..)?;
        // An address.
        if more.starts_with("//") && first == ':' {
            return None;
        }
        if more.starts_with("==") || (first == '=' && more.starts_with('=')) {
            return None;
        }
        if first == ':' {
            if let Some(assigned) = annotation(more) {
                return at_value(length + assigned, Joint::Equals, false);
            }
            if more.starts_with('=') || more.starts_with(':') {
                return at_value(2, Joint::Equals, false);
            }
        }
        if more.starts_with('>') {
            return at_value(length + 1, Joint::Colon, false);
        }
        let is_tight = more.starts_with(|next: char| !next.is_whitespace() && !matches!(next, '"' | '\'' | '*' | '“'));
        let joint = match first {
            '=' if is_in_shell(before) => Joint::Shell,
            '=' | '＝' => Joint::Equals,
            _ if is_tight => Joint::TightColon,
            _ => Joint::Colon,
        };
        return at_value(length, joint, !first.is_ascii());
    }
    for arrow in ["->", "→", "=>"] {
        if behind.starts_with(arrow) {
            return at_value(arrow.len(), Joint::Colon, false);
        }
    }
    let opens_string = |text: &str| {
        let text = text.trim_start_matches([' ', '\t']);
        text.trim_start_matches(['b', 'u', 'r', 'L', '@']).starts_with(['"', '\'', '`', '“'])
    };
    if matches!(first, '(' | '{') && gap == 0 && opens_string(behind.get(1..)?) && name.is_ascii {
        return at_value(1, Joint::Call, false);
    }
    if first == ',' && opens_string(behind.get(1..)?) {
        return at_value(1, Joint::Call, false);
    }
    let words =
        before.trim_end_matches(|character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '-'));
    let is_command = ["#define", "ENV", "ARG", "setx", "setenv"].iter().any(|word| words.trim_end().ends_with(word))
        // `remote_clientid …` of mosquitto's bridges.
        || before.trim_start() == "remote_";
    let is_option =
        before.ends_with("--") || before.get(words.len()..).is_some_and(|front| front.starts_with("--")) || is_command;
    // `name[] PROGMEM = "…"`
    let macro_length =
        behind.find(|character: char| !(character.is_ascii_uppercase() || character == '_')).unwrap_or(0);
    let after_macro = behind.get(macro_length..).unwrap_or_default();
    let assigned = after_macro.trim_start_matches(' ').strip_prefix('=');
    if let Some(assigned) = assigned
        && macro_length > 3
        && opens_string(assigned)
    {
        return at_value(behind.len() - assigned.len(), Joint::Equals, false);
    }
    if gap > 0 && (is_option || opens_string(behind)) {
        return at_value(0, Joint::Space, false);
    }
    // `【产品Key】ZTUTabcd`
    let is_boxed =
        before.ends_with(['【', '[', '「']) && line.get(..at).is_some_and(|front| front.ends_with(['】', ']', '」']));
    if is_boxed {
        return at_value(0, Joint::Colon, false);
    }
    // A dash between a name and what can only be a value.
    if let Some(rest) = ["— ", "– ", "- "].iter().find_map(|dash| behind.strip_prefix(dash)).filter(|_| gap > 0) {
        let is_value = is_likely_value(rest) && rest.chars().take_while(|next| !next.is_whitespace()).count() > 3;
        return if is_value { at_value(behind.len() - rest.len(), Joint::Verb, false) } else { None };
    }
    for verb in ["is ", "are ", "was ", "lautet ", "ist ", "是", "为", "：是"] {
        if let Some(rest) = behind.strip_prefix(verb) {
            let skipped = rest.len() - rest.trim_start_matches([':', '：', ' ']).len();
            let is_spaced = gap > 0 || !verb.is_ascii();
            let word = rest.get(skipped..).unwrap_or_default();
            return if is_spaced && is_likely_value(word) {
                at_value(verb.len() + skipped, Joint::Verb, false)
            } else {
                None
            };
        }
    }
    None
}

/// Where a name ends with what belongs to it: a gloss, an array's length, the second half of what stands around it; and what it means then.
fn behind_name(line: &str, name: &names::NameHere, opener: &str) -> Option<(usize, Meaning)> {
    let (mut at, mut meaning) = (name.end, name.meaning);
    loop {
        let rest = line.get(at..)?;
        let next = rest.chars().next()?;
        let is_mark = matches!(next, '"' | '\'' | '`' | '*' | '”' | '’' | '」' | '】' | '》' | '\\' | ']' | '>');
        // `Device ID (DeviceKey)`, where the words in front say nothing of a secret.
        let is_gloss = matches!(next, ')' | '）') && at == name.end && code::is_gloss(line, at);
        if is_mark || is_gloss || (next == '_' && opener == "__") {
            at += next.len_utf8();
            continue;
        }
        let Some((inside, length)) = gloss(rest) else { return Some((at, meaning)) };
        // The exact identifier wins over a translation.
        let is_loose = meaning == Meaning::PastedField(PastedField::SomeSecret);
        if let Some(other) = names::exact(&names::normalized(inside))
            .filter(|other| inside.is_ascii() && (!name.is_ascii || (is_loose && other.is_secret())))
        {
            meaning = other;
        }
        at += length;
    }
}

/// Whether a variable of a shell is set.
fn is_in_shell(before: &str) -> bool {
    let words = before.trim_end_matches(|character: char| character.is_alphanumeric() || character == '_');
    let option =
        before.trim_end_matches(|character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '-'));
    let option = before.get(option.len()..).unwrap_or_default();
    ["-e ", "--env ", "export "].iter().any(|word| words.ends_with(word))
        || option.starts_with("--")
        || option.starts_with("-D")
}

/// Whether a sentence goes on with a value rather than with a word: it has a digit or capitals within it, or stands in marks.
fn is_likely_value(text: &str) -> bool {
    let word = text.split([' ', '，', ',', '。', '；', ';']).next().unwrap_or_default().trim_end_matches(['.', '!']);
    let is_marked = word.starts_with(['"', '\'', '“', '`', '「', '‘', '*']);
    let has_digit = word.contains(|character: char| character.is_ascii_digit());
    let has_capitals = word.chars().skip(1).any(|character| character.is_ascii_uppercase());
    is_marked || (has_digit || has_capitals) && word.is_ascii()
}

/// Marks that stand in front of a name and again behind its value.
fn opener(before: &str) -> &'static str {
    ["**", "__", "~~", "*", "`", "\"", "'"].into_iter().find(|mark| before.ends_with(mark)).unwrap_or("")
}

/// `(PK)`, `[N + 1]`: what it holds, and how long it is.
fn gloss(text: &str) -> Option<(&str, usize)> {
    let plain = text.trim_start_matches([' ', '\u{a0}']);
    let skipped = text.len() - plain.len();
    let open = plain.chars().next()?;
    let close = match open {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '【' => '】',
        '<' => '>',
        _ => return None,
    };
    let inner = plain.get(open.len_utf8()..)?;
    let length = inner.find(|character| {
        character == close || (open == '(' && character == '）') || (open == '（' && character == ')')
    })?;
    let inside = inner.get(..length)?;
    let mark = inner.get(length..)?.chars().next()?;
    let is_plain = !inside.contains(['"', '\'', '`', '=', ':', '：']) && inside.chars().count() < 40;
    let is_written = is_plain && (open == '[' || !inside.is_empty());
    is_written.then_some((inside, skipped + open.len_utf8() + length + mark.len_utf8()))
}

/// `: str =`, of which this follows the colon: how long it is.
fn annotation(text: &str) -> Option<usize> {
    let (kind, _) = text.split_once('=')?;
    let plain = kind.trim();
    let is_type = [
        "str",
        "&str",
        "&'static str",
        "string",
        "String",
        "Optional[str]",
        "Final[str]",
        "Final",
        "SecretStr",
        "str | None",
        "any",
        "Any",
        "bytes",
        "Text",
    ]
    .contains(&plain);
    let is_assigned = text.get(kind.len() + 1..).is_some_and(|rest| !rest.starts_with('='));
    (is_type && is_assigned).then_some(kind.len() + 1)
}

/// Without what separates a value from the next name.
fn without_separator(region: &str) -> &str {
    let plain = region.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    // Quotation marks and brackets that open in front of the next name, words of code, and signs of an option.
    let plain = if plain.len() < region.len() { plain } else { region };
    let opened = plain.trim_end_matches(['{', '[', '(', '<']);
    let plain = opened.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    let dashes = plain.trim_end_matches('-');
    let plain = if dashes.ends_with([' ', '\t']) { dashes.trim_end() } else { plain };
    for word in [" and the", " and its", " and", " und", " with the", " with", "以及", "和", "及", " as"] {
        if let Some(rest) = plain.strip_suffix(word) {
            return rest.trim_end_matches([' ', ',', '，', '、']);
        }
    }
    let separator = [',', ';', '&', '|', '/', '／', '｜', '，', '；', '、', '\t', '。', '·', '•'];
    let cut = plain.strip_suffix(separator).unwrap_or(plain);
    cut.trim_end_matches([' ', '\t', '\u{a0}', '\u{3000}'])
}

/// A secret that no marks enclose: all of the region, but for what certainly belongs to what is around it.
fn bare_secret<'r>(region: &'r str, joint: Joint, notes: &mut Vec<Note>) -> &'r str {
    let mut value = region;
    if joint == Joint::Shell
        && let Some((first, _)) =
            value.split_once(' ').filter(|(first, rest)| !first.is_empty() && !rest.trim().is_empty())
    {
        notes.push(Note::EndedAt(' '));
        value = first;
    }
    // Where an unknown name follows, the mark in front of it may as well belong to the secret.
    if let Some((place, mark)) = unknown_pair(value) {
        notes.push(Note::EndedAt(mark));
        value = value.get(..place).unwrap_or(value);
    }
    if let Some(place) = [" #", " //", " /*", "\t#", "\t//", " <!--"].iter().filter_map(|mark| value.find(mark)).min() {
        notes.push(Note::Comment);
        value = value.get(..place).unwrap_or(value);
    }
    let mut value =
        if value.trim_end().len() < value.len() && value.len() == region.len() { value } else { value.trim_end() };
    loop {
        let plain = value.trim_end();
        let Some(mark) = plain.chars().next_back() else { break };
        let is_end = match mark {
            ';' | ',' | '；' | '，' | '。' | '、' | '！' => true,
            '.' | '!' => joint == Joint::Verb,
            '}' => !plain.contains('{'),
            ']' => !plain.contains('['),
            ')' => !plain.contains('('),
            '）' => !plain.contains('（'),
            '>' => plain.ends_with("/>"),
            _ => false,
        };
        if !is_end || plain.len() == mark.len_utf8() {
            if matches!(mark, '.' | '!' | '?') {
                crate::tools::paste::read::record::add(notes, Note::EndsWith(mark));
            }
            break;
        }
        crate::tools::paste::read::record::add(notes, Note::EndedAt(mark));
        value = plain.get(..plain.len() - mark.len_utf8()).unwrap_or_default().trim_end();
    }
    value
}

/// A key or a client id that no marks enclose, where all that follows it is understood.
fn bare_name<'r>(region: &'r str, hit: &Hit, has_next: bool, notes: &mut Vec<Note>) -> Option<&'r str> {
    let is_client = matches!(hit.meaning, Meaning::PastedField(PastedField::ClientId) | Meaning::SerialNumber);
    let is_address = matches!(hit.meaning, Meaning::PastedField(PastedField::Gateway) | Meaning::Address);
    let text = region.trim_start();
    if value::is_placeholder(text.trim_end()) {
        return Some(text.trim_end());
    }
    if is_address {
        return text.split_whitespace().next();
    }
    // Marks around the whole value are for the cleaning.
    let enclosed = enclosed(text);
    let is_part = |character: char| {
        !(character.is_whitespace()
            || matches!(
                character,
                ',' | ';'
                    | '|'
                    | '/'
                    | '／'
                    | '｜'
                    | '"'
                    | '\''
                    | '`'
                    | ')'
                    | ']'
                    | '}'
                    | '<'
                    | '>'
                    | '('
                    | '['
                    | '{'
                    | '，'
                    | '；'
                    | '。'
                    | '、'
                    | '（'
                    | '）'
                    | '”'
                    | '！'
            )
            || (character == '&' && hit.meaning != Meaning::UserName))
    };
    let length = match enclosed {
        Some(length) => length,
        None => text
            .find(|character| !(is_part(character) || (hit.meaning == Meaning::UserName && character == ';')))
            .unwrap_or(text.len()),
    };
    let (mut value, tail) = text.split_at_checked(length)?;
    // A client id may hold spaces: all of a line that has only this.
    let all = text.trim_end();
    let is_words = is_client
        && !has_next
        && all.len() > value.len()
        && all.chars().all(|character| value::is_key_character(character) || matches!(character, ' ' | ':'))
        && all.split(' ').skip(1).all(|word| word.chars().count() < 6);
    if is_words && hit.joint != Joint::Verb {
        return Some(text);
    }
    if hit.joint == Joint::Equals && value.starts_with('=') {
        return None;
    }
    // `00:1B:44` behind a name with a colon right in front of it might as well be the next name.
    if hit.joint == Joint::TightColon && value.contains([':', '=']) && !value::is_hardware_address(value) {
        return None;
    }
    let stop = value.trim_end_matches(['.', '!', '?', ':']);
    if stop.len() < value.len() && !stop.is_empty() && !value::is_placeholder(value) && enclosed.is_none() {
        if let Some(mark) = value.get(stop.len()..).and_then(|marks| marks.chars().next()) {
            notes.push(Note::EndedAt(mark));
        }
        value = stop;
    }
    let tail_notes = tail_notes(tail, hit)?;
    notes.extend(tail_notes);
    // The white space behind it is worth a note.
    if tail.trim().is_empty() && !has_next && !tail.is_empty() {
        notes.push(if tail.contains(value::is_invisible) { Note::Invisible } else { Note::OuterSpace });
    }
    Some(value)
}

/// How long a value is that stands in a pair of marks.
fn enclosed(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close: &str = match open {
        '[' if text.starts_with("[[") => "]]",
        '[' => "]",
        '(' => ")",
        '（' => "）",
        '【' => "】",
        '「' => "」",
        '『' => "』",
        '«' => "»",
        '<' => ">",
        '{' => "}",
        '*' if text.starts_with("**") => "**",
        '*' => "*",
        '=' if text.starts_with("=\"") => "\"",
        '$' if text.starts_with("${") => "}",
        '_' if text.starts_with("__") => "__",
        _ => return None,
    };
    let skipped = match open {
        '*' | '_' => close.len(),
        '=' | '$' => 2,
        _ => open.len_utf8(),
    };
    let length = text.get(skipped..)?.find(close)?;
    let inside = text.get(skipped..skipped + length)?;
    (!inside.contains(char::is_whitespace) || open == '<' || open == '{').then_some(skipped + length + close.len())
}

/// What is to be noted of what follows a value; None where that may belong to the value, or the value to it.
fn tail_notes(tail: &str, hit: &Hit) -> Option<Vec<Note>> {
    let plain = tail.trim();
    let Some(first) = plain.chars().next() else { return Some(Vec::new()) };
    if has_comment(tail) {
        return Some(vec![Note::Comment]);
    }
    let is_spaced = tail.starts_with(char::is_whitespace);
    match first {
        // Right in front of another word, a comma may belong to the value.
        ',' | ';' if plain.chars().nth(1).is_some_and(char::is_alphanumeric) && unknown_pair(tail).is_none() => None,
        // A line that goes on is a row of a table rather than a value.
        _ if hit.joint == Joint::LineBreak && plain.chars().count() > 1 => None,
        ',' | ';' | '，' | '；' | '。' | '、' | '！' | ')' | ']' | '}' | '）' | '】' | '」' => {
            Some(vec![Note::EndedAt(first)])
        }
        '(' | '（' | '[' if is_spaced || first == '（' => Some(vec![Note::EndedAt(first)]),
        '"' | '\'' | '`' if hit.opener.starts_with(first) => Some(Vec::new()),
        '/' if plain.starts_with("/>") => Some(Vec::new()),
        '<' if plain.starts_with("</") || plain.starts_with("<br") => Some(Vec::new()),
        '|' | '/' | '&' if plain.chars().count() == 1 => Some(vec![Note::EndedAt(first)]),
        _ if unknown_pair(tail)
            .is_some_and(|(place, _)| tail.get(..place).is_some_and(|front| front.trim().is_empty())) =>
        {
            Some(Vec::new())
        }
        // `key=value` of a log: no value holds a space there.
        '"' | '\'' if plain.chars().count() == 1 && matches!(hit.joint, Joint::Equals | Joint::TightColon) => {
            Some(Vec::new())
        }
        _ if tail.starts_with('\t') && hit.joint == Joint::Colon => Some(Vec::new()),
        _ if is_spaced && matches!(hit.joint, Joint::Equals | Joint::Shell) && !tail.starts_with("  ") => {
            Some(Vec::new())
        }
        _ if is_spaced && hit.joint == Joint::Verb => Some(Vec::new()),
        _ => None,
    }
}

/// Where a separator stands with a name behind it that is not known: `;foo=1`.
fn unknown_pair(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(place, mark)| {
        let behind = text.get(place + mark.len_utf8()..).unwrap_or_default();
        let is_mark = matches!(mark, ';' | ',' | '&' | '\t' | '，' | '；' | '|');
        if !is_mark {
            return false;
        }
        let behind = behind.trim_start_matches([' ', '"', '\'', '{', '-']);
        let length = behind
            .find(|character: char| !(character.is_alphanumeric() || matches!(character, '_' | '.' | '-')))
            .unwrap_or(0);
        let (name, rest) = behind.split_at_checked(length).unwrap_or(("", behind));
        let rest = rest.trim_start_matches(['"', '\'']);
        let is_word = name.starts_with(char::is_alphabetic) && name.len() < 60;
        let joint = rest.chars().next().filter(|character| value::is_joint(*character));
        let given = joint.and_then(|joint| rest.get(joint.len_utf8()..)).unwrap_or_default();
        let is_given = !given.trim().is_empty() && !given.starts_with('=') && !given.starts_with("//");
        is_word && joint.is_some() && is_given
    })
}

/// Why a key was not taken.
fn refusal(region: &str, slot: PastedField) -> Unclear {
    use enos::{ClientId, DeviceKey, ProductKey};

    use crate::form::FieldError;

    let text = region.trim();
    let parsed = match slot {
        PastedField::ProductKey => ProductKey::parse(text).map(drop),
        PastedField::DeviceKey => DeviceKey::parse(text).map(drop),
        PastedField::ClientId
        | PastedField::ProductSecret
        | PastedField::DeviceSecret
        | PastedField::SomeSecret
        | PastedField::Gateway => ClientId::parse(text).map(drop),
    };
    match parsed {
        Err(error) => Unclear::Refused(slot, FieldError::Name(error.fault)),
        Ok(()) => Unclear::NotAlone(slot),
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

/// A line that is a name and nothing else, perhaps with a colon behind it.
fn lone_name(line: &str) -> Option<Meaning> {
    let plain = heading(line).unwrap_or_else(|| line.trim());
    let marks = ['*', '_', '`', '"', '\'', '【', '】', ' ', '|'];
    let joint = plain.char_indices().find(|(_, character)| value::is_joint(*character));
    let behind = joint.and_then(|(place, joint)| plain.get(place + joint.len_utf8()..)).unwrap_or_default();
    if behind.len() > 4 || !behind.trim_matches(marks).is_empty() {
        return None;
    }
    let plain = if plain.starts_with(marks) { plain.trim_matches(marks) } else { plain };
    let plain = plain.trim_end_matches([':', '：', '=', ' ']);
    let plain = if line.trim_start().starts_with(marks) { plain.trim_matches(marks) } else { plain };
    if plain.contains(value::is_joint) || plain.contains(['<', '>', '/', CONSUMED]) {
        return None;
    }
    let first = names::name_at(plain, 0);
    let is_whole = first.is_some_and(|name| name.end == plain.len());
    if is_whole || plain.contains(['(', '（']) { names::meaning(plain) } else { None }
}

/// The text of a heading of Markdown.
fn heading(line: &str) -> Option<&str> {
    let plain = line.trim().strip_prefix('#')?.trim_start_matches('#');
    let text = without_bullet(plain.strip_prefix(' ')?.trim());
    let text = text.trim();
    names::meaning(text.trim_end_matches([':', '：'])).is_some().then_some(text)
}

/// `name: PRODUCT_KEY`: the meaning, and what follows.
fn named_part(line: &str) -> Option<(Meaning, &str)> {
    const WORDS: [&str; 9] = ["name", "key", "field", "parameter", "identifier", "Name", "Key", "参数名", "名称"];
    WORDS.iter().find_map(|word| {
        let (place, _) = line.match_indices(word).next()?;
        let before = line.get(..place)?.chars().next_back();
        if before.is_some_and(|previous| previous.is_alphanumeric() || matches!(previous, '_' | '-' | '.')) {
            return None;
        }
        let front = line.get(..place)?.trim_start_matches(['-', ' ', '{', '"', '\'', '<', '\t', '*', '•']);
        let is_tag = line.trim_start().starts_with('<');
        if !front.is_empty() && !is_tag {
            return None;
        }
        let rest = line.get(place + word.len()..)?.trim_start_matches(['"', '\'']).trim_start();
        let joint = rest.chars().next().filter(|character| value::is_joint(*character))?;
        let rest = rest.get(joint.len_utf8()..)?.trim_start();
        let (text, behind) = match quoted::front(rest) {
            Front::Whole(string) => (string.text, rest.get(string.end..)?),
            Front::Bare => {
                let length = rest
                    .find(|character: char| character.is_whitespace() || matches!(character, ',' | '}' | '>' | ';'))
                    .unwrap_or(rest.len());
                (Wiped::new(rest.get(..length)?.to_owned()), rest.get(length..)?)
            }
            Front::Broken => return None,
        };
        let meaning = names::meaning(&text)
            .filter(|meaning| !matches!(meaning, Meaning::Unneeded(crate::tools::paste::read::Unneeded::Other)))?;
        Some((meaning, behind))
    })
}

/// What stands behind `value:`.
fn value_part(line: &str) -> Option<&str> {
    let plain = line.trim_start_matches([' ', '\t', ',', ';', '"', '\'', '{', '-']);
    ["value", "Value", "val", "default", "参数值", "值"].iter().find_map(|word| {
        let rest = plain.strip_prefix(word)?.trim_start_matches(['"', '\'']).trim_start();
        let joint = rest.chars().next().filter(|character| value::is_joint(*character))?;
        Some(rest.get(joint.len_utf8()..)?.trim_start())
    })
}

/// Whether a comment or a mark of code ends a line, and nothing else follows.
fn has_comment(behind: &str) -> bool {
    let plain = behind.trim_start_matches([' ', '\t', ',', ';', ')', '}', ']', '，', '；']);
    let is_apart = plain.len() < behind.len() || behind.is_empty();
    is_apart && ["//", "/*", "#", "--", "<!--", "%%"].iter().any(|mark| plain.starts_with(mark))
}

/// A line in which a part is marked as read.
fn replaced(line: &str, range: std::ops::Range<usize>) -> Option<Wiped> {
    let mut rest = Wiped::new(String::with_capacity(line.len() + 4));
    rest.push_str(line.get(..range.start)?);
    rest.push(CONSUMED);
    rest.push_str(line.get(range.end..)?);
    Some(rest)
}

/// The head of a table of names and values, which says nothing by itself.
fn is_head(text: &str) -> bool {
    ["\t", ",", ";", ":", "  ", "|"]
        .iter()
        .filter_map(|mark| text.trim_matches('|').split_once(mark))
        .any(|(name, value)| names::is_name_word(name) && names::is_value_word(value))
}

/// Without a mark of a list or of a quotation, with a space behind it.
fn without_bullet(line: &str) -> &str {
    let mut line = line;
    for _ in 0..3 {
        let plain = line.trim_start();
        let rest = plain
            .strip_prefix("- [ ]")
            .or_else(|| plain.strip_prefix("- [x]"))
            .or_else(|| plain.strip_prefix(['-', '*', '•', '·', '>', '+', '●', '◦', '–']));
        let digits = plain.trim_start_matches(|character: char| character.is_ascii_digit());
        let numbered = if digits.len() < plain.len() { digits.strip_prefix(['.', ')', '、']) } else { None };
        let Some(rest) = rest.or(numbered).filter(|rest| rest.starts_with(char::is_whitespace)) else { break };
        // The indentation tells what belongs to what.
        line = rest;
    }
    line
}

fn is_punctuation(text: &str) -> bool {
    let is_section = text.trim().starts_with('[') && text.trim().ends_with(']');
    is_section
        || table::is_rule(text)
        || text
            .chars()
            .all(|character| character.is_ascii_punctuation() || character.is_whitespace() || character == CONSUMED)
}
