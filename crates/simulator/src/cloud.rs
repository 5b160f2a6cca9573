//! The cloud: registry, logins, activation and the device log.

mod check;
pub(crate) mod requests;

use alloc::vec::Vec;
use core::mem;

use enos::{Claim, ClientId, SecureMode};

use crate::device::Life;
use crate::entropy::new_secret;
use crate::json::Json;
use crate::registry::Registry;
use crate::sessions::{Session, Sessions};
use crate::{
    Access, Activation, Answer, Device, DeviceKind, Entropy, Faults, Journal, Login, Memory, Occurrence, Product,
    PushAt, Refusal, RegistryError, Reply, Rules, SessionId, Time, TopicUse,
};

/// How many topic filters a session may subscribe to: each message that goes to it is compared with them.
const MOST_FILTERS: usize = 256;

/// EnOS Cloud, as far as a device can see it.
///
/// It knows nothing of packets. A broker asks it about each CONNECT ([`log_in`](Cloud::log_in)), tells it what happens
/// on the connection ([`listen`](Cloud::listen), [`unsubscribed`](Cloud::unsubscribed), [`published`](Cloud::published),
/// [`log_out`](Cloud::log_out)), sends what comes back and the activation messages ([`activate`](Cloud::activate)), and closes
/// what [`take_evicted`](Cloud::take_evicted) lists.
pub struct Cloud {
    rules: Rules,
    entropy: Entropy,
    registry: Registry,
    sessions: Sessions,
    evicted: Vec<SessionId>,
    journal: Journal,
    revision: u64,
}

/// A login that was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The connection's number from now on.
    pub session: SessionId,
    /// How it was authenticated.
    pub mode: SecureMode,
}

/// A login that was not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why; for the device log, not for the device.
    pub refusal: Refusal,
    /// What the device sees.
    pub reply: Reply,
}

impl Cloud {
    /// A cloud without products.
    #[must_use]
    pub fn new(rules: Rules, entropy: Entropy) -> Self {
        Self {
            rules,
            entropy,
            registry: Registry::default(),
            sessions: Sessions::default(),
            evicted: Vec::new(),
            journal: Journal::default(),
            revision: 0,
        }
    }

    /// How this cloud behaves.
    #[must_use]
    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Changes how this cloud behaves from the next login on.
    pub const fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// Registers a product.
    ///
    /// # Errors
    /// When there is one of that key.
    pub fn add_product(&mut self, product: Product) -> Result<(), RegistryError> {
        self.registry.add_product(product)
    }

    /// Registers a device.
    ///
    /// # Errors
    /// When its product does not exist, or has a device of that key.
    pub fn add_device(&mut self, device: Device) -> Result<(), RegistryError> {
        self.registry.add_device(device)
    }

    /// The products, sorted by key.
    #[must_use]
    pub fn products(&self) -> &[Product] {
        self.registry.products()
    }

    /// The devices, sorted by product key and device key.
    #[must_use]
    pub fn devices(&self) -> &[Device] {
        self.registry.devices()
    }

    /// One product.
    #[must_use]
    pub fn product(&self, product_key: &str) -> Option<&Product> {
        self.registry.product(product_key)
    }

    /// One device.
    #[must_use]
    pub fn device(&self, product_key: &str, device_key: &str) -> Option<&Device> {
        self.registry.device(product_key, device_key)
    }

    /// The device log.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// A number that changes whenever the [`Memory`] of a device does.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Gives a device back what it was before a restart. `false` when it does not exist.
    pub fn recall(&mut self, product_key: &str, device_key: &str, memory: Memory) -> bool {
        let Some(device) = self.registry.device_mut(product_key, device_key) else {
            return false;
        };
        let Memory { access, life, secret, activations } = memory;
        *device = Device { access, life, secret, activations, ..device.clone() };
        true
    }

    /// Lets a device in from now on, or shuts it out, which also ends its connection. `false` when it does not exist.
    pub fn set_access(&mut self, product_key: &str, device_key: &str, access: Access, now: Time) -> bool {
        let Some(device) = self.registry.device_mut(product_key, device_key) else {
            return false;
        };
        device.access = access;
        self.revision += 1;
        let session = match device.kind {
            DeviceKind::Direct => device.session,
            DeviceKind::SubDevice => {
                if access == Access::Disabled {
                    self.shut_sub_device_out(product_key, device_key, now);
                }
                None
            }
        };
        if let (Access::Disabled, Some(session)) = (access, session) {
            self.evict(session, Occurrence::LoggedOut, now);
        }
        true
    }

    /// Sets what goes wrong for this device from its next connection on. `false` when it does not exist.
    pub fn set_faults(&mut self, product_key: &str, device_key: &str, faults: Faults) -> bool {
        let device = self.registry.device_mut(product_key, device_key);
        device.map(|device| device.faults = faults).is_some()
    }

    /// What goes wrong for the device of this user name; nothing when there is none.
    #[must_use]
    pub fn faults_of(&self, username: &str) -> Faults {
        let device = username.split_once('&').and_then(|(device, product)| self.registry.device(product, device));
        device.map(|device| device.faults).unwrap_or_default()
    }

    /// Checks a connection request. What it takes over is listed by [`take_evicted`](Cloud::take_evicted).
    ///
    /// # Errors
    /// When the device may not come in. The device log says why.
    pub fn log_in(&mut self, login: &Login<'_>, now: Time) -> Result<Accepted, Refused> {
        let claim = Claim::parse(login.mqtt_client_id, login.username);
        let checked = claim.map_err(Refusal::NotALogin).and_then(|claim| {
            self.check(&claim, login, now)?;
            let length = claim.client_id.chars().count();
            if length > ClientId::LIMIT {
                let long = Occurrence::LongClientId { length };
                self.journal.record(now, claim.product_key, claim.device_key, long);
            }
            self.open(&claim, login.mqtt_client_id, now).ok_or(Refusal::UnknownDevice)
        });
        checked.map_err(|refusal| {
            let (device_key, product_key) = login.username.split_once('&').unwrap_or_default();
            self.journal.record(now, product_key, device_key, Occurrence::Refused(refusal));
            Refused { refusal, reply: self.rules.replies.to(&refusal) }
        })
    }

    /// The session wants messages on these topics: what answers its requests goes to those only. Whether there is room for
    /// another filter.
    pub fn listen(&mut self, session: SessionId, filter: &str) -> bool {
        let Some(open) = self.sessions.find_mut(session) else { return false };
        if open.filters.iter().any(|known| known == filter) {
            return true;
        }
        let has_room = open.filters.len() < MOST_FILTERS;
        if has_room {
            open.filters.push(filter.into());
        }
        has_room
    }

    /// The session has unsubscribed.
    pub fn unsubscribed(&mut self, session: SessionId, filter: &str) {
        if let Some(open) = self.sessions.find_mut(session) {
            open.filters.retain(|known| known != filter);
        }
    }

    pub(crate) fn pushes_behind_connack(&self, session: SessionId) -> bool {
        self.rules.push == PushAt::Connack && self.being_activated(session).is_some()
    }

    pub(crate) fn pushes_behind_suback(&self, session: SessionId, filter: &str) -> bool {
        let topic = TopicUse::Subscribe(filter);
        self.rules.push == PushAt::Subscribe
            && self
                .being_activated(session)
                .is_some_and(|open| topic.covers_activation(&open.product_key, &open.device_key))
    }

    fn being_activated(&self, session: SessionId) -> Option<&Session> {
        self.sessions.find(session).filter(|open| open.mode == SecureMode::Dynamic)
    }

    /// The session has published: takes note of an answer to the activation message, and gives back the answer to a request.
    /// An answer to the activation message with another code than 200 says that the device has not taken its secret.
    pub fn published(&mut self, session: SessionId, topic: &str, payload: &[u8], now: Time) -> Option<Answer> {
        let open = self.sessions.find(session)?;
        if TopicUse::Publish(topic).is_activation_reply(&open.product_key, &open.device_key) {
            let code = Json::parse(payload).and_then(|reply| reply.text("code")?.parse().ok());
            let occurrence = match code {
                Some(200) => Occurrence::ActivationConfirmed,
                code => Occurrence::ActivationDeclined { code },
            };
            self.journal.record(now, open.product_key.as_str(), open.device_key.as_str(), occurrence);
        }
        self.answer(session, topic, payload, now)
    }

    /// Whether the session may use this topic: each device has only its own, and a gateway device those of the sub-devices that
    /// it has logged in.
    #[must_use]
    pub fn may_use(&self, session: SessionId, topic: TopicUse<'_>) -> bool {
        self.sessions.find(session).is_some_and(|open| {
            topic.is_own(&open.product_key, &open.device_key)
                || open.sub_devices.iter().any(|(product, device)| topic.is_own(product, device))
        })
    }

    /// The session was cut, or its filter refused, because it may not use this topic: the device log says so.
    pub fn refused(&mut self, session: SessionId, topic: TopicUse<'_>, now: Time) {
        if let Some(open) = self.sessions.find(session) {
            let (TopicUse::Publish(about) | TopicUse::Subscribe(about)) = topic;
            let (product, device) = (open.product_key.as_str(), open.device_key.as_str());
            self.journal.record_about(now, product, device, Occurrence::ForeignTopic, about);
        }
    }

    /// A new secret for the device of a session that is being activated, and the message that brings it. The secrets
    /// before are worth nothing from now on. `None` when the session is not one for activation.
    pub fn activate(&mut self, session: SessionId, now: Time) -> Option<Activation> {
        let open = self.sessions.find(session).filter(|open| open.mode == SecureMode::Dynamic)?;
        let (product, device) = (open.product_key.as_str(), open.device_key.as_str());
        let device = self.registry.device_mut(product, device)?;
        let secret = new_secret(&mut self.entropy);
        device.activations = device.activations.saturating_add(1);
        let activation = Activation::new(device.activations, &device.product_key, &device.key, &secret);
        device.secret = Some(secret);
        self.revision += 1;
        self.journal.record(now, open.product_key.as_str(), open.device_key.as_str(), Occurrence::Activated);
        Some(activation)
    }

    /// The connection has ended.
    pub fn log_out(&mut self, session: SessionId, now: Time) {
        self.close(session, Occurrence::LoggedOut, now);
    }

    /// The sessions whose connections are to be closed, because another took their place or their device was shut out.
    /// They are logged out already.
    #[must_use]
    pub fn take_evicted(&mut self) -> Vec<SessionId> {
        mem::take(&mut self.evicted)
    }

    /// Opens a session, in place of the device's earlier one and of the one that uses the same MQTT client id.
    fn open(&mut self, claim: &Claim<'_>, mqtt_client_id: &str, now: Time) -> Option<Accepted> {
        let earlier = self.registry.device(claim.product_key, claim.device_key)?.session;
        let namesake = self.sessions.of_client_id(mqtt_client_id);
        for session in [earlier, namesake].into_iter().flatten() {
            self.evict(session, Occurrence::TakenOver, now);
        }
        let device = self.registry.device_mut(claim.product_key, claim.device_key)?;
        let mode = claim.secure_mode;
        let session = self.sessions.open(mqtt_client_id, device.product_key.clone(), device.key.clone(), mode);
        device.session = Some(session);
        match mode {
            SecureMode::Static if device.life == Life::New => {
                device.life = Life::HasBeenOnline;
                self.revision += 1;
            }
            SecureMode::Static | SecureMode::Dynamic => {}
        }
        self.journal.record(now, claim.product_key, claim.device_key, Occurrence::LoggedIn(mode));
        Some(Accepted { session, mode })
    }

    fn evict(&mut self, session: SessionId, occurrence: Occurrence, now: Time) {
        if self.close(session, occurrence, now) {
            self.evicted.push(session);
        }
    }

    fn close(&mut self, session: SessionId, occurrence: Occurrence, now: Time) -> bool {
        let Some(Session { product_key, device_key, sub_devices, .. }) = self.sessions.close(session) else {
            return false;
        };
        for (product, device) in &sub_devices {
            if let Some(device) = self.registry.device_mut(product.as_str(), device.as_str()) {
                device.session = None;
            }
            self.journal.record(now, product.as_str(), device.as_str(), Occurrence::LoggedOut);
        }
        let (product, device) = (product_key.as_str(), device_key.as_str());
        if let Some(device) = self.registry.device_mut(product, device)
            && device.session == Some(session)
        {
            device.session = None;
        }
        self.journal.record(now, product, device, occurrence);
        true
    }
}
