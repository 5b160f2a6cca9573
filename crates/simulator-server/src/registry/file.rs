//! What stands in the registry file. Rules and faults are read by the `simulator` itself.

use std::fmt::Display;

use enos::{DeviceKey, ProductKey, Secret};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use simulator::{
    ActivationSwitch, CertificateDigest, CertificateRule, Cloud, Device, Faults, Product, RegistryError, Rules,
};

/// The whole file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RegistryFile {
    #[serde(default)]
    rules: Rules,
    products: Vec<ProductEntry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct ProductEntry {
    #[serde(deserialize_with = "product_key")]
    key: ProductKey,
    #[serde(deserialize_with = "secret")]
    secret: Secret,
    #[serde(default = "yes")]
    dynamic_activation: bool,
    #[serde(default)]
    certificate_required: bool,
    #[serde(default)]
    devices: Vec<DeviceEntry>,
    #[serde(default)]
    series: Vec<Series>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct DeviceEntry {
    #[serde(deserialize_with = "device_key")]
    key: DeviceKey,
    #[serde(default, deserialize_with = "optional_secret")]
    secret: Option<Secret>,
    #[serde(default)]
    has_been_online: bool,
    #[serde(default)]
    disabled: bool,
    #[serde(default)]
    sub_device: bool,
    #[serde(default, deserialize_with = "certificate_digest")]
    certificate_sha256: Option<CertificateDigest>,
    #[serde(default)]
    faults: Faults,
}

/// Many devices that are alike: the prefix with a number behind it, from 1 on, all with the same number of digits.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Series {
    #[serde(deserialize_with = "device_key")]
    prefix: DeviceKey,
    count: u32,
}

impl RegistryFile {
    pub(super) fn register(self, cloud: &mut Cloud) -> Result<(), RegistryError> {
        cloud.set_rules(self.rules);
        for product in self.products {
            let ProductEntry { key, secret, dynamic_activation, certificate_required, devices, series } = product;
            let activation = if dynamic_activation { ActivationSwitch::On } else { ActivationSwitch::Off };
            let certificate =
                if certificate_required { CertificateRule::Required } else { CertificateRule::NotRequired };
            cloud.add_product(Product { key: key.clone(), secret, activation, certificate })?;
            for device in devices {
                let faults = device.faults;
                let device = device.device(key.clone());
                let device_key = device.key().clone();
                cloud.add_device(device)?;
                cloud.set_faults(key.as_str(), device_key.as_str(), faults);
            }
            for device_key in series.iter().flat_map(Series::keys) {
                cloud.add_device(Device::new(key.clone(), device_key))?;
            }
        }
        Ok(())
    }
}

impl DeviceEntry {
    fn device(self, product_key: ProductKey) -> Device {
        let mut device = Device::new(product_key, self.key);
        if let Some(secret) = self.secret {
            device = if self.has_been_online { device.activated(secret) } else { device.with_secret(secret) };
        }
        if self.disabled {
            device = device.disabled();
        }
        if self.sub_device {
            device = device.as_sub_device();
        }
        if let Some(digest) = self.certificate_sha256 {
            device = device.with_certificate(digest);
        }
        device
    }
}

impl Series {
    fn keys(&self) -> impl Iterator<Item = DeviceKey> {
        let (prefix, digits) = (self.prefix.as_str(), self.count.to_string().len());
        // The prefix is a key, and digits behind it spoil nothing but, in theory, its length.
        (1..=self.count).filter_map(move |number| DeviceKey::parse(&format!("{prefix}{number:0digits$}")).ok())
    }
}

/// Reads a string and has it parsed.
fn parsed<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

fn product_key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<ProductKey, D::Error> {
    parsed(deserializer, ProductKey::parse)
}

fn device_key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DeviceKey, D::Error> {
    parsed(deserializer, DeviceKey::parse)
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    parsed(deserializer, Secret::parse)
}

fn optional_secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Secret>, D::Error> {
    secret(deserializer).map(Some)
}

fn certificate_digest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<CertificateDigest>, D::Error> {
    parsed(deserializer, |text| {
        let digits: String = text.chars().filter(|character| *character != ':').collect();
        let mut digest = [0; 32];
        match hex::decode_to_slice(&digits, &mut digest) {
            Ok(()) => Ok(Some(CertificateDigest(digest))),
            Err(_) => Err(format!("certificate-sha256 is \"{text}\", and not 64 hexadecimal digits")),
        }
    })
}

const fn yes() -> bool {
    true
}
