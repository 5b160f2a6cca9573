//! Values in source code whose end is not where it seems to be, and names that share one line.

use super::collect::{Collector, Raw};
use super::names;
use super::names::Meaning;
use super::quoted;
use super::quoted::Front;
use super::value::Writing;
use super::{Origin, SkipReason, Source};

/// Whether a string goes on behind its quotation mark: `"Wm9D" "secB"` in C, `"Wm9D" + SUFFIX` elsewhere. The next name begins
/// after so many bytes.
pub(crate) fn goes_on(behind: &str, next: usize) -> bool {
    let plain = behind.trim_start_matches([' ', '\t']);
    if let Some(more) = plain.strip_prefix('+') {
        let more = more.trim_start();
        return more.is_empty()
            || more.starts_with(|first: char| first.is_alphabetic() || matches!(first, '"' | '\'' | '`'));
    }
    let place = behind.len() - plain.len();
    if place == 0 || place >= next || !plain.starts_with('"') {
        return false;
    }
    match quoted::front(plain) {
        // The name of what follows.
        Front::Whole(string) => {
            let behind = plain.get(string.end..).unwrap_or_default().trim_start();
            !behind.starts_with(super::value::is_joint)
        }
        Front::Bare | Front::Broken => false,
    }
}

/// Whether a bracket in front of a string does not close on its line: Python joins the strings within it.
pub(crate) fn is_open(whole: &str, behind: &str) -> bool {
    // A cast is closed in front of the string.
    let front = whole.split(['"', '\'', '`']).next().unwrap_or_default();
    front.trim_start().starts_with('(') && !front.contains(')') && !behind.contains(')')
}

/// `>-` and `|`, behind which YAML puts a value on the next line.
pub(crate) fn is_block_mark(text: &str) -> bool {
    matches!(text, ">" | ">-" | ">+" | "|" | "|-" | "|+")
}

/// `os.getenv("X") or "y"`, `props.get('X', …`: what a program computes.
pub(crate) fn is_computed(text: &str) -> bool {
    let Some((front, rest)) = text.trim_start().split_once('(') else { return false };
    let is_path = front.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && front.contains('.')
        && front.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.'));
    let rest = rest.trim_start();
    is_path && (rest.is_empty() || rest.starts_with(['"', '\'']))
}

/// Whether a name that ends here stands in brackets behind words that say nothing of a secret: `Device ID (DeviceKey)`.
pub(crate) fn is_gloss(line: &str, end: usize) -> bool {
    let Some((outside, inside)) = line.get(..end).and_then(|front| front.rsplit_once(['(', '（'])) else {
        return false;
    };
    let is_plain = !outside.contains(['"', '\'', '`', '=', ':', '：', ',', '，']) && outside.chars().count() < 40;
    is_plain
        && outside.contains(char::is_alphabetic)
        && names::is_identifier(inside)
        && !names::speaks_of_secret(outside)
        && !names::is_another(outside)
}

/// `product_key, device_key = "a", "b"`: several names, and as many strings in the same order. Gives back whether it is of this form.
pub(crate) fn several(line: &str, number: usize, collector: &mut Collector) -> bool {
    let Some((left, right)) = line.split_once('=').filter(|(_, right)| !right.starts_with('=')) else { return false };
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.'))
    };
    let left = left.trim().trim_start_matches("const ").trim_start_matches("let ").trim_start_matches("var ");
    let left: Vec<&str> = left.trim_matches(['[', ']', '(', ')', ':', ' ']).split(',').map(str::trim).collect();
    let meanings: Vec<Option<Meaning>> = left.iter().map(|name| names::meaning(name)).collect();
    if !left.iter().all(|name| is_name(name)) || meanings.iter().flatten().count() < 2 {
        return false;
    }
    let mut values = Vec::new();
    let mut rest = right.trim_start_matches([' ', '[', '(']);
    while let Front::Whole(string) = quoted::front(rest) {
        rest = rest.get(string.end..).unwrap_or_default().trim_start();
        values.push(string);
        let Some(next) = rest.strip_prefix(',') else { break };
        rest = next.trim_start();
    }
    let is_whole = values.len() == meanings.len() && !goes_on(&[" ", rest].concat(), usize::MAX);
    for (place, meaning) in meanings.iter().enumerate() {
        match (meaning, values.get(place)) {
            (Some(meaning), Some(string)) if is_whole => {
                let origin = Origin { source: Source::Name, line: Some(number) };
                let notes = string.notes.clone();
                collector.take(*meaning, &Raw { value: &string.text, writing: Writing::Exact, origin, notes });
            }
            (Some(Meaning::PastedField(slot)), _) => collector.skipped(Some(number), SkipReason::NotAlone(*slot)),
            (Some(_) | None, _) => {}
        }
    }
    true
}
