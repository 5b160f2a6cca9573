//! The benchmarks that run in Chromium.

use crate::error::Error;
use crate::page::build_page;
use crate::program::Program;
use crate::project::Project;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// All of them, one after the other: they measure time.
pub(super) fn all(project: &Project) -> Result<(), Error> {
    codec(project)?;
    println!();
    let mut toolbox = Toolbox::new(project);
    prepare(project, &mut toolbox)?;
    run(project, &mut toolbox, "road")?;
    println!();
    run(project, &mut toolbox, "start")
}

/// The codec is built as the page is; the peer comes from npm.
pub(super) fn codec(project: &Project) -> Result<(), Error> {
    need_wasm_target()?;
    let mut toolbox = Toolbox::new(project);
    toolbox.need_all(&[Tool::WasmBindgen, Tool::WasmOpt, Tool::Chromium, Tool::ChromeDriver])?;
    let node = Program::new("node").folder(project.root()).env("PATH", toolbox.path());
    node.args(["benches/page/run.mjs"]).run()
}

/// From the click to the secret.
pub(super) fn road(project: &Project) -> Result<(), Error> {
    let mut toolbox = Toolbox::new(project);
    prepare(project, &mut toolbox)?;
    run(project, &mut toolbox, "road")
}

/// From the address to the button.
pub(super) fn start(project: &Project) -> Result<(), Error> {
    let mut toolbox = Toolbox::new(project);
    prepare(project, &mut toolbox)?;
    run(project, &mut toolbox, "start")
}

/// Builds the page, and the programs as `cargo xtask test` has them: the browser and the links take most of the time.
fn prepare(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    toolbox.need_all(&[Tool::Node, Tool::Chromium])?;
    build_page(project, toolbox)?;
    let cargo = || Program::cargo().folder(project.root());
    cargo().args(["build", "--quiet", "--package", "gateway", "--package", "simulator-server"]).run()?;
    cargo().args(["build", "--quiet", "--locked", "--manifest-path", MANIFEST]).run()
}

/// A workspace of its own, as the other benchmarks have.
const MANIFEST: &str = "benches/road/Cargo.toml";

fn run(project: &Project, toolbox: &mut Toolbox<'_>, race: &str) -> Result<(), Error> {
    let chromium = toolbox.need(Tool::Chromium)?;
    let cargo = Program::cargo().folder(project.root()).env("PATH", toolbox.path());
    let bench = cargo.args(["run", "--quiet", "--locked", "--manifest-path", MANIFEST, "--", race]);
    let (programs, dist) = (project.target().join("debug"), project.dist());
    bench
        .args(["--programs"])
        .args([programs])
        .args(["--dist"])
        .args([dist])
        .args(["--chromium"])
        .args([chromium])
        .run()
}
