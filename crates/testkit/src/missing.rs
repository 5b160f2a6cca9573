//! A program that is not to be had on this machine.

use std::env;
use std::fmt;

/// Something that a test needs from outside is not there and could not be installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What is missing.
    pub what: String,
    /// Why it was not installed.
    pub reason: String,
    /// What a person types to have it.
    pub command: String,
}

impl Missing {
    /// Says why a test is skipped. On a build server (`CI=true`) nothing is skipped.
    ///
    /// # Panics
    /// Where `CI` is `true`.
    pub fn skip(&self) {
        let on_a_build_server = env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!on_a_build_server, "{self}");
        println!("skipped: {self}");
    }
}

/// What was found. Where it is missing, [`Missing::skip`] says why the test is skipped.
///
/// # Panics
/// Where it is missing and `CI` is `true`.
pub fn or_skip<T>(found: Result<T, Missing>) -> Option<T> {
    found.inspect_err(Missing::skip).ok()
}

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, reason, command } = self;
        write!(formatter, "{what} is missing ({reason}); install it with: {command}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_missing_why_and_what_to_type() {
        let missing = Missing { what: "a".to_owned(), reason: "b".to_owned(), command: "c".to_owned() };
        assert_eq!(missing.to_string(), "a is missing (b); install it with: c");
    }
}
