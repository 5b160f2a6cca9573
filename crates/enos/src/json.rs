//! A strict reader of JSON (RFC 8259), and the quoting of text.
//!
//! Written here, and not taken from a library, because the message it reads holds a secret: every text it
//! returns is zeroed on drop and was never moved by a growing buffer. It also takes a tenth of a library's room in the page.
//! Tests compare it with `serde_json`.

use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

/// Says where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The place, counted in bytes from 0.
    pub position: usize,
    /// What is wrong there.
    pub problem: JsonProblem,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonProblem {
    /// The text ends in the middle of a value.
    UnexpectedEnd,
    /// A character that may not stand here. It is not repeated, since it may belong to a secret.
    UnexpectedCharacter,
    /// A control character inside a string.
    ControlCharacter,
    /// An escape that JSON does not have, or half of a surrogate pair.
    BadEscape,
    /// Arrays and objects more than 32 deep.
    TooDeep,
    /// More text behind the value.
    TrailingText,
}

/// The kinds of value, as their first character tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    Text,
    /// A number.
    Number,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
}

/// Reads one value after the other from the front of a text.
pub struct Reader<'a> {
    rest: &'a str,
    length: usize,
    depth: u8,
}

const DEPTH_LIMIT: u8 = 32;

impl<'a> Reader<'a> {
    /// In front of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, length: text.len(), depth: 0 }
    }

    /// How many bytes have been read.
    #[must_use]
    pub fn position(&self) -> usize {
        self.length - self.rest.len()
    }

    /// What comes next, nothing taken but white space.
    ///
    /// # Errors
    /// When no value begins here.
    pub fn kind(&mut self) -> Result<Kind, JsonError> {
        self.skip_space();
        match self.rest.bytes().next() {
            Some(b'{') => Ok(Kind::Object),
            Some(b'[') => Ok(Kind::Array),
            Some(b'"') => Ok(Kind::Text),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b't' | b'f') => Ok(Kind::Bool),
            Some(b'n') => Ok(Kind::Null),
            _ => Err(self.unexpected()),
        }
    }

    /// Reads an object; `member` is called with each name and must take the value.
    ///
    /// # Errors
    /// When no well-formed object stands here, and those of `member`.
    pub fn object<E: From<JsonError>>(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        self.enter('{')?;
        if !self.take_next('}') {
            loop {
                self.skip_space();
                let name = self.text()?;
                self.expect(':')?;
                member(self, &name)?;
                if self.take_next('}') {
                    break;
                }
                self.expect(',')?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an array; `item` is called in front of each value and must take it.
    ///
    /// # Errors
    /// When no well-formed array stands here, and those of `item`.
    pub fn array<E: From<JsonError>>(&mut self, mut item: impl FnMut(&mut Self) -> Result<(), E>) -> Result<(), E> {
        self.enter('[')?;
        if !self.take_next(']') {
            loop {
                item(self)?;
                if self.take_next(']') {
                    break;
                }
                self.expect(',')?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a string.
    ///
    /// # Errors
    /// When no well-formed string stands here.
    pub fn text(&mut self) -> Result<Zeroizing<String>, JsonError> {
        self.expect('"')?;
        // The text between the quotes is never shorter than what it stands for, so this never grows.
        let mut text = Zeroizing::new(String::with_capacity(self.length_to_closing_quote()));
        loop {
            let run =
                self.rest.find(|character| matches!(character, '"' | '\\' | '\0'..='\x1f')).unwrap_or(self.rest.len());
            let (plain, rest) = self.rest.split_at_checked(run).unwrap_or((self.rest, ""));
            text.push_str(plain);
            self.rest = rest;
            match self.next_character()? {
                '"' => return Ok(text),
                '\\' => text.push(self.escape()?),
                _ => return Err(self.problem_before(1, JsonProblem::ControlCharacter)),
            }
        }
    }

    /// Reads a number, and leaves it as it is written.
    ///
    /// # Errors
    /// When no number stands here.
    pub fn number(&mut self) -> Result<&'a str, JsonError> {
        self.skip_space();
        let start = self.rest;
        self.take('-');
        if !self.take('0') {
            self.digits()?;
        }
        if self.take('.') {
            self.digits()?;
        }
        if self.take('e') || self.take('E') {
            let _sign = self.take('+') || self.take('-');
            self.digits()?;
        }
        let length = start.len() - self.rest.len();
        Ok(start.get(..length).unwrap_or_default())
    }

    /// Reads any value and forgets it.
    ///
    /// # Errors
    /// When no well-formed value stands here.
    pub fn skip(&mut self) -> Result<(), JsonError> {
        match self.kind()? {
            Kind::Object => self.object(|reader, _| reader.skip()),
            Kind::Array => self.array(Self::skip),
            Kind::Text => self.text().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::Bool if self.rest.starts_with('t') => self.word("true"),
            Kind::Bool => self.word("false"),
            Kind::Null => self.word("null"),
        }
    }

    /// Makes sure that nothing but white space is left.
    ///
    /// # Errors
    /// When something else is.
    pub fn end(&mut self) -> Result<(), JsonError> {
        self.skip_space();
        if self.rest.is_empty() { Ok(()) } else { Err(self.problem_before(0, JsonProblem::TrailingText)) }
    }

    fn enter(&mut self, bracket: char) -> Result<(), JsonError> {
        self.expect(bracket)?;
        if self.depth == DEPTH_LIMIT {
            return Err(self.problem_before(1, JsonProblem::TooDeep));
        }
        self.depth += 1;
        Ok(())
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<char, JsonError> {
        match self.next_character()? {
            character @ ('"' | '\\' | '/') => Ok(character),
            'b' => Ok('\u{8}'),
            'f' => Ok('\u{c}'),
            'n' => Ok('\n'),
            'r' => Ok('\r'),
            't' => Ok('\t'),
            'u' => {
                let unit = self.four_hex_digits()?;
                let code_point = match unit {
                    0xD800..0xDC00 => {
                        self.word("\\u").map_err(|_| self.problem_before(0, JsonProblem::BadEscape))?;
                        let low = self.four_hex_digits()?;
                        let offset = low.checked_sub(0xDC00).filter(|offset| *offset < 0x400);
                        let offset = offset.ok_or_else(|| self.problem_before(4, JsonProblem::BadEscape))?;
                        0x1_0000 + ((unit - 0xD800) << 10) + offset
                    }
                    _ => unit,
                };
                char::from_u32(code_point).ok_or_else(|| self.problem_before(4, JsonProblem::BadEscape))
            }
            _ => Err(self.problem_before(1, JsonProblem::BadEscape)),
        }
    }

    fn four_hex_digits(&mut self) -> Result<u32, JsonError> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.next_character()?.to_digit(16);
            unit = (unit << 4) | digit.ok_or_else(|| self.problem_before(1, JsonProblem::BadEscape))?;
        }
        Ok(unit)
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let rest = self.rest.trim_start_matches(|character: char| character.is_ascii_digit());
        if rest.len() == self.rest.len() {
            return Err(self.unexpected());
        }
        self.rest = rest;
        Ok(())
    }

    fn length_to_closing_quote(&self) -> usize {
        let mut escaped = false;
        let closing = self.rest.bytes().position(|byte| {
            let closes = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            closes
        });
        closing.unwrap_or(self.rest.len())
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn next_character(&mut self) -> Result<char, JsonError> {
        let mut characters = self.rest.chars();
        let character = characters.next().ok_or_else(|| self.unexpected())?;
        self.rest = characters.as_str();
        Ok(character)
    }

    fn take(&mut self, character: char) -> bool {
        let rest = self.rest.strip_prefix(character);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn take_next(&mut self, character: char) -> bool {
        self.skip_space();
        self.take(character)
    }

    fn expect(&mut self, character: char) -> Result<(), JsonError> {
        if self.take_next(character) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn word(&mut self, word: &str) -> Result<(), JsonError> {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(self.unexpected()),
        }
    }

    fn unexpected(&self) -> JsonError {
        let problem = if self.rest.is_empty() { JsonProblem::UnexpectedEnd } else { JsonProblem::UnexpectedCharacter };
        self.problem_before(0, problem)
    }

    fn problem_before(&self, taken: usize, problem: JsonProblem) -> JsonError {
        JsonError { position: (self.length - self.rest.len()).saturating_sub(taken), problem }
    }
}

/// The text as a JSON string, quotes included.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\0'..='\x1f' => {
                quoted.push_str("\\u00");
                quoted.push_str(if character >= '\x10' { "1" } else { "0" });
                quoted.extend(char::from_digit(u32::from(character) % 16, 16));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

impl fmt::Display for JsonError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            JsonProblem::UnexpectedEnd => "the text ends too early",
            JsonProblem::UnexpectedCharacter => "a character stands where it may not",
            JsonProblem::ControlCharacter => "a control character stands in a string",
            JsonProblem::BadEscape => "an escape in a string is not one of JSON's",
            JsonProblem::TooDeep => "values are nested more than 32 deep",
            JsonProblem::TrailingText => "more text follows behind the value",
        };
        write!(formatter, "not JSON at byte {}: {problem}", self.position)
    }
}

impl core::error::Error for JsonError {}

#[cfg(test)]
mod tests;
