//! The configuration file, and errors that name file, line and reason.

use std::path::{Path, PathBuf};

use serde_path_to_error::Segment;
use toml::de::{DeTable, DeValue};

use super::error::ConfigError;
use super::options::Options;
use super::server_tls::ServerTls;
use super::upstream::{Upstreams, is_name};

/// What a configuration file says; what it leaves out is `None`, empty or a default.
#[derive(Debug, Default)]
pub struct FileOptions {
    /// What the command line can say as well, but for the fields below.
    pub options: Options,
    /// The gateway's own certificate.
    pub tls: Option<ServerTls>,
    /// The upstreams.
    pub upstreams: Upstreams,
}

/// What is wrong, and where in the text.
struct Wrong {
    at: usize,
    reason: String,
}

impl FileOptions {
    /// Reads and checks the file at `path`. Paths in it are relative to its own folder.
    ///
    /// # Errors
    /// When it cannot be read, or with the first thing in it that is wrong.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| ConfigError::unreadable("the configuration", path, &cause))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        Self::parse(&text, folder).map_err(|Wrong { at, reason }| {
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            ConfigError(format!("{}:{line}: {reason}", path.display()))
        })
    }

    fn parse(text: &str, folder: &Path) -> Result<Self, Wrong> {
        let document = toml::Deserializer::parse(text).map_err(|error| Wrong::from_toml(None, &error))?;
        let mut options: Options = serde_path_to_error::deserialize(document)
            .map_err(|error| Wrong::from_toml(Some(error.path()), error.inner()))?;
        let wrong = |keys: &[&str], reason: String| Wrong { at: position(text, keys).unwrap_or_default(), reason };
        if options.page == Some(false) {
            let reason = "no page is served (page = false), so this has no effect";
            if options.dist.is_some() {
                return Err(wrong(&["page"], format!("dist: {reason}")));
            }
            if let Some(at) = position(text, &["connect-sources"]) {
                return Err(Wrong { at, reason: format!("connect-sources: {reason}") });
            }
        }
        for path in [&mut options.dist, &mut options.settings].into_iter().flatten() {
            *path = folder.join(&*path);
        }
        let mut tls = None;
        if let Some(mut keys) = options.tls.take() {
            let wrong = |error: ConfigError| wrong(&["tls"], format!("tls: {error}"));
            place(folder, [&mut keys.certificate, &mut keys.key, &mut keys.keep]).map_err(wrong)?;
            tls = Some(keys.into_server_tls().map_err(wrong)?);
        }
        let mut upstreams = Upstreams::default();
        for (name, mut keys) in std::mem::take(&mut options.upstreams) {
            if !is_name(&name) {
                let reason = format!("the upstream name '{name}' must be 1 to 32 of a-z, 0-9 and -");
                return Err(wrong(&["upstreams", &name], reason));
            }
            let wrong = |reason: String| wrong(&["upstreams", &name, "address"], format!("upstreams.{name}{reason}"));
            if let (Some((key, _)), Some(_), false) = (keys.first_about_tls(), &keys.address, keys.is_tls()) {
                let reason = "has no effect: the address is plain TCP; write mqtts:// for TLS";
                return Err(wrong(format!(".{key} {reason}")));
            }
            let unusable = |error| wrong(format!(": {error}"));
            place(folder, [&mut keys.root, &mut keys.client_certificate, &mut keys.client_key]).map_err(unusable)?;
            upstreams.insert(keys.into_upstream(&name).map_err(unusable)?);
        }
        Ok(Self { options, tls, upstreams })
    }
}

impl Wrong {
    /// What the parser says, with the key that it says it of.
    fn from_toml(path: Option<&serde_path_to_error::Path>, error: &toml::de::Error) -> Self {
        let message = error.message().replace('\n', ", ");
        let names = path.into_iter().flatten().filter_map(|segment| match segment {
            Segment::Map { key } => Some(key.as_str()),
            Segment::Seq { .. } | Segment::Enum { .. } | Segment::Unknown => None,
        });
        let key = names.collect::<Vec<_>>().join(".");
        // Such a message names the key itself.
        let reason =
            if key.is_empty() || message.starts_with("unknown field") { message } else { format!("{key}: {message}") };
        Self { at: error.span().unwrap_or_default().start, reason }
    }
}

/// Where in the text the value at `keys` begins, or the innermost table on the way to it.
fn position(text: &str, keys: &[&str]) -> Option<usize> {
    let root = DeTable::parse(text).ok()?;
    let mut table = root.get_ref();
    let mut at = None;
    for key in keys {
        let Some(value) = table.get(*key) else { break };
        at = Some(value.span().start);
        let DeValue::Table(inner) = value.get_ref() else { break };
        table = inner;
    }
    at
}

/// Makes paths of the file relative to its own folder, or to the one in which systemd hands over credentials.
fn place<const N: usize>(folder: &Path, paths: [&mut Option<PathBuf>; N]) -> Result<(), ConfigError> {
    for path in paths.into_iter().flatten() {
        let Ok(rest) = path.strip_prefix("${CREDENTIALS_DIRECTORY}") else {
            *path = folder.join(&*path);
            continue;
        };
        let Some(credentials) = std::env::var_os("CREDENTIALS_DIRECTORY") else {
            let reason = "CREDENTIALS_DIRECTORY is not set; systemd sets it for a unit with LoadCredential=";
            return Err(ConfigError(reason.to_owned()));
        };
        *path = Path::new(&credentials).join(rest);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
