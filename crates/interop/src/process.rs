//! A program that runs for the length of a test.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Generous: the machine may be compiling beside us.
const START_LIMIT: Duration = Duration::from_mins(1);

/// A running program; dropping it kills the program.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

impl Process {
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
        let process = Self { child };
        let mut found = vec![None; marks.len()];
        let mut printed = String::new();
        while found.iter().any(Option::is_none) {
            let line = lines.recv_timeout(START_LIMIT).map_err(|_| {
                io::Error::other(format!("{} printed no {marks:?}, but:\n{printed}", command.get_program().display()))
            })?;
            for (mark, place) in marks.iter().zip(&mut found) {
                if place.is_none() && line.contains(mark) {
                    *place = Some(line.clone());
                }
            }
            printed.push_str(&line);
            printed.push('\n');
        }
        Ok((process, found.into_iter().flatten().collect()))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only for a program that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What stands behind the mark in a line, up to a blank.
#[must_use]
pub fn said<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    line.split_once(mark)?.1.split_whitespace().next()
}

/// Reads on to the end, so that the program never waits for a full pipe.
fn read_lines(output: impl Read + Send + 'static, sender: mpsc::Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens once all marks have been seen.
            let _ = sender.send(line);
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
        let (_process, lines) = Process::start(&mut command, &["a ", "b "]).unwrap();
        assert_eq!(said(&lines[0], "a "), Some("1"));
        assert_eq!(said(&lines[1], "b "), Some("2"));
    }

    #[test]
    fn tells_what_a_program_printed_that_ended_too_early() {
        let error = Process::start(Command::new("sh").args(["-c", "echo sorry"]), &["ready"]).unwrap_err();
        assert!(error.to_string().contains("sorry"), "{error}");
    }
}
