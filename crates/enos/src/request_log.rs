//! When connection requests were made: by this page, by other tabs, and before the page was loaded anew.
//!
//! EnOS locks a device out at the fourth request within two minutes, whoever made them. So the times are kept in the browser's
//! storage until they no longer matter. No key is kept with them: a device is told by a short salted digest of its keys, and the
//! salt goes with the last time.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::throttle::MATTERS_FOR;
use crate::{DeviceKey, Fingerprint, Secret};

/// The times of all devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestLog {
    salt: String,
    /// The earliest first.
    made: Vec<Request>,
}

// Tells a few devices apart, and leads back to none: 32 bits of a salted digest. Where two devices share one, each has to wait for
// the other, too.
type DeviceMark = Fingerprint;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Request {
    mark: DeviceMark,
    /// In milliseconds since 1970.
    at: u64,
    /// The simulated EnOS inside the page forgets everything with the page.
    is_demo: bool,
}

impl RequestLog {
    /// Whether no request matters any more.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// Takes in what the browser has kept. It may be anything: what is not understood is left out.
    pub fn read(&mut self, text: &str, now: u64) {
        let mut lines = text.lines();
        let salt = lines.next().unwrap_or_default();
        if salt.len() == SALT_LENGTH && salt.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            if self.salt != salt {
                salt.clone_into(&mut self.salt);
                self.made.clear();
            }
            for line in lines.take(MOST) {
                let Some((mark, at)) = line.split_once(' ') else { continue };
                let (Some(mark), Ok(at)) = (DeviceMark::parse(mark), at.parse()) else { continue };
                self.insert(Request { mark, at, is_demo: false });
            }
        }
        self.forget_what_is_over(now);
    }

    /// What the browser is to keep; empty for nothing.
    #[must_use]
    pub fn write(&self) -> String {
        let lines = self.made.iter().filter(|made| !made.is_demo);
        let lines: String =
            lines.map(|made| ["\n", &made.mark.to_string(), " ", &made.at.to_string()].concat()).collect();
        if lines.is_empty() { lines } else { [&self.salt, lines.as_str()].concat() }
    }

    /// Counts a request. The salt is new where there is none yet.
    pub fn note(
        &mut self,
        (product_key, device_key): (&str, &str),
        is_demo: bool,
        at: u64,
        new_salt: impl FnOnce() -> String,
    ) {
        if self.salt.is_empty() {
            self.salt = new_salt();
        }
        if let Some(mark) = self.mark(product_key, device_key, is_demo) {
            self.insert(Request { mark, at, is_demo });
        }
    }

    /// When requests of a device were made, the earliest first.
    #[must_use]
    pub fn times(&self, product_key: &str, device_key: &str, is_demo: bool) -> Vec<u64> {
        if self.made.is_empty() {
            return Vec::new();
        }
        let Some(mark) = self.mark(product_key, device_key, is_demo) else { return Vec::new() };
        self.made.iter().filter(|made| made.mark == mark).map(|made| made.at).collect()
    }

    /// Times that no longer matter; and those of a clock that was set back meanwhile, from which nothing can be told.
    pub fn forget_what_is_over(&mut self, now: u64) {
        self.made.retain(|made| made.at <= now + CLOCKS_DIFFER && now.saturating_sub(made.at) < MATTERS_FOR);
        if self.made.is_empty() {
            self.salt.clear();
        }
    }

    /// Puts a request in its place, once. Nearly always that is the last one.
    fn insert(&mut self, request: Request) {
        let place = self.made.partition_point(|made| made.at <= request.at);
        let mut same_time = self.made.iter().take(place).rev().take_while(|made| made.at == request.at);
        if !same_time.any(|made| made.mark == request.mark) {
            self.made.insert(place, request);
        }
    }

    fn mark(&self, product_key: &str, device_key: &str, is_demo: bool) -> Option<DeviceMark> {
        let place = if is_demo { "|demo|" } else { "||" };
        let salted = Secret::parse(&[&self.salt, place, product_key].concat()).ok()?;
        Some(Fingerprint::of(&DeviceKey::parse(device_key).ok()?, &salted))
    }
}

/// The length of a salt, in hexadecimal digits.
pub const SALT_LENGTH: usize = 16;
/// More lines than any page writes: two batches of the greatest size without a pace.
const MOST: usize = 10_000;
/// Tabs read the same clock; in milliseconds.
const CLOCKS_DIFFER: u64 = 2_000;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::vec;

    const DEVICE: (&str, &str) = ("pK11111", "WTG-0417-INV02");
    const NOW: u64 = 1_790_000_000_000;

    fn salt() -> String {
        "0123456789abcdef".to_owned()
    }

    fn after(times: &[u64]) -> RequestLog {
        let mut requests = RequestLog::default();
        for at in times {
            requests.note(DEVICE, false, *at, salt);
        }
        requests
    }

    fn again(kept: &str, now: u64) -> RequestLog {
        let mut requests = RequestLog::default();
        requests.read(kept, now);
        requests
    }

    #[test]
    fn the_count_survives_a_reload_and_a_discarded_tab() {
        let kept = after(&[NOW, NOW + 2_000]).write();
        assert_eq!(again(&kept, NOW + 3_000).times(DEVICE.0, DEVICE.1, false), [NOW, NOW + 2_000]);
    }

    #[test]
    fn requests_of_another_tab_count() {
        let mut mine = again(&after(&[NOW]).write(), NOW);
        let mut other = mine.clone();
        other.note(DEVICE, false, NOW + 1_500, salt);
        mine.read(&other.write(), NOW + 1_600);
        mine.read(&other.write(), NOW + 1_700);
        assert_eq!(mine.times(DEVICE.0, DEVICE.1, false), [NOW, NOW + 1_500]);
    }

    #[test]
    fn keeps_times_and_no_key() {
        let kept = after(&[NOW]).write();
        assert!(kept.contains(&NOW.to_string()), "{kept}");
        for key in [DEVICE.0, DEVICE.1, "WTG", "INV02"] {
            assert!(!kept.contains(key), "{kept}");
        }
    }

    #[test]
    fn what_no_longer_matters_is_forgotten_with_its_salt() {
        let kept = after(&[NOW]).write();
        assert!(!again(&kept, NOW + MATTERS_FOR - 1).is_empty());
        let over = again(&kept, NOW + MATTERS_FOR);
        assert_eq!((over.is_empty(), over.write().as_str()), (true, ""));
    }

    #[test]
    fn times_of_a_clock_that_was_set_back_are_forgotten() {
        assert!(again(&after(&[NOW]).write(), NOW - 3_600_000).is_empty());
    }

    #[test]
    fn devices_are_distinguished_by_both_keys_and_by_who_answers() {
        let requests = after(&[NOW]);
        assert_eq!(requests.times(DEVICE.0, DEVICE.1, false), [NOW]);
        for (product_key, device_key, is_demo) in
            [("other", DEVICE.1, false), (DEVICE.0, "other", false), (DEVICE.0, DEVICE.1, true)]
        {
            assert!(requests.times(product_key, device_key, is_demo).is_empty());
        }
    }

    #[test]
    fn the_demo_inside_the_page_is_not_kept() {
        let mut requests = RequestLog::default();
        requests.note(DEVICE, true, NOW, salt);
        assert_eq!((requests.times(DEVICE.0, DEVICE.1, true), requests.write()), (vec![NOW], String::new()));
    }

    #[test]
    fn takes_anything_from_the_storage_without_harm() {
        let long = "0123456789abcdef\nAAAA-BBBB 1\n".repeat(10_000);
        for kept in [
            "",
            "\n",
            "nonsense",
            "0123456789abcdef",
            "0123456789abcdef\nno time\nAAAA-BBBB -1\nAAAA-BBBB 99999999999999999999",
            &long,
        ] {
            assert!(again(kept, NOW).is_empty(), "{kept:.80}");
        }
        let mixed = format!("0123456789abcdef\n<b> {NOW}\nAAAA-BBBB {NOW}\n\u{202e}");
        assert_eq!(again(&mixed, NOW).made.len(), 1);
    }

    #[test]
    fn times_are_kept_in_their_order_whoever_notes_them_and_each_once() {
        let mut requests = after(&[NOW + 3_000, NOW, NOW + 3_000]);
        requests.note(("pK11111", "other"), false, NOW + 3_000, salt);
        assert_eq!(requests.times(DEVICE.0, DEVICE.1, false), [NOW, NOW + 3_000]);
        assert_eq!(requests.times("pK11111", "other", false), [NOW + 3_000]);
        assert_eq!(again(&requests.write(), NOW + 3_000), requests);
    }

    #[test]
    fn a_batch_of_any_size_is_read_in_a_moment() {
        let mut requests = RequestLog::default();
        for device in 0..5_000 {
            requests.note(("pk", &format!("dk{device}")), false, NOW + device, salt);
        }
        let kept = requests.write();
        assert_eq!(again(&kept, NOW + 5_000).times("pk", "dk4999", false), [NOW + 4_999]);
        assert_eq!(kept.lines().count(), 5_001);
    }
}
