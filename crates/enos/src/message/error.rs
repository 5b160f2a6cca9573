use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use super::ActivationMessage;
use super::fields::FIELD_LIMIT;
use crate::{JsonError, SecretError};

/// A field of the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageField {
    /// `id`
    Id,
    /// `version`
    Version,
    /// `method`
    Method,
    /// `params`
    Params,
    /// `params.assetId`
    AssetId,
    /// `params.productKey`
    ProductKey,
    /// `params.deviceKey`
    DeviceKey,
    /// `params.deviceSecret`
    DeviceSecret,
}

/// A key in a message that is not the device's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyDifference {
    /// The key that differs: product key or device key.
    pub field: MessageField,
    /// The device's own key.
    pub expected: Box<str>,
    /// What came instead.
    pub value: Box<str>,
}

/// Says why a message was not taken, without a trace of the secret in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageError {
    /// More bytes than an activation message can have.
    TooLarge {
        /// The bytes that came.
        length: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// Where it stops being UTF-8, counted in bytes from 0.
        position: usize,
    },
    /// Not JSON.
    NotJson(JsonError),
    /// JSON, but not an object.
    NotAnObject,
    /// A field is not there.
    Missing(MessageField),
    /// A field is there twice.
    Duplicate(MessageField),
    /// A field holds another kind of value than the specification says.
    WrongType(MessageField),
    /// A field is longer than 256 bytes.
    TooLong(MessageField),
    /// `version` or `method` is not the one that is specified.
    Unexpected {
        /// Which of the two.
        field: MessageField,
        /// What came instead.
        value: Box<str>,
    },
    /// The message is for another device or product.
    OtherDevice(Vec<KeyDifference>),
    /// The device secret cannot be one.
    BadSecret(SecretError),
}

impl MessageField {
    /// The field as it stands in the message.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Version => "version",
            Self::Method => "method",
            Self::Params => "params",
            Self::AssetId => "params.assetId",
            Self::ProductKey => "params.productKey",
            Self::DeviceKey => "params.deviceKey",
            Self::DeviceSecret => "params.deviceSecret",
        }
    }
}

impl MessageError {
    /// Whether nothing is wrong with the message but that it is for another device.
    #[must_use]
    pub const fn is_for_another_device(&self) -> bool {
        matches!(self, Self::OtherDevice(_))
    }

    /// The same, where that many bytes stand in front of the text that was read.
    pub(super) fn behind(self, skipped: usize) -> Self {
        if let Self::NotJson(error) = self {
            Self::NotJson(JsonError { position: error.position + skipped, ..error })
        } else {
            self
        }
    }
}

impl KeyDifference {
    /// The same, without the secret where the value holds it.
    pub(super) fn without(self, secret: &str) -> Self {
        Self { value: without(&self.value, secret), ..self }
    }
}

/// The value, or dots where it holds the secret: a cloud that mixes up its fields must not make us show it.
pub(super) fn without(value: &str, secret: &str) -> Box<str> {
    if !secret.is_empty() && value.contains(secret) { "…".into() } else { value.into() }
}

impl From<JsonError> for MessageError {
    fn from(error: JsonError) -> Self {
        Self::NotJson(error)
    }
}

impl fmt::Display for MessageError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { length } => {
                write!(formatter, "the message has {length} bytes, and at most {} are read", ActivationMessage::LIMIT)
            }
            Self::NotUtf8 { position } => write!(formatter, "the message is not UTF-8 at byte {position}"),
            Self::NotJson(error) => write!(formatter, "the message is {error}"),
            Self::NotAnObject => formatter.write_str("the message is not a JSON object"),
            Self::Missing(field) => write!(formatter, "the message has no {}", field.name()),
            Self::Duplicate(field) => write!(formatter, "the message has {} twice", field.name()),
            Self::WrongType(field) => write!(formatter, "{} has the wrong type", field.name()),
            Self::TooLong(field) => write!(formatter, "{} has more than {FIELD_LIMIT} bytes", field.name()),
            Self::Unexpected { field, value } => write!(formatter, "{} is {value:?}", field.name()),
            Self::OtherDevice(differences) => {
                formatter.write_str("the message is for another device")?;
                for (index, KeyDifference { field, expected, value }) in differences.iter().enumerate() {
                    let joint = if index == 0 { ": " } else { ", " };
                    write!(formatter, "{joint}{} is {value:?} and not {expected:?}", field.name())?;
                }
                Ok(())
            }
            Self::BadSecret(error) => write!(formatter, "the device secret cannot be used: {error}"),
        }
    }
}

impl core::error::Error for MessageError {}
