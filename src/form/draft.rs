//! What was typed, as it was typed.

use enos::SecureMode;

use super::DemoDevice;
use super::{Field, TypedSecret, has_named_value, is_label};

/// The form's contents. Both secrets are kept apart, so that changing the mode never puts one in the other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// How the device logs in.
    pub mode: SecureMode,
    /// The product key.
    pub product_key: String,
    /// The device key.
    pub device_key: String,
    /// The client id; empty means the same as the device key.
    pub client_id: String,
    /// The product's secret, for dynamic activation.
    pub product_secret: TypedSecret,
    /// The device's secret, for a static login.
    pub device_secret: TypedSecret,
    /// Where the gateway is: a path of this page's own server, or a whole address.
    pub gateway: String,
}

impl Draft {
    /// An empty form that points at a gateway.
    #[must_use]
    pub fn new(gateway: &str) -> Self {
        Self {
            mode: SecureMode::Dynamic,
            product_key: String::new(),
            device_key: String::new(),
            client_id: String::new(),
            product_secret: TypedSecret::default(),
            device_secret: TypedSecret::default(),
            gateway: gateway.to_owned(),
        }
    }

    /// The same form with a demo device in it.
    #[must_use]
    pub fn with_device(&self, device: &DemoDevice) -> Self {
        let mode = if device.device_secret.is_some() { SecureMode::Static } else { SecureMode::Dynamic };
        Self {
            mode,
            product_key: device.product_key.clone(),
            device_key: device.device_key.clone(),
            client_id: device.client_id.clone(),
            product_secret: device.product_secret.clone(),
            device_secret: device.device_secret.clone().unwrap_or_default(),
            gateway: self.gateway.clone(),
        }
    }

    /// The same form for another device of the same product: what concerns the device is empty.
    #[must_use]
    pub fn for_next_device(&self) -> Self {
        Self {
            device_key: String::new(),
            client_id: String::new(),
            device_secret: TypedSecret::default(),
            ..self.clone()
        }
    }

    /// The secret that the mode needs.
    #[must_use]
    pub const fn secret(&self) -> &TypedSecret {
        match self.mode {
            SecureMode::Static => &self.device_secret,
            SecureMode::Dynamic => &self.product_secret,
        }
    }

    /// What the client id is: what was typed, or else the device key.
    #[must_use]
    pub fn effective_client_id(&self) -> &str {
        if self.client_id.is_empty() { &self.device_key } else { &self.client_id }
    }

    /// A field that everybody can read, with a whole label in it.
    #[must_use]
    pub fn labelled(&self) -> Option<Field> {
        let fields = [
            (Field::ProductKey, &self.product_key),
            (Field::DeviceKey, &self.device_key),
            (Field::ClientId, &self.client_id),
            (Field::Gateway, &self.gateway),
        ];
        fields.into_iter().find(|(_, text)| has_named_value(text)).map(|(field, _)| field)
    }

    /// Whether a field's new text is a whole label that came at once.
    #[must_use]
    pub fn is_a_leap(&self, text: &TypedSecret) -> bool {
        let text = text.expose();
        let longest = [&self.product_key, &self.device_key, &self.client_id].map(String::len).into_iter().max();
        text.len() > longest.unwrap_or_default() + 3 && is_label(text)
    }

    /// Takes out what is in a field that everybody can read.
    pub fn take(&mut self, field: Field) -> TypedSecret {
        TypedSecret::new(std::mem::take(match field {
            Field::ProductKey => &mut self.product_key,
            Field::DeviceKey => &mut self.device_key,
            Field::ClientId => &mut self.client_id,
            Field::Gateway => &mut self.gateway,
            Field::Secret => return TypedSecret::default(),
        }))
    }

    /// Puts text into a field.
    pub fn set(&mut self, field: Field, text: TypedSecret) {
        match field {
            Field::ProductKey => text.expose().clone_into(&mut self.product_key),
            Field::DeviceKey => text.expose().clone_into(&mut self.device_key),
            Field::ClientId => text.expose().clone_into(&mut self.client_id),
            Field::Gateway => text.expose().clone_into(&mut self.gateway),
            Field::Secret => match self.mode {
                SecureMode::Static => self.device_secret = text,
                SecureMode::Dynamic => self.product_secret = text,
            },
        }
    }
}
