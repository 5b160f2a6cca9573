//! From text to a record.

use activation::AttemptId;
use enos::{AssetId, DeviceKey, JsonKind, JsonReader, ProductKey, Secret, Timestamp};
use zeroize::Zeroizing;

use super::{End, EndRecord, HandOver, HandOverRecord, Intent, Purpose, Record, RecordError, SecretRecord, VERSION};
use crate::failure::FailureKind;
use crate::plan::RowId;

impl Record {
    /// Reads what [`Record::to_text`] has written. Members that it does not know are passed over.
    ///
    /// # Errors
    /// When the text is damaged, comes from a later version, or lacks what its kind needs.
    pub fn parse(text: &str) -> Result<Self, RecordError> {
        let members = Members::read(text)?;
        members.check_version()?;
        let row = RowId(members.small("row")?);
        let at = Timestamp::from_millis(members.number("at")?);
        Ok(match members.text("kind")? {
            "intent" => {
                let word = members.text("purpose")?;
                let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.word() == word);
                let purpose = purpose.ok_or(RecordError::Member("purpose"))?;
                Self::Intent(Intent { row, attempt: members.attempt()?, purpose, at })
            }
            "secret held" => {
                let (product_key, device_key) = (members.text("productKey")?, members.text("deviceKey")?);
                let secret = Secret::parse(members.text("deviceSecret")?);
                let asset_id = match (members.text("assetId"), members.text("asset")) {
                    (Ok(asset), _) => AssetId::parse(asset),
                    (Err(_), Ok(_)) => AssetId::Unusable,
                    (Err(_), Err(_)) => AssetId::Absent,
                };
                Self::Secret(Box::new(SecretRecord {
                    row,
                    attempt: members.attempt()?,
                    place: members.small("place")?,
                    at,
                    product_key: ProductKey::parse(product_key).map_err(|_| RecordError::Member("productKey"))?,
                    device_key: DeviceKey::parse(device_key).map_err(|_| RecordError::Member("deviceKey"))?,
                    asset_id,
                    device_secret: secret.map_err(|_| RecordError::Member("deviceSecret"))?,
                }))
            }
            "end" => {
                let end = match members.text("end")? {
                    "not sent" => End::NotSent,
                    "logged in" => End::LoggedIn,
                    "unknown" => End::Unknown,
                    "failed" => {
                        let kind = FailureKind::from_code(members.text("failure")?);
                        End::Failed(kind.ok_or(RecordError::Member("failure"))?)
                    }
                    _ => return Err(RecordError::Member("end")),
                };
                Self::End(EndRecord { row, attempt: members.attempt()?, end, at })
            }
            "handed over" => {
                let word = members.text("how")?;
                let how = HandOver::ALL.into_iter().find(|how| how.word() == word);
                Self::HandOver(HandOverRecord { row, how: how.ok_or(RecordError::Member("how"))?, at })
            }
            _ => return Err(RecordError::Member("kind")),
        })
    }
}

/// The members of an object that are texts or whole numbers.
pub(super) struct Members(Vec<(Zeroizing<String>, Value)>);

enum Value {
    Text(Zeroizing<String>),
    Number(u64),
}

impl Members {
    fn read(text: &str) -> Result<Self, RecordError> {
        let mut members = Self(Vec::with_capacity(MEMBERS));
        let mut reader = JsonReader::new(text);
        reader.object(|reader, name| {
            let value = match reader.kind()? {
                JsonKind::Text => Value::Text(reader.text()?),
                JsonKind::Number => match reader.number()?.parse() {
                    Ok(number) => Value::Number(number),
                    Err(_) => return Ok(()),
                },
                JsonKind::Object | JsonKind::Array | JsonKind::Bool | JsonKind::Null => {
                    return reader.skip().map_err(RecordError::from);
                }
            };
            members.0.push((Zeroizing::new(name.to_owned()), value));
            Ok::<_, RecordError>(())
        })?;
        reader.end()?;
        Ok(members)
    }

    fn check_version(&self) -> Result<(), RecordError> {
        match self.number("version")? {
            version if version > VERSION => Err(RecordError::Version { version }),
            _ => Ok(()),
        }
    }

    fn value(&self, name: &'static str) -> Result<&Value, RecordError> {
        let member = self.0.iter().find(|(other, _)| other.as_str() == name);
        member.map(|(_, value)| value).ok_or(RecordError::Member(name))
    }

    fn text(&self, name: &'static str) -> Result<&str, RecordError> {
        match self.value(name)? {
            Value::Text(text) => Ok(text),
            Value::Number(_) => Err(RecordError::Member(name)),
        }
    }

    fn number(&self, name: &'static str) -> Result<u64, RecordError> {
        match self.value(name)? {
            Value::Number(number) => Ok(*number),
            Value::Text(_) => Err(RecordError::Member(name)),
        }
    }

    fn small(&self, name: &'static str) -> Result<u32, RecordError> {
        u32::try_from(self.number(name)?).map_err(|_| RecordError::Member(name))
    }

    fn attempt(&self) -> Result<AttemptId, RecordError> {
        self.number("attempt").map(AttemptId::new)
    }
}

/// More than any record has.
const MEMBERS: usize = 16;
