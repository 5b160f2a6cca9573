//! The connection requests of each device, counted along, so that EnOS locks none out: more than a second between two, and no fourth
//! within two minutes.
//!
//! It is the same count that the page keeps for a single device ([`enos::RequestLog`]), under the same name in the browser's
//! storage: requests of other tabs and of the time before a reload count as well.

use enos::{Identity, RequestLog, ThrottleState, throttle_state};

/// The requests of all devices. Times are in milliseconds since 1970, on the batch's own clock.
#[derive(Clone, Debug)]
pub struct Ledger {
    log: RequestLog,
    salt: String,
    is_demo: bool,
}

impl Ledger {
    /// With what the browser has kept. The salt is used where nothing was kept: [`enos::SALT_LENGTH`] random hexadecimal digits. The
    /// simulated EnOS inside the page is another EnOS, with a count of its own that is not kept.
    #[must_use]
    pub fn new(kept: &str, salt: String, is_demo: bool, now: u64) -> Self {
        let mut ledger = Self { log: RequestLog::default(), salt, is_demo };
        ledger.read(kept, now);
        ledger
    }

    /// Takes in what other tabs have counted.
    pub fn read(&mut self, kept: &str, now: u64) {
        self.log.read(kept, now);
    }

    /// What the browser is to keep for the next page, and for other tabs; empty for nothing. It holds no key.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.log.write()
    }

    /// Counts a request.
    pub fn note(&mut self, device: &Identity, at: u64) {
        let salt = self.salt.clone();
        self.log.note(keys(device), self.is_demo, at, || salt);
    }

    /// Counts a request that was made at some time between these, unless it has been counted.
    pub(crate) fn note_between(&mut self, device: &Identity, from: u64, until: u64) {
        let (product_key, device_key) = keys(device);
        let times = self.log.times(product_key, device_key, self.is_demo);
        if !times.iter().any(|time| (from..=until).contains(time)) {
            // The latest time is the one that makes the device wait longest.
            self.note(device, until);
        }
    }

    /// Forgets what no longer matters.
    pub(crate) fn forget_what_is_over(&mut self, now: u64) {
        self.log.forget_what_is_over(now);
    }

    /// What EnOS will say to the next request of a device.
    #[must_use]
    pub fn throttle_state(&self, device: &Identity, now: u64) -> ThrottleState {
        let (product_key, device_key) = keys(device);
        throttle_state(self.log.times(product_key, device_key, self.is_demo).into_iter(), now)
    }

    /// The milliseconds until the next request of a device is let in; zero if it is let in now.
    #[must_use]
    pub fn wait(&self, device: &Identity, now: u64) -> u64 {
        let (ThrottleState::TooSoon { wait, .. } | ThrottleState::Spent { wait } | ThrottleState::LockedOut { wait }) =
            self.throttle_state(device, now)
        else {
            return 0;
        };
        u64::try_from(wait.as_millis()).unwrap_or(u64::MAX)
    }
}

fn keys(device: &Identity) -> (&str, &str) {
    (device.product_key.as_str(), device.device_key.as_str())
}

#[cfg(test)]
mod tests {
    use enos::{ClientId, DeviceKey, ProductKey};

    use super::*;

    const NOW: u64 = 1_790_000_000_000;

    fn device(key: &str) -> Identity {
        Identity {
            client_id: ClientId::parse(key).unwrap(),
            device_key: DeviceKey::parse(key).unwrap(),
            product_key: ProductKey::parse("pk1").unwrap(),
        }
    }

    fn ledger(kept: &str) -> Ledger {
        Ledger::new(kept, "0123456789abcdef".to_owned(), false, NOW)
    }

    #[test]
    fn each_device_waits_for_itself_only() {
        let mut ledger = ledger("");
        for at in [0, 2_000, 4_000] {
            ledger.note(&device("dk1"), NOW + at);
        }
        assert_eq!(ledger.wait(&device("dk1"), NOW + 5_000), 115_000);
        assert_eq!(ledger.wait(&device("dk2"), NOW + 5_000), 0);
    }

    #[test]
    fn the_count_survives_a_reload() {
        let mut before = ledger("");
        before.note(&device("dk1"), NOW);
        let after = ledger(&before.to_text());
        assert_eq!(after.wait(&device("dk1"), NOW + 500), 501);
    }

    #[test]
    fn a_request_that_the_journal_and_the_storage_know_counts_once() {
        let mut ledger = ledger("");
        ledger.note(&device("dk1"), NOW + 300);
        ledger.note_between(&device("dk1"), NOW, NOW + 10_000);
        assert_eq!(ledger.throttle_state(&device("dk1"), NOW + 20_000), ThrottleState::Free { left: 2 });
        ledger.note_between(&device("dk2"), NOW, NOW + 10_000);
        assert_eq!(ledger.wait(&device("dk2"), NOW + 10_500), 501);
    }
}
