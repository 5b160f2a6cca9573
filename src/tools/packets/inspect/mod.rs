//! The packets of one attempt, for a person to read: cut out of what was exchanged, decoded, and with every secret in them hidden.
//!
//! [`Inspection::of`] takes the bytes and gives rows. The bytes of secrets are not in what it gives, so nothing that is done with
//! the rows can show them.

mod fields;
mod inspection;
mod record;
mod redact;
mod redacted;
mod report;
mod row;
mod split;
mod unescape;

pub use fields::{Field, Value};
pub use inspection::Inspection;
pub use record::{Direction, Record};
pub use redacted::{HexLine, Redacted};
pub use report::report;
pub use row::{Content, Row};
