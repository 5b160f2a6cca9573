//! Pictures of the page, to be looked at.

use anyhow::Result;
use xshell::cmd;

use crate::page::build_page;
use crate::program::cargo;
use crate::project::Project;
use crate::tools::{Tool, Toolbox};

/// Drives the page through its states and writes pictures to `shots/`.
pub(crate) fn shots(project: &Project) -> Result<()> {
    let (shell, mut toolbox) = (project.shell(), Toolbox::new(project));
    toolbox.need_all(&[Tool::Chromium, Tool::ChromeDriver])?;
    build_page(project, &mut toolbox)?;
    // As the tests build it, so that nothing is compiled twice.
    cargo(cmd!(shell, "cargo build --quiet --workspace --all-targets")).run()?;
    // Not by `cargo run`, which would choose other features of the dependencies and compile them again.
    let program = project.target().join("debug/examples/shots");
    Ok(cmd!(shell, "{program}").run()?)
}
