//! A technician's own way to write down what a device needs.

use enos::{Identity, Secret};

use super::TemplateError;
use crate::form::TypedSecret;

/// A template that was understood, such as `AT+KEY="{deviceKey}","{deviceSecret}"\r\n`.
///
/// `{{` stands for an opening brace; a closing one stands for itself. `\n`, `\r`, `\t` and `\\` are a line break, a return, a tab
/// and a backslash. Values are put in as they are: what quotes them, and what a quote inside them does, is up to the template.
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
    Value(Placeholder),
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
                let placeholder = Placeholder::of_name(name)
                    .ok_or_else(|| TemplateError::Unknown { name: name.to_owned(), position })?;
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Value(placeholder));
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
        self.0.contains(&Piece::Value(placeholder))
    }

    /// Puts the values in.
    #[must_use]
    pub fn write(&self, identity: &Identity, asset_id: Option<&str>, secret: &Secret) -> TypedSecret {
        let pieces: Vec<&str> = self
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Value(Placeholder::ProductKey) => identity.product_key.as_str(),
                Piece::Value(Placeholder::DeviceKey) => identity.device_key.as_str(),
                Piece::Value(Placeholder::ClientId) => identity.client_id.as_str(),
                Piece::Value(Placeholder::DeviceSecret) => secret.expose(),
                Piece::Value(Placeholder::AssetId) => asset_id.unwrap_or_default(),
            })
            .collect();
        // `concat` measures first, so no copy of the secret stays behind in a text that was outgrown.
        TypedSecret::new(pieces.concat())
    }
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

    fn of_name(name: &str) -> Option<Self> {
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
