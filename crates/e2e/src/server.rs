//! A program that runs for the length of a test.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::trouble::{Result, Trouble};

/// Generous: the machine may be compiling beside us.
const START_LIMIT: Duration = Duration::from_mins(1);

/// A running program; dropping it kills the program.
#[derive(Debug)]
pub struct Server {
    child: Child,
    said: String,
    before: Vec<String>,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts a program and waits until it prints a line with `mark` in it; what follows `mark`, up to a blank, is what it
    /// [`said`](Self::said).
    ///
    /// # Errors
    /// When it does not start, ends before it printed that, or does not print it within a minute.
    pub fn start<A: AsRef<OsStr>>(
        program: &OsStr,
        arguments: impl IntoIterator<Item = A>,
        mark: &'static str,
    ) -> Result<Self> {
        let name = program.to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| not_serving(&name, &error.to_string()))?;
        let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(not_serving(&name, "it has no standard output"));
        };
        let log = Arc::<Mutex<String>>::default();
        let mut server = Self { child, said: String::new(), before: Vec::new(), log: Arc::clone(&log) };
        thread::spawn(move || {
            for line in BufReader::new(stderr).split(b'\n').map_while(std::result::Result::ok) {
                let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
                log.extend([&*String::from_utf8_lossy(&line), "\n"]);
            }
        });
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut before = Vec::new();
            // Reads on to the end, so that the program never waits for a full pipe.
            for line in BufReader::new(stdout).lines().map_while(std::result::Result::ok) {
                if let Some(said) = behind(&line, mark) {
                    // Only the first is waited for.
                    let _ = sender.send((said.to_owned(), std::mem::take(&mut before)));
                }
                before.push(line);
            }
        });
        (server.said, server.before) = receiver.recv_timeout(START_LIMIT).map_err(|error| match error {
            RecvTimeoutError::Timeout => not_serving(&name, "it did not say so in time"),
            RecvTimeoutError::Disconnected => not_serving(&name, "it has ended"),
        })?;
        Ok(server)
    }

    /// What it printed behind the mark: its address, or its port.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// What it printed behind another mark, on a line before that one.
    #[must_use]
    pub fn said_before(&self, mark: &str) -> Option<&str> {
        self.before.iter().find_map(|line| behind(line, mark))
    }

    /// Everything that it wrote to standard error so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The programs that it has started itself.
    ///
    /// # Errors
    /// When the system does not tell.
    pub(crate) fn children(&self) -> Result<Vec<u32>> {
        let parent = self.child.id().to_string();
        let mut children = Vec::new();
        for entry in std::fs::read_dir("/proc")? {
            let entry = entry?;
            let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            // A program that ends meanwhile is nobody's child. Its name may hold blanks and brackets, so what follows it counts.
            let status = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let fields = status.rsplit_once(')').map_or("", |(_, fields)| fields);
            if fields.split_whitespace().nth(1) == Some(parent.as_str()) {
                children.push(id);
            }
        }
        Ok(children)
    }

    /// Pulls it away: killed, without a chance to say goodbye.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn pull_away(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only for a program that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn behind<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(mark)?;
    let said = rest.split_whitespace().next()?;
    Some(said.trim_end_matches('.'))
}

fn not_serving(program: &str, seen: &str) -> Trouble {
    Trouble::NotServing { program: program.to_owned(), seen: seen.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_follows_the_mark() {
        assert_eq!(behind("listening on tcp://127.0.0.1:7 now", "listening on "), Some("tcp://127.0.0.1:7"));
        let line = "ChromeDriver was started successfully on port 9515.";
        assert_eq!(behind(line, "successfully on port "), Some("9515"));
        assert_eq!(behind("nothing of the kind", "listening on "), None);
    }

    #[test]
    fn reads_what_follows_a_mark_on_an_earlier_line() {
        let said = ["listening on tls://127.0.0.1:7\nadmin on http://127.0.0.1:8\n"];
        let server = Server::start(OsStr::new("printf"), said, "admin on http://").unwrap();
        assert_eq!(server.said(), "127.0.0.1:8");
        assert_eq!(server.said_before("listening on tls://"), Some("127.0.0.1:7"));
        assert_eq!(server.said_before("listening on ws://"), None);
    }

    #[test]
    fn keeps_what_goes_to_standard_error() {
        let script = ["-c", "echo careful >&2; echo ready now; sleep 9"];
        let server = Server::start(OsStr::new("sh"), script, "ready ").unwrap();
        // The two come by ways of their own.
        while server.log().is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(server.log(), "careful\n");
    }

    #[test]
    fn tells_that_a_program_ended_before_it_listened() {
        let error = Server::start(OsStr::new("true"), ["x"], "listening on ").unwrap_err();
        assert_eq!(error.to_string(), "true is not serving: it has ended");
    }
}
