//! Everything that can be tested, and the count of it.

use std::process::ExitCode;

use crate::check::run_checks;
use crate::error::Error;
use crate::page::browser_tests;
use crate::program::Program;
use crate::project::Project;
use crate::report::Report;
use crate::tally::Counter;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// End-to-end tests stand in modules of this name, so that they can be left out where there is no browser.
const END_TO_END: &str = "in_the_browser::";

/// Checks, then runs the native tests, the tests in the browser and the end-to-end tests.
///
/// All of them run, whatever fails; the last line counts them.
pub(crate) fn test(project: &Project) -> ExitCode {
    let mut toolbox = Toolbox::new(project);
    let mut report = Report::new(project.place());
    run_checks(project, &mut toolbox, &mut report);
    report.tests("tests in the browser", |counter| in_browser(project, &mut toolbox, counter));
    let browser = match toolbox.need_all(&[Tool::Chromium, Tool::ChromeDriver]) {
        Ok(()) => Browser::There,
        Err(error) => {
            report.lacking("end-to-end tests", &error.to_string());
            Browser::Missing
        }
    };
    report.tests("native and end-to-end tests", |counter| native(project, &toolbox, browser, counter));
    let closed = report.close();
    println!("{}", closed.last_line());
    closed.exit_code()
}

/// Whether the end-to-end tests can run.
#[derive(Clone, Copy, Debug)]
enum Browser {
    There,
    Missing,
}

/// One build for all of the workspace, so that no dependency is compiled twice with different features.
fn native(project: &Project, toolbox: &Toolbox<'_>, browser: Browser, counter: &mut Counter) -> Result<(), Error> {
    let cargo = || Program::cargo().folder(project.root()).env("PATH", toolbox.path());
    // The end-to-end tests start the gateway and the simulated EnOS, which `cargo test` alone need not build.
    cargo().args(["build", "--quiet", "--workspace", "--all-targets"]).run()?;
    let mut tests = cargo().args(["test", "--workspace", "--no-fail-fast", "--"]);
    match browser {
        Browser::There => {}
        Browser::Missing => tests = tests.args(["--skip", END_TO_END]),
    }
    tests.run_and_watch(|line| counter.look(line))
}

fn in_browser(project: &Project, toolbox: &mut Toolbox<'_>, counter: &mut Counter) -> Result<(), Error> {
    need_wasm_target()?;
    toolbox.need_all(&[Tool::WasmBindgen, Tool::Chromium])?;
    let wasm_pack = toolbox.need(Tool::WasmPack)?;
    let driver = toolbox.need(Tool::ChromeDriver)?;
    // One at a time: wasm-pack passes no `--no-fail-fast` on, and all of them are to run.
    let mut targets = vec![vec!["--lib".to_owned()]];
    targets.extend(browser_tests(project)?.into_iter().map(|name| vec!["--test".to_owned(), name]));
    let mut result = Ok(());
    for target in targets {
        let test = Program::new(&wasm_pack)
            .folder(project.root())
            .env("PATH", toolbox.path())
            .args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
            .args([&driver])
            .args(["--"])
            .args(target);
        result = test.run_and_watch(|line| counter.look(line)).and(result);
    }
    result
}
