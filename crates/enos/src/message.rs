//! The message with which EnOS hands a device its secret.

mod error;
mod fields;
mod payload;
mod remark;

use alloc::boxed::Box;
use alloc::vec::Vec;

use zeroize::Zeroizing;

use crate::{AssetId, DeviceKey, ProductKey, Secret};

pub use error::{KeyDifference, MessageError, MessageField};
pub use remark::Remark;

use fields::{Fields, Value};

/// What EnOS publishes on [`activation_topic`](crate::activation_topic): a JSON object with `id`, `version` "1.0",
/// `method` "thing.activate.info" and `params` that hold `assetId`, `productKey`, `deviceKey` and `deviceSecret`.
#[derive(Clone, Debug)]
pub struct ActivationMessage {
    /// The message's id, which the reply repeats; `None` where it has none that can be repeated.
    pub id: Option<MessageId>,
    /// The device's asset, as far as EnOS names one.
    pub asset_id: AssetId,
    /// The device's own secret.
    pub device_secret: Secret,
    /// How the message differs from the specification, each difference once.
    pub remarks: Vec<Remark>,
}

/// The id of a message. At most 256 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageId {
    /// A JSON string, as the specification has it.
    Text(Box<str>),
    /// A JSON number, as it was written.
    Number(Box<str>),
}

impl ActivationMessage {
    /// The most bytes that are read.
    pub const LIMIT: usize = 16 * 1024;

    /// Reads the message and checks that it is meant for this device.
    ///
    /// What differs from the specification is tolerated where it leaves no doubt about secret and device, and is noted in
    /// [`remarks`](Self::remarks); an asset id may be anything. Members that the specification does not name are passed over.
    ///
    /// # Errors
    /// When the secret or the device it is for are in doubt, or the message is for another device.
    pub fn parse(payload: &[u8], product_key: &ProductKey, device_key: &DeviceKey) -> Result<Self, MessageError> {
        if payload.len() > Self::LIMIT {
            return Err(MessageError::TooLarge { length: payload.len() });
        }
        let mut remarks = Vec::new();
        let text = payload::text(payload, &mut remarks)?;
        let mut fields = Fields::read(&text, &mut remarks)?;
        let known = [
            same_key(MessageField::ProductKey, product_key.as_str(), fields.product_key.take(), &mut remarks)?,
            same_key(MessageField::DeviceKey, device_key.as_str(), fields.device_key.take(), &mut remarks)?,
        ];
        // A difference is shown, and the secret must not be shown with it.
        let secret = fields.device_secret.as_ref().map_or("", Value::as_str);
        let differences: Vec<_> = known.into_iter().flatten().map(|key| key.without(secret)).collect();
        if !differences.is_empty() {
            return Err(MessageError::OtherDevice(differences));
        }
        check_version(fields.version.take(), secret, &mut remarks)?;
        check_method(fields.method.take(), secret, &mut remarks)?;
        let Some(Value::Text(secret)) = &fields.device_secret else {
            let field = MessageField::DeviceSecret;
            return Err(fields.device_secret.map_or(MessageError::Missing(field), |_| MessageError::WrongType(field)));
        };
        if fields.id.is_none() && !remarks.contains(&Remark::Ignored(MessageField::Id)) {
            remark::add(&mut remarks, Remark::Missing(MessageField::Id));
        }
        Ok(Self {
            id: fields.id.map(|id| match id {
                Value::Text(id) => MessageId::Text(id.as_str().into()),
                Value::Number(id) => MessageId::Number(id.as_str().into()),
            }),
            asset_id: fields.asset_id.unwrap_or_default(),
            device_secret: Secret::parse(secret).map_err(MessageError::BadSecret)?,
            remarks,
        })
    }
}

impl MessageId {
    /// Its text, whichever kind it is of.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let (Self::Text(text) | Self::Number(text)) = self;
        text
    }
}

/// The difference, if there is one. Digits without quotes are the same key.
fn same_key(
    field: MessageField,
    expected: &str,
    value: Option<Value>,
    remarks: &mut Vec<Remark>,
) -> Result<Option<KeyDifference>, MessageError> {
    let value = value.ok_or(MessageError::Missing(field))?;
    if value.as_str().trim() != expected {
        return Ok(Some(KeyDifference { field, expected: expected.into(), value: value.as_str().into() }));
    }
    if let Value::Number(_) = value {
        remark::add(remarks, Remark::OtherType(field));
    }
    if value.as_str() != expected {
        remark::add(remarks, Remark::Spelling(field));
    }
    Ok(None)
}

/// Version 1 in any spelling. Another one might mean something else by the same names.
fn check_version(value: Option<Value>, secret: &str, remarks: &mut Vec<Remark>) -> Result<(), MessageError> {
    let field = MessageField::Version;
    let Some(value) = value else {
        remark::add(remarks, Remark::Missing(field));
        return Ok(());
    };
    let text = value.as_str().trim();
    let number = text.strip_prefix(['v', 'V']).unwrap_or(text);
    if number.split('.').next() != Some("1") {
        return Err(unexpected(field, &value, secret));
    }
    if let Value::Number(_) = value {
        remark::add(remarks, Remark::OtherType(field));
    } else if value.as_str() != "1.0" {
        remark::add(remarks, Remark::Spelling(field));
    }
    Ok(())
}

/// Where no method is named, the topic names it.
fn check_method(value: Option<Value>, secret: &str, remarks: &mut Vec<Remark>) -> Result<(), MessageError> {
    let field = MessageField::Method;
    let Some(value) = value else {
        remark::add(remarks, Remark::Missing(field));
        return Ok(());
    };
    let expected = "thing.activate.info";
    if !value.as_str().trim().eq_ignore_ascii_case(expected) {
        return Err(unexpected(field, &value, secret));
    }
    if value.as_str() != expected {
        remark::add(remarks, Remark::Spelling(field));
    }
    Ok(())
}

fn unexpected(field: MessageField, value: &Value, secret: &str) -> MessageError {
    MessageError::Unexpected { field, value: error::without(value.as_str(), secret) }
}

type Text = Zeroizing<alloc::string::String>;
