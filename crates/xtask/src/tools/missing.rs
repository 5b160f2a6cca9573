//! A tool that is not to be had on this machine.

use std::fmt;

use super::catalogue::Wanted;

/// A tool that was neither found nor installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    tool: String,
    reason: String,
    command: String,
}

impl Missing {
    /// What is missing, why it could not be installed, and what a person types to have it.
    pub(crate) fn new(tool: String, reason: String, command: String) -> Self {
        Self { tool, reason, command }
    }

    pub(super) fn of(wanted: &Wanted, reason: impl Into<String>) -> Self {
        Self::new(wanted.title(), reason.into(), wanted.command())
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tool, reason, command } = self;
        write!(f, "{tool} is missing ({reason}); install it with: {command}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_missing_why_and_what_to_type() {
        let missing = Missing::new(
            "chromium".to_owned(),
            "only root may install it".to_owned(),
            "sudo apt-get install chromium".to_owned(),
        );
        assert_eq!(
            missing.to_string(),
            "chromium is missing (only root may install it); install it with: sudo apt-get install chromium"
        );
    }
}
