//! What EnOS's console says of a device.

use enos::normalize_name;

/// The status of a device in the console's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceStatus {
    /// It has never been online. Only such a device can be activated.
    Inactive,
    /// It is online now.
    Online,
    /// It has been online before.
    Offline,
    /// Somebody has disabled it.
    Disabled,
}

impl DeviceStatus {
    /// Reads the console's word, in English or in Chinese.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LIMIT {
            return None;
        }
        Some(match normalize_name(text).as_str() {
            "inactive" | "notactivated" | "unactivated" | "未激活" => Self::Inactive,
            "online" | "在线" => Self::Online,
            "offline" | "离线" => Self::Offline,
            "disabled" | "已禁用" | "禁用" => Self::Disabled,
            _ => return None,
        })
    }
}

/// In bytes. Longer texts are no status.
const LIMIT: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_console_s_words() {
        for (text, status) in [
            ("Inactive", DeviceStatus::Inactive),
            ("未激活", DeviceStatus::Inactive),
            (" ONLINE ", DeviceStatus::Online),
            ("在线", DeviceStatus::Online),
            ("离线", DeviceStatus::Offline),
            ("已禁用", DeviceStatus::Disabled),
        ] {
            assert_eq!(DeviceStatus::parse(text), Some(status), "{text}");
        }
        assert_eq!(DeviceStatus::parse("on"), None);
    }
}
