//! Finds a secret in what the page shows.

/// The device secret in the text of the region that shows it.
///
/// EnOS's secrets are one word of letters and digits of either case, longer than any word around them; the fingerprint
/// beside it is shorter, and bullets are neither.
#[must_use]
pub fn secret_in(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let secret = words.find(|word| {
        let has = |kind: fn(&char) -> bool| word.chars().any(|character| kind(&character));
        word.len() >= 16
            && word.chars().all(|character| character.is_ascii_alphanumeric())
            && (has(char::is_ascii_uppercase) || has(char::is_ascii_digit))
    })?;
    Some(secret.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_secret_from_what_stands_around_it() {
        let shown = "Device secret\nfingerprint 3A9F-22C1\nM3yy874uGY8INjEGddTR\nHides in 30 s";
        assert_eq!(secret_in(shown).as_deref(), Some("M3yy874uGY8INjEGddTR"));
        assert_eq!(secret_in("Device secret\n••••••••••••••••••••\nHidden, 20 characters"), None);
        assert_eq!(secret_in("acknowledgements uncharacteristically"), None);
    }
}
