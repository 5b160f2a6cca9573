//! Products and devices, found by their keys.

use alloc::vec::Vec;
use core::fmt;

use enos::{DeviceKey, ProductKey};

use crate::{Device, Product};

/// Products and devices, each sorted by key, so that finding one takes no more than a few comparisons.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    products: Vec<Product>,
    devices: Vec<Device>,
}

/// Says why a product or a device cannot be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistryError {
    /// There is a product of that key.
    ProductExists(ProductKey),
    /// There is no product of that key.
    UnknownProduct(ProductKey),
    /// The product has a device of that key.
    DeviceExists(ProductKey, DeviceKey),
}

impl Registry {
    pub(crate) fn products(&self) -> &[Product] {
        &self.products
    }

    pub(crate) fn devices(&self) -> &[Device] {
        &self.devices
    }

    pub(crate) fn product(&self, key: &str) -> Option<&Product> {
        let place = self.products.binary_search_by(|product| product.key.as_str().cmp(key)).ok()?;
        self.products.get(place)
    }

    pub(crate) fn device(&self, product: &str, device: &str) -> Option<&Device> {
        let place = self.place(product, device).ok()?;
        self.devices.get(place)
    }

    pub(crate) fn device_mut(&mut self, product: &str, device: &str) -> Option<&mut Device> {
        let place = self.place(product, device).ok()?;
        self.devices.get_mut(place)
    }

    pub(crate) fn add_product(&mut self, product: Product) -> Result<(), RegistryError> {
        match self.products.binary_search_by(|known| known.key.cmp(&product.key)) {
            Ok(_) => Err(RegistryError::ProductExists(product.key)),
            Err(place) => {
                self.products.insert(place, product);
                Ok(())
            }
        }
    }

    pub(crate) fn add_device(&mut self, device: Device) -> Result<(), RegistryError> {
        if self.product(device.product_key.as_str()).is_none() {
            return Err(RegistryError::UnknownProduct(device.product_key));
        }
        match self.place(device.product_key.as_str(), device.key.as_str()) {
            Ok(_) => Err(RegistryError::DeviceExists(device.product_key, device.key)),
            Err(place) => {
                self.devices.insert(place, device);
                Ok(())
            }
        }
    }

    fn place(&self, product: &str, device: &str) -> Result<usize, usize> {
        self.devices
            .binary_search_by(|known| known.product_key.as_str().cmp(product).then(known.key.as_str().cmp(device)))
    }
}

impl fmt::Display for RegistryError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ProductExists(product) => write!(formatter, "there are two products with the key \"{product}\""),
            Self::UnknownProduct(product) => write!(formatter, "there is no product with the key \"{product}\""),
            Self::DeviceExists(product, device) => {
                write!(formatter, "the product \"{product}\" has two devices with the key \"{device}\"")
            }
        }
    }
}

impl core::error::Error for RegistryError {}
