//! The screens. Each is put together from components; what branches is a pure function beside it.

mod about;
pub mod device;
pub mod parts;
pub mod tools;

pub use about::about;
