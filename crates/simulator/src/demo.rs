//! Products and devices to practise on: the page's demo and the network program start with the same ones.
//!
//! Their secrets are public and open nothing.

use enos::{DeviceKey, ProductKey, Secret};

use crate::{ActivationSwitch, CertificateRule, Cloud, Device, Entropy, Product, RegistryError, Rules};

/// A device to practise on, with all that a technician would be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoDevice {
    /// Its product.
    pub product_key: &'static str,
    /// Its product's secret.
    pub product_secret: &'static str,
    /// Its key.
    pub device_key: &'static str,
    /// A client id for it.
    pub client_id: &'static str,
    /// Its own secret, where it has one from the start.
    pub device_secret: Option<&'static str>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a demo device shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It can be activated.
    Activate,
    /// It was online before: it uses static authentication with its device secret, and cannot be activated.
    LogIn,
    /// It is disabled.
    Disabled,
    /// It is a sub-device.
    SubDevice,
    /// Dynamic activation is off for its product.
    ActivationOff,
    /// Its product requires a certificate.
    Certificate,
}

/// The demo devices, those that can be activated first.
pub const DEVICES: [DemoDevice; 11] = [
    inverter("INV-0001", "inverter-0001", Purpose::Activate),
    inverter("INV-0002", "inverter-0002", Purpose::Activate),
    inverter("INV-0003", "inverter-0003", Purpose::Activate),
    inverter("INV-0004", "inverter-0004", Purpose::Activate),
    inverter("INV-0005", "inverter-0005", Purpose::Activate),
    inverter("INV-0006", "inverter-0006", Purpose::Activate),
    DemoDevice {
        device_secret: Some("practice-device-secret"),
        ..inverter("INV-0101", "inverter-0101", Purpose::LogIn)
    },
    inverter("INV-0102", "inverter-0102", Purpose::Disabled),
    inverter("INV-0103", "inverter-0103", Purpose::SubDevice),
    DemoDevice {
        product_key: "DemoMeter",
        product_secret: "practice-meter-secret",
        ..inverter("MTR-0001", "meter-0001", Purpose::ActivationOff)
    },
    DemoDevice {
        product_key: "DemoController",
        product_secret: "practice-controller-secret",
        ..inverter("CTL-0001", "controller-0001", Purpose::Certificate)
    },
];

/// A cloud with the demo devices, under EnOS's rules.
#[must_use]
pub fn cloud(entropy: Entropy) -> Cloud {
    let mut cloud = Cloud::new(Rules::default(), entropy);
    // A constant that a test reads in full: neither can fail.
    let _registered = register(&mut cloud);
    cloud
}

/// Adds the demo products and devices to a cloud.
///
/// # Errors
/// When the cloud has products or devices of these keys already.
pub fn register(cloud: &mut Cloud) -> Result<(), RegistryError> {
    for demo in &DEVICES {
        let (Some(product), Some(device)) = (demo.product(), demo.device()) else {
            continue;
        };
        if cloud.product(demo.product_key).is_none() {
            cloud.add_product(product)?;
        }
        cloud.add_device(device)?;
    }
    Ok(())
}

impl DemoDevice {
    fn product(&self) -> Option<Product> {
        let (activation, certificate) = match self.purpose {
            Purpose::ActivationOff => (ActivationSwitch::Off, CertificateRule::NotRequired),
            Purpose::Certificate => (ActivationSwitch::On, CertificateRule::Required),
            Purpose::Activate | Purpose::LogIn | Purpose::Disabled | Purpose::SubDevice => {
                (ActivationSwitch::On, CertificateRule::NotRequired)
            }
        };
        let key = ProductKey::parse(self.product_key).ok()?;
        let secret = Secret::parse(self.product_secret).ok()?;
        Some(Product { key, secret, activation, certificate })
    }

    fn device(&self) -> Option<Device> {
        let device = Device::new(ProductKey::parse(self.product_key).ok()?, DeviceKey::parse(self.device_key).ok()?);
        let secret = self.device_secret.and_then(|text| Secret::parse(text).ok());
        Some(match (self.purpose, secret) {
            (Purpose::LogIn, Some(secret)) => device.activated(secret),
            (Purpose::Disabled, _) => device.disabled(),
            (Purpose::SubDevice, _) => device.as_sub_device(),
            (Purpose::LogIn | Purpose::Activate | Purpose::ActivationOff | Purpose::Certificate, _) => device,
        })
    }
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Activate, Self::LogIn, Self::Disabled, Self::SubDevice, Self::ActivationOff, Self::Certificate];

    /// The purpose's name in settings, which a page says in its own language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activate => "activate",
            Self::LogIn => "log-in",
            Self::Disabled => "disabled",
            Self::SubDevice => "sub-device",
            Self::ActivationOff => "activation-off",
            Self::Certificate => "certificate",
        }
    }

    /// The purpose of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// The purpose in a short English sentence.
    #[must_use]
    pub const fn note(self) -> &'static str {
        match self {
            Self::Activate => "can be activated",
            Self::LogIn => {
                "was online before: uses static authentication with its device secret, and cannot be activated again"
            }
            Self::Disabled => "is disabled: every login is refused",
            Self::SubDevice => "is a sub-device: it cannot connect to EnOS directly",
            Self::ActivationOff => "cannot be activated: dynamic activation is off for its product",
            Self::Certificate => {
                "its product requires certificate-based authentication (TLS with a client certificate)"
            }
        }
    }
}

const fn inverter(device_key: &'static str, client_id: &'static str, purpose: Purpose) -> DemoDevice {
    DemoDevice {
        product_key: "DemoInverter",
        product_secret: "practice-inverter-secret",
        device_key,
        client_id,
        device_secret: None,
        purpose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repeatable;
    use enos::ClientId;

    #[test]
    fn registers_every_device() {
        let cloud = cloud(repeatable(1));
        assert_eq!(cloud.devices().len(), DEVICES.len());
        for demo in &DEVICES {
            assert!(cloud.device(demo.product_key, demo.device_key).is_some(), "{}", demo.device_key);
            assert!(ClientId::parse(demo.client_id).is_ok(), "{}", demo.client_id);
            assert!(Secret::parse(demo.product_secret).is_ok());
        }
    }

    #[test]
    fn starts_with_at_least_five_devices_that_can_be_activated() {
        let leading = DEVICES.iter().take_while(|demo| demo.purpose == Purpose::Activate);
        assert!(leading.count() >= 5);
    }

    #[test]
    fn says_when_it_is_registered_twice() {
        let mut cloud = cloud(repeatable(1));
        assert!(matches!(register(&mut cloud), Err(RegistryError::DeviceExists(_, _))));
    }
}
