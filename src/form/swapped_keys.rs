//! Whether product key and device key stand in each other's place.

/// The keys of which it is known what they are: of this session, of the profile, of the settings.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownKeys<'a> {
    /// Keys that belong to products.
    pub product_keys: &'a [&'a str],
    /// Keys that belong to devices.
    pub device_keys: &'a [&'a str],
}

/// What is known about the place of two keys.
///
/// EnOS makes both kinds alike, so their look says nothing: only keys that were seen before decide. [`Self::Unknown`] is therefore
/// the usual answer for a first device, and does not mean that all is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swapped {
    /// Neither key was seen before, or one is missing.
    Unknown,
    /// A key that was seen before stands where it belongs, and nothing speaks against the other.
    InPlace,
    /// The text in the device's field is known as a product's key. The other was never seen.
    DeviceFieldHoldsProductKey,
    /// The text in the product's field is known as a device's key. The other was never seen.
    ProductFieldHoldsDeviceKey,
    /// Each is known to belong into the other's field.
    Both,
    /// Two keys of products, or two of devices.
    TwoOfAKind,
    /// Both fields hold the same text: one was pasted twice.
    Same,
    /// A text is known as a product's key and as a device's.
    Contradictory,
}

impl Swapped {
    /// Whether exchanging the two keys puts things right.
    #[must_use]
    pub const fn is_mended_by_swapping(self) -> bool {
        match self {
            Self::DeviceFieldHoldsProductKey | Self::ProductFieldHoldsDeviceKey | Self::Both => true,
            Self::Unknown | Self::InPlace | Self::TwoOfAKind | Self::Same | Self::Contradictory => false,
        }
    }
}

impl KnownKeys<'_> {
    /// Looks at two keys.
    #[must_use]
    pub fn check(&self, product_key: &str, device_key: &str) -> Swapped {
        if !product_key.is_empty() && product_key == device_key {
            return Swapped::Same;
        }
        match (self.kind(product_key), self.kind(device_key)) {
            (Kind::Either, _) | (_, Kind::Either) => Swapped::Contradictory,
            (Kind::Device, Kind::Product) => Swapped::Both,
            (Kind::Product, Kind::Product) | (Kind::Device, Kind::Device) => Swapped::TwoOfAKind,
            (Kind::Unseen, Kind::Product) => Swapped::DeviceFieldHoldsProductKey,
            (Kind::Device, Kind::Unseen) => Swapped::ProductFieldHoldsDeviceKey,
            (Kind::Product, Kind::Device | Kind::Unseen) | (Kind::Unseen, Kind::Device) => Swapped::InPlace,
            (Kind::Unseen, Kind::Unseen) => Swapped::Unknown,
        }
    }

    fn kind(&self, key: &str) -> Kind {
        match (self.product_keys.contains(&key), self.device_keys.contains(&key)) {
            _ if key.is_empty() => Kind::Unseen,
            (true, true) => Kind::Either,
            (true, false) => Kind::Product,
            (false, true) => Kind::Device,
            (false, false) => Kind::Unseen,
        }
    }
}

/// What a text is known as.
#[derive(Clone, Copy)]
enum Kind {
    Unseen,
    Product,
    Device,
    Either,
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: KnownKeys<'_> =
        KnownKeys { product_keys: &["pk1", "pk2", "odd"], device_keys: &["dk1", "dk2", "odd"] };

    #[test]
    fn tells_keys_in_each_others_place() {
        assert_eq!(KNOWN.check("dk1", "pk1"), Swapped::Both);
        assert_eq!(KNOWN.check("new", "pk1"), Swapped::DeviceFieldHoldsProductKey);
        assert_eq!(KNOWN.check("dk1", "new"), Swapped::ProductFieldHoldsDeviceKey);
        assert_eq!(KNOWN.check("", "pk1"), Swapped::DeviceFieldHoldsProductKey);
        assert_eq!(KNOWN.check("pk1", "pk2"), Swapped::TwoOfAKind);
        assert_eq!(KNOWN.check("dk2", "dk1"), Swapped::TwoOfAKind);
    }

    #[test]
    fn says_when_it_knows_nothing() {
        assert_eq!(KNOWN.check("new", "newer"), Swapped::Unknown);
        assert_eq!(KNOWN.check("", ""), Swapped::Unknown);
        assert_eq!(KnownKeys::default().check("dk1", "pk1"), Swapped::Unknown);
        assert_eq!(KNOWN.check("odd", "dk1"), Swapped::Contradictory);
        assert_eq!(KNOWN.check("pk1", "odd"), Swapped::Contradictory);
    }

    #[test]
    fn finds_nothing_wrong_with_keys_in_their_place() {
        for (product_key, device_key) in [("pk1", "dk1"), ("pk1", "new"), ("pk1", ""), ("new", "dk1")] {
            assert_eq!(KNOWN.check(product_key, device_key), Swapped::InPlace);
        }
    }

    #[test]
    fn notices_one_text_in_both_fields() {
        assert_eq!(KNOWN.check("pk1", "pk1"), Swapped::Same);
        assert_eq!(KnownKeys::default().check("x", "x"), Swapped::Same);
    }
}
