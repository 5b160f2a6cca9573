//! The user name: `{deviceKey}&{productKey}`.

use enos::Identity;

use crate::difference::first_difference;
use crate::{Difference, Glyph, Part};

/// The first difference, read from left to right.
pub(crate) fn difference(text: &str, identity: &Identity) -> Option<Difference> {
    let (device_key, product_key) = (identity.device_key.as_str(), identity.product_key.as_str());
    let Some((head, tail)) = text.split_once('&') else {
        return Some(without_ampersand(text, device_key));
    };
    let in_head = first_difference(device_key, head);
    let offset = head.chars().count() + 1;
    let in_tail = first_difference(product_key, tail).map(|(position, expected, found)| Difference {
        part: Part::ProductKey,
        position: offset + position,
        expected,
        found,
    });
    let Some((position, expected, found)) = in_head else { return in_tail };
    let part = if head == product_key && tail == device_key { Part::KeysSwapped } else { Part::DeviceKey };
    Some(Difference { part, position, expected, found })
}

fn without_ampersand(text: &str, device_key: &str) -> Difference {
    let rest = text.strip_prefix(device_key);
    match (rest, first_difference(device_key, text)) {
        (None, Some((position, expected, found))) => Difference { part: Part::DeviceKey, position, expected, found },
        (rest, _) => Difference {
            part: Part::Ampersand,
            position: device_key.chars().count() + 1,
            expected: Glyph::Character('&'),
            found: Glyph::of(rest.and_then(|rest| rest.chars().next())),
        },
    }
}
