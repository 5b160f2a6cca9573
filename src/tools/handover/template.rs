//! A technician's own way to write down what a device needs.

use enos::{Identity, Secret, quote};
use foreign_text::{ForeignText, Hidden, hidden};

use super::TemplateError;
use crate::form::TypedSecret;

/// A template that was understood, such as `AT+KEY="{deviceKey}","{deviceSecret}"\r\n`.
///
/// `{{` stands for an opening brace; a closing one stands for itself. `\n`, `\r`, `\t` and `\\` are a line break, a return, a tab
/// and a backslash. `{deviceKey:json}` puts a value in between double quotation marks, as JSON, C and AT commands read them,
/// `{deviceKey:sh}` between single ones, as a shell does. Without that a value is put in as it is, and one that would end its
/// line or its quotation marks is refused: whoever answers as EnOS must not write commands into a technician's terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyTemplate(Vec<Piece>);

/// What can be put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// The product key.
    ProductKey,
    /// The device key.
    DeviceKey,
    /// The client id, without the parameters that stand behind it in CONNECT.
    ClientId,
    /// The device secret.
    DeviceSecret,
    /// The asset; nothing where EnOS named none.
    AssetId,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Value(Placeholder, Quoting),
}

/// What is put around a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    None,
    Json,
    Shell,
}

/// Says that a value would break the line in which it is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreaksLine {
    /// Which value.
    pub placeholder: Placeholder,
    /// The first character that would do so.
    pub character: char,
}

impl CopyTemplate {
    /// The most characters that a template may have.
    pub const LIMIT: usize = 1024;

    /// Reads a template.
    ///
    /// # Errors
    /// When it is empty or too long, or holds a placeholder or an escape that nobody knows.
    pub fn parse(template: &str) -> Result<Self, TemplateError> {
        let length = template.chars().count();
        if length == 0 {
            return Err(TemplateError::Empty);
        }
        if length > Self::LIMIT {
            return Err(TemplateError::TooLong { length });
        }
        let mut pieces = Vec::new();
        let mut text = String::new();
        let mut rest = template;
        while let Some(start) = rest.find(['{', '\\']) {
            let (before, marked) = rest.split_at(start);
            text.push_str(before);
            let position = length - marked.chars().count() + 1;
            rest = if let Some(escape) = marked.strip_prefix('\\') {
                let (character, behind) = escaped(escape).ok_or(TemplateError::Escape { position })?;
                text.push(character);
                behind
            } else if let Some(behind) = marked.strip_prefix("{{") {
                text.push('{');
                behind
            } else {
                let (name, behind) = marked
                    .get(1..)
                    .and_then(|inner| inner.split_once('}'))
                    .ok_or(TemplateError::Unclosed { position })?;
                let (placeholder, quoting) =
                    from_name(name).ok_or_else(|| TemplateError::Unknown { name: name.to_owned(), position })?;
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Value(placeholder, quoting));
                behind
            };
        }
        text.push_str(rest);
        pieces.push(Piece::Text(text));
        Ok(Self(pieces))
    }

    /// Whether a value is asked for.
    #[must_use]
    pub fn asks_for(&self, placeholder: Placeholder) -> bool {
        self.0.iter().any(|piece| matches!(piece, Piece::Value(asked, _) if *asked == placeholder))
    }

    /// Puts the values in.
    ///
    /// # Errors
    /// When a value would break its line.
    pub fn write(
        &self,
        identity: &Identity,
        asset_id: Option<&ForeignText>,
        secret: &Secret,
    ) -> Result<TypedSecret, BreaksLine> {
        let value = |placeholder: Placeholder| match placeholder {
            Placeholder::ProductKey => identity.product_key.as_str(),
            Placeholder::DeviceKey => identity.device_key.as_str(),
            Placeholder::ClientId => identity.client_id.as_str(),
            Placeholder::DeviceSecret => secret.expose(),
            Placeholder::AssetId => asset_id.map_or("", ForeignText::as_received),
        };
        let mut pieces = Vec::with_capacity(self.0.len());
        for (place, piece) in self.0.iter().enumerate() {
            pieces.push(match piece {
                Piece::Text(text) => TypedSecret::new(text.clone()),
                Piece::Value(placeholder, quoting) => {
                    let text = value(*placeholder);
                    let breaks = |character: &char| match quoting {
                        Quoting::None => self.around(place).is_broken_by(*character),
                        Quoting::Json | Quoting::Shell => acts(*character),
                    };
                    if let Some(character) = text.chars().find(breaks) {
                        return Err(BreaksLine { placeholder: *placeholder, character });
                    }
                    TypedSecret::new(match quoting {
                        Quoting::None => text.to_owned(),
                        Quoting::Json => quote(text),
                        Quoting::Shell => ["'", &text.replace('\'', r"'\''"), "'"].concat(),
                    })
                }
            });
        }
        // `concat` measures first, so no copy of the secret stays behind in a text that was outgrown.
        Ok(TypedSecret::new(pieces.iter().map(TypedSecret::expose).collect::<Vec<_>>().concat()))
    }

    /// What stands around a value: between two texts, the one in front of it and the one behind it.
    fn around(&self, place: usize) -> Around {
        let text = |place: Option<usize>| match place.and_then(|place| self.0.get(place)) {
            Some(Piece::Text(text)) => text.as_str(),
            Some(Piece::Value(..)) | None => "",
        };
        let (before, behind) = (text(place.checked_sub(1)), text(place.checked_add(1)));
        let is_within = |mark: char| before.ends_with(mark) && behind.starts_with(mark);
        let is_alone = self.0.iter().all(|piece| match piece {
            Piece::Text(text) => text.trim().is_empty(),
            Piece::Value(..) => true,
        });
        if is_within('"') {
            Around::Double
        } else if is_within('\'') {
            Around::Single
        } else if is_alone {
            Around::Nothing
        } else {
            Around::Text
        }
    }
}

/// What stands around a value in a template.
#[derive(Clone, Copy)]
enum Around {
    /// Double quotation marks.
    Double,
    /// Single quotation marks.
    Single,
    /// No other text in the whole template.
    Nothing,
    /// Anything else.
    Text,
}

impl Around {
    fn is_broken_by(self, character: char) -> bool {
        acts(character)
            || match self {
                Self::Double => matches!(character, '"' | '\\' | '$' | '`'),
                Self::Single => character == '\'',
                Self::Nothing => false,
                Self::Text => "\"'`\\,;$&|<>".contains(character),
            }
    }
}

/// Whether a character ends a line, starts a terminal's command, or turns the line around.
fn acts(character: char) -> bool {
    matches!(hidden(character), Some(Hidden::Control | Hidden::Direction))
}

/// A placeholder's name, and how its value is to be quoted.
fn from_name(name: &str) -> Option<(Placeholder, Quoting)> {
    let (name, quoting) = match name.split_once(':') {
        None => (name, Quoting::None),
        Some((name, "json")) => (name, Quoting::Json),
        Some((name, "sh")) => (name, Quoting::Shell),
        Some(_) => return None,
    };
    Some((Placeholder::from_name(name)?, quoting))
}

impl Placeholder {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::ProductKey, Self::DeviceKey, Self::ClientId, Self::DeviceSecret, Self::AssetId];

    /// What stands between the braces.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProductKey => "productKey",
            Self::DeviceKey => "deviceKey",
            Self::ClientId => "clientId",
            Self::DeviceSecret => "deviceSecret",
            Self::AssetId => "assetId",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|placeholder| placeholder.name() == name)
    }
}

/// The character that is meant, and what follows.
fn escaped(behind_backslash: &str) -> Option<(char, &str)> {
    let mut characters = behind_backslash.chars();
    let character = match characters.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '\\' => '\\',
        _ => return None,
    };
    Some((character, characters.as_str()))
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
