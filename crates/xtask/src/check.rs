//! Everything that can be said about the sources without running a test.

use std::process::ExitCode;

use crate::error::Error;
use crate::program::{Program, say};
use crate::project::Project;
use crate::report::{Outcome, Report};
use crate::size;
use crate::suites::browser_tests;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// The packages that run in the browser, beside the page itself.
const PURE: [&str; 6] = ["enos", "mqtt", "activation", "simulator", "diagnosis", "foreign-text"];

/// Runs all checks and says what failed.
pub(crate) fn check(project: &Project) -> ExitCode {
    let mut toolbox = Toolbox::new(project);
    let mut report = Report::new(project.place());
    run_checks(project, &mut toolbox, &mut report);
    let closed = report.close();
    println!("{}", closed.verdict());
    closed.exit_code()
}

/// The checks, each a part of the report. Leaves the page built.
pub(crate) fn run_checks(project: &Project, toolbox: &mut Toolbox<'_>, report: &mut Report) {
    let cargo = || Program::cargo().folder(project.root());
    report.part("lock file", || cargo().args(["fetch", "--quiet", "--locked"]).run().map(passed));
    report.part("formatting", || cargo().args(["fmt", "--all", "--check"]).run().map(passed));
    report.part("lints", || {
        let clippy = cargo().args(["clippy", "--quiet", "--workspace", "--all-targets"]);
        clippy.args(["--", "--deny", "warnings"]).run().map(passed)
    });
    report.part("lints for the browser", || {
        need_wasm_target()?;
        wasm_clippy(project)?.run().map(passed)
    });
    report.part("documentation", || {
        let doc = cargo().args(["doc", "--quiet", "--workspace", "--no-deps"]);
        doc.env("RUSTDOCFLAGS", "--deny warnings").run().map(passed)
    });
    report.part("licences, bans and sources of dependencies", || {
        toolbox.need(Tool::CargoDeny)?;
        let deny = cargo().env("PATH", toolbox.path());
        deny.args(["deny", "check", "licenses", "bans", "sources"]).run().map(passed)
    });
    report.part("advisories on dependencies", || {
        toolbox.need(Tool::CargoDeny)?;
        advisories(cargo().env("PATH", toolbox.path()))
    });
    report.part("size of the page", || size::build_and_weigh(project, toolbox).map(passed));
}

/// The page with its browser tests, and the pure crates as the page uses them.
fn wasm_clippy(project: &Project) -> Result<Program, Error> {
    let mut clippy = Program::cargo()
        .folder(project.root())
        .args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"])
        .args(["--package", "enos-provisioner", "--lib", "--bins"]);
    for test in browser_tests(project)? {
        clippy = clippy.args(["--test", &test]);
    }
    for package in PURE {
        clippy = clippy.args(["--package", package]);
    }
    Ok(clippy.args(["--", "--deny", "warnings"]))
}

/// The database of advisories has to be fetched, and not every network lets that through.
fn advisories(deny: Program) -> Result<Outcome, Error> {
    let deny = deny.args(["deny", "check", "advisories"]);
    let command = deny.text().to_owned();
    let output = deny.output()?;
    if output.status.success() {
        return Ok(Outcome::Passed);
    }
    let printed = String::from_utf8_lossy(&output.stderr);
    if printed.contains("failed to fetch advisory database") {
        let reason = "the database of advisories cannot be reached from here";
        return Ok(Outcome::NotHere(reason.to_owned()));
    }
    say(&printed);
    Err(Error::Failed { command, status: output.status.to_string() })
}

fn passed(_: ()) -> Outcome {
    Outcome::Passed
}
