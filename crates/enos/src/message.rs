//! The message with which EnOS hands a device its secret.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

use crate::json::{Kind, Reader};
use crate::{AssetId, DeviceKey, JsonError, ProductKey, Secret, SecretError};

/// What EnOS publishes on [`activation_topic`](crate::activation_topic): a JSON object with `id`, `version` "1.0",
/// `method` "thing.activate.info" and `params` that hold `assetId`, `productKey`, `deviceKey` and `deviceSecret`.
#[derive(Clone, Debug)]
pub struct ActivationMessage {
    /// The message's id, which the reply repeats. At most 256 bytes.
    pub id: Box<str>,
    /// The device's asset, as far as EnOS names one.
    pub asset_id: AssetId,
    /// The device's own secret.
    pub device_secret: Secret,
}

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
    /// `params.productKey`
    ProductKey,
    /// `params.deviceKey`
    DeviceKey,
    /// `params.deviceSecret`
    DeviceSecret,
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
    OtherDevice {
        /// The key that differs.
        field: MessageField,
        /// What came instead.
        value: Box<str>,
    },
    /// The device secret cannot be one.
    BadSecret(SecretError),
}

impl ActivationMessage {
    /// The most bytes that are read.
    pub const LIMIT: usize = 16 * 1024;

    /// Reads the message and checks that it is meant for this device.
    ///
    /// Fields that the specification does not name are passed over. `assetId` may be anything: what cannot be used is
    /// [`AssetId::Unusable`].
    ///
    /// # Errors
    /// When the payload is anything else than the specified message, or is for another device.
    pub fn parse(payload: &[u8], product_key: &ProductKey, device_key: &DeviceKey) -> Result<Self, MessageError> {
        if payload.len() > Self::LIMIT {
            return Err(MessageError::TooLarge { length: payload.len() });
        }
        let text =
            core::str::from_utf8(payload).map_err(|error| MessageError::NotUtf8 { position: error.valid_up_to() })?;
        let fields = Fields::read(text)?;

        exactly(MessageField::Version, "1.0", fields.version)?;
        exactly(MessageField::Method, "thing.activate.info", fields.method)?;
        let params = fields.params.ok_or(MessageError::Missing(MessageField::Params))?;
        same_key(MessageField::ProductKey, product_key.as_str(), params.product_key)?;
        same_key(MessageField::DeviceKey, device_key.as_str(), params.device_key)?;
        let secret = present(MessageField::DeviceSecret, params.device_secret)?;
        Ok(Self {
            id: present(MessageField::Id, fields.id)?.as_str().into(),
            asset_id: params.asset_id.unwrap_or_default(),
            device_secret: Secret::parse(&secret).map_err(MessageError::BadSecret)?,
        })
    }
}

type Text = Option<Zeroizing<String>>;

/// The message as it came, before anything in it is checked.
#[derive(Default)]
struct Fields {
    id: Text,
    version: Text,
    method: Text,
    params: Option<Params>,
}

#[derive(Default)]
struct Params {
    asset_id: Option<AssetId>,
    product_key: Text,
    device_key: Text,
    device_secret: Text,
}

impl Fields {
    fn read(text: &str) -> Result<Self, MessageError> {
        let mut reader = Reader::new(text);
        if reader.kind()? != Kind::Object {
            return Err(MessageError::NotAnObject);
        }
        let mut fields = Self::default();
        reader.object(|reader, name| match name {
            "id" => take_text(reader, MessageField::Id, &mut fields.id),
            "version" => take_text(reader, MessageField::Version, &mut fields.version),
            "method" => take_text(reader, MessageField::Method, &mut fields.method),
            "params" => {
                if fields.params.is_some() {
                    return Err(MessageError::Duplicate(MessageField::Params));
                }
                fields.params = Some(Params::read(reader)?);
                Ok(())
            }
            _ => Ok(reader.skip()?),
        })?;
        reader.end()?;
        Ok(fields)
    }
}

impl Params {
    fn read(reader: &mut Reader<'_>) -> Result<Self, MessageError> {
        if reader.kind()? != Kind::Object {
            return Err(MessageError::WrongType(MessageField::Params));
        }
        let mut params = Self::default();
        reader.object(|reader, name| match name {
            "assetId" => params.take_asset_id(reader),
            "productKey" => take_text(reader, MessageField::ProductKey, &mut params.product_key),
            "deviceKey" => take_text(reader, MessageField::DeviceKey, &mut params.device_key),
            "deviceSecret" => take_text(reader, MessageField::DeviceSecret, &mut params.device_secret),
            _ => Ok(reader.skip()?),
        })?;
        Ok(params)
    }

    fn take_asset_id(&mut self, reader: &mut Reader<'_>) -> Result<(), MessageError> {
        let asset_id = match reader.kind()? {
            Kind::Text => AssetId::parse(&reader.text()?),
            Kind::Number => AssetId::parse(reader.number()?),
            kind @ (Kind::Null | Kind::Object | Kind::Array | Kind::Bool) => {
                reader.skip()?;
                if kind == Kind::Null { AssetId::Absent } else { AssetId::Unusable }
            }
        };
        let is_first = self.asset_id.is_none();
        self.asset_id = Some(if is_first { asset_id } else { AssetId::Unusable });
        Ok(())
    }
}

const FIELD_LIMIT: usize = 256;

fn take_text(reader: &mut Reader<'_>, field: MessageField, into: &mut Text) -> Result<(), MessageError> {
    if into.is_some() {
        return Err(MessageError::Duplicate(field));
    }
    if reader.kind()? != Kind::Text {
        return Err(MessageError::WrongType(field));
    }
    let text = reader.text()?;
    // The secret has a limit of its own.
    if text.len() > FIELD_LIMIT && field != MessageField::DeviceSecret {
        return Err(MessageError::TooLong(field));
    }
    *into = Some(text);
    Ok(())
}

fn present(field: MessageField, text: Text) -> Result<Zeroizing<String>, MessageError> {
    text.ok_or(MessageError::Missing(field))
}

fn exactly(field: MessageField, expected: &str, text: Text) -> Result<(), MessageError> {
    let text = present(field, text)?;
    if *text == expected { Ok(()) } else { Err(MessageError::Unexpected { field, value: text.as_str().into() }) }
}

fn same_key(field: MessageField, expected: &str, text: Text) -> Result<(), MessageError> {
    let text = present(field, text)?;
    if *text == expected { Ok(()) } else { Err(MessageError::OtherDevice { field, value: text.as_str().into() }) }
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
            Self::ProductKey => "params.productKey",
            Self::DeviceKey => "params.deviceKey",
            Self::DeviceSecret => "params.deviceSecret",
        }
    }
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
            Self::WrongType(field) => write!(formatter, "{} is of the wrong type", field.name()),
            Self::TooLong(field) => write!(formatter, "{} has more than {FIELD_LIMIT} bytes", field.name()),
            Self::Unexpected { field, value } => write!(formatter, "{} is {value:?}", field.name()),
            Self::OtherDevice { field, value } => {
                write!(formatter, "the message is for another device: {} is {value:?}", field.name())
            }
            Self::BadSecret(error) => write!(formatter, "the device secret cannot be used: {error}"),
        }
    }
}

impl core::error::Error for MessageError {}
