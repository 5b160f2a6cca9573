//! One device of a session.

use enos::{Fingerprint, Secret, SecureMode, Timestamp};

/// One attempt and what came of it, borrowed from wherever it is kept.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// When it began.
    pub at: Timestamp,
    /// The product.
    pub product_key: &'a str,
    /// The device.
    pub device_key: &'a str,
    /// The device's own identifier.
    pub client_id: &'a str,
    /// How it logged in.
    pub mode: SecureMode,
    /// What came of it.
    pub ended: Ended<'a>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// The mark of the secret that came.
    pub fingerprint: Option<Fingerprint>,
    /// The asset that EnOS named.
    pub asset_id: Option<&'a str>,
    /// Through which gateway; empty for the demo inside the page.
    pub gateway: &'a str,
    /// The secret that came. It is written only when [`Secrets::Included`] is asked for.
    pub secret: Option<&'a Secret>,
}

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended<'a> {
    /// It is still running, or was left.
    Unfinished,
    /// A secret came.
    Activated,
    /// A secret came, and a login with it was accepted.
    Verified,
    /// A secret came, and later another one for the same device, which made it invalid.
    Replaced,
    /// The login that was asked for was accepted.
    LoggedIn,
    /// It failed, for this reason.
    Failed(&'a str),
}

/// Whether secrets are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Secrets {
    /// They are not.
    #[default]
    LeftOut,
    /// They are, in a column of their own.
    Included,
}

impl Ended<'_> {
    /// The word in the file, the same in every language.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::Activated => "activated",
            Self::Verified => "activated and proven",
            Self::Replaced => "replaced",
            Self::LoggedIn => "logged in",
            Self::Failed(_) => "failed",
        }
    }

    pub(crate) const fn reason(&self) -> &str {
        match self {
            Self::Failed(reason) => reason,
            Self::Unfinished | Self::Activated | Self::Verified | Self::Replaced | Self::LoggedIn => "",
        }
    }
}

/// The word for a mode in the file.
pub(crate) const fn mode_word(mode: SecureMode) -> &'static str {
    match mode {
        SecureMode::Static => "static",
        SecureMode::Dynamic => "dynamic",
    }
}

impl Row<'_> {
    /// The secret's text, when there is one and it is asked for.
    pub(crate) fn secret_text(&self, secrets: Secrets) -> &str {
        match (secrets, self.secret) {
            (Secrets::Included, Some(secret)) => secret.expose(),
            (Secrets::Included, None) | (Secrets::LeftOut, _) => "",
        }
    }
}
