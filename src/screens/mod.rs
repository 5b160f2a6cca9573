//! The screens. Each is put together from components; what branches is a pure function beside it.

mod about;
pub mod device;

pub use about::about;
