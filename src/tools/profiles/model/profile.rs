//! One profile.

use enos::{ProductKey, SecureMode};
use foreign_text::{first_hidden, is_combining, is_plain_host};

use super::ProfileError;

/// Where to send, and for which product. Its parts can be read only: every profile has been looked at as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    name: String,
    gateway: String,
    product_key: String,
    mode: Option<SecureMode>,
}

impl Profile {
    /// The most characters of a name.
    pub const NAME_LIMIT: usize = 60;
    /// The most bytes of a gateway's address.
    pub const GATEWAY_LIMIT: usize = 512;

    /// Takes the parts of a profile; white space around them is let go. The product key may be empty.
    ///
    /// Whether a secret may travel to the gateway is decided by the form, as for an address that is typed.
    ///
    /// # Errors
    /// When a part is missing, too long, holds what it may not, or looks like it carries a secret.
    pub fn new(name: &str, gateway: &str, product_key: &str, mode: Option<SecureMode>) -> Result<Self, ProfileError> {
        let [name, gateway, product_key] = [name, gateway, product_key].map(str::trim);
        if [name, gateway, product_key].into_iter().any(holds_secret) {
            return Err(ProfileError::HoldsSecret);
        }
        let length = name.chars().count();
        if length == 0 {
            return Err(ProfileError::Missing("name"));
        }
        let joins_what_is_before = name.chars().next().is_some_and(is_combining);
        if length > Self::NAME_LIMIT || first_hidden(name).is_some() || joins_what_is_before {
            return Err(ProfileError::Name);
        }
        check_gateway(gateway)?;
        if !product_key.is_empty() {
            ProductKey::parse(product_key).map_err(|error| ProfileError::ProductKey(error.fault))?;
        }
        let [name, gateway, product_key] = [name, gateway, product_key].map(str::to_owned);
        Ok(Self { name, gateway, product_key, mode })
    }

    /// What somebody called it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The gateway's address: `wss://…`, `ws://…` to this very machine, or a path of the page's own server.
    #[must_use]
    pub fn gateway(&self) -> &str {
        &self.gateway
    }

    /// The gateway's host and port, to be shown before a profile of somebody else's is used. Empty for the page's own server.
    #[must_use]
    pub fn host(&self) -> &str {
        host_of(&self.gateway)
    }

    /// The product; may be empty.
    #[must_use]
    pub fn product_key(&self) -> &str {
        &self.product_key
    }

    /// How its devices log in, where that is said.
    #[must_use]
    pub const fn mode(&self) -> Option<SecureMode> {
        self.mode
    }
}

/// The word for a mode, in links and files.
pub(crate) const fn mode_word(mode: SecureMode) -> &'static str {
    match mode {
        SecureMode::Static => "static",
        SecureMode::Dynamic => "dynamic",
    }
}

/// The mode of a word.
pub(crate) fn mode_of(word: &str) -> Result<SecureMode, ProfileError> {
    [SecureMode::Static, SecureMode::Dynamic]
        .into_iter()
        .find(|mode| mode_word(*mode) == word)
        .ok_or(ProfileError::Mode)
}

/// Whether a text has a parameter with `secret` or `password` in its name, such as `secret=` or `device_secret:`.
pub(crate) fn holds_secret(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let is_named = |word: &str| {
        text.match_indices(word).any(|(place, _)| {
            let behind = text.get(place + word.len()..).unwrap_or_default();
            behind.trim_start_matches(['"', '\'', ' ']).starts_with(['=', ':', '＝', '：'])
        })
    };
    is_named("secret") || is_named("password") || is_named("密钥")
}

fn check_gateway(gateway: &str) -> Result<(), ProfileError> {
    if gateway.is_empty() {
        return Err(ProfileError::Missing("gateway"));
    }
    let starts = |head: &str| gateway.get(..head.len()).is_some_and(|front| front.eq_ignore_ascii_case(head));
    let is_path = gateway.starts_with('/') && !gateway.starts_with("//");
    let is_web_socket = is_path || starts("wss://") || starts("ws://");
    let is_foreign = |character: char| character.is_whitespace() || matches!(character, '#' | '@' | '\\');
    let holds_foreign = gateway.chars().any(is_foreign) || first_hidden(gateway).is_some();
    if !is_web_socket || gateway.len() > Profile::GATEWAY_LIMIT || holds_foreign {
        return Err(ProfileError::Gateway);
    }
    if !is_path && !is_plain_host(host_of(gateway)) {
        return Err(ProfileError::Host);
    }
    Ok(())
}

fn host_of(gateway: &str) -> &str {
    let behind = gateway.split_once("://").map_or("", |(_, behind)| behind);
    behind.split(['/', '?']).next().unwrap_or_default()
}
