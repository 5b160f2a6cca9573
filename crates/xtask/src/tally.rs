//! Counts tests in what test runners print.

use std::ops::AddAssign;

/// How many tests came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that ran and passed.
    pub(crate) passed: u32,
    /// Tests that ran and failed.
    pub(crate) failed: u32,
    /// Tests that did not run: marked so in the source, or left out for want of a tool.
    pub(crate) skipped: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Reads the lines of `cargo test` and of wasm-bindgen's test runner, which print alike.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    tally: Tally,
    failed: Vec<String>,
    filter: Filter,
}

/// What became of the tests that a runner was told to leave out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    /// They should have run.
    #[default]
    Skips,
    /// They have run elsewhere, or are not for this run.
    Chooses,
}

impl Counter {
    /// From now on, tests that the runner was not asked for do not count as skipped.
    pub(crate) fn leave_out_the_unasked(&mut self) {
        self.filter = Filter::Chooses;
    }

    /// Takes one line of the runner's output.
    pub(crate) fn look(&mut self, line: &str) {
        if let Some(tally) = closing_line(line, self.filter) {
            self.tally += tally;
        } else if let Some(name) = failed_test(line) {
            self.failed.push(name.to_owned());
        }
    }

    /// What was counted.
    pub(crate) fn tally(&self) -> Tally {
        self.tally
    }

    /// The names of the tests that failed.
    pub(crate) fn failed(&self) -> &[String] {
        &self.failed
    }
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s`
fn closing_line(line: &str, filter: Filter) -> Option<Tally> {
    let parts = line.strip_prefix("test result: ")?.split_once(". ")?.1;
    let mut tally = Tally::default();
    for part in parts.split("; ") {
        match part.split_once(' ') {
            Some((number, "passed")) => tally.passed = number.parse().ok()?,
            Some((number, "failed")) => tally.failed = number.parse().ok()?,
            Some((number, "ignored")) => tally.skipped += number.parse::<u32>().ok()?,
            Some((number, "filtered out")) if filter == Filter::Skips => tally.skipped += number.parse::<u32>().ok()?,
            Some(_) | None => {}
        }
    }
    Some(tally)
}

/// `test frame::tests::refuses_… ... FAILED`
fn failed_test(line: &str) -> Option<&str> {
    let (name, outcome) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    let failed = outcome == "FAILED" || outcome == "FAIL";
    failed.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_the_closing_lines_of_all_runners() {
        let mut counter = Counter::default();
        counter.look("running 2 tests");
        counter.look("test a::works ... ok");
        counter.look("test a::breaks ... FAILED");
        counter
            .look("test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.00s");
        counter.look("test result: ok. 3 passed; 0 failed; 1 ignored; 0 filtered out; finished in 1.20s");
        let expected = Tally { passed: 4, failed: 1, skipped: 3 };
        assert_eq!(counter.tally(), expected);
        assert_eq!(counter.failed(), ["a::breaks"]);
    }

    #[test]
    fn tests_that_were_not_asked_for_are_not_skipped() {
        let mut counter = Counter::default();
        counter.leave_out_the_unasked();
        counter.look("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 9 filtered out; finished in 1.20s");
        assert_eq!(counter.tally(), Tally { passed: 3, failed: 0, skipped: 1 });
    }

    #[test]
    fn takes_nothing_for_a_closing_line_that_is_none() {
        assert_eq!(closing_line("the test result: ok. 1 passed; 0 failed", Filter::Skips), None);
        assert_eq!(closing_line("test result: ok", Filter::Skips), None);
        assert_eq!(closing_line("test result: ok. many passed; 0 failed", Filter::Skips), None);
    }
}
