//! The settings that the page reads from `/settings.json`.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use serde_json::{Map, Value};

use super::{DEFAULT_NAME, Upstreams};

/// What the page is told where nobody gave a file: the gateway stands beside the page, wherever that is.
const DEFAULT: &str = r#"{"gateway":"mqtt"}"#;

/// The text of `/settings.json`; it is a JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSettings(Bytes);

/// Why a file cannot be the page's settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// It cannot be read.
    #[error("the settings file '{}' cannot be read: {cause}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// It is not JSON.
    #[error("{}:{line}:{column}: the settings are not valid JSON", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is JSON, but no object.
    #[error("{}:1: the settings must be a JSON object such as {{\"gateway\": \"/mqtt\"}}", path.display())]
    NoObject {
        /// The file.
        path: PathBuf,
    },
}

impl PageSettings {
    /// Reads and checks the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read or holds no JSON object. The error does not repeat what the file holds.
    pub fn read(path: &Path) -> Result<Self, SettingsError> {
        let path = path.to_owned();
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(cause) => return Err(SettingsError::Read { path, cause }),
        };
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(_)) => Ok(Self(bytes.into())),
            Ok(_) => Err(SettingsError::NoObject { path }),
            Err(error) => Err(SettingsError::Json { path, line: error.line(), column: error.column() }),
        }
    }

    /// The same, with the paths of the bridge behind which everybody on the way can read what passes, if there are any:
    /// `"upstreams": {"/mqtt": "plain"}`.
    #[must_use]
    pub fn with_upstreams(&self, upstreams: &Upstreams) -> Self {
        let path = |name: &str| if name == DEFAULT_NAME { "/mqtt".to_owned() } else { format!("/mqtt/{name}") };
        let readable = upstreams.iter().filter(|upstream| upstream.is_readable_on_the_way());
        let known: Map<_, _> = readable.map(|upstream| (path(upstream.name()), "plain".into())).collect();
        match serde_json::from_slice(&self.0) {
            Ok(Value::Object(mut settings)) if !known.is_empty() => {
                settings.insert("upstreams".to_owned(), Value::Object(known));
                Self(Value::Object(settings).to_string().into())
            }
            Ok(_) | Err(_) => self.clone(),
        }
    }

    /// The text.
    #[must_use]
    pub fn bytes(&self) -> Bytes {
        self.0.clone()
    }
}

impl Default for PageSettings {
    fn default() -> Self {
        Self(Bytes::from_static(DEFAULT.as_bytes()))
    }
}
