//! What `cargo xtask test` has built: the page and the two programs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use testkit::{Gateway, Simulator};

use crate::trouble::{Result, Trouble};

/// Starts a gateway in front of `upstream`, with these options of `serve`; see also [`dist`].
///
/// # Errors
/// When it has not been built, or does not start.
pub fn gateway(upstream: &str, options: &[&str]) -> Result<Gateway> {
    Ok(Gateway::start(&program("gateway")?, upstream, options)?)
}

/// Starts a simulated EnOS with these options.
pub(crate) fn simulator(options: &[&str]) -> Result<Simulator> {
    Ok(Simulator::start(&program("simulator-server")?, options)?)
}

/// The settings with which the simulated EnOS offers its demo devices to the page.
pub(crate) fn settings() -> Result<String> {
    let output = Command::new(program("simulator-server")?).arg("--print-settings").output()?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Trouble::NotServing {
        program: "simulator-server --print-settings".to_owned(),
        seen: output.status.to_string(),
    })
}

/// The folder with the page.
///
/// # Errors
/// When it has not been built.
pub fn dist() -> Result<String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dist = here.ancestors().nth(2).unwrap_or(here).join("dist");
    is_there(dist.join("index.html"))?;
    Ok(dist.display().to_string())
}

/// The programs stand two folders above this test's own.
fn program(name: &str) -> Result<PathBuf> {
    let test = env::current_exe()?;
    is_there(test.ancestors().nth(2).unwrap_or(&test).join(name))
}

fn is_there(file: PathBuf) -> Result<PathBuf> {
    if file.is_file() { Ok(file) } else { Err(Trouble::NotBuilt { file: file.display().to_string() }) }
}
