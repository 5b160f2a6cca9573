//! What the text above a column says.

use enos::{FieldName, normalize_name};

/// The meaning of the text above a column, in English or in Chinese: `DeviceKey`, `*Time Zone`, `设备标识（DeviceKey）`, `ENOS Device Key`.
#[must_use]
pub fn column_name(head: &str) -> Option<FieldName> {
    if head.len() > LIMIT {
        return None;
    }
    let head = head.trim().trim_end_matches([':', '：']);
    let plain = normalize_name(head);
    let bare = ["enos", "iot", "mqtt", "envision"].iter().find_map(|word| plain.strip_prefix(word));
    let whole = || FieldName::from_normalized(&plain).or_else(|| bare.and_then(FieldName::from_normalized));
    whole().or_else(|| {
        // `设备标识（DeviceKey）`, `Key (DK)`: the identifier wins over what explains it, or is explained by it.
        let (outer, rest) = head.split_once(['(', '（', '[', '【'])?;
        let inner = rest.trim_end().strip_suffix([')', '）', ']', '】'])?;
        let name = |text: &str| FieldName::from_normalized(&normalize_name(text));
        match (name(outer), name(inner)) {
            (Some(_), Some(inner)) if !outer.is_ascii() => Some(inner),
            (Some(outer), _) => Some(outer),
            (None, inner) => inner,
        }
    })
}

/// In bytes. What is longer is a sentence.
const LIMIT: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_heads_in_both_languages() {
        for (head, name) in [
            ("DeviceKey", FieldName::DeviceKey),
            (" *Device_Key : ", FieldName::DeviceKey),
            ("设备标识（DeviceKey）", FieldName::DeviceKey),
            ("EnOS Device Key", FieldName::DeviceKey),
            ("设备密钥 [DeviceSecret]", FieldName::DeviceSecret),
            ("*设备时区", FieldName::TimeZone),
            ("SN (label)", FieldName::SerialNumber),
            ("MAC address", FieldName::Mac),
        ] {
            assert_eq!(column_name(head), Some(name), "{head}");
        }
        for head in ["", "int12/int12", "5566806", "Note: (1) * indicates required fields.", "our device keys"] {
            assert_eq!(column_name(head), None, "{head}");
        }
    }
}
