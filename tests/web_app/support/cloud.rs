//! Simulated clouds: those of the demo, and others on purpose.

use enos::{DeviceKey, ProductKey, Secret};
use simulator::{Cloud, Device, Faults, demo, repeatable};

use crate::demo::DemoCloud;

/// The product of the practice devices that can be activated.
pub(crate) const PRODUCT: &str = "DemoInverter";
/// Its secret.
pub(crate) const PRODUCT_SECRET: &str = "practice-inverter-secret";
/// The practice device that the form holds first.
pub(crate) const FIRST: &str = "INV-0001";
/// The practice device behind it.
pub(crate) const SECOND: &str = "INV-0002";
/// The practice device that has been online, and its secret.
pub(crate) const ONLINE: (&str, &str) = ("INV-0101", "practice-device-secret");

/// The cloud of the demo. Another seed gives other secrets.
pub(crate) fn practice(seed: u64) -> DemoCloud {
    DemoCloud::of(demo::cloud(repeatable(seed)))
}

/// The cloud of the demo, in which this goes wrong with the first device.
pub(crate) fn with_faults(faults: Faults) -> DemoCloud {
    let mut cloud = demo::cloud(repeatable(1));
    assert!(cloud.set_faults(PRODUCT, FIRST, faults), "the device is there");
    DemoCloud::of(cloud)
}

/// The cloud of the demo with one device more, which has been online and has this secret.
pub(crate) fn with_online_device(device_key: &str, secret: &str) -> DemoCloud {
    let mut cloud: Cloud = demo::cloud(repeatable(1));
    let device = Device::new(ProductKey::parse(PRODUCT).unwrap(), DeviceKey::parse(device_key).unwrap());
    cloud.add_device(device.activated(Secret::parse(secret).unwrap())).unwrap();
    DemoCloud::of(cloud)
}
