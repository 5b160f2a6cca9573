//! A program that stays up: it says where it listens, and it ends with us.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::program::{Program, say};

/// How long a program may take to end in good order before it is killed.
const FAREWELL: Duration = Duration::from_secs(5);

/// A running program. Dropping it ends the program.
#[derive(Debug)]
pub(crate) struct Server {
    name: &'static str,
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits until it prints `listening on ADDRESS`; all that it prints is shown.
    pub(crate) fn start(
        name: &'static str,
        program: Program,
        limit: Duration,
        stop: &AtomicBool,
    ) -> Result<Self, Error> {
        let text = program.text().to_owned();
        say(&format!("$ {text}"));
        let mut command = program.into_command();
        let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let child = child.map_err(|source| Error::NotStarted { command: text, source })?;
        let mut server = Self { name, child, address: String::new() };
        if let Some(stdout) = server.child.stdout.take() {
            server.address = server.wait_for_address(&show_and_find(stdout), limit, stop)?;
        }
        Ok(server)
    }

    /// Where it listens, as it says so itself: `http://127.0.0.1:8080`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// An error when it has ended.
    pub(super) fn check(&mut self) -> Result<(), Error> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(self.not_serving(format!("it ended with {status}"))),
            Err(error) => Err(self.not_serving(error.to_string())),
        }
    }

    fn wait_for_address(
        &mut self,
        addresses: &Receiver<String>,
        limit: Duration,
        stop: &AtomicBool,
    ) -> Result<String, Error> {
        let until = Instant::now() + limit;
        while Instant::now() < until && !stop.load(Ordering::Relaxed) {
            match addresses.recv_timeout(Duration::from_millis(50)) {
                Ok(address) => return Ok(address),
                Err(RecvTimeoutError::Timeout) => self.check()?,
                Err(RecvTimeoutError::Disconnected) => {
                    thread::sleep(Duration::from_millis(50));
                    self.check()?;
                }
            }
        }
        Err(self.not_serving("it did not say where it listens".to_owned()))
    }

    fn not_serving(&self, seen: String) -> Error {
        Error::NotServing { program: self.name, seen }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Politely first: the gateway lets running activations finish.
        let id = self.child.id().to_string();
        let asked = Program::new("kill").args(["-TERM", &id]).output();
        let until = Instant::now() + FAREWELL;
        while asked.is_ok() && Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        // It fails only for a program that has ended, which is what we want.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Shows every line and sends on the address out of the one that names it.
fn show_and_find(stdout: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if let Some(address) = address_in(&line) {
                // Nobody waits for a second one.
                let _ = sender.send(address.to_owned());
            }
            say(&line);
        }
    });
    receiver
}

fn address_in(line: &str) -> Option<&str> {
    let (_, behind) = line.split_once("listening on ")?;
    behind.split_whitespace().next()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn script(text: &str) -> Result<Server, Error> {
        let program = Program::new("sh").args(["-c", text]);
        Server::start("the script", program, Duration::from_secs(10), &AtomicBool::new(false))
    }

    #[test]
    fn knows_where_the_program_listens_and_ends_it_when_dropped() {
        let server = script("echo hello; echo listening on tcp://127.0.0.1:7; sleep 60").unwrap();
        assert_eq!(server.address(), "tcp://127.0.0.1:7");
        let started = Instant::now();
        drop(server);
        assert!(started.elapsed() < FAREWELL);
    }

    #[test]
    fn tells_how_a_program_ended_that_never_listened() {
        let error = script("exit 3").unwrap_err();
        assert_eq!(error.to_string(), "the script is not serving: it ended with exit status: 3");
    }

    #[test]
    fn notices_that_a_program_has_ended_later() {
        let mut server = script("echo listening on x; exit 4").unwrap();
        let until = Instant::now() + Duration::from_secs(10);
        while server.check().is_ok() && Instant::now() < until {
            thread::sleep(Duration::from_millis(10));
        }
        let error = server.check().unwrap_err();
        assert_eq!(error.to_string(), "the script is not serving: it ended with exit status: 4");
    }
}
