//! Everything that can be said about the sources without running a test.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use xshell::{Cmd, cmd};

use crate::program::{cargo, say};
use crate::project::Project;
use crate::report::{NotHere, Report};
use crate::size;
use crate::suites::browser_tests;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// The packages that run in the browser, beside the page itself.
const PURE: [&str; 7] = ["enos", "mqtt", "activation", "batch", "simulator", "diagnosis", "foreign-text"];

/// Runs all checks and says what failed.
pub(crate) fn check(project: &Project) -> ExitCode {
    let mut report = Report::new(project.place());
    run_checks(project, &mut Toolbox::new(project), &mut report);
    let closed = report.close();
    println!("{}", closed.verdict());
    closed.exit_code()
}

/// The checks, each a part of the report. Leaves the page built.
pub(crate) fn run_checks(project: &Project, toolbox: &mut Toolbox<'_>, report: &mut Report) {
    let shell = project.shell();
    report.part("lock file", || Ok(cargo(cmd!(shell, "cargo fetch --quiet --locked")).run()?));
    report.part("formatting", || Ok(cargo(cmd!(shell, "cargo fmt --all --check")).run()?));
    report.part("lints", || {
        let clippy = cmd!(shell, "cargo clippy --quiet --workspace --all-targets -- --deny warnings");
        Ok(cargo(clippy).run()?)
    });
    report.part("lints for the browser", || {
        need_wasm_target(shell)?;
        lints_for_the_browser(project)
    });
    report.part("documentation", || {
        let doc = cargo(cmd!(shell, "cargo doc --quiet --workspace --no-deps"));
        Ok(doc.env("RUSTDOCFLAGS", "--deny warnings").run()?)
    });
    report.part("licences, bans and sources of dependencies", || {
        toolbox.need(Tool::CargoDeny)?;
        Ok(cargo(cmd!(shell, "cargo deny check licenses bans sources")).run()?)
    });
    report.part("advisories on dependencies", || {
        toolbox.need(Tool::CargoDeny)?;
        advisories(cargo(cmd!(shell, "cargo deny check advisories")))
    });
    report.part("size of the page", || size::size(project, toolbox));
}

/// The page with its browser tests, and the pure crates as the page uses them.
fn lints_for_the_browser(project: &Project) -> Result<()> {
    let tests = browser_tests(project)?.into_iter().flat_map(|test| ["--test".to_owned(), test]);
    let packages = PURE.iter().flat_map(|package| ["--package", package]);
    let clippy = cmd!(
        project.shell(),
        "cargo clippy --quiet --target wasm32-unknown-unknown --package enos-provisioner --lib --bins
         {tests...} {packages...} -- --deny warnings"
    );
    Ok(cargo(clippy).run()?)
}

/// The database of advisories has to be fetched, and not every network lets that through.
fn advisories(deny: Cmd<'_>) -> Result<()> {
    let text = deny.to_string();
    let output = deny.ignore_status().output()?;
    let printed = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && printed.contains("failed to fetch advisory database") {
        return Err(NotHere("the database of advisories cannot be reached from here").into());
    }
    if !output.status.success() {
        say(&printed);
    }
    ensure!(output.status.success(), "`{text}` failed: {}", output.status);
    Ok(())
}
