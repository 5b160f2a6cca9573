//! What came of the parts of a check or test run: everything runs, and the failures are listed at the end.

use std::process::ExitCode;

use crate::error::Error;
use crate::program::say;
use crate::project::Place;
use crate::tally::{Counter, Tally};

/// The parts that have run so far.
#[derive(Debug)]
pub(crate) struct Report {
    place: Place,
    tests: Tally,
    failures: Vec<String>,
    skips: Vec<String>,
}

/// What came of a part.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It ran and found nothing wrong.
    Passed,
    /// It could not run, for a reason that is no fault of the project anywhere.
    NotHere(String),
}

impl Report {
    /// An empty report; the place decides whether a missing tool is a failure.
    pub(crate) fn new(place: Place) -> Self {
        Self { place, tests: Tally::default(), failures: Vec::new(), skips: Vec::new() }
    }

    /// Runs a part that counts no tests.
    pub(crate) fn part(&mut self, name: &str, run: impl FnOnce() -> Result<Outcome, Error>) {
        say(&format!("\n== {name}"));
        match run() {
            Ok(Outcome::Passed) => {}
            Ok(Outcome::NotHere(reason)) => self.skips.push(format!("{name}: {reason}")),
            Err(Error::Missing(missing)) => {
                self.lacking(name, &missing.to_string());
            }
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    /// Runs a part that counts tests. A runner that fails without a failed test, because something does not
    /// compile, say, counts as one failure.
    pub(crate) fn tests(&mut self, name: &str, run: impl FnOnce(&mut Counter) -> Result<(), Error>) {
        say(&format!("\n== {name}"));
        let mut counter = Counter::default();
        let result = run(&mut counter);
        self.tests += counter.tally();
        for test in counter.failed() {
            self.failures.push(format!("{name}: {test}"));
        }
        match result {
            Ok(()) => {}
            Err(Error::Missing(missing)) => {
                self.lacking(name, &missing.to_string());
            }
            Err(_) if counter.tally().failed > 0 => {}
            Err(error) => self.fail(name, &error.to_string()),
        }
    }

    /// Notes that a part is left out for want of a tool: a skip on a person's machine, a failure in CI.
    pub(crate) fn lacking(&mut self, name: &str, reason: &str) {
        match self.place {
            Place::Desk => self.skips.push(format!("{name}: {reason}")),
            Place::Ci => self.fail(name, reason),
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

    fn fail(&mut self, name: &str, reason: &str) {
        say(&format!("{name}: {reason}"));
        self.tests.failed += 1;
        self.failures.push(format!("{name}: {reason}"));
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
    use super::*;
    use crate::tools::Missing;

    fn missing() -> Error {
        let [tool, reason, command] = ["chromium", "no apt-get", "apt-get"].map(str::to_owned);
        Error::Missing(Missing::new(tool, reason, command))
    }

    fn three_pass(counter: &mut Counter) {
        counter.look("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out");
    }

    #[test]
    fn a_missing_tool_skips_on_a_desk_and_fails_in_ci() {
        let run = |place| {
            let mut report = Report::new(place);
            report.part("browser", || Err(missing()));
            report.close()
        };
        assert_eq!(run(Place::Desk).last_line(), "0 passed, 0 failed");
        assert_eq!(run(Place::Desk).exit_code(), ExitCode::SUCCESS);
        assert_eq!(run(Place::Ci).last_line(), "0 passed, 1 failed");
        assert_eq!(run(Place::Ci).exit_code(), ExitCode::FAILURE);
    }

    #[test]
    fn what_cannot_be_had_anywhere_is_no_failure_in_ci_either() {
        let mut report = Report::new(Place::Ci);
        report.part("advisories", || Ok(Outcome::NotHere("no network".to_owned())));
        assert_eq!(report.close().exit_code(), ExitCode::SUCCESS);
    }

    #[test]
    fn a_check_that_did_not_run_is_not_called_passed() {
        let mut report = Report::new(Place::Ci);
        report.part("formatting", || Ok(Outcome::Passed));
        report.part("advisories", || Ok(Outcome::NotHere("no network".to_owned())));
        assert_eq!(report.close().verdict(), "all checks that ran passed; 1 did not run, see above");
        assert_eq!(Report::new(Place::Ci).close().verdict(), "all checks passed");
    }

    #[test]
    fn a_runner_that_fails_without_a_failed_test_is_one_failure() {
        let mut report = Report::new(Place::Desk);
        report.tests("native", |counter| {
            three_pass(counter);
            Err(Error::NotBuilt { file: "x.wasm".to_owned() })
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
            Err(Error::Failed { command: "cargo test".to_owned(), status: "exit status: 101".to_owned() })
        });
        let closed = report.close();
        assert_eq!(closed.last_line(), "3 passed, 1 failed, 2 skipped");
        assert_eq!(closed.exit_code(), ExitCode::FAILURE);
    }
}
