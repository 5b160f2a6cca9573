//! Whether a text that lands in one field is a whole label, line or message, which may hold a secret.
//!
//! What really stands in such a text is found by the reader of pasted texts, which is loaded later. This only recognizes that the text
//! must not stay in a field that everybody can read.

/// Names that stand before a key or a secret, in small letters. Written as bytes, like all of this: the tables of Unicode would weigh
/// as much as the form.
const NAMES: [&str; 15] = [
    "key",
    "secret",
    "pk",
    "dk",
    "ps",
    "ds",
    "sn",
    "product",
    "device",
    "productkey",
    "devicekey",
    "productsecret",
    "devicesecret",
    "密钥",
    "秘钥",
];

/// Whether a pasted text is more than one value. No key has blanks, quotes or slashes in it.
#[must_use]
pub fn is_label(pasted: &str) -> bool {
    let text = pasted.trim();
    let pieces = text.split(|character: char| character.is_whitespace() || SEPARATORS.contains(character));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    let is_broken = text.contains(['\n', '\t', '{', '"']) && pieces.len() > 1;
    is_broken
        || pieces.len() > 2
        || has_named_value(text)
        || (pieces.len() == 2 && pieces.iter().any(|piece| looks_random(piece)))
}

/// Whether a text has a value with its name before it, however it came into the field.
#[must_use]
pub fn has_named_value(text: &str) -> bool {
    let bytes = text.as_bytes();
    (0..bytes.len()).any(|place| {
        let (before, rest) = bytes.split_at(place);
        let value = MARKS.iter().find_map(|mark| rest.strip_prefix(mark.as_bytes()));
        value.is_some_and(|value| !value.trim_ascii().is_empty()) && ends_with_name(before)
    })
}

/// What stands between a name and its value.
const MARKS: [&str; 4] = [":", "=", "：", "＝"];

fn ends_with_name(mut text: &[u8]) -> bool {
    while let [before @ .., b' ' | b'"' | b'\''] = text {
        text = before;
    }
    NAMES.iter().any(|name| {
        let split = text.len().checked_sub(name.len()).and_then(|start| text.split_at_checked(start));
        split.is_some_and(|(before, end)| {
            // A host may be called `device`.
            let is_word = match before {
                [.., b'/', b'/'] => false,
                [.., last] => !name.is_ascii() || !(last.is_ascii_alphanumeric() || *last == b'-'),
                [] => true,
            };
            is_word && end.eq_ignore_ascii_case(name.as_bytes())
        })
    })
}

/// As secrets are, and keys hardly ever.
fn looks_random(piece: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| piece.bytes().any(|byte| kind(&byte));
    piece.len() >= 16 && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit)
}

const SEPARATORS: &str = ",;|/&=，；、：＝{}\"'<>()[]";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_whole_labels_from_keys() {
        for label in [
            "Product Key: DemoInverter / Device Key: INV-0004 / Product Secret: practice-inverter-secret",
            "PK:x/DK:y/PS:z",
            "PK x DK y PS z",
            "pk1\tdk1\tsecret",
            "pk1,dk1,s3",
            "INV-0004\nkU7xQ2vR9wZ4tYpLm3Nd8sHgB6cJ5fKa",
            "INV-0004 kU7xQ2vR9wZ4tYpLm3Nd8sHgB6cJ5fKa",
            r#"{"productKey":"x","deviceKey":"y"}"#,
            "产品密钥：practice-inverter-secret",
            "Device Key：INV-0004",
            "Device Secret = abc",
            "secret=abc",
        ] {
            assert!(is_label(label), "{label}");
        }
        for key in [
            "INV-0004",
            " INV-0004 ",
            "pK11111",
            "AA:BB:CC:DD:EE:FF",
            "dk 1",
            "pump&7",
            "dk1&pk1",
            "设备-1",
            "WTG_0417.INV02",
            "kU7xQ2vR9wZ4tYpLm3Nd8sHgB6cJ5fKa",
            "secret",
            "device-1",
        ] {
            assert!(!is_label(key), "{key}");
        }
    }

    #[test]
    fn finds_named_values_however_they_came() {
        for text in ["PK:x/DK:y/PS:z", "\"deviceSecret\": \"abc\"", "INV-0004 secret:abc", "ps=abc"] {
            assert!(has_named_value(text), "{text}");
        }
        for text in [
            "wss://secret.example/mqtt",
            "wss://gw.example/mqtt?x=1",
            "ws://pk.example:8080/mqtt",
            "PK:",
            "AA:BB:DK",
            "stock:1",
            "x-pk:1",
            "",
        ] {
            assert!(!has_named_value(text), "{text}");
        }
    }

    #[test]
    fn no_text_makes_it_stumble() {
        for text in ["密", "İ:pk=", "pk\u{301}:x", "\u{feff}pk:x", "ＰＫ：x"] {
            let _ = (is_label(text), has_named_value(text));
        }
    }
}
