//! What the tests of several crates need from outside.
//!
//! - [`debian_program`], [`npm_packages`]: found, or installed where that is possible
//! - [`python_with_vendor_sdk`]: the same for EnOS's own SDK
//! - [`Missing`]: not to be had here; see [`Missing::skip`]
//! - [`Program`]: runs for the length of a test
//! - [`Mosquitto`]: a broker that nobody here wrote

mod install;
mod missing;
mod mosquitto;
mod program;
mod python;

pub use install::{debian_program, npm_packages};
pub use missing::Missing;
pub use mosquitto::Mosquitto;
pub use program::{Program, value_after};
pub use python::python_with_vendor_sdk;
