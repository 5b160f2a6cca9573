//! Rust's standard library for WebAssembly.

use super::missing::Missing;
use crate::error::Error;
use crate::program::{Program, say};

const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that Rust can compile for browsers.
pub(crate) fn need_wasm_target() -> Result<(), Error> {
    if is_there()? {
        return Ok(());
    }
    say("installing Rust's library for WebAssembly, which takes less than a minute");
    match Program::new("rustup").args(["target", "add", TARGET]).run() {
        Ok(()) => Ok(()),
        Err(error) => Err(Error::Missing(Missing::new(
            format!("Rust's library for {TARGET}"),
            error.to_string(),
            format!("rustup target add {TARGET}"),
        ))),
    }
}

fn is_there() -> Result<bool, Error> {
    let arguments = ["--print", "target-libdir", "--target", TARGET];
    let output = Program::new("rustc").args(arguments).output()?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(output.status.success() && std::path::Path::new(&folder).is_dir())
}
