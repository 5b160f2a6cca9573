//! A program that stays up: it says where it listens, and it ends with us.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use xshell::Cmd;

use crate::program::say;

/// How long a program may take to end in good order before it is killed.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// A running program. Dropping it ends the program.
#[derive(Debug)]
pub(crate) struct Server {
    name: &'static str,
    child: Child,
    address: String,
}

impl Server {
    /// Starts it and waits until it prints `listening on ADDRESS`; all that it prints is shown.
    pub(crate) fn start(name: &'static str, command: Cmd<'_>) -> Result<Self> {
        say(&format!("$ {command}"));
        let child = Command::from(command).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut server = Self {
            name,
            child: child.with_context(|| format!("{name} could not be started"))?,
            address: String::new(),
        };
        let stdout = server.child.stdout.take().context("its output is not ours")?;
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok).inspect(|line| say(line));
        let behind = lines.find_map(|line| line.split_once("listening on ").map(|(_, behind)| behind.to_owned()));
        let Some(address) = behind.as_deref().and_then(|behind| behind.split_whitespace().next()) else {
            let status = server.child.wait()?;
            bail!("{name} is not serving: it ended with {status}")
        };
        address.clone_into(&mut server.address);
        thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }

    /// Where it listens, as it says so itself: `http://127.0.0.1:8080`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// An error when it has ended.
    pub(super) fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("{} is not serving: it ended with {status}", self.name),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Politely first: the gateway lets running activations finish.
        let asked = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).output();
        let until = Instant::now() + SHUTDOWN_LIMIT;
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use xshell::{Shell, cmd};

    use super::*;

    fn script(text: &str) -> Result<Server> {
        let shell = Shell::new()?;
        Server::start("the script", cmd!(shell, "sh -c {text}"))
    }

    #[test]
    fn knows_where_the_program_listens_and_ends_it_when_dropped() {
        let server = script("echo hello; echo listening on tcp://127.0.0.1:7; sleep 60").unwrap();
        assert_eq!(server.address(), "tcp://127.0.0.1:7");
        let started = Instant::now();
        drop(server);
        assert!(started.elapsed() < SHUTDOWN_LIMIT);
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
