//! The connections that are logged in.

use alloc::string::String;
use alloc::vec::Vec;

use enos::{DeviceKey, ProductKey, SecureMode};

use crate::cloud::requests::is_covered;

/// One connection that is logged in. Never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub(crate) u64);

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: SessionId,
    pub(crate) mqtt_client_id: String,
    pub(crate) product_key: ProductKey,
    pub(crate) device_key: DeviceKey,
    pub(crate) mode: SecureMode,
    /// The topic filters that it has subscribed to.
    pub(crate) filters: Vec<String>,
    /// The sub-devices that it speaks for.
    pub(crate) sub_devices: Vec<(ProductKey, DeviceKey)>,
}

impl Session {
    pub(crate) fn listens_to(&self, topic: &str) -> bool {
        is_covered(&self.filters, topic)
    }
}

/// The open sessions, sorted by their numbers, which only grow.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    open: Vec<Session>,
    last: u64,
}

impl Sessions {
    pub(crate) fn open(
        &mut self,
        mqtt_client_id: &str,
        product_key: ProductKey,
        device_key: DeviceKey,
        mode: SecureMode,
    ) -> SessionId {
        self.last += 1;
        let id = SessionId(self.last);
        self.open.push(Session {
            id,
            mqtt_client_id: mqtt_client_id.into(),
            product_key,
            device_key,
            mode,
            filters: Vec::new(),
            sub_devices: Vec::new(),
        });
        id
    }

    pub(crate) fn find(&self, id: SessionId) -> Option<&Session> {
        let place = self.open.binary_search_by_key(&id, |session| session.id).ok()?;
        self.open.get(place)
    }

    pub(crate) fn find_mut(&mut self, id: SessionId) -> Option<&mut Session> {
        let place = self.open.binary_search_by_key(&id, |session| session.id).ok()?;
        self.open.get_mut(place)
    }

    pub(crate) fn close(&mut self, id: SessionId) -> Option<Session> {
        let place = self.open.binary_search_by_key(&id, |session| session.id).ok()?;
        Some(self.open.remove(place))
    }

    /// The session that uses this MQTT client id.
    pub(crate) fn of_client_id(&self, mqtt_client_id: &str) -> Option<SessionId> {
        self.open.iter().find(|session| session.mqtt_client_id == mqtt_client_id).map(|session| session.id)
    }
}
