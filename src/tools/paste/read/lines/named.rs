//! Names with a value behind them: where the name ends, what joins the two, and where the value begins.

use crate::tools::paste::read::names;
use crate::tools::paste::read::names::Meaning;
use crate::tools::paste::read::quoted;
use crate::tools::paste::read::quoted::Front;
use crate::tools::paste::read::{PastedField, code, value};

/// A name with its value behind it.
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// Where the name begins, with the marks in front of it.
    pub(super) start: usize,
    /// Where the value begins.
    pub(super) value: usize,
    pub(super) joint: Joint,
    /// What stands around the name: marks of Markdown, or a quotation mark.
    pub(super) opener: &'static str,
    pub(super) is_wide: bool,
}

impl Hit {
    /// The field, where it is one.
    pub(super) const fn slot(&self) -> Option<PastedField> {
        match self.meaning {
            Meaning::PastedField(slot) => Some(slot),
            Meaning::UserName | Meaning::SerialNumber | Meaning::Address | Meaning::Unneeded(_) => None,
        }
    }
}

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
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

/// All names with a value behind them, from the left to the right.
pub(super) fn hits(line: &str) -> Vec<Hit> {
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
pub(super) fn names_secret_as_head(line: &str) -> bool {
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
    let is_option = promises_value(before);
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

/// Whether a value follows a name behind these words without a mark: `#define`, `--`.
fn promises_value(before: &str) -> bool {
    let words =
        before.trim_end_matches(|character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '-'));
    let is_command = ["#define", "ENV", "ARG", "setx", "setenv"].iter().any(|word| words.trim_end().ends_with(word))
        // `remote_clientid …` of mosquitto's bridges.
        || before.trim_start() == "remote_";
    before.ends_with("--") || before.get(words.len()..).is_some_and(|front| front.starts_with("--")) || is_command
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
        let is_loose = meaning == Meaning::PastedField(PastedField::UnlabelledSecret);
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
pub(super) fn is_likely_value(text: &str) -> bool {
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
