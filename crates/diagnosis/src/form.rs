//! What is odd about the form of a pasted text, and the text as it was meant.
//!
//! Logs, source text, mail and chat put marks around a value. Each is taken off and noted: the value may be right although the
//! text is not.

use alloc::string::String;
use alloc::vec::Vec;

use foreign_text::{half_width, hidden};
use zeroize::Zeroizing;

use crate::{Field, Note};

/// A text without what is odd about its form, and what that was.
pub(crate) struct Cleaned {
    pub(crate) text: Zeroizing<String>,
    pub(crate) notes: Vec<Note>,
}

/// Each round takes something off, so this is enough for texts that were wrapped more often than anybody does.
const MOST_ROUNDS: usize = 64;

impl Cleaned {
    /// The text as it is, but for white space around it.
    pub(crate) fn trimmed(pasted: &str) -> Self {
        let text = pasted.trim();
        let notes = if text.len() == pasted.len() { Vec::new() } else { [Note::OuterSpace].into() };
        Self { text: Zeroizing::new(text.into()), notes }
    }

    /// The text without anything that is odd.
    pub(crate) fn of(pasted: &str, field: Field) -> Self {
        let mut cleaned = Self { text: Zeroizing::new(pasted.into()), notes: Vec::new() };
        for _ in 0..MOST_ROUNDS {
            if !cleaned.step(field) {
                break;
            }
        }
        cleaned
    }

    /// The text with entities, escapes and full-width characters undone, and nothing taken off.
    pub(crate) fn decoded(text: &str) -> Zeroizing<String> {
        let mut text = owned(text);
        for _ in 0..MOST_ROUNDS {
            let next = full_width(&text)
                .or_else(|| mail_encoding(&text))
                .or_else(|| html(&text))
                .or_else(|| percent(&text))
                .or_else(|| backslashes(&text))
                .filter(|(next, _)| next.len() < text.len());
            let Some((next, _)) = next else { break };
            text = next;
        }
        text
    }

    /// Takes the next odd thing off; `false` when there is none.
    fn step(&mut self, field: Field) -> bool {
        let text = &*self.text;
        let found = outer_space(text)
            .or_else(|| invisible(text))
            .or_else(|| line_breaks(text))
            .or_else(|| full_width(text))
            .or_else(|| mail_encoding(text))
            .or_else(|| html(text))
            .or_else(|| percent(text))
            .or_else(|| if field == Field::Password { hex_bytes(text) } else { None })
            .or_else(|| backslashes(text))
            .or_else(|| label(text, field))
            .or_else(|| string_prefix(text))
            .or_else(|| around(text))
            .or_else(|| if field == Field::Password { separators(text) } else { None });
        let Some((text, note)) = found else { return false };
        let is_shorter = text.len() < self.text.len();
        self.text = text;
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
        is_shorter
    }
}

type Found = Option<(Zeroizing<String>, Note)>;

fn outer_space(text: &str) -> Found {
    let inner = text.trim();
    (inner.len() != text.len()).then(|| (owned(inner), Note::OuterSpace))
}

fn invisible(text: &str) -> Found {
    let is_invisible = |character: char| hidden(character).is_some() && !character.is_whitespace();
    let first = text.chars().find(|character| is_invisible(*character))?;
    Some((
        text.chars().filter(|character| !is_invisible(*character)).collect::<String>().into(),
        Note::Invisible(first),
    ))
}

/// A value that was wrapped, with the spaces by which the next line was indented, and the `=` that a mail ends such a line with.
fn line_breaks(text: &str) -> Found {
    const BREAKS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(BREAKS) {
        return None;
    }
    // Elsewhere it may be the one behind a parameter's name.
    let is_mail = text.contains("=3D") || !text.contains("mode=");
    let mut joined = Zeroizing::new(String::with_capacity(text.len()));
    for line in text.split(BREAKS) {
        let line = line.trim();
        joined.push_str(line.strip_suffix('=').filter(|_| is_mail).unwrap_or(line));
    }
    Some((joined, Note::LineBreak))
}

fn full_width(text: &str) -> Found {
    let half: Zeroizing<String> = text.chars().map(half_width).collect::<String>().into();
    (*half != *text).then_some((half, Note::FullWidth))
}

/// `=3D` for `=`, as quoted-printable mail has it.
fn mail_encoding(text: &str) -> Found {
    text.contains("=3D").then(|| {
        let plain = text.replace("=3D", "=").replace("=7C", "|").replace("=26", "&").replace("=2C", ",");
        (plain.into(), Note::MailEncoded)
    })
}

/// `&amp;`, `&#124;`, `&#x7c;`.
fn html(text: &str) -> Found {
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    let mut has_entity = false;
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = behind.split_once(';').and_then(|(name, after)| Some((entity(name)?, after)));
        if let Some((character, after)) = entity {
            plain.push(character);
            (rest, has_entity) = (after, true);
        } else {
            plain.push('&');
            rest = behind;
        }
    }
    plain.push_str(rest);
    has_entity.then_some((plain, Note::HtmlEncoded))
}

fn entity(name: &str) -> Option<char> {
    match name {
        "amp" | "AMP" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "nbsp" => Some(' '),
        "vert" | "verbar" => Some('|'),
        "equals" => Some('='),
        "comma" => Some(','),
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32)
        }
    }
}

/// `%7C` for `|`.
fn percent(text: &str) -> Found {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut rest = text.as_bytes();
    let mut has_escape = false;
    while let Some((&first, behind)) = rest.split_first() {
        let digits = if first == b'%' { behind.split_at_checked(2) } else { None };
        let byte = digits.and_then(|(digits, after)| Some((byte_of(digits)?, after)));
        has_escape |= byte.is_some();
        let (byte, after) = byte.unwrap_or((first, behind));
        bytes.push(byte);
        rest = after;
    }
    if !has_escape {
        return None;
    }
    let plain = core::str::from_utf8(&bytes).ok()?;
    Some((owned(plain), Note::PercentEncoded))
}

fn byte_of(digits: &[u8]) -> Option<u8> {
    let mut byte = [0; 1];
    hex::decode_to_slice(digits, &mut byte).ok()?;
    let [byte] = byte;
    Some(byte)
}

/// `0xB9, 0x90` and `\xB9\x90`, as source text writes bytes.
fn hex_bytes(text: &str) -> Found {
    let plain: Zeroizing<String> =
        ["\\x", "\\X", "0x", "0X"].iter().fold(String::from(text), |text, mark| text.replace(mark, "")).into();
    let is_bytes = plain.len() < text.len() && is_hex(&without_separators(&plain));
    is_bytes.then_some((plain, Note::HexPrefix))
}

/// `\"`, `\,`, `\u0026`, and the `\n` or the lone backslash at an end.
fn backslashes(text: &str) -> Found {
    if !text.contains('\\') {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut following = behind.chars();
        rest = match following.next() {
            Some('u') => unicode(behind, 1, 4, &mut plain),
            Some('x') => unicode(behind, 1, 2, &mut plain),
            Some('n' | 'r' | 't' | '0')
                if following
                    .as_str()
                    .trim_start_matches(['\\', 'n', 'r', 't', '"', '\'', ' ', ',', ';'])
                    .is_empty() =>
            {
                following.as_str()
            }
            // It stood in front of a mark, or of nothing.
            _ => behind,
        };
    }
    plain.push_str(rest);
    Some((plain, Note::Backslashes))
}

/// The character of so many hex digits, put behind the text; what follows it.
fn unicode<'a>(behind: &'a str, from: usize, digits: usize, plain: &mut String) -> &'a str {
    let number = behind.get(from..from + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match number.and_then(char::from_u32) {
        Some(character) => {
            plain.push(character);
            behind.get(from + digits..).unwrap_or_default()
        }
        None => behind,
    }
}

/// A name in front, as in `password: …`, `"username" = …` or `-P …`.
fn label(text: &str, field: Field) -> Found {
    const OPTIONS: [&str; 9] = ["-i ", "-u ", "-P ", "-p ", "--id ", "--username ", "--pw ", "--user ", "--password "];
    let option = OPTIONS.iter().find_map(|option| text.strip_prefix(option));
    let value = option.or_else(|| {
        let (name, value) = text.split_once([':', '='])?;
        let is_name = |character: char| character.is_ascii_alphanumeric() || "_-.>\"'`* []()".contains(character);
        if name.len() > 60 || !name.chars().all(is_name) {
            return None;
        }
        let plain: String = name.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        let names: &[&str] = match field {
            Field::ClientId => &["clientid", "client", "id"],
            Field::UserName => &["username", "user", "login"],
            Field::Password => &["password", "passwd", "pass", "pwd", "sha", "hash", "digest", "sign", "signature"],
        };
        names.iter().any(|name| plain.ends_with(name)).then(|| value.strip_prefix(['=', '>']).unwrap_or(value))
    })?;
    // With what is left of it a value can still be found.
    (!value.trim().is_empty()).then(|| (owned(value), Note::Label))
}

/// `b'…'`, `u"…"`, `L"…"`, `@"…"`: how languages mark their strings.
fn string_prefix(text: &str) -> Found {
    let behind = text.trim_start_matches(['b', 'B', 'u', 'U', 'r', 'R', 'L', 'f', 'F', '@', '$']);
    let taken = text.len() - behind.len();
    ((1..=2).contains(&taken) && behind.starts_with(['"', '\''])).then(|| (owned(behind), Note::StringPrefix))
}

/// One mark at the front or at the end that belongs to no value.
fn around(text: &str) -> Found {
    let mark = |character: char| match character {
        '"' | '\'' | '`' | '*' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「'
        | '」' | '『' | '』' | '′' | '″' | '´' | '〝' | '〞' => Some(Note::Quotes),
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '【' | '】' | '〔' | '〕' | '〈' | '〉' | '《' | '》'
        | '〖' | '〗' => Some(Note::Brackets),
        ',' | ';' | '.' | ':' | '!' | '?' | '、' | '。' | '…' | '·' | '•' | '/' => Some(Note::Mark(character)),
        _ => None,
    };
    let last = text.chars().next_back()?;
    if let Some(note) = mark(last) {
        return Some((owned(text.strip_suffix(last).unwrap_or_default()), note));
    }
    let first = text.chars().next()?;
    mark(first).map(|note| (owned(text.strip_prefix(first).unwrap_or_default()), note))
}

/// What stands between the digits of a digest: `B9:90:32`, `B9 90 32`, `B990-32D4`.
fn separators(text: &str) -> Found {
    let first = text.chars().find(|character| is_separator(*character))?;
    let plain = without_separators(text);
    is_hex(&plain).then_some((plain, Note::Separators(first)))
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || ":-.,_;|/–—‑·\"'".contains(character)
}

fn without_separators(text: &str) -> Zeroizing<String> {
    text.chars().filter(|character| !is_separator(*character)).collect::<String>().into()
}

pub(crate) fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn owned(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str, field: Field) -> (String, Vec<Note>) {
        let Cleaned { text, notes } = Cleaned::of(text, field);
        (text.as_str().into(), notes)
    }

    #[test]
    fn takes_off_what_stands_around_a_password() {
        for (text, note) in [
            ("\"B990\"", Note::Quotes),
            ("“B990”", Note::Quotes),
            ("B9:90", Note::Separators(':')),
            ("B9 90", Note::Separators(' ')),
            ("B9-90", Note::Separators('-')),
            ("0xB990", Note::HexPrefix),
            ("\\xB9\\x90", Note::HexPrefix),
            ("B990,", Note::Mark(',')),
            ("B9\nE0", Note::LineBreak),
            ("(B990)", Note::Brackets),
            ("password=B990", Note::Label),
            ("-P B990", Note::Label),
            ("Ｂ990", Note::FullWidth),
            ("B9\u{200b}90", Note::Invisible('\u{200b}')),
            ("%42990", Note::PercentEncoded),
            ("&#66;990", Note::HtmlEncoded),
            (" B990", Note::OuterSpace),
        ] {
            let (plain, notes) = cleaned(text, Field::Password);
            assert!(plain == "B990" || plain == "B9E0", "{text}: {plain}");
            assert_eq!(notes, [note], "{text}");
        }
        assert_eq!(cleaned("b'B990'", Field::Password).1, [Note::StringPrefix, Note::Quotes]);
        assert_eq!(cleaned("0xB9, 0x90,", Field::Password).0, "B990");
    }

    #[test]
    fn takes_off_what_stands_around_client_id_and_user_name() {
        let id = "1|securemode=2,signmethod=sha256,timestamp=3|";
        for text in [
            "1|securemode=2\\,signmethod=sha256\\,timestamp=3|",
            "\"1|securemode=2,signmethod=sha256,timestamp=3|\",",
            "1%7Csecuremode%3D2%2Csignmethod%3Dsha256%2Ctimestamp%3D3%7C",
            "1&#124;securemode=2,signmethod=sha256,timestamp=3&#x7c;",
            "1|securemode=3D2,signmethod=3Dsha256,timestamp=3D3|",
            "client_id=b'1|securemode=2,signmethod=sha256,timestamp=3|'",
            "\\\"1|securemode=2,signmethod=sha256,timestamp=3|\\\"",
            "1|securemode=2,\n  signmethod=sha256,timestamp=3|",
            "１｜ｓｅｃｕｒｅｍｏｄｅ＝２，signmethod=sha256,timestamp=3|",
        ] {
            assert_eq!(cleaned(text, Field::ClientId).0, id, "{text}");
        }
        for text in
            ["test&amp;654321", "test\\u0026654321", "u'test&654321'", "username: test&654321;", "<test&654321>"]
        {
            assert_eq!(cleaned(text, Field::UserName).0, "test&654321", "{text}");
        }
    }

    #[test]
    fn leaves_a_plain_text_alone() {
        for (text, field) in [
            ("1|securemode=2, signmethod=sha256,timestamp=3|", Field::ClientId),
            ("00:1B:44|securemode=2,signmethod=sha256,timestamp=3|", Field::ClientId),
            ("test&654321", Field::UserName),
            ("B99032D4", Field::Password),
            ("uZAy1Jx/b3snsirlzS/Tw1ox4bzLyDugoqa7MnL7sWY=", Field::Password),
        ] {
            assert_eq!(cleaned(text, field), (text.into(), Vec::new()));
        }
    }
}
