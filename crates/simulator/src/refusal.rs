//! Why a login is refused, and what the device gets to see of it.

use core::fmt;

use enos::{ClaimError, ClientId};

use crate::{Throttled, Time};

/// Why a login is refused. The device never learns it: it stands in the device log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Client id or user name are not those of an EnOS login.
    NotALogin(ClaimError),
    /// The bare client id is empty or has more than 64 characters.
    ClientIdLength {
        /// The characters it has.
        length: usize,
    },
    /// 705: the device, or its product, does not exist.
    UnknownDevice,
    /// 741: a sub-device may not log in by itself.
    SubDevice,
    /// 746: the product requires TLS.
    NeedsTls,
    /// 745: the certificate is missing, or is another device's.
    CertificateInvalid,
    /// 742: the signature check failed.
    SignatureFailed,
    /// 723: the device is disabled.
    DeviceDisabled,
    /// 770: the product's activation switch is off.
    ActivationOff,
    /// 771: the device has been online and cannot be activated again.
    AlreadyActivated,
    /// The will's topic is not one of the device's own.
    ForeignWill,
    /// Less than a second after the request before.
    TooFast,
    /// The device sent a fourth request within two minutes.
    ClosedOut {
        /// Until then.
        until: Time,
    },
}

/// What the device sees of a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Reply {
    /// Nothing: the connection is closed.
    Close,
    /// A CONNACK with this code, then the end.
    #[cfg_attr(feature = "serde", serde(untagged))]
    Connack(u8),
}

/// Which reply goes with which cause. EnOS does not document it, so each can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "kebab-case", deny_unknown_fields, default)
)]
pub struct Replies {
    /// To [`Refusal::NotALogin`] and [`Refusal::ClientIdLength`]; 2 unless set.
    pub not_a_login: Reply,
    /// To [`Refusal::UnknownDevice`]; 5 unless set.
    pub unknown_device: Reply,
    /// To [`Refusal::SubDevice`]; 5 unless set.
    pub sub_device: Reply,
    /// To [`Refusal::NeedsTls`]; 5 unless set.
    pub needs_tls: Reply,
    /// To [`Refusal::CertificateInvalid`]; 5 unless set.
    pub certificate_invalid: Reply,
    /// To [`Refusal::SignatureFailed`]; 4 unless set.
    pub signature_failed: Reply,
    /// To [`Refusal::DeviceDisabled`]; 5 unless set.
    pub device_disabled: Reply,
    /// To [`Refusal::ActivationOff`]; 5 unless set.
    pub activation_off: Reply,
    /// To [`Refusal::AlreadyActivated`]; 5 unless set.
    pub already_activated: Reply,
    /// To [`Refusal::ForeignWill`]; 5 unless set.
    pub foreign_will: Reply,
    /// To [`Refusal::TooFast`] and [`Refusal::ClosedOut`]; 3 unless set.
    pub throttled: Reply,
}

impl Refusal {
    /// The vendor's code in the device log, where one is known.
    #[must_use]
    pub const fn code(&self) -> Option<u16> {
        match self {
            Self::UnknownDevice => Some(705),
            Self::DeviceDisabled => Some(723),
            Self::SubDevice => Some(741),
            Self::SignatureFailed => Some(742),
            Self::CertificateInvalid => Some(745),
            Self::NeedsTls => Some(746),
            Self::ActivationOff => Some(770),
            Self::AlreadyActivated => Some(771),
            Self::NotALogin(_)
            | Self::ClientIdLength { .. }
            | Self::ForeignWill
            | Self::TooFast
            | Self::ClosedOut { .. } => None,
        }
    }
}

impl Replies {
    /// The reply to this cause.
    #[must_use]
    pub const fn to(&self, refusal: &Refusal) -> Reply {
        match refusal {
            Refusal::NotALogin(_) | Refusal::ClientIdLength { .. } => self.not_a_login,
            Refusal::UnknownDevice => self.unknown_device,
            Refusal::SubDevice => self.sub_device,
            Refusal::NeedsTls => self.needs_tls,
            Refusal::CertificateInvalid => self.certificate_invalid,
            Refusal::SignatureFailed => self.signature_failed,
            Refusal::DeviceDisabled => self.device_disabled,
            Refusal::ActivationOff => self.activation_off,
            Refusal::AlreadyActivated => self.already_activated,
            Refusal::ForeignWill => self.foreign_will,
            Refusal::TooFast | Refusal::ClosedOut { .. } => self.throttled,
        }
    }
}

impl Default for Replies {
    fn default() -> Self {
        let not_authorized = Reply::Connack(5);
        Self {
            not_a_login: Reply::Connack(2),
            unknown_device: not_authorized,
            sub_device: not_authorized,
            needs_tls: not_authorized,
            certificate_invalid: not_authorized,
            signature_failed: Reply::Connack(4),
            device_disabled: not_authorized,
            activation_off: not_authorized,
            already_activated: not_authorized,
            foreign_will: not_authorized,
            throttled: Reply::Connack(3),
        }
    }
}

impl From<Throttled> for Refusal {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::TooFast => Self::TooFast,
            Throttled::ClosedOut { until } => Self::ClosedOut { until },
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALogin(error) => error.fmt(formatter),
            Self::ClientIdLength { length } => {
                write!(formatter, "the client id has {length} characters, and 1 to {} are allowed", ClientId::LIMIT)
            }
            Self::UnknownDevice => formatter.write_str("the device does not exist"),
            Self::SubDevice => formatter.write_str("a sub-device cannot log in directly"),
            Self::NeedsTls => formatter.write_str("the device must log in over TLS"),
            Self::CertificateInvalid => formatter.write_str("the certificate is missing or is not the device's"),
            Self::SignatureFailed => formatter.write_str("the signature check failed"),
            Self::DeviceDisabled => formatter.write_str("the device is disabled"),
            Self::ActivationOff => formatter.write_str("dynamic activation is not allowed for the product"),
            Self::AlreadyActivated => formatter.write_str("the device cannot be activated again"),
            Self::ForeignWill => formatter.write_str("the will's topic is not one of the device's own"),
            Self::TooFast => formatter.write_str("less than a second has passed since the request before"),
            Self::ClosedOut { until } => {
                write!(formatter, "too many requests: the device is closed out until {} ms", until.as_millis())
            }
        }
    }
}

impl core::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn says_why_in_plain_words() {
        let texts = [
            (Refusal::NotALogin(ClaimError::NoClosingBar), "the client id does not end in |"),
            (Refusal::ClientIdLength { length: 65 }, "the client id has 65 characters, and 1 to 64 are allowed"),
            (Refusal::UnknownDevice, "the device does not exist"),
            (Refusal::SubDevice, "a sub-device cannot log in directly"),
            (Refusal::NeedsTls, "the device must log in over TLS"),
            (Refusal::CertificateInvalid, "the certificate is missing or is not the device's"),
            (Refusal::SignatureFailed, "the signature check failed"),
            (Refusal::DeviceDisabled, "the device is disabled"),
            (Refusal::ActivationOff, "dynamic activation is not allowed for the product"),
            (Refusal::AlreadyActivated, "the device cannot be activated again"),
            (Refusal::ForeignWill, "the will's topic is not one of the device's own"),
            (Refusal::TooFast, "less than a second has passed since the request before"),
            (
                Refusal::ClosedOut { until: Time::from_millis(9) },
                "too many requests: the device is closed out until 9 ms",
            ),
        ];
        for (refusal, text) in texts {
            assert_eq!(refusal.to_string(), text);
        }
    }
}
