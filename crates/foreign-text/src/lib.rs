//! Text that came from outside: from a broker, a gateway, `settings.json`, a link or a file.
//!
//! Such a text may hold characters that are not seen, or that act: a line break in a report, an escape sequence in a terminal, a
//! mark that turns the direction of writing. [`ForeignText`] holds it, and [`visible`] is the one function that makes it
//! displayable. [`hidden`] is the one list of such characters in this workspace.
//!
//! ```
//! use foreign_text::{ForeignText, Hidden, hidden};
//!
//! let asset = ForeignText::new("A1\u{202e}2B");
//! assert_eq!(asset.visible(), "A1⟨U+202E⟩2B");
//! assert_eq!(hidden('\u{202e}'), Some(Hidden::Direction));
//! ```
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod hidden;
mod host;
mod odd;
mod spreadsheet;
mod text;

pub use hidden::{Hidden, first_hidden, hidden, is_combining};
pub use host::{is_plain_host, registrable_end};
pub use odd::{Odd, first_odd, half_width, odd, plain_dash};
pub use spreadsheet::{CellKind, needs_apostrophe};
pub use text::{ForeignText, code_point, visible, visible_line};
