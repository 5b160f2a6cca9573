//! When connection requests were made: by this page, by other tabs, and before the page was loaded anew.
//!
//! EnOS locks a device out at the fourth request within two minutes, whoever made them. So the times are kept in the browser's
//! storage until they no longer matter. No key is kept with them: a device is recognized by a short salted digest of its keys, and the
//! salt goes with the last time.

use enos::{DeviceKey, Fingerprint, Secret};

use super::state::PageState;
use crate::attempt::preflight::{MATTERS_FOR, ThrottleState, throttle_state};
use crate::form::EndpointKind;

/// Under this name the browser keeps when connection requests were made.
pub const REQUESTS: &str = "requests";

/// The times of all devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    salt: String,
    made: Vec<Request>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Request {
    mark: String,
    /// In milliseconds since 1970.
    at: u64,
    /// The simulated EnOS inside the page forgets everything with the page.
    is_demo: bool,
}

impl Requests {
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
                let Ok(at) = at.parse() else { continue };
                let known = |made: &Request| made.at == at && made.mark == mark;
                if mark.len() == MARK_LENGTH && !self.made.iter().any(known) {
                    self.made.push(Request { mark: mark.to_owned(), at, is_demo: false });
                }
            }
        }
        self.forget_what_is_over(now);
    }

    /// What the browser is to keep; empty for nothing.
    #[must_use]
    pub fn write(&self) -> String {
        let lines = self.made.iter().filter(|made| !made.is_demo);
        let lines: String = lines.map(|made| ["\n", &made.mark, " ", &made.at.to_string()].concat()).collect();
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
            self.made.push(Request { mark, at, is_demo });
        }
    }

    /// When requests of a device were made, the earliest first.
    #[must_use]
    pub fn times(&self, product_key: &str, device_key: &str, is_demo: bool) -> Vec<u64> {
        if self.made.is_empty() {
            return Vec::new();
        }
        let Some(mark) = self.mark(product_key, device_key, is_demo) else { return Vec::new() };
        let mut times: Vec<_> = self.made.iter().filter(|made| made.mark == mark).map(|made| made.at).collect();
        times.sort_unstable();
        times
    }

    /// Times that no longer matter; and those of a clock that was set back meanwhile, from which nothing follows.
    fn forget_what_is_over(&mut self, now: u64) {
        self.made.retain(|made| made.at <= now + CLOCKS_DIFFER && now.saturating_sub(made.at) < MATTERS_FOR);
        if self.made.is_empty() {
            self.salt.clear();
        }
    }

    /// 32 bits, which distinguish a few devices and lead back to none.
    fn mark(&self, product_key: &str, device_key: &str, is_demo: bool) -> Option<String> {
        let place = if is_demo { "|demo|" } else { "||" };
        let salted = Secret::parse(&[&self.salt, place, product_key].concat()).ok()?;
        Some(Fingerprint::of(&DeviceKey::parse(device_key).ok()?, &salted).to_string())
    }
}

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

/// In hexadecimal digits.
pub const SALT_LENGTH: usize = 16;
const MARK_LENGTH: usize = 9;
/// More lines than any page writes.
const MOST: usize = 1_000;
/// Tabs read the same clock; in milliseconds.
const CLOCKS_DIFFER: u64 = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: (&str, &str) = ("pK11111", "WTG-0417-INV02");
    const NOW: u64 = 1_790_000_000_000;

    fn salt() -> String {
        "0123456789abcdef".to_owned()
    }

    fn after(times: &[u64]) -> Requests {
        let mut requests = Requests::default();
        for at in times {
            requests.note(DEVICE, false, *at, salt);
        }
        requests
    }

    fn again(kept: &str, now: u64) -> Requests {
        let mut requests = Requests::default();
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
    fn devices_are_told_apart_by_both_keys_and_by_who_answers() {
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
        let mut requests = Requests::default();
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
}
