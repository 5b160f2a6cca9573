//! The packets of one attempt, for a person to read: cut out of what was exchanged, decoded, and with every secret in them hidden.
//!
//! [`Inspection::of`] takes the bytes and gives rows. The bytes of secrets are not in what it gives, so nothing that is done with
//! the rows can show them.

mod cut;
mod fields;
mod hide;
mod inspection;
mod plain;
mod record;
mod report;
mod row;
mod veiled;

pub use fields::{Field, Value};
pub use inspection::Inspection;
pub use record::{Direction, Record};
pub use report::report;
pub use row::{Content, Row};
pub use veiled::{HexLine, Veiled};
