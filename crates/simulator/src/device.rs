//! A device: what the registry knows of it.

use enos::{DeviceKey, ProductKey, Secret};

use crate::{CertificateDigest, Faults, SessionId, Throttle};

/// One registered device.
#[derive(Clone, Debug)]
pub struct Device {
    pub(crate) product_key: ProductKey,
    pub(crate) key: DeviceKey,
    pub(crate) kind: DeviceKind,
    pub(crate) access: Access,
    pub(crate) life: Life,
    pub(crate) secret: Option<Secret>,
    pub(crate) certificate: Option<CertificateDigest>,
    pub(crate) activations: u32,
    pub(crate) session: Option<SessionId>,
    pub(crate) throttle: Throttle,
    pub(crate) faults: Faults,
}

/// How a device reaches the cloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceKind {
    /// By itself.
    Direct,
    /// Only through its gateway device: code 741 when it tries by itself.
    SubDevice,
}

/// Whether the operator lets a device in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum Access {
    /// It may log in.
    Enabled,
    /// It may not: code 723.
    Disabled,
}

/// The state that the console shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceState {
    /// Never logged in with its own secret; may be activated, as often as it likes.
    Inactive,
    /// Logged in with its own secret.
    Online,
    /// Was online before. Its secret is fixed.
    Offline,
    /// Shut out by the operator.
    Disabled,
}

/// Whether a device was ever online, which fixes its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Never: it may be activated.
    New,
    /// It was: it may not be activated any more.
    HasBeenOnline,
}

/// What a cloud has to remember of a device when it is restarted.
#[derive(Clone, Debug)]
pub struct Memory {
    /// Whether the operator lets it in.
    pub access: Access,
    /// Whether it was ever online.
    pub life: Life,
    /// Its secret, the newest one, if it has any.
    pub secret: Option<Secret>,
    /// How often it was activated.
    pub activations: u32,
}

impl Device {
    /// A device that was registered and never seen.
    #[must_use]
    pub fn new(product_key: ProductKey, key: DeviceKey) -> Self {
        Self {
            product_key,
            key,
            kind: DeviceKind::Direct,
            access: Access::Enabled,
            life: Life::New,
            secret: None,
            certificate: None,
            activations: 0,
            session: None,
            throttle: Throttle::new(),
            faults: Faults::default(),
        }
    }

    /// The same, reachable only through a gateway device.
    #[must_use]
    pub fn as_sub_device(self) -> Self {
        Self { kind: DeviceKind::SubDevice, ..self }
    }

    /// The same, shut out.
    #[must_use]
    pub fn disabled(self) -> Self {
        Self { access: Access::Disabled, ..self }
    }

    /// The same, with a device secret, but never online: a console shows it before the first login, too.
    #[must_use]
    pub fn with_secret(self, secret: Secret) -> Self {
        Self { secret: Some(secret), ..self }
    }

    /// The same, with a secret that is fixed because the device has been online.
    #[must_use]
    pub fn activated(self, secret: Secret) -> Self {
        Self { secret: Some(secret), life: Life::HasBeenOnline, ..self }
    }

    /// The same, bound to one certificate. Without this, any certificate that the transport trusts will do.
    #[must_use]
    pub fn with_certificate(self, certificate: CertificateDigest) -> Self {
        Self { certificate: Some(certificate), ..self }
    }

    /// Its product.
    #[must_use]
    pub const fn product_key(&self) -> &ProductKey {
        &self.product_key
    }

    /// Its name.
    #[must_use]
    pub const fn key(&self) -> &DeviceKey {
        &self.key
    }

    /// How it reaches the cloud.
    #[must_use]
    pub const fn kind(&self) -> DeviceKind {
        self.kind
    }

    /// Whether the operator lets it in.
    #[must_use]
    pub const fn access(&self) -> Access {
        self.access
    }

    /// Its secret, the newest one, if it has any.
    #[must_use]
    pub const fn secret(&self) -> Option<&Secret> {
        self.secret.as_ref()
    }

    /// How often it was activated.
    #[must_use]
    pub const fn activations(&self) -> u32 {
        self.activations
    }

    /// Whether it was ever online.
    #[must_use]
    pub const fn life(&self) -> Life {
        self.life
    }

    /// What has to be remembered of it.
    #[must_use]
    pub fn memory(&self) -> Memory {
        let Self { access, life, ref secret, activations, .. } = *self;
        Memory { access, life, secret: secret.clone(), activations }
    }

    /// What goes wrong on its connections, on purpose.
    #[must_use]
    pub const fn faults(&self) -> Faults {
        self.faults
    }

    /// Its connection, while it has one.
    #[must_use]
    pub const fn session(&self) -> Option<SessionId> {
        self.session
    }

    /// The state that the console shows. A device that is being activated is still inactive.
    #[must_use]
    pub const fn state(&self) -> DeviceState {
        match (self.access, self.life, self.session) {
            (Access::Disabled, _, _) => DeviceState::Disabled,
            (Access::Enabled, Life::New, _) => DeviceState::Inactive,
            (Access::Enabled, Life::HasBeenOnline, Some(_)) => DeviceState::Online,
            (Access::Enabled, Life::HasBeenOnline, None) => DeviceState::Offline,
        }
    }
}

impl DeviceState {
    /// The state in one lower-case word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::Online => "online",
            Self::Offline => "offline",
            Self::Disabled => "disabled",
        }
    }
}
