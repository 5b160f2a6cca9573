//! The two ways to log in.

use crate::Secret;

/// How a device proves who it is, with exactly the secret that this way needs.
#[derive(Clone, Debug)]
pub enum AuthMode {
    /// The device has its own secret (the vendor's "secret-per-device", securemode 2).
    Static {
        /// The secret of this device.
        device_secret: Secret,
    },
    /// The device has only its product's secret and is to receive its own (the vendor's "secret-per-product",
    /// securemode 3).
    Dynamic {
        /// The secret of the product.
        product_secret: Secret,
    },
}

/// The number behind `securemode=`. On other platforms the same numbers mean something else, so always
/// show the words beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecureMode {
    /// 2, static authentication.
    Static,
    /// 3, dynamic activation.
    Dynamic,
}

impl AuthMode {
    /// The mode without its secret.
    #[must_use]
    pub const fn secure_mode(&self) -> SecureMode {
        match self {
            Self::Static { .. } => SecureMode::Static,
            Self::Dynamic { .. } => SecureMode::Dynamic,
        }
    }

    /// The secret that this mode signs with.
    #[must_use]
    pub const fn secret(&self) -> &Secret {
        match self {
            Self::Static { device_secret } => device_secret,
            Self::Dynamic { product_secret } => product_secret,
        }
    }
}

impl SecureMode {
    /// The number in the client id.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Static => 2,
            Self::Dynamic => 3,
        }
    }
}
