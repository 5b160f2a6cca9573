//! The first place where two texts part.

/// Where what the device sends first differs from what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part in which it lies.
    pub part: Part,
    /// The place in the text that the device sends, counted in characters from 1; white space in front of a pasted text
    /// does not count.
    pub position: usize,
    /// What should stand there.
    pub expected: Glyph,
    /// What stands there.
    pub found: Glyph,
}

/// What stands at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// This character.
    Character(char),
    /// Any of the digits 0 to 9.
    Digit,
    /// Nothing: the text, or this part of it, is at its end.
    End,
    /// Something that belongs to a password and is not told.
    Hidden,
}

/// The parts of the three texts, each with what is known to go wrong in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The bare client id, in front of the first bar.
    ClientId,
    /// The old prefix `clientId` in front of it, which the vendor's documents show up to 2.2.
    OldPrefix,
    /// The bar behind the bare client id.
    OpeningBar,
    /// A space behind a comma, as the vendor's template shows it by mistake.
    SpaceAfterComma,
    /// The name of a parameter, or the parameter is missing or not at its place.
    ParameterName {
        /// The name that should stand there.
        expected: &'static str,
    },
    /// The vendor's misprint `sighmethod`.
    Sighmethod,
    /// The value of `securemode`.
    SecureMode,
    /// The value of `signmethod`.
    SignMethod,
    /// `hmacsha1`, which the vendor's documents show before late 2019.
    OldSignMethod,
    /// The value of `timestamp`.
    Timestamp,
    /// A parameter too many.
    ExtraParameter,
    /// The bar at the end, which is forgotten most often.
    ClosingBar,
    /// Something behind the bar at the end.
    AfterClosingBar,
    /// The device key, in front of the `&`.
    DeviceKey,
    /// The `&` of the user name.
    Ampersand,
    /// The product key, behind the `&`.
    ProductKey,
    /// Both keys are right, and swapped.
    KeysSwapped,
    /// The password has another length than 64 characters.
    PasswordLength {
        /// How many it has.
        length: usize,
    },
    /// A character of the password is no hex digit.
    NotHex,
    /// The password is another one.
    Password,
}

/// Where `found` first differs from `expected`, as position and the two glyphs.
pub(crate) fn first_difference(expected: &str, found: &str) -> Option<(usize, Glyph, Glyph)> {
    let (mut expected, mut found) = (expected.chars(), found.chars());
    let mut position = 0;
    loop {
        position += 1;
        match (expected.next(), found.next()) {
            (None, None) => return None,
            (wanted, seen) if wanted == seen => {}
            (wanted, seen) => return Some((position, Glyph::of(wanted), Glyph::of(seen))),
        }
    }
}

impl Glyph {
    /// A character, or the end.
    pub(crate) fn of(character: Option<char>) -> Self {
        character.map_or(Self::End, Self::Character)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_from_one_in_any_script() {
        assert_eq!(first_difference("设备", "设备"), None);
        let difference = Some((2, Glyph::Character('备'), Glyph::Character('b')));
        assert_eq!(first_difference("设备", "设b"), difference);
        assert_eq!(first_difference("ab", "abc"), Some((3, Glyph::End, Glyph::Character('c'))));
        assert_eq!(first_difference("ab", "a"), Some((2, Glyph::Character('b'), Glyph::End)));
    }
}
