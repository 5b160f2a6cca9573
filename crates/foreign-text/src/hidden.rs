//! The list of characters that cannot be seen, or that act instead of being drawn.

/// Why a character is not seen as itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// A control character (C0, DEL, C1), or one of Unicode's line and paragraph separators: it may end a line or start a
    /// terminal's command.
    Control,
    /// Changes the direction of writing, so that other characters are drawn in another order.
    Direction,
    /// Takes no room, or is drawn as nothing.
    Invisible,
}

/// Whether and why a character is hidden. White space that takes room is not hidden.
///
/// The source is Unicode 16: control characters, `Bidi_Control`, `Default_Ignorable_Code_Point`, interlinear annotation,
/// noncharacters, and letters that are drawn as nothing (Hangul fillers, the empty Braille pattern).
#[must_use]
pub const fn hidden(character: char) -> Option<Hidden> {
    match character {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Some(Hidden::Control),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Hidden::Direction)
        }
        '\u{ad}'
        | '\u{34f}'
        | '\u{70f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffc}'
        | '\u{16fe4}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d159}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::Invisible),
        // The last two of each plane are no characters.
        _ if character as u32 & 0xfffe == 0xfffe => Some(Hidden::Invisible),
        _ => None,
    }
}

/// The first hidden character, with its place, counted in characters from 1.
#[must_use]
pub fn first_hidden(text: &str) -> Option<(usize, char)> {
    (1..).zip(text.chars()).find(|(_, character)| hidden(*character).is_some())
}

/// Whether a character is drawn onto the one before it: at the start of a text it would change what stands in front of that text.
#[must_use]
pub const fn is_combining(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5bd}'
            | '\u{5bf}'
            | '\u{5c1}'
            | '\u{5c2}'
            | '\u{5c4}'
            | '\u{5c5}'
            | '\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6dc}'
            | '\u{6df}'..='\u{6e4}'
            | '\u{e31}'
            | '\u{e34}'..='\u{e3a}'
            | '\u{e47}'..='\u{e4e}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{302a}'..='\u{302f}'
            | '\u{3099}'
            | '\u{309a}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_every_character_that_is_not_seen_or_acts() {
        let listed = [
            ('\0', Hidden::Control),
            ('\u{1b}', Hidden::Control),
            ('\u{7f}', Hidden::Control),
            ('\u{85}', Hidden::Control),
            ('\u{9b}', Hidden::Control),
            ('\u{2028}', Hidden::Control),
            ('\u{61c}', Hidden::Direction),
            ('\u{200e}', Hidden::Direction),
            ('\u{202e}', Hidden::Direction),
            ('\u{2066}', Hidden::Direction),
            ('\u{ad}', Hidden::Invisible),
            ('\u{34f}', Hidden::Invisible),
            ('\u{115f}', Hidden::Invisible),
            ('\u{1160}', Hidden::Invisible),
            ('\u{180e}', Hidden::Invisible),
            ('\u{200b}', Hidden::Invisible),
            ('\u{200d}', Hidden::Invisible),
            ('\u{2060}', Hidden::Invisible),
            ('\u{206f}', Hidden::Invisible),
            ('\u{2800}', Hidden::Invisible),
            ('\u{3164}', Hidden::Invisible),
            ('\u{fe0f}', Hidden::Invisible),
            ('\u{feff}', Hidden::Invisible),
            ('\u{ffa0}', Hidden::Invisible),
            ('\u{fff9}', Hidden::Invisible),
            ('\u{ffff}', Hidden::Invisible),
            ('\u{fdd0}', Hidden::Invisible),
            ('\u{e0041}', Hidden::Invisible),
            ('\u{e0100}', Hidden::Invisible),
            ('\u{10fffe}', Hidden::Invisible),
        ];
        for (character, kind) in listed {
            assert_eq!(hidden(character), Some(kind), "{:04x}", u32::from(character));
        }
        for character in "aZ09 -_.:|&é设备🔑ش\u{a0}\u{3000}\u{301}\u{fffd}".chars() {
            assert_eq!(hidden(character), None, "{:04x}", u32::from(character));
        }
    }

    #[test]
    fn every_control_character_of_the_standard_library_is_listed() {
        for character in ('\0'..=char::MAX).filter(|character| character.is_control()) {
            assert_eq!(hidden(character), Some(Hidden::Control));
        }
    }

    #[test]
    fn finds_the_first_one_and_counts_characters() {
        assert_eq!(first_hidden("设a\u{200b}\n"), Some((3, '\u{200b}')));
        assert_eq!(first_hidden("plain"), None);
    }
}
