//! Client ids and user names as MQTT carries them, wherever they stand.

use std::ops::Range;

use super::PastedField;
use super::names::Meaning;
use super::{Note, names, value};

/// A client id in a line.
pub(crate) struct ClientIdHere<'a> {
    /// The part of the line that it takes.
    pub(super) range: Range<usize>,
    /// The client id itself, where it is certain where it begins.
    pub(super) bare: Option<&'a str>,
    /// What stands between the bars.
    pub(super) parameters: &'a str,
}

/// The first client id with EnOS's parameters behind it.
pub(crate) fn client_id(line: &str) -> Option<ClientIdHere<'_>> {
    let (bar, _) =
        line.match_indices('|').find(|(place, _)| is_parameters(line.get(place + 1..).unwrap_or_default()))?;
    let front = line.get(..bar)?;
    let behind = line.get(bar + 1..)?;
    let length = behind.find('|').unwrap_or_else(|| {
        let is_parameter =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '=' | ',' | '.' | '\\' | ' ');
        behind.find(|character| !is_parameter(character)).unwrap_or(behind.len())
    });
    let parameters = behind.get(..length)?;
    let closing = usize::from(behind.get(length..).is_some_and(|rest| rest.starts_with('|')));
    let start = start(front);
    let range = start.unwrap_or(bar)..bar + 1 + length + closing;
    Some(ClientIdHere { range, bare: start.and_then(|start| front.get(start..)), parameters })
}

/// Where a client id begins, of which this is all that stands in front of its bar.
fn start(front: &str) -> Option<usize> {
    // Within quotation marks that open in front of it.
    let quote = front.char_indices().rfind(|(_, character)| matches!(character, '"' | '\'' | '`' | '“' | '‘'));
    if let Some((place, mark)) = quote {
        let before = front.get(..place).unwrap_or_default();
        let inside = front.get(place + mark.len_utf8()..).unwrap_or_default();
        let letters = before.trim_end_matches(['b', 'u', 'r', 'f']);
        let is_opened = letters.len() + 2 > before.len() || before.ends_with('\\');
        let opens = is_opened
            && letters
                .trim_end_matches('\\')
                .chars()
                .next_back()
                .is_none_or(|previous| !previous.is_alphanumeric() && previous != mark);
        if opens && !inside.is_empty() {
            return Some(place + mark.len_utf8());
        }
    }
    // Behind its name: all of it.
    let named = front.char_indices().filter_map(|(place, _)| names::name_at(front, place)).find_map(|found| {
        let behind = front.get(found.end..)?;
        let gap = behind.len() - behind.trim_start_matches([' ', '"', '\'', '*', '\t', ')']).len();
        let joint = behind.get(gap..)?.chars().next().filter(|character| value::is_joint(*character))?;
        let rest = front.get(found.end + gap + joint.len_utf8()..)?;
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '*']).len();
        let is_client = found.meaning == Meaning::PastedField(PastedField::ClientId);
        is_client.then_some(found.end + gap + joint.len_utf8() + spaces)
    });
    if named.is_some() {
        return named;
    }
    let is_edge = |character: char| {
        character.is_whitespace() || matches!(character, '(' | '[' | '=' | ',' | ';' | '，' | '：' | '（')
    };
    let edge = front.char_indices().rfind(|(_, character)| is_edge(*character));
    let (place, before) = edge.map_or((0, ""), |(place, mark)| {
        (place + mark.len_utf8(), front.get(..place + mark.len_utf8()).unwrap_or_default())
    });
    if front.get(place..).is_none_or(str::is_empty) {
        return None;
    }
    let is_certain = match before.trim_end().chars().next_back() {
        None | Some('=' | '(' | '[' | '：' | '（' | ':' | '<' | '>') => true,
        Some(_) => {
            let word = before.trim_end().rsplit([' ', '\t', ',', '(']).next().unwrap_or_default();
            let word = word.trim_matches(['-', '"', '\'']).to_ascii_lowercase();
            matches!(
                word.as_str(),
                "as" | "client"
                    | "clientid"
                    | "client_id"
                    | "remote_clientid"
                    | "id"
                    | "i"
                    | "for"
                    | "from"
                    | "to"
                    | "with"
                    | "*"
                    | "-"
                    | "•"
                    | "是"
                    | "为"
            )
        }
    };
    is_certain.then_some(place)
}

/// Whether a bar is followed by MQTT's parameters of EnOS.
pub(crate) fn is_parameters(behind: &str) -> bool {
    let behind = behind.trim_start();
    ["securemode", "signmethod", "sighmethod", "timestamp"].iter().any(|name| behind.starts_with(name))
}

/// What is odd about the parameters.
pub(crate) fn notes(parameters: &str) -> Vec<Note> {
    let mut notes = vec![Note::ModeSuffix];
    if parameters.contains(", ") {
        notes.push(Note::SpaceAfterComma);
    }
    if parameters.contains('\\') {
        notes.push(Note::BackslashComma);
    }
    if parameters.contains("sighmethod") {
        notes.push(Note::MisspelledMethod);
    }
    let method = pairs(parameters).find(|(name, _)| matches!(*name, "signmethod" | "sighmethod"));
    if method.is_some_and(|(_, method)| matches!(method, "hmacsha1" | "sha1" | "hmacmd5" | "md5")) {
        notes.push(Note::OldMethod);
    }
    notes
}

/// The mode in the parameters.
pub(crate) fn secure_mode(parameters: &str) -> Option<enos::SecureMode> {
    match pairs(parameters).find(|(name, _)| *name == "securemode")?.1 {
        "2" => Some(enos::SecureMode::Static),
        "3" => Some(enos::SecureMode::Dynamic),
        _ => None,
    }
}

fn pairs(parameters: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = parameters.split([',', '|']).filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (name.trim(), value.trim().trim_end_matches('\\')))
}

/// `{deviceKey}&{productKey}` between marks that no key has: where it stands, and the text.
pub(crate) fn user_name(line: &str) -> Option<Range<usize>> {
    let is_key = |character: char| value::is_key_character(character) || matches!(character, ':' | '%');
    line.match_indices('&').find_map(|(place, _)| {
        let (front, behind) = (line.get(..place)?, line.get(place + 1..)?);
        let (behind, skipped) = behind.strip_prefix("amp;").map_or((behind, 1), |rest| (rest, 5));
        let start = front.len()
            - front.chars().rev().take_while(|character| is_key(*character)).map(char::len_utf8).sum::<usize>();
        let length = behind.chars().take_while(|character| is_key(*character)).map(char::len_utf8).sum::<usize>();
        let (device_key, product_key) = (front.get(start..)?, behind.get(..length)?);
        let before = front.get(..start)?.chars().next_back();
        let after = behind.get(length..)?.chars().next();
        let edges = |mark: char| {
            mark.is_whitespace() || matches!(mark, '"' | '\'' | '`' | '(' | ')' | ',' | '“' | '”' | '<' | '>')
        };
        let is_whole = before.is_none_or(edges) && after.is_none_or(edges);
        let is_pair = device_key.chars().count() > 1
            && product_key.chars().count() > 1
            && product_key.contains(char::is_alphanumeric);
        // A name in its place is that of something else.
        let is_named = [device_key, product_key]
            .iter()
            .any(|key| names::exact(&names::normalized(key)).is_some() || names::speaks_of_secret(key));
        (is_whole && is_pair && !is_named).then_some(start..place + skipped + length)
    })
}
