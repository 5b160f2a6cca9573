//! The members of the message, before their values are checked.

use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::payload::PayloadText;
use super::remark::{self, Remark};
use super::{MessageError, MessageField, Text};
use crate::AssetId;
use crate::json::{Kind, Reader};

/// The message as it came. What is null counts as missing.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) id: Option<Value>,
    pub(super) version: Option<Value>,
    pub(super) method: Option<Value>,
    pub(super) asset_id: Option<AssetId>,
    pub(super) product_key: Option<Value>,
    pub(super) device_key: Option<Value>,
    pub(super) device_secret: Option<Value>,
    came: Vec<MessageField>,
}

/// A string or a number. A number stands as it was written.
#[derive(PartialEq, Eq)]
pub(super) enum Value {
    Text(Text),
    Number(Text),
}

pub(super) const FIELD_LIMIT: usize = 256;

/// How often an object may stand in a list or a string.
const WRAPPINGS: u8 = 2;

impl Fields {
    pub(super) fn read(payload: &PayloadText, remarks: &mut Vec<Remark>) -> Result<Self, MessageError> {
        let mut fields = Self::default();
        let read = whole(&payload.text, &mut |reader| fields.read_message(reader, remarks, WRAPPINGS));
        read.map_err(|error| error.behind(payload.skipped))?;
        if !fields.came.contains(&MessageField::Params) {
            return Err(MessageError::Missing(MessageField::Params));
        }
        Ok(fields)
    }

    fn read_message(
        &mut self,
        reader: &mut Reader<'_>,
        remarks: &mut Vec<Remark>,
        wrappings: u8,
    ) -> Result<(), MessageError> {
        unwrap(reader, remarks, wrappings, MessageError::NotAnObject, &mut |reader, remarks| {
            reader.object(|reader, name| match name {
                "id" => self.take_id(reader, remarks),
                "version" => self.take(reader, MessageField::Version, remarks),
                "method" => self.take(reader, MessageField::Method, remarks),
                "params" => self.read_params(reader, remarks),
                _ => Ok(reader.skip()?),
            })
        })
    }

    fn read_params(&mut self, reader: &mut Reader<'_>, remarks: &mut Vec<Remark>) -> Result<(), MessageError> {
        let field = MessageField::Params;
        if reader.kind()? == Kind::Null {
            return Ok(reader.skip()?);
        }
        if self.has_come(field) {
            return Err(MessageError::Duplicate(field));
        }
        unwrap(reader, remarks, WRAPPINGS, MessageError::WrongType(field), &mut |reader, remarks| {
            reader.object(|reader, name| match name {
                "assetId" => self.take_asset_id(reader),
                "productKey" => self.take(reader, MessageField::ProductKey, remarks),
                "deviceKey" => self.take(reader, MessageField::DeviceKey, remarks),
                "deviceSecret" => self.take(reader, MessageField::DeviceSecret, remarks),
                _ => Ok(reader.skip()?),
            })
        })
    }

    /// Takes a field that matters: a second value must be the same.
    fn take(
        &mut self,
        reader: &mut Reader<'_>,
        field: MessageField,
        remarks: &mut Vec<Remark>,
    ) -> Result<(), MessageError> {
        let value = match reader.kind()? {
            Kind::Null => return Ok(reader.skip()?),
            Kind::Text => Value::Text(reader.text()?),
            Kind::Number => Value::Number(Zeroizing::new(reader.number()?.into())),
            Kind::Object | Kind::Array | Kind::Bool => return Err(MessageError::WrongType(field)),
        };
        // The secret has a limit of its own.
        if value.as_str().len() > FIELD_LIMIT && field != MessageField::DeviceSecret {
            return Err(MessageError::TooLong(field));
        }
        match self.place(field) {
            Some(place @ None) => *place = Some(value),
            Some(Some(known)) if *known == value => remark::add(remarks, Remark::Repeated(field)),
            Some(Some(_)) | None => return Err(MessageError::Duplicate(field)),
        }
        Ok(())
    }

    /// Takes the id, which is of use but not needed, so it must not cost the secret by being of any other kind.
    fn take_id(&mut self, reader: &mut Reader<'_>, remarks: &mut Vec<Remark>) -> Result<(), MessageError> {
        let field = MessageField::Id;
        let value = match reader.kind()? {
            Kind::Text => Some(Value::Text(reader.text()?)),
            Kind::Number => Some(Value::Number(Zeroizing::new(reader.number()?.into()))),
            Kind::Null => return Ok(reader.skip()?),
            Kind::Object | Kind::Array | Kind::Bool => {
                reader.skip()?;
                None
            }
        };
        let value = value.filter(|value| value.as_str().len() <= FIELD_LIMIT);
        if self.has_come(field) {
            let is_same = self.id == value;
            self.id = self.id.take().filter(|_| is_same);
            remark::add(remarks, if is_same { Remark::Repeated(field) } else { Remark::Ignored(field) });
            return Ok(());
        }
        match &value {
            Some(Value::Text(_)) => {}
            Some(Value::Number(_)) => remark::add(remarks, Remark::OtherType(field)),
            None => remark::add(remarks, Remark::Ignored(field)),
        }
        self.id = value;
        Ok(())
    }

    /// Takes the asset id, which is of use but not needed either. Of two, none is taken.
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

    /// Whether the field has come before; from now on it has.
    fn has_come(&mut self, field: MessageField) -> bool {
        let has_come = self.came.contains(&field);
        if !has_come {
            self.came.push(field);
        }
        has_come
    }

    fn place(&mut self, field: MessageField) -> Option<&mut Option<Value>> {
        Some(match field {
            MessageField::Id => &mut self.id,
            MessageField::Version => &mut self.version,
            MessageField::Method => &mut self.method,
            MessageField::Params | MessageField::AssetId => return None,
            MessageField::ProductKey => &mut self.product_key,
            MessageField::DeviceKey => &mut self.device_key,
            MessageField::DeviceSecret => &mut self.device_secret,
        })
    }
}

impl Value {
    pub(super) fn as_str(&self) -> &str {
        let (Self::Text(text) | Self::Number(text)) = self;
        text
    }
}

type ReadObject<'a> = dyn FnMut(&mut Reader<'_>, &mut Vec<Remark>) -> Result<(), MessageError> + 'a;

/// Reads the object that stands here, or that stands alone in a list or in a string.
fn unwrap(
    reader: &mut Reader<'_>,
    remarks: &mut Vec<Remark>,
    wrappings: u8,
    otherwise: MessageError,
    read: &mut ReadObject<'_>,
) -> Result<(), MessageError> {
    let inner = wrappings.checked_sub(1);
    match (reader.kind()?, inner) {
        (Kind::Object, _) => read(reader, remarks),
        (Kind::Array, Some(inner)) => {
            remark::add(remarks, Remark::Wrapped);
            let mut items = 0;
            reader.array(|reader| {
                items += 1;
                if items > 1 {
                    return Err(otherwise.clone());
                }
                unwrap(reader, remarks, inner, otherwise.clone(), read)
            })?;
            if items == 1 { Ok(()) } else { Err(otherwise) }
        }
        (Kind::Text, Some(inner)) => {
            remark::add(remarks, Remark::Wrapped);
            let text = reader.text()?;
            if !text.trim_start().starts_with(['{', '[']) {
                return Err(otherwise);
            }
            whole(&text, &mut |reader| unwrap(reader, remarks, inner, otherwise.clone(), read))
        }
        (Kind::Array | Kind::Text | Kind::Number | Kind::Bool | Kind::Null, _) => Err(otherwise),
    }
}

/// Reads a text to its end.
fn whole(text: &str, read: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), MessageError>) -> Result<(), MessageError> {
    let mut reader = Reader::new(text);
    read(&mut reader)?;
    Ok(reader.end()?)
}
