//! The right way to sign what the device sends, from which every mistake departs.

use alloc::string::String;

use enos::{Claim, PartName, SecureMode};
use zeroize::Zeroizing;

use crate::{Known, Sent};

/// What old documents put in front of the bare client id.
pub(crate) const OLD_PREFIX: &str = "clientId";

/// The values that EnOS reads out of client id and user name as they are sent, or those that are expected where they are
/// not given; and the secrets.
#[derive(Clone, Copy)]
pub(crate) struct Base<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) device_key: &'a str,
    pub(crate) product_key: &'a str,
    /// The time that is sent; none when it is not known.
    pub(crate) timestamp: Option<&'a str>,
    /// The whole client id as it is sent.
    pub(crate) whole_client_id: Option<&'a str>,
    pub(crate) sign_method: &'a str,
    pub(crate) known: Known<'a>,
    pub(crate) secret: &'a enos::Secret,
}

impl<'a> Base<'a> {
    /// Reads what is sent, forgivingly: a missing bar, a stray space or an old prefix do not hide the values. `None` when
    /// there is no password, or no secret that could have signed.
    pub(crate) fn of(sent: &Sent<'a>, known: &Known<'a>) -> Option<Self> {
        if sent.password.trim().is_empty() {
            return None;
        }
        let secret = known.secret()?;
        let whole = Some(sent.client_id.trim()).filter(|text| !text.is_empty());
        let parameters = whole.and_then(|text| text.split_once('|')).map(|(_, parameters)| parameters);
        let (device_key, product_key) = keys(sent.username.trim(), known);
        Some(Self {
            client_id: whole.map_or(known.identity.client_id.as_str(), |text| bare(text, known)),
            device_key,
            product_key,
            timestamp: parameters.and_then(|text| value(text, "timestamp=")),
            whole_client_id: whole,
            sign_method: parameters.and_then(|text| value(text, "signmethod=")).unwrap_or("sha256"),
            known: *known,
            secret,
        })
    }

    /// The time to sign.
    pub(crate) fn time(&self) -> alloc::borrow::Cow<'a, str> {
        match self.timestamp {
            Some(text) => text.into(),
            None => alloc::string::ToString::to_string(&self.known.timestamp).into(),
        }
    }

    /// `2` or `3`.
    pub(crate) fn mode(&self) -> &'static str {
        match self.known.secure_mode {
            SecureMode::Static => "2",
            SecureMode::Dynamic => "3",
        }
    }

    /// What is expected in place of what is sent.
    pub(crate) fn expected(&self, part: PartName) -> alloc::borrow::Cow<'a, str> {
        let identity = self.known.identity;
        match part {
            PartName::ClientId => identity.client_id.as_str().into(),
            PartName::DeviceKey => identity.device_key.as_str().into(),
            PartName::ProductKey => identity.product_key.as_str().into(),
            PartName::Timestamp => alloc::string::ToString::to_string(&self.known.timestamp).into(),
        }
    }

    /// The password that EnOS computes.
    pub(crate) fn password(&self) -> Zeroizing<String> {
        let timestamp = self.time();
        let claim = Claim {
            client_id: self.client_id,
            secure_mode: self.known.secure_mode,
            timestamp: &timestamp,
            device_key: self.device_key,
            product_key: self.product_key,
        };
        Zeroizing::new(claim.password(self.secret).expose().into())
    }
}

fn bare<'a>(whole: &'a str, known: &Known<'_>) -> &'a str {
    let head = whole.split('|').next().unwrap_or_default();
    match head.strip_prefix(OLD_PREFIX) {
        Some(rest) if rest == known.identity.client_id.as_str() => rest,
        Some(_) | None => head,
    }
}

/// A swapped user name is a mistake of its own, and hides no value.
fn keys<'a>(username: &'a str, known: &Known<'a>) -> (&'a str, &'a str) {
    let expected = (known.identity.device_key.as_str(), known.identity.product_key.as_str());
    match username.split_once('&') {
        Some((product, device)) if (device, product) == expected => expected,
        Some((device, product)) if !device.is_empty() && !product.is_empty() => (device, product),
        Some(_) | None => expected,
    }
}

fn value<'a>(parameters: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = parameters.split_once(name)?;
    let end = rest.find([',', '|']).unwrap_or(rest.len());
    rest.get(..end).map(str::trim).filter(|value| !value.is_empty())
}
