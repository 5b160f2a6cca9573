//! Products and devices as they are written.

use enos::{DeviceKey, ProductKey, Secret};
use serde::Deserialize;
use simulator::{
    ActivationSwitch, CertificateDigest, CertificateRule, Cloud, Device, Faults, Product, RegistryError, Rules,
};

use crate::registry::faults::FaultsText;
use crate::registry::rules::RulesText;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RegistryText {
    #[serde(default)]
    rules: RulesText,
    products: Vec<ProductText>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ProductText {
    key: ProductKeyText,
    secret: SecretText,
    #[serde(default = "yes")]
    dynamic_activation: bool,
    #[serde(default)]
    certificate_required: bool,
    #[serde(default)]
    devices: Vec<DeviceText>,
    #[serde(default)]
    series: Vec<SeriesText>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct DeviceText {
    key: DeviceKeyText,
    secret: Option<SecretText>,
    #[serde(default)]
    has_been_online: bool,
    #[serde(default)]
    disabled: bool,
    #[serde(default)]
    sub_device: bool,
    certificate_sha256: Option<DigestText>,
    #[serde(default)]
    faults: FaultsText,
}

/// Many devices that are alike: the prefix with a number behind it, from 1 on, all with the same number of digits.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct SeriesText {
    prefix: DeviceKeyText,
    count: u32,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct ProductKeyText(ProductKey);

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct DeviceKeyText(DeviceKey);

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct SecretText(Secret);

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct DigestText(CertificateDigest);

impl RegistryText {
    pub(super) fn rules(&self, rules: Rules) -> Rules {
        self.rules.apply(rules)
    }

    pub(super) fn register(self, cloud: &mut Cloud) -> Result<(), RegistryError> {
        for product in self.products {
            let ProductText { key: ProductKeyText(key), secret: SecretText(secret), devices, series, .. } = product;
            let activation = if product.dynamic_activation { ActivationSwitch::On } else { ActivationSwitch::Off };
            let certificate =
                if product.certificate_required { CertificateRule::Required } else { CertificateRule::NotRequired };
            cloud.add_product(Product { key: key.clone(), secret, activation, certificate })?;
            for device in devices {
                let (device, faults) = device.device(key.clone());
                let device_key = device.key().clone();
                cloud.add_device(device)?;
                cloud.set_faults(key.as_str(), device_key.as_str(), faults);
            }
            for device_key in series.iter().flat_map(SeriesText::keys) {
                cloud.add_device(Device::new(key.clone(), device_key))?;
            }
        }
        Ok(())
    }
}

impl DeviceText {
    fn device(self, product_key: ProductKey) -> (Device, Faults) {
        let mut device = Device::new(product_key, self.key.0);
        if let Some(SecretText(secret)) = self.secret {
            device = if self.has_been_online { device.activated(secret) } else { device.with_secret(secret) };
        }
        if self.disabled {
            device = device.disabled();
        }
        if self.sub_device {
            device = device.as_sub_device();
        }
        if let Some(DigestText(digest)) = self.certificate_sha256 {
            device = device.with_certificate(digest);
        }
        (device, self.faults.0)
    }
}

impl SeriesText {
    fn keys(&self) -> impl Iterator<Item = DeviceKey> {
        let (prefix, digits) = (self.prefix.0.as_str(), self.count.to_string().len());
        // The prefix is a key, and digits behind it spoil nothing but, in theory, its length.
        (1..=self.count).filter_map(move |number| DeviceKey::parse(&format!("{prefix}{number:0digits$}")).ok())
    }
}

impl TryFrom<String> for ProductKeyText {
    type Error = enos::IdentityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        ProductKey::parse(&text).map(Self)
    }
}

impl TryFrom<String> for DeviceKeyText {
    type Error = enos::IdentityError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        DeviceKey::parse(&text).map(Self)
    }
}

impl TryFrom<String> for SecretText {
    type Error = enos::SecretError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Secret::parse(&text).map(Self)
    }
}

impl TryFrom<String> for DigestText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits: String = text.chars().filter(|character| *character != ':').collect();
        let mut digest = [0; 32];
        match hex::decode_to_slice(&digits, &mut digest) {
            Ok(()) => Ok(Self(CertificateDigest(digest))),
            Err(_) => Err(format!("certificate-sha256 is \"{text}\", and not 64 hexadecimal digits")),
        }
    }
}

const fn yes() -> bool {
    true
}
