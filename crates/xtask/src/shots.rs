//! Pictures of the page, to be looked at.

use std::process::ExitCode;

use crate::error::Error;
use crate::page::build_page;
use crate::program::Program;
use crate::project::Project;
use crate::tools::{Tool, Toolbox};

/// Drives the page through its states and writes pictures to `shots/`.
pub(crate) fn shots(project: &Project) -> Result<ExitCode, Error> {
    let mut toolbox = Toolbox::new(project);
    toolbox.need_all(&[Tool::Chromium, Tool::ChromeDriver])?;
    build_page(project, &mut toolbox)?;
    // As the tests build it, so that nothing is compiled twice.
    Program::cargo().folder(project.root()).args(["build", "--quiet", "--workspace", "--all-targets"]).run()?;
    // Not by `cargo run`, which would choose other features of the dependencies and compile them again.
    let program = project.target().join("debug").join("examples").join("shots");
    Program::new(program).env("PATH", toolbox.path()).run()?;
    Ok(ExitCode::SUCCESS)
}
