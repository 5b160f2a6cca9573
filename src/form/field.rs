//! The fields of the form.

use enos::SecureMode;

use crate::i18n::Label;

/// One field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The product.
    ProductKey,
    /// The device.
    DeviceKey,
    /// The device's own identifier; may be empty.
    ClientId,
    /// The secret of the mode that is chosen: of the product, or of the device.
    Secret,
    /// Where the gateway is.
    Gateway,
}

impl Field {
    /// All of them, in the order in which they stand on the page.
    pub const ALL: [Self; 5] = [Self::ProductKey, Self::DeviceKey, Self::ClientId, Self::Secret, Self::Gateway];

    /// The element's id, for labels, links and focus.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ProductKey => "product-key",
            Self::DeviceKey => "device-key",
            Self::ClientId => "client-id",
            Self::Secret => "secret",
            Self::Gateway => "gateway",
        }
    }

    /// What the field is called in this mode.
    #[must_use]
    pub const fn label(self, mode: SecureMode) -> Label {
        match (self, mode) {
            (Self::ProductKey, _) => Label::ProductKey,
            (Self::DeviceKey, _) => Label::DeviceKey,
            (Self::ClientId, _) => Label::ClientId,
            (Self::Secret, SecureMode::Dynamic) => Label::ProductSecret,
            (Self::Secret, SecureMode::Static) => Label::DeviceSecret,
            (Self::Gateway, _) => Label::GatewayAddress,
        }
    }
}

/// Something for each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PerField<T>(Box<[T; 5]>);

impl<T> PerField<T> {
    /// What this field has.
    #[must_use]
    pub fn of(&self, field: Field) -> &T {
        let [product_key, device_key, client_id, secret, gateway] = &*self.0;
        match field {
            Field::ProductKey => product_key,
            Field::DeviceKey => device_key,
            Field::ClientId => client_id,
            Field::Secret => secret,
            Field::Gateway => gateway,
        }
    }

    /// Replaces what this field has.
    pub fn set(&mut self, field: Field, value: T) {
        let [product_key, device_key, client_id, secret, gateway] = &mut *self.0;
        let place = match field {
            Field::ProductKey => product_key,
            Field::DeviceKey => device_key,
            Field::ClientId => client_id,
            Field::Secret => secret,
            Field::Gateway => gateway,
        };
        *place = value;
    }
}

impl<T> PerField<Option<T>> {
    /// The first field that has something.
    #[must_use]
    pub fn first(&self) -> Option<Field> {
        Field::ALL.into_iter().find(|field| self.of(*field).is_some())
    }
}
