//! JSON that devices send, as a tree.

use alloc::string::String;
use alloc::vec::Vec;

use enos::{JsonError, JsonKind, JsonReader};

/// A value. What no request needs is not kept.
#[derive(Debug)]
pub(crate) enum Json {
    Text(String),
    /// As it is written.
    Number(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    /// `true`, `false` or `null`.
    Other,
}

impl Json {
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = JsonReader::new(core::str::from_utf8(bytes).ok()?);
        let value = Self::read(&mut reader).ok()?;
        reader.end().ok()?;
        Some(value)
    }

    /// A member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// A member that is a string, or a number as it is written.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::List(_) | Self::Object(_) | Self::Other => None,
        }
    }

    fn read(reader: &mut JsonReader<'_>) -> Result<Self, JsonError> {
        Ok(match reader.kind()? {
            JsonKind::Text => Self::Text(reader.text()?.as_str().into()),
            JsonKind::Number => Self::Number(reader.number()?.into()),
            JsonKind::Array => {
                let mut items = Vec::new();
                reader.array(|reader| {
                    items.push(Self::read(reader)?);
                    Ok::<(), JsonError>(())
                })?;
                Self::List(items)
            }
            JsonKind::Object => {
                let mut members = Vec::new();
                reader.object(|reader, name| {
                    members.push((name.into(), Self::read(reader)?));
                    Ok::<(), JsonError>(())
                })?;
                Self::Object(members)
            }
            JsonKind::Bool | JsonKind::Null => {
                reader.skip()?;
                Self::Other
            }
        })
    }
}
