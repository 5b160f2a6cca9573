//! What is written down about a row.

use activation::AttemptId;
use std::fmt;

use enos::{AssetId, DeviceKey, JsonError, ProductKey, Secret, Timestamp};

use crate::failure::FailureKind;
use crate::plan::RowId;

/// One record.
#[derive(Clone, Debug)]
pub enum Record {
    /// A row is about to be asked.
    Intent(Intent),
    /// A secret has arrived.
    Secret(Box<SecretRecord>),
    /// An attempt has ended without a secret.
    End(EndRecord),
    /// A secret has been handed over.
    HandOver(HandOverRecord),
}

/// A row is about to be asked. Without a secret or an end behind it, nobody knows whether EnOS has sent a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The row.
    pub row: RowId,
    /// The attempt, each of which has a number of its own.
    pub attempt: AttemptId,
    /// What it is for.
    pub purpose: Purpose,
    /// When it was written, before the connection was opened.
    pub at: Timestamp,
}

/// What an attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Dynamic activation: EnOS sends a new secret, which makes an older one worthless.
    Activate,
    /// A login with the secret in the list.
    LogIn,
    /// A login with the secret that has arrived, which proves it. It puts the device online, so that it cannot be activated again.
    Verify,
}

/// A secret that has arrived. It names the device, so that it is of use without any other record.
#[derive(Clone, Debug)]
pub struct SecretRecord {
    /// The row.
    pub row: RowId,
    /// The attempt.
    pub attempt: AttemptId,
    /// Its place among the secrets of that attempt, from 0. A later one makes the earlier ones worthless.
    pub place: u32,
    /// When it arrived.
    pub at: Timestamp,
    /// The product.
    pub product_key: ProductKey,
    /// The device.
    pub device_key: DeviceKey,
    /// The asset, as far as EnOS has named one.
    pub asset_id: AssetId,
    /// The secret.
    pub device_secret: Secret,
}

/// An attempt has ended without a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndRecord {
    /// The row.
    pub row: RowId,
    /// The attempt.
    pub attempt: AttemptId,
    /// How.
    pub end: End,
    /// When.
    pub at: Timestamp,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// CONNECT was never sent: EnOS knows nothing of the attempt.
    NotSent,
    /// EnOS accepted the login.
    LoggedIn,
    /// It failed.
    Failed(FailureKind),
    /// CONNECT may have been sent, and nobody knows what became of it.
    Unknown,
}

/// A secret has been handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandOverRecord {
    /// The row.
    pub row: RowId,
    /// How.
    pub how: HandOver,
    /// When.
    pub at: Timestamp,
}

/// How a secret was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOver {
    /// In a file that somebody has saved.
    File,
    /// By the clipboard.
    Copy,
    /// As a code that was scanned.
    Code,
    /// Shown, and ticked off by a person.
    Shown,
}

/// How well a record has to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It must be on the disk: it holds a secret that exists nowhere else.
    Strict,
    /// It must outlive the program.
    Relaxed,
}

/// Why a text is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordError {
    /// It is damaged.
    Json(JsonError),
    /// It comes from a later version of the page.
    Version {
        /// That version.
        version: u64,
    },
    /// A member is missing, or holds what it cannot hold.
    Member(&'static str),
}

impl Record {
    /// The row that it is about.
    #[must_use]
    pub const fn row(&self) -> RowId {
        match self {
            Self::Intent(intent) => intent.row,
            Self::Secret(secret) => secret.row,
            Self::End(end) => end.row,
            Self::HandOver(hand_over) => hand_over.row,
        }
    }

    /// How well it has to be kept.
    #[must_use]
    pub const fn durability(&self) -> Durability {
        match self {
            Self::Secret(_) => Durability::Strict,
            Self::Intent(_) | Self::End(_) | Self::HandOver(_) => Durability::Relaxed,
        }
    }
}

impl Purpose {
    pub(super) const ALL: [Self; 3] = [Self::Activate, Self::LogIn, Self::Verify];

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::LogIn => "login",
            Self::Verify => "verify",
        }
    }
}

impl HandOver {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::File, Self::Copy, Self::Code, Self::Shown];

    /// A word for it, the same in every language, for files and for the journal.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Copy => "clipboard",
            Self::Code => "code",
            Self::Shown => "shown",
        }
    }
}

impl From<JsonError> for RecordError {
    fn from(error: JsonError) -> Self {
        Self::Json(error)
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(formatter, "the record is damaged: {error}"),
            Self::Version { version } => write!(formatter, "the record has version {version}, and 1 is known"),
            Self::Member(name) => write!(formatter, "the record has no usable {name:?}"),
        }
    }
}

impl std::error::Error for RecordError {}
