//! Quoted strings, as programs and people write them.

use enos::JsonReader;

use super::{Note, Wiped};

/// A string and where it ends.
pub(crate) struct Quoted {
    pub(super) text: Wiped,
    pub(super) notes: Vec<Note>,
    /// The byte behind it, counted from where it was looked for.
    pub(super) end: usize,
}

/// What stands at the front of a text.
pub(crate) enum Front {
    /// No quotation mark.
    Bare,
    /// A string that is whole.
    Whole(Quoted),
    /// A quotation mark that never closes, or closes within a word.
    Broken,
}

/// Reads a string at the front of a text, with what a language puts in front of it: `b'…'`, `("…")`, `new String("…")`, `F("…")`.
pub(crate) fn front(text: &str) -> Front {
    let behind_call = skip_wrapper(text);
    let prefix = behind_call
        .char_indices()
        .find(|(_, character)| {
            !matches!(character, 'b' | 'B' | 'u' | 'U' | 'r' | 'R' | 'f' | 'F' | 'L' | '@' | '$' | '8')
        })
        .map_or(behind_call.len(), |(place, _)| place);
    let (letters, rest) = behind_call.split_at_checked(prefix).unwrap_or(("", behind_call));
    let Some(open) = rest.chars().next() else { return Front::Bare };
    let is_raw = letters.contains(['r', 'R', '@']);
    if letters.len() > 2 || (!letters.is_empty() && !matches!(open, '"' | '\'')) {
        return Front::Bare;
    }
    let Some(close) = closing(open) else { return Front::Bare };
    let skipped = text.len() - rest.len();
    let read = match open {
        '"' | '\'' | '`' => read_plain(rest, open, is_raw),
        _ => read_curly(rest, open, close),
    };
    match read {
        Some(quoted) => {
            let end = skipped + quoted.end;
            let behind = text.get(end..).unwrap_or_default();
            let is_word = |next: char| next.is_alphanumeric() || matches!(next, '"' | '\'' | '`' | '_');
            if behind.starts_with(is_word) { Front::Broken } else { Front::Whole(Quoted { end, ..quoted }) }
        }
        None => Front::Broken,
    }
}

/// The mark that closes what a mark opens.
const fn closing(open: char) -> Option<char> {
    Some(match open {
        mark @ ('"' | '\'' | '`' | '＂' | '＇') => mark,
        '“' | '”' => '”',
        '‘' | '’' => '’',
        '「' => '」',
        '『' => '』',
        '«' => '»',
        '„' => '“',
        '‹' => '›',
        _ => return None,
    })
}

/// Without `(`, a cast, or a call that makes a string of a string.
fn skip_wrapper(text: &str) -> &str {
    const CALLS: [&str; 16] = [
        "new String(",
        "std::string(",
        "std::string_view(",
        "string(",
        "String.valueOf(",
        "String::from(",
        "String(",
        "str(",
        "bytes(",
        "PSTR(",
        "F(",
        "TEXT(",
        "_T(",
        "Buffer.from(",
        "Some(",
        "QString(",
    ];
    let mut rest = text;
    for _ in 0..4 {
        rest = rest.trim_start_matches([' ', '\t']);
        let call = CALLS.iter().find_map(|call| rest.strip_prefix(call));
        let cast = rest.strip_prefix('(').map(str::trim_start).and_then(|inside| {
            let (kind, behind) = inside.split_once(')')?;
            let plain = kind.trim_end_matches(['*', ' ', '&']);
            let is_type = [
                "char",
                "const char",
                "unsigned char",
                "uint8_t",
                "const uint8_t",
                "string",
                "String",
                "byte",
                "void",
                "u8",
            ]
            .contains(&plain);
            is_type.then_some(behind)
        });
        let Some(next) = call.or(cast).or_else(|| rest.strip_prefix(['(', '{'])) else { break };
        // Brackets are let go only where a string stands in them.
        let inner = next.trim_start_matches([' ', '\t', '(']);
        let has_string = inner.trim_start_matches(['b', 'u', 'r', 'L']).starts_with(['"', '\'', '`']);
        if !has_string && cast.is_none() {
            break;
        }
        rest = next;
    }
    rest
}

/// A string between equal marks: with backslashes, doubled marks, three marks, or a shell's way to write its own mark.
fn read_plain(text: &str, mark: char, is_raw: bool) -> Option<Quoted> {
    let three = [mark, mark, mark].iter().collect::<String>();
    if let Some(rest) = text.strip_prefix(three.as_str()) {
        let length = rest.find(three.as_str()).filter(|length| *length > 0)?;
        let inside = rest.get(..length)?;
        return Some(Quoted { text: Wiped::new(inside.to_owned()), notes: vec![Note::Quotes], end: length + 6 });
    }
    let rest = text.get(1..)?;
    let mut plain = Wiped::new(String::with_capacity(rest.len()));
    let mut notes = vec![Note::Quotes];
    let mut characters = rest.char_indices().peekable();
    let mut has_escape = false;
    while let Some((place, character)) = characters.next() {
        let behind = rest.get(place + character.len_utf8()..).unwrap_or_default();
        if character == mark {
            if mark == '\'' && behind.starts_with(r"\''") {
                plain.push('\'');
                has_escape = true;
                characters.nth(2);
            } else if behind.starts_with(mark) && place > 0 && mark != '`' && is_doubled(behind, mark) {
                plain.push(mark);
                has_escape = true;
                characters.next();
            } else {
                if has_escape {
                    notes.push(Note::Escapes);
                }
                return Some(Quoted { text: plain, notes, end: 1 + place + mark.len_utf8() });
            }
        } else if character == '\\' && !is_raw && (mark == '"' || behind.starts_with(['\'', '\\'])) {
            let (escaped, length) = escape(behind)?;
            plain.push(escaped);
            has_escape = true;
            for _ in 0..length {
                characters.next();
            }
        } else {
            plain.push(character);
        }
    }
    None
}

/// Whether two marks stand for one: only where the string closes further behind.
fn is_doubled(behind: &str, mark: char) -> bool {
    behind.get(mark.len_utf8()..).is_some_and(|rest| rest.contains(mark))
}

/// What stands behind a backslash, and its characters.
fn escape(behind: &str) -> Option<(char, usize)> {
    let first = behind.chars().next()?;
    if first == '\'' {
        return Some((first, 1));
    }
    let length = match first {
        'u' => 5,
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => 1,
        _ => return None,
    };
    let escaped = behind.get(..length)?;
    let quoted = Wiped::new(["\"\\", escaped, "\""].concat());
    let text = JsonReader::new(&quoted).text().ok()?;
    Some((text.chars().next()?, length))
}

/// A string between marks that differ, or that no language escapes.
fn read_curly(text: &str, open: char, close: char) -> Option<Quoted> {
    let rest = text.get(open.len_utf8()..)?;
    // Some close with the mark that opens in other languages.
    let length = rest.find(|character| character == close || (open == '„' && character == '”'))?;
    let inside = rest.get(..length)?;
    let mark = rest.get(length..)?.chars().next()?;
    let end = open.len_utf8() + length + mark.len_utf8();
    (!inside.is_empty()).then(|| Quoted { text: Wiped::new(inside.to_owned()), notes: vec![Note::Quotes], end })
}
