//! Reading and writing the data representations of section 1.5, within bounds.

mod reader;
mod scan;
mod writer;

pub(crate) use reader::{Reader, trailing};
pub(crate) use scan::{holds_null, holds_null_or_wildcard};
pub(crate) use writer::Writer;
