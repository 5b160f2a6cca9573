use alloc::string::String;
use core::{error::Error, fmt, time::Duration};

use crate::{
    Connect, Credentials, EncodeError, Field, Limits, Packet, Payload, Qos, Text, TextError, Topic, TopicError, Will,
};

/// Who logs in, and how patiently.
///
/// The session is always a clean one: no state outlives the connection ([MQTT-3.1.2-6]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The client identifier; if empty, the server makes one up.
    pub client_id: String,
    /// The user name.
    pub username: Option<String>,
    /// The password; needs a user name ([MQTT-3.1.2-22]). Redacted in `Debug`, wiped on drop.
    pub password: Option<Payload>,
    /// The longest gap between packets of ours; 0 turns the keep alive off. Default: 60 s.
    pub keep_alive_seconds: u16,
    /// What the server publishes if the connection breaks.
    pub will: Option<WillMessage>,
    /// How long CONNACK may take. Default: 10 s.
    pub connack_timeout: Duration,
    /// How long PINGRESP may take. Default: 10 s.
    pub ping_timeout: Duration,
    /// How long any other acknowledgement may take. Default: 10 s.
    pub request_timeout: Duration,
    /// The largest packet that is taken. Default: 256 KiB.
    pub limits: Limits,
}

/// The message that a server publishes if the connection breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WillMessage {
    /// Where to.
    pub topic: String,
    /// What, at most 65,535 bytes.
    pub payload: Payload,
    /// How surely.
    pub qos: Qos,
    /// Whether the server keeps it for later subscribers.
    pub retain: bool,
}

impl Config {
    /// A login with that client identifier, and with the defaults for everything else.
    #[must_use]
    pub fn new(client_id: impl Into<String>) -> Self {
        Self {
            client_id: client_id.into(),
            username: None,
            password: None,
            keep_alive_seconds: 60,
            will: None,
            connack_timeout: Duration::from_secs(10),
            ping_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(10),
            limits: Limits::default(),
        }
    }

    /// The CONNECT packet.
    pub(super) fn connect(&self) -> Result<Payload, ConfigError> {
        let credentials = match (&self.username, &self.password) {
            (None, Some(_)) => return Err(ConfigError::PasswordWithoutUserName),
            (None, None) => None,
            (Some(name), password) => Some(Credentials {
                user_name: Text::parse(name).map_err(ConfigError::UserName)?,
                password: password.as_deref(),
            }),
        };
        let will = match &self.will {
            None => None,
            Some(will) => Some(Will {
                topic: Topic::parse(&will.topic).map_err(ConfigError::WillTopic)?,
                message: &will.payload,
                qos: will.qos,
                retain: will.retain,
            }),
        };
        let connect = Packet::Connect(Connect {
            clean_session: true,
            keep_alive: self.keep_alive_seconds,
            client_id: Text::parse(&self.client_id).map_err(ConfigError::ClientId)?,
            will,
            credentials,
        });
        Ok(connect.to_vec().map_err(ConfigError::Packet)?.into())
    }
}

/// Why no CONNECT can be made of a [`Config`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// The client identifier is no MQTT string ([MQTT-3.1.3-4]).
    ClientId(TextError),
    /// The user name is no MQTT string ([MQTT-3.1.3-11]).
    UserName(TextError),
    /// A password without a user name ([MQTT-3.1.2-22]).
    PasswordWithoutUserName,
    /// The will topic is no topic name ([MQTT-3.1.3-10], [MQTT-4.7.1-1]).
    WillTopic(TopicError),
    /// A password or a will message that is too long.
    Packet(EncodeError),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClientId(error) => write!(formatter, "the {}: {error}", Field::ClientId),
            Self::UserName(error) => write!(formatter, "the {}: {error}", Field::UserName),
            Self::PasswordWithoutUserName => formatter.write_str("there is a password, but no user name"),
            Self::WillTopic(error) => write!(formatter, "the {}: {error}", Field::WillTopic),
            Self::Packet(error) => error.fmt(formatter),
        }
    }
}

impl Error for ConfigError {}
