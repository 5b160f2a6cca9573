//! A program that runs for the length of a test.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Generous: the machine may be compiling beside us.
const LIMIT: Duration = Duration::from_mins(1);

/// A running program; dropping it kills the program.
#[derive(Debug)]
pub struct Program {
    child: Child,
    name: String,
    /// What it has printed since, on both outputs.
    lines: mpsc::Receiver<String>,
}

impl Program {
    /// Starts a program, and waits until it has printed a line with each of the marks in it, in any order, on either of its
    /// outputs. Returns those lines in the order of the marks.
    ///
    /// # Errors
    /// When it does not start, ends before, or does not print them within a minute.
    pub fn start(command: &mut Command, marks: &[&str]) -> io::Result<(Self, Vec<String>)> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            read_lines(stdout, sender.clone());
        }
        if let Some(stderr) = child.stderr.take() {
            read_lines(stderr, sender);
        }
        let name = command.get_program().display().to_string();
        let program = Self { child, name, lines };
        let mut found = vec![None; marks.len()];
        let mut printed = String::new();
        while found.iter().any(Option::is_none) {
            let line = program.line_on_the_way_to(marks, &printed)?;
            for (mark, place) in marks.iter().zip(&mut found) {
                if place.is_none() && line.contains(mark) {
                    *place = Some(line.clone());
                }
            }
            printed.extend([&*line, "\n"]);
        }
        Ok((program, found.into_iter().flatten().collect()))
    }

    /// Waits until it has printed another line with `mark` in it, and returns that. Lines before it are not seen again.
    ///
    /// # Errors
    /// When it ends before, or does not print one within a minute after the last line.
    pub fn wait_for(&self, mark: &str) -> io::Result<String> {
        let mut printed = String::new();
        loop {
            let line = self.line_on_the_way_to(&[mark], &printed)?;
            if line.contains(mark) {
                return Ok(line);
            }
            printed.extend([&*line, "\n"]);
        }
    }

    /// The next line that it prints.
    ///
    /// # Errors
    /// When it ends before, or does not print one within a minute.
    pub fn next_line(&self) -> io::Result<String> {
        self.lines.recv_timeout(LIMIT).map_err(|_| io::Error::other(format!("{} printed no more", self.name)))
    }

    /// Asks it to stop, as an operator would, and gives back its exit code.
    ///
    /// # Errors
    /// When it cannot be asked.
    #[cfg(unix)]
    pub fn stop(mut self) -> io::Result<Option<i32>> {
        Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status()?;
        Ok(self.child.wait()?.code())
    }

    fn line_on_the_way_to(&self, marks: &[&str], printed: &str) -> io::Result<String> {
        let wanted = |error| io::Error::other(format!("{error}, and no {marks:?}, but:\n{printed}"));
        self.next_line().map_err(wanted)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Both fail only for a program that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What stands behind the mark in a line, up to a blank.
#[must_use]
pub fn value_after<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    line.split_once(mark)?.1.split_whitespace().next()
}

/// Reads on for as long as there is a [`Program`], so that it never waits for a full pipe.
fn read_lines(output: impl Read + Send + 'static, sender: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_for_all_marks_on_both_outputs() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo 'here is b 2' >&2; echo 'and a 1'; sleep 60"]);
        let (_program, lines) = Program::start(&mut command, &["a ", "b "]).unwrap();
        assert_eq!(value_after(&lines[0], "a "), Some("1"));
        assert_eq!(value_after(&lines[1], "b "), Some("2"));
    }

    #[test]
    fn waits_for_one_line_after_the_other() {
        let mut command = Command::new("sh");
        command.args(["-c", "echo ready; echo one 1; echo two; echo one 2; sleep 60"]);
        let (program, _) = Program::start(&mut command, &["ready"]).unwrap();
        assert_eq!(program.wait_for("one").unwrap(), "one 1");
        assert_eq!(program.wait_for("one").unwrap(), "one 2");
    }

    #[test]
    #[cfg(unix)]
    fn stops_a_program_and_tells_its_exit_code() {
        let mut command = Command::new("sh");
        command.args(["-c", "trap 'exit 7' TERM; echo ready; while true; do sleep 0.05; done"]);
        let (program, _) = Program::start(&mut command, &["ready"]).unwrap();
        assert_eq!(program.stop().unwrap(), Some(7));
    }

    #[test]
    fn tells_what_a_program_printed_that_ended_too_early() {
        let error = Program::start(Command::new("sh").args(["-c", "echo sorry"]), &["ready"]).unwrap_err();
        assert!(error.to_string().contains("sorry"), "{error}");
    }
}
