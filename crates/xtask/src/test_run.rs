//! Everything that can be tested, and the count of it.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use xshell::cmd;

use crate::browser::{Browser, DrivenBrowser};
use crate::check::run_checks;
use crate::page::same_page_by_trunk;
use crate::program::{cargo, watch};
use crate::project::Project;
use crate::report::Report;
use crate::suites::{CRATE_TESTS, browser_tests, end_to_end_tests};
use crate::tally::Counter;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// End-to-end tests stand in modules of this name, so that they can be left out where there is no browser.
const END_TO_END: &str = "in_the_browser::";

/// Their names end so where they ask what only Chromium tells.
const CHROMIUM_ONLY: &str = "_in_chromium";

/// For so many seconds a program of tests in the browser may run; wasm-bindgen's own limit of 20 is too short for a machine that
/// does something else as well.
const LIMIT_IN_BROWSER: &str = "300";

/// The name of the test that needs axe-core begins so.
const WITH_AXE: &str = "in_the_browser::axe_core_";

/// Checks, then runs the native tests, the tests in the browsers and the end-to-end tests.
///
/// All of them run, whatever fails; the last line counts them, and what runs in two browsers twice.
pub(crate) fn test(project: &Project) -> ExitCode {
    let mut toolbox = Toolbox::new(project);
    let mut report = Report::new(project.place());
    run_checks(project, &mut toolbox, &mut report);
    report.part("the page by Trunk alone", || same_page_by_trunk(project, &mut toolbox));
    for browser in Browser::ALL {
        let name = format!("tests in {browser:?}");
        report.tests(&name, |counter| in_browser(project, &mut toolbox, browser, counter));
    }
    let chromium = report.needed("end-to-end tests in Chromium", Browser::Chromium.need(&mut toolbox));
    let axe = chromium.as_ref().and_then(|_| report.needed("accessibility in Chromium", toolbox.need(Tool::Axe)));
    let name = "native tests, and end-to-end tests in Chromium";
    report.tests(name, |counter| native(project, chromium.as_ref(), axe.as_deref(), counter));
    report.tests("end-to-end tests in Firefox", |counter| in_firefox(project, &mut toolbox, counter));
    let closed = report.close();
    println!("{}", closed.last_line());
    closed.exit_code()
}

/// One build for all of the workspace, so that no dependency is compiled twice with different features.
fn native(
    project: &Project,
    chromium: Option<&DrivenBrowser>,
    axe: Option<&Path>,
    counter: &mut Counter,
) -> Result<()> {
    let shell = project.shell();
    // The end-to-end tests start the gateway and the simulated EnOS, which `cargo test` alone need not build.
    cargo(cmd!(shell, "cargo build --quiet --workspace --all-targets")).run()?;
    let tests = cargo(cmd!(shell, "cargo test --workspace --no-fail-fast --"));
    let tests = match chromium {
        Some(driven) => driven.for_end_to_end_tests(tests),
        None => tests.args(["--skip", END_TO_END]),
    };
    let tests = match axe {
        Some(script) => tests.env("AXE_CORE", script),
        None => tests.args(["--skip", WITH_AXE]),
    };
    watch(tests, |line| counter.look(line))
}

/// The end-to-end tests once more. They are built already, since the whole workspace is named again.
fn in_firefox(project: &Project, toolbox: &mut Toolbox<'_>, counter: &mut Counter) -> Result<()> {
    let driven = Browser::Firefox.need(toolbox)?;
    let names = end_to_end_tests(project)?.into_iter().flat_map(|name| ["--test".to_owned(), name]);
    let shell = project.shell();
    // Other packages may have tests of the same names, which are not meant.
    let filter = [END_TO_END, "--skip", CHROMIUM_ONLY];
    let tests = cargo(cmd!(shell, "cargo test --workspace --no-fail-fast {names...} -- {filter...}"));
    counter.leave_out_the_unasked();
    watch(driven.for_end_to_end_tests(tests), |line| counter.look(line))
}

fn in_browser(project: &Project, toolbox: &mut Toolbox<'_>, browser: Browser, counter: &mut Counter) -> Result<()> {
    let shell = project.shell();
    need_wasm_target(shell)?;
    toolbox.need(Tool::WasmBindgen)?;
    let driven = browser.need(toolbox)?;
    let wasm_pack = toolbox.need(Tool::WasmPack)?;
    // One at a time: wasm-pack passes no `--no-fail-fast` on, and all of them are to run.
    let mut targets = vec![(".", vec!["--lib".to_owned()])];
    targets.extend(browser_tests(project)?.into_iter().map(|name| (".", vec!["--test".to_owned(), name])));
    targets.extend(CRATE_TESTS.map(|(folder, name)| (folder, vec!["--test".to_owned(), name.to_owned()])));
    let mut result = Ok(());
    for (folder, target) in targets {
        let _folder = shell.push_dir(folder);
        let test = cmd!(shell, "{wasm_pack} test --headless --mode no-install");
        let test = driven.for_wasm_pack(test).env("WASM_BINDGEN_TEST_TIMEOUT", LIMIT_IN_BROWSER);
        result = watch(test.arg("--").args(target), |line| counter.look(line)).and(result);
    }
    result
}
