//! The settings that the page reads from `/settings.json`.

use std::path::Path;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::error::ConfigError;
use super::upstream::{DEFAULT_NAME, Upstreams};

/// What the page is told where nobody gave a file: the gateway stands beside the page, wherever that is.
const DEFAULT: &str = r#"{"gateway":"mqtt"}"#;

/// The text of `/settings.json`; it is a JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSettings(Bytes);

impl PageSettings {
    /// Reads and checks the file at `path`.
    ///
    /// # Errors
    /// When it cannot be read or holds no JSON object. The error does not repeat what the file holds.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let bytes = std::fs::read(path).map_err(|cause| ConfigError::unreadable("the settings file", path, &cause))?;
        let path = path.display();
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(_)) => Ok(Self(bytes.into())),
            Ok(_) => Err(ConfigError(format!(
                "{path}:1: the settings must be a JSON object such as {{\"gateway\": \"/mqtt\"}}"
            ))),
            Err(error) => {
                Err(ConfigError(format!("{path}:{}:{}: the settings are not valid JSON", error.line(), error.column())))
            }
        }
    }

    /// The same, with what the page has to know of its gateway: the paths of the bridge behind which everybody on the way can
    /// read what passes, as `"upstreams": {"/mqtt": "plain"}`, and whether it may open no connection ahead of its use, as
    /// `"preconnect": false`.
    #[must_use]
    pub fn for_page(&self, upstreams: &Upstreams, preconnect: bool) -> Self {
        let path = |name: &str| if name == DEFAULT_NAME { "/mqtt".to_owned() } else { format!("/mqtt/{name}") };
        let readable = upstreams.iter().filter(|upstream| upstream.is_readable_on_the_way());
        let readable: Map<_, _> = readable.map(|upstream| (path(&upstream.name), "plain".into())).collect();
        let readable = (!readable.is_empty()).then(|| ("upstreams".to_owned(), Value::Object(readable)));
        let preconnect = (!preconnect).then(|| ("preconnect".to_owned(), Value::Bool(false)));
        let added: Vec<_> = readable.into_iter().chain(preconnect).collect();
        match serde_json::from_slice(&self.0) {
            Ok(Value::Object(mut settings)) if !added.is_empty() => {
                settings.extend(added);
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
