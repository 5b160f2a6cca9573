//! Profiles: where to send, and for which product. Never a secret, so that they can be kept and passed on.
//!
//! Three forms: the fragment of a link, a file, and the list that a browser keeps. A link or a file may come from anybody, and a
//! gateway sees every login: whoever takes one over should first show its [`Profile::host`] and ask.

mod file;
mod link;
mod list;
mod percent;
mod profile;
mod profile_error;

pub use list::{ListError, Profiles};
pub use profile::Profile;
pub use profile_error::ProfileError;

#[cfg(test)]
mod profiles_tests;
