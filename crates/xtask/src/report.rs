//! What came of the parts of a check or test run: everything runs, and the failures are listed at the end.

use std::process::ExitCode;

use anyhow::{Error, Result};

use crate::program::say;
use crate::project::Place;
use crate::tally::{Counter, Tally};
use crate::tools::Missing;

/// The parts that have run so far.
#[derive(Debug)]
pub(crate) struct Report {
    place: Place,
    tests: Tally,
    failures: Vec<String>,
    skips: Vec<String>,
}

/// A part could not run, for a reason that is no fault of the project anywhere.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotHere(pub(crate) &'static str);

impl Report {
    /// An empty report; the place decides whether a missing tool is a failure.
    pub(crate) fn new(place: Place) -> Self {
        Self { place, tests: Tally::default(), failures: Vec::new(), skips: Vec::new() }
    }

    /// Runs a part that counts no tests.
    pub(crate) fn part(&mut self, name: &str, run: impl FnOnce() -> Result<()>) {
        say(&format!("\n== {name}"));
        run().unwrap_or_else(|error| self.did_not_pass(name, &error));
    }

    /// Runs a part that counts tests. A runner that fails without a failed test, because something does not
    /// compile, say, counts as one failure.
    pub(crate) fn tests(&mut self, name: &str, run: impl FnOnce(&mut Counter) -> Result<()>) {
        say(&format!("\n== {name}"));
        let mut counter = Counter::default();
        let result = run(&mut counter);
        self.tests += counter.tally();
        self.failures.extend(counter.failed().iter().map(|test| format!("{name}: {test}")));
        match result {
            Err(error) if counter.tally().failed == 0 || error.is::<Missing>() => self.did_not_pass(name, &error),
            Ok(()) | Err(_) => {}
        }
    }

    /// What a part needs, if it is there; else the part is noted as left out.
    pub(crate) fn needed<T>(&mut self, name: &str, found: Result<T>) -> Option<T> {
        found.map_err(|error| self.did_not_pass(name, &error)).ok()
    }

    /// A missing tool is a skip on a person's machine, and a failure in CI.
    fn did_not_pass(&mut self, name: &str, error: &Error) {
        let line = format!("{name}: {error:#}");
        if error.is::<NotHere>() || error.is::<Missing>() && self.place == Place::Desk {
            self.skips.push(line);
        } else {
            say(&line);
            self.tests.failed += 1;
            self.failures.push(line);
        }
    }

    /// Prints what was skipped and what failed.
    pub(crate) fn close(self) -> Closed {
        for skip in &self.skips {
            println!("NOT RUN {skip}");
        }
        for failure in &self.failures {
            println!("FAILED {failure}");
        }
        let failed = !self.failures.is_empty() || self.tests.failed > 0;
        Closed { tests: self.tests, failed, not_run: self.skips.len() }
    }
}

/// A report that has been printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Closed {
    tests: Tally,
    failed: bool,
    not_run: usize,
}

impl Closed {
    /// The exit code that tells of any failure.
    pub(crate) fn exit_code(self) -> ExitCode {
        if self.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    /// The last line of a check.
    pub(crate) fn verdict(self) -> String {
        match (self.failed, self.not_run) {
            (true, _) => "the check failed".to_owned(),
            (false, 0) => "all checks passed".to_owned(),
            (false, 1) => "all checks that ran passed; 1 did not run, see above".to_owned(),
            (false, not_run) => format!("all checks that ran passed; {not_run} did not run, see above"),
        }
    }

    /// The last line of a test run.
    pub(crate) fn last_line(self) -> String {
        let Tally { passed, failed, skipped } = self.tests;
        let line = format!("{passed} passed, {failed} failed");
        match skipped {
            0 => line,
            skipped => format!("{line}, {skipped} skipped"),
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    fn missing() -> Result<()> {
        let [tool, reason, command] = ["chromium", "no apt-get", "apt-get"].map(str::to_owned);
        Err(Missing { tool, reason, command }.into())
    }

    fn three_pass(counter: &mut Counter) {
        counter.look("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
    }

    #[test]
    fn a_missing_tool_skips_on_a_desk_and_fails_in_ci() {
        let run = |place| {
            let mut report = Report::new(place);
            report.part("browser", missing);
            report.close()
        };
        assert_eq!(run(Place::Desk).last_line(), "0 passed, 0 failed");
        assert_eq!(run(Place::Desk).exit_code(), ExitCode::SUCCESS);
        assert_eq!(run(Place::Ci).last_line(), "0 passed, 1 failed");
        assert_eq!(run(Place::Ci).exit_code(), ExitCode::FAILURE);
    }

    #[test]
    fn a_check_that_cannot_run_anywhere_is_neither_failed_nor_passed() {
        let mut report = Report::new(Place::Ci);
        report.part("formatting", || Ok(()));
        report.part("advisories", || Err(NotHere("no network").into()));
        let closed = report.close();
        assert_eq!(closed.exit_code(), ExitCode::SUCCESS);
        assert_eq!(closed.verdict(), "all checks that ran passed; 1 did not run, see above");
        assert_eq!(Report::new(Place::Ci).close().verdict(), "all checks passed");
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_is_one_failure() {
        let mut report = Report::new(Place::Desk);
        report.tests("native", |counter| {
            three_pass(counter);
            bail!("it does not compile")
        });
        assert_eq!(report.close().last_line(), "3 passed, 1 failed");
    }

    #[test]
    fn a_failed_test_is_counted_once() {
        let mut report = Report::new(Place::Desk);
        report.tests("native", |counter| {
            three_pass(counter);
            counter.look("test it_works ... FAILED");
            counter.look("test result: FAILED. 0 passed; 1 failed; 2 ignored; 0 measured");
            bail!("`cargo test` failed: exit status: 101")
        });
        let closed = report.close();
        assert_eq!(closed.last_line(), "3 passed, 1 failed, 2 skipped");
        assert_eq!(closed.exit_code(), ExitCode::FAILURE);
    }
}
