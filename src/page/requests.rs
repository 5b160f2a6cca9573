//! When connection requests were made, and what EnOS says to the next one.

use enos::{ThrottleState, throttle_state};

use super::state::PageState;
use crate::form::EndpointKind;

/// Under this name the browser keeps when connection requests were made; see [`enos::RequestLog`].
pub const REQUESTS: &str = "requests";

impl PageState {
    /// What EnOS will say to the next request of the device in the form; nothing before its first one.
    #[must_use]
    pub fn throttle_state(&self) -> Option<ThrottleState> {
        let draft = &self.form.draft;
        self.throttle_state_of(&draft.product_key, &draft.device_key, self.form.place == EndpointKind::Demo)
    }

    /// What EnOS will say to the next request of a device; nothing before its first one.
    #[must_use]
    pub fn throttle_state_of(&self, product_key: &str, device_key: &str, is_demo: bool) -> Option<ThrottleState> {
        let requests = self.requests.times(product_key, device_key, is_demo);
        (!requests.is_empty()).then(|| throttle_state(requests.into_iter(), self.wall))
    }
}
