//! A login as a device sends it, read back into its fields.

use core::fmt;

use crate::signature::hash;
use crate::{PartName, Secret, SecureMode};

/// The fields of an MQTT client id and user name, exactly as they were written.
///
/// Wider than what [`Credentials`](crate::Credentials) writes, because the vendor's own SDKs send more: `signmethod` may
/// be called `hmacsha256` (it is the plain hash all the same), and the timestamp may be a decimal fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim<'a> {
    /// The bare client id.
    pub client_id: &'a str,
    /// Which secret signs.
    pub secure_mode: SecureMode,
    /// The time as it was written.
    pub timestamp: &'a str,
    /// The device.
    pub device_key: &'a str,
    /// The product.
    pub product_key: &'a str,
}

/// Says why client id and user name are not those of an EnOS login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimError {
    /// The client id has no `|` with parameters behind it.
    NoParameters,
    /// The client id does not end in `|`.
    NoClosingBar,
    /// A parameter is not there.
    MissingParameter(&'static str),
    /// `securemode` is neither 2 nor 3.
    UnknownSecureMode,
    /// `signmethod` is neither `sha256` nor its misnomer `hmacsha256`.
    UnknownSignMethod,
    /// The timestamp is not made of digits, with at most one point among them.
    BadTimestamp,
    /// The user name is not `{deviceKey}&{productKey}`.
    BadUserName,
}

impl<'a> Claim<'a> {
    /// Reads them.
    ///
    /// # Errors
    /// When a field is missing or is not one of those that EnOS knows.
    pub fn parse(mqtt_client_id: &'a str, username: &'a str) -> Result<Self, ClaimError> {
        let (client_id, parameters) = mqtt_client_id.split_once('|').ok_or(ClaimError::NoParameters)?;
        let parameters = parameters.strip_suffix('|').ok_or(ClaimError::NoClosingBar)?;
        let parameter = |name: &'static str| {
            let mut pairs = parameters.split(',').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value).ok_or(ClaimError::MissingParameter(name))
        };
        let secure_mode = match parameter("securemode")? {
            "2" => SecureMode::Static,
            "3" => SecureMode::Dynamic,
            _ => return Err(ClaimError::UnknownSecureMode),
        };
        if !matches!(parameter("signmethod")?, "sha256" | "hmacsha256") {
            return Err(ClaimError::UnknownSignMethod);
        }
        let timestamp = parameter("timestamp")?;
        let (whole, fraction) = timestamp.split_once('.').unwrap_or((timestamp, "0"));
        if ![whole, fraction]
            .iter()
            .all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return Err(ClaimError::BadTimestamp);
        }
        let (device_key, product_key) = username.split_once('&').ok_or(ClaimError::BadUserName)?;
        Ok(Self { client_id, secure_mode, timestamp, device_key, product_key })
    }

    /// The password that belongs to these fields and this secret, in upper case.
    #[must_use]
    pub fn password(&self, secret: &Secret) -> Secret {
        let pieces = [
            (PartName::ClientId, self.client_id),
            (PartName::DeviceKey, self.device_key),
            (PartName::ProductKey, self.product_key),
            (PartName::Timestamp, self.timestamp),
        ];
        hash(pieces.into_iter().flat_map(|(name, value)| [name.as_str(), value]), secret)
    }

    /// Whether this is the password, in either hex case.
    #[must_use]
    pub fn is_signed_by(&self, secret: &Secret, password: &[u8]) -> bool {
        self.password(secret).expose().as_bytes().eq_ignore_ascii_case(password)
    }
}

impl fmt::Display for ClaimError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParameters => formatter.write_str("the client id has no | followed by parameters"),
            Self::NoClosingBar => formatter.write_str("the client id does not end in |"),
            Self::MissingParameter(name) => write!(formatter, "the client id has no parameter {name}"),
            Self::UnknownSecureMode => formatter.write_str("securemode is neither 2 nor 3"),
            Self::UnknownSignMethod => formatter.write_str("signmethod is neither sha256 nor hmacsha256"),
            Self::BadTimestamp => formatter.write_str("the timestamp is not a number"),
            Self::BadUserName => formatter.write_str("the user name is not a device key, & and a product key"),
        }
    }
}

impl core::error::Error for ClaimError {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen on the wire from the vendor's Python SDK (enos-mqtt-sdk-python 0.1.1).
    const SDK_CLIENT_ID: &str = "dk1|securemode=3,signmethod=hmacsha256,timestamp=1795349371884.3428|";

    #[test]
    fn reads_what_the_python_sdk_sends() {
        let claim = Claim::parse(SDK_CLIENT_ID, "dk1&pk1").unwrap();
        let expected = Claim {
            client_id: "dk1",
            secure_mode: SecureMode::Dynamic,
            timestamp: "1795349371884.3428",
            device_key: "dk1",
            product_key: "pk1",
        };
        assert_eq!(claim, expected);
    }

    #[test]
    fn takes_the_password_in_either_case_and_no_other() {
        let claim =
            Claim::parse("123456|securemode=2,signmethod=sha256,timestamp=1548753362502|", "test&654321").unwrap();
        let secret = Secret::parse("abcdefg").unwrap();
        let published = "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166";
        assert!(claim.is_signed_by(&secret, published.as_bytes()));
        assert!(claim.is_signed_by(&secret, published.to_ascii_lowercase().as_bytes()));
        assert!(!claim.is_signed_by(&Secret::parse("abcdefh").unwrap(), published.as_bytes()));
        assert!(!claim.is_signed_by(&secret, &published.as_bytes()[1..]));
    }

    #[test]
    fn refuses_the_traps_of_the_vendors_template() {
        let error = |client_id| Claim::parse(client_id, "d&p").unwrap_err();
        assert_eq!(error("id"), ClaimError::NoParameters);
        assert_eq!(error("id|securemode=2,signmethod=sha256,timestamp=1"), ClaimError::NoClosingBar);
        assert_eq!(
            error("id|securemode=2, signmethod=sha256,timestamp=1|"),
            ClaimError::MissingParameter("signmethod")
        );
        assert_eq!(error("id|securemode=2,sighmethod=sha256,timestamp=1|"), ClaimError::MissingParameter("signmethod"));
        assert_eq!(error("id|securemode=4,signmethod=sha256,timestamp=1|"), ClaimError::UnknownSecureMode);
        assert_eq!(error("id|securemode=2,signmethod=hmacsha1,timestamp=1|"), ClaimError::UnknownSignMethod);
        assert_eq!(error("id|securemode=2,signmethod=sha256,timestamp=1.2.3|"), ClaimError::BadTimestamp);
        assert_eq!(error("id|securemode=2,signmethod=sha256,timestamp=|"), ClaimError::BadTimestamp);
        let error = Claim::parse("id|securemode=2,signmethod=sha256,timestamp=1|", "d").unwrap_err();
        assert_eq!(error, ClaimError::BadUserName);
    }
}
