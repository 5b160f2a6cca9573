//! A product: what its devices share.

use enos::{ProductKey, Secret};

/// What the devices of one kind share.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its name.
    pub key: ProductKey,
    /// What a device signs with to be activated.
    pub secret: Secret,
    /// The switch "Enable Dynamic Activation".
    pub activation: ActivationSwitch,
    /// Whether its devices must show a certificate.
    pub certificate: CertificateRule,
}

/// The switch "Enable Dynamic Activation" of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivationSwitch {
    /// Devices may fetch their secret.
    On,
    /// They may not: code 770.
    Off,
}

/// How the devices of a product prove themselves to the transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateRule {
    /// Not at all: secrets are enough (one-way authentication).
    NotRequired,
    /// By a client certificate over TLS (two-way authentication): codes 746 and 745 otherwise.
    Required,
}
