//! Whether a login may come in.

use enos::{Claim, ClientId, SecureMode};

use crate::device::Life;
use crate::{
    Access, ActivationSwitch, CertificateRule, Cloud, Device, DeviceKind, Login, LongClientIds, Product, Refusal, Time,
    TopicUse, Transport,
};

impl Cloud {
    /// The order is a guess: EnOS names only the causes. What does not depend on a secret comes first, and the states
    /// that only an owner should learn come after the signature.
    pub(super) fn check(&mut self, claim: &Claim<'_>, login: &Login<'_>, now: Time) -> Result<(), Refusal> {
        let length = claim.client_id.chars().count();
        let is_too_long = length > ClientId::LIMIT && self.rules.long_client_ids == LongClientIds::Refuse;
        if length == 0 || is_too_long {
            return Err(Refusal::ClientIdLength { length });
        }
        let (product, device) = (claim.product_key, claim.device_key);
        let known = self.registry.device_mut(product, device).ok_or(Refusal::UnknownDevice)?;
        if let Some(rule) = &self.rules.throttle {
            known.throttle.admit(now, rule)?;
        }
        let product = self.registry.product(product).ok_or(Refusal::UnknownDevice)?;
        let device = self.registry.device(claim.product_key, device).ok_or(Refusal::UnknownDevice)?;
        match device.kind {
            DeviceKind::Direct => {}
            DeviceKind::SubDevice => return Err(Refusal::SubDevice),
        }
        check_transport(product, device, login.transport)?;
        let secret = match claim.secure_mode {
            SecureMode::Static => device.secret.as_ref(),
            SecureMode::Dynamic => Some(&product.secret),
        };
        if !secret.is_some_and(|secret| claim.is_signed_by(secret, login.password)) {
            return Err(Refusal::SignatureFailed);
        }
        match device.access {
            Access::Enabled => {}
            Access::Disabled => return Err(Refusal::DeviceDisabled),
        }
        if login.will_topic.is_some_and(|topic| !TopicUse::Publish(topic).is_own(&device.product_key, &device.key)) {
            return Err(Refusal::ForeignWill);
        }
        match (claim.secure_mode, product.activation, device.life) {
            (SecureMode::Static, _, _) | (SecureMode::Dynamic, ActivationSwitch::On, Life::New) => Ok(()),
            (SecureMode::Dynamic, ActivationSwitch::Off, _) => Err(Refusal::ActivationOff),
            (SecureMode::Dynamic, ActivationSwitch::On, Life::HasBeenOnline) => Err(Refusal::AlreadyActivated),
        }
    }
}

fn check_transport(product: &Product, device: &Device, transport: Transport) -> Result<(), Refusal> {
    match (product.certificate, transport) {
        (CertificateRule::NotRequired, _) => Ok(()),
        (CertificateRule::Required, Transport::Plain) => Err(Refusal::NeedsTls),
        (CertificateRule::Required, Transport::Tls { certificate: None }) => Err(Refusal::CertificateInvalid),
        (CertificateRule::Required, Transport::Tls { certificate: Some(shown) }) => match device.certificate {
            Some(bound) if bound != shown => Err(Refusal::CertificateInvalid),
            Some(_) | None => Ok(()),
        },
    }
}
