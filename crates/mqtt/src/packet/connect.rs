//! CONNECT (section 3.1): the first packet of a client.
//!
//! ```text
//!           7      6      5      4   3      2      1      0
//! byte 1    0 0 0 1                 0 0 0 0
//! byte 2…   remaining length
//!           protocol name: 00 04 'M' 'Q' 'T' 'T'
//!           protocol level: 04
//!           user   pass-  will   will       will   clean  reserved
//!           name   word   retain QoS        flag   session  0
//!           keep alive in seconds, two bytes
//! payload   client identifier, [will topic, will message], [user name], [password]
//! ```

use core::fmt;

use super::{PacketKind, body::Body};
use crate::{
    DecodeError, EncodeError, Field, Qos, Text, Topic,
    wire::{Reader, Writer},
};

const CLEAN_SESSION: u8 = 0b0000_0010;
const WILL: u8 = 0b0000_0100;
const WILL_QOS_SHIFT: u8 = 3;
const WILL_RETAIN: u8 = 0b0010_0000;
const PASSWORD: u8 = 0b0100_0000;
const USER_NAME: u8 = 0b1000_0000;

/// Protocol name and level (sections 3.1.2.1 and 3.1.2.2).
const PROTOCOL: [u8; 7] = [0x00, 0x04, b'M', b'Q', b'T', b'T', 0x04];

/// A client asks for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connect<'a> {
    /// Whether to start without any state of an earlier session (section 3.1.2.4).
    pub clean_session: bool,
    /// The longest gap between packets of the client, in seconds; 0 turns this off (section 3.1.2.10).
    pub keep_alive: u16,
    /// Who connects; may be empty only with a clean session (section 3.1.3.1).
    pub client_id: Text<'a>,
    /// What the server publishes when the connection breaks.
    pub will: Option<Will<'a>>,
    /// User name and password. There is no password without a user name ([MQTT-3.1.2-22]).
    pub credentials: Option<Credentials<'a>>,
}

/// The message that a server publishes when the connection breaks (section 3.1.2.5).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Will<'a> {
    /// Where to.
    pub topic: Topic<'a>,
    /// What; at most 65,535 bytes.
    pub message: &'a [u8],
    /// How surely.
    pub qos: Qos,
    /// Whether the server keeps it for later subscribers.
    pub retain: bool,
}

/// Who logs in (sections 3.1.3.4 and 3.1.3.5).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Credentials<'a> {
    /// The user name; may be empty.
    pub user_name: Text<'a>,
    /// The password: any bytes, at most 65,535. Not shown by `Debug`.
    pub password: Option<&'a [u8]>,
}

impl<'a> Connect<'a> {
    #[inline]
    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        let (flags, keep_alive) = reader.connect_header(PROTOCOL)?;
        let will_qos = check(flags)?;
        let client_id = reader.text(Field::ClientId)?;
        let clean_session = flags & CLEAN_SESSION != 0;
        if client_id.as_str().is_empty() && !clean_session {
            return Err(DecodeError::EmptyClientId);
        }
        let will = if flags & WILL == 0 {
            None
        } else {
            Some(Will {
                topic: reader.topic(Field::WillTopic)?,
                message: reader.binary(Field::WillMessage)?,
                qos: will_qos,
                retain: flags & WILL_RETAIN != 0,
            })
        };
        let credentials = if flags & USER_NAME == 0 {
            None
        } else {
            let user_name = reader.text(Field::UserName)?;
            let password = if flags & PASSWORD == 0 { None } else { Some(reader.binary(Field::Password)?) };
            Some(Credentials { user_name, password })
        };
        reader.finish()?;
        Ok(Self { clean_session, keep_alive, client_id, will, credentials })
    }

    fn connect_flags(&self) -> u8 {
        let mut flags = if self.clean_session { CLEAN_SESSION } else { 0 };
        if let Some(will) = self.will {
            flags |= WILL | (will.qos.level() << WILL_QOS_SHIFT);
            flags |= if will.retain { WILL_RETAIN } else { 0 };
        }
        if let Some(credentials) = self.credentials {
            flags |= USER_NAME;
            flags |= if credentials.password.is_some() { PASSWORD } else { 0 };
        }
        flags
    }
}

impl Body for Connect<'_> {
    const KIND: PacketKind = PacketKind::Connect;

    fn flags(&self) -> u8 {
        0
    }

    fn remaining(&self) -> usize {
        let will = self.will.map_or(0, |will| 2 + will.topic.as_str().len() + 2 + will.message.len());
        let credentials = self.credentials.map_or(0, |credentials| {
            2 + credentials.user_name.as_str().len() + credentials.password.map_or(0, |password| 2 + password.len())
        });
        PROTOCOL.len() + 3 + 2 + self.client_id.as_str().len() + will + credentials
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        if self.client_id.as_str().is_empty() && !self.clean_session {
            return Err(EncodeError::EmptyClientId);
        }
        writer.bytes(&PROTOCOL)?;
        writer.byte(self.connect_flags())?;
        writer.number(self.keep_alive)?;
        writer.binary(Field::ClientId, self.client_id.as_str().as_bytes())?;
        if let Some(will) = self.will {
            writer.binary(Field::WillTopic, will.topic.as_str().as_bytes())?;
            writer.binary(Field::WillMessage, will.message)?;
        }
        if let Some(credentials) = self.credentials {
            writer.binary(Field::UserName, credentials.user_name.as_str().as_bytes())?;
            if let Some(password) = credentials.password {
                writer.binary(Field::Password, password)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Will<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Will")
            .field("topic", &self.topic)
            .field("message", &format_args!("{} bytes", self.message.len()))
            .field("qos", &self.qos)
            .field("retain", &self.retain)
            .finish()
    }
}

impl fmt::Debug for Credentials<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let password = self.password.map(|_| format_args!("redacted"));
        formatter.debug_struct("Credentials").field("user_name", &self.user_name).field("password", &password).finish()
    }
}

/// Checks the connect flags and tells the will QoS (sections 3.1.2.3 to 3.1.2.9).
fn check(flags: u8) -> Result<Qos, DecodeError> {
    if flags & 1 != 0 {
        return Err(DecodeError::ConnectReservedFlag);
    }
    let qos = (flags >> WILL_QOS_SHIFT) & 0b11;
    if flags & WILL == 0 {
        if qos != 0 {
            return Err(DecodeError::WillQosWithoutWill { qos });
        }
        if flags & WILL_RETAIN != 0 {
            return Err(DecodeError::WillRetainWithoutWill);
        }
    }
    if flags & USER_NAME == 0 && flags & PASSWORD != 0 {
        return Err(DecodeError::PasswordWithoutUserName);
    }
    Qos::from_level(qos).ok_or(DecodeError::WillQos3)
}
