//! Why a template was refused.

use foreign_text::visible;

use super::{BreaksLine, CopyTemplate, Placeholder};
use crate::i18n::{Language, Template, fill};

/// What is wrong with a template. Places are counted in characters from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// There is nothing in it.
    Empty,
    /// It has more characters than [`CopyTemplate::LIMIT`].
    TooLong {
        /// The characters given.
        length: usize,
    },
    /// Braces around something that is no placeholder.
    Unknown {
        /// What stands between the braces.
        name: String,
        /// Where the brace stands.
        position: usize,
    },
    /// An opening brace without a closing one.
    Unclosed {
        /// Where it stands.
        position: usize,
    },
    /// A backslash in front of something else than `n`, `r`, `t` or another backslash.
    Escape {
        /// Where the backslash stands.
        position: usize,
    },
}

impl TemplateError {
    /// The sentence to show at the field.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let with = |words: Template, values: &[&str]| fill(language.say(words), values);
        match self {
            Self::Empty => with(Template::Empty, &[]),
            Self::TooLong { length } => {
                with(Template::TooLong, &[&length.to_string(), &CopyTemplate::LIMIT.to_string()])
            }
            Self::Unknown { name, position } => {
                let braced = ["{", &visible(name), "}"].concat();
                with(Template::Unknown, &[&braced, &position.to_string()])
            }
            Self::Unclosed { position } => with(Template::Unclosed, &[&position.to_string()]),
            Self::Escape { position } => with(Template::Escape, &[&position.to_string()]),
        }
    }
}

impl BreaksLine {
    /// The sentence to show at the field. It does not say which character of a secret it is.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let name = self.placeholder.name();
        let [plain, quoted] = ["}", ":json}"].map(|end| ["{", name, end].concat());
        let words = match self.placeholder {
            Placeholder::DeviceSecret => Template::SecretBreaks,
            Placeholder::ProductKey | Placeholder::DeviceKey | Placeholder::ClientId | Placeholder::AssetId => {
                Template::ValueBreaks
            }
        };
        let character = visible(self.character.encode_utf8(&mut [0; 4]));
        fill(language.say(words), &[&plain, &quoted, &character])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(template: &str, language: Language) -> String {
        CopyTemplate::parse(template).unwrap_err().words(language)
    }

    #[test]
    fn names_the_placeholder_and_the_place() {
        assert_eq!(said("a{secret}", Language::English), "“{secret}” is not a placeholder (character 2).");
        assert_eq!(said("设{x}", Language::Chinese), "“{x}”不是占位符（第 2 个字符）。");
        assert_eq!(
            said(r"AT+\x", Language::English),
            "The backslash at character 4 starts no known escape. For a literal backslash, type it twice."
        );
    }

    #[test]
    fn tells_the_limit() {
        assert_eq!(said(&"x".repeat(1_025), Language::English), "The template has 1025 characters; the limit is 1024.");
        assert_eq!(said("", Language::English), "The template is empty.");
    }
}
