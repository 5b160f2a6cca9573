//! Running other programs.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitStatus, Output, Stdio};

use crate::error::Error;

/// A program to run, with its arguments.
#[derive(Debug)]
pub(crate) struct Program {
    command: Command,
    text: String,
}

impl Program {
    /// The program of this name, or at this path.
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        let name = name.as_ref();
        let text = Path::new(name).file_name().unwrap_or(name);
        Self { command: Command::new(name), text: text.to_string_lossy().into_owned() }
    }

    /// The cargo that runs us.
    pub(crate) fn cargo() -> Self {
        let mut program = Self::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        // Cargo tells us about the package `xtask`; the programs that we start are not to take it for theirs.
        for (name, _) in env::vars_os() {
            let told = name.to_string_lossy();
            if told.starts_with("CARGO_PKG_") || told.starts_with("CARGO_MANIFEST_") {
                program.command.env_remove(&name);
            }
        }
        program
    }

    /// Adds arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        for argument in arguments {
            let argument = argument.as_ref();
            self.text.push(' ');
            self.text.push_str(&argument.to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the folder to run in.
    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it to its end, in view of the user; anything but success is an error.
    pub(crate) fn run(mut self) -> Result<(), Error> {
        say(&format!("$ {}", self.text));
        let status = self.command.stdin(Stdio::null()).status();
        self.judge(status)
    }

    /// Runs it to its end, out of sight, and hands over what it printed, whatever its exit code.
    pub(crate) fn output(mut self) -> Result<Output, Error> {
        let output = self.command.stdin(Stdio::null()).output();
        output.map_err(|source| self.not_started(source))
    }

    /// Runs it to its end, out of sight, and hands over what it printed, provided that it succeeded.
    pub(crate) fn printed(self) -> Result<Vec<u8>, Error> {
        let command = self.text.clone();
        let output = self.output()?;
        if !output.status.success() {
            return Err(Error::Failed { command, status: output.status.to_string() });
        }
        Ok(output.stdout)
    }

    /// Runs it in view of the user and hands each line of its standard output to `look` as well.
    pub(crate) fn run_and_watch(mut self, mut look: impl FnMut(&str)) -> Result<(), Error> {
        say(&format!("$ {}", self.text));
        let mut child = match self.command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(source) => return Err(self.not_started(source)),
        };
        if let Some(stdout) = child.stdout.take() {
            // A line that is not UTF-8 holds nothing that we look for; it is shown as well as it can be.
            for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                look(line.trim_end());
            }
        }
        let status = child.wait();
        self.judge(status)
    }

    /// Turns it into a command that the caller starts.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }

    /// The command, as one would type it.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    fn judge(self, status: std::io::Result<ExitStatus>) -> Result<(), Error> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Error::Failed { command: self.text, status: status.to_string() }),
            Err(source) => Err(self.not_started(source)),
        }
    }

    fn not_started(self, source: std::io::Error) -> Error {
        Error::NotStarted { command: self.text, source }
    }
}

/// Tells the user what is being done, apart from the results on standard output.
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn names_the_command_that_failed() {
        let error = Program::new("sh").args(["-c", "exit 3"]).run().unwrap_err();
        assert_eq!(error.to_string(), "`sh -c exit 3` failed: exit status: 3");
    }

    #[test]
    fn names_the_command_that_could_not_be_started() {
        let error = Program::new("/no/such/program").run().unwrap_err();
        assert!(error.to_string().starts_with("`program` could not be started: "));
    }

    #[test]
    fn hands_over_every_line_of_a_program_that_fails_in_the_end() {
        let mut lines = Vec::new();
        let script = "echo one; printf 'two'; exit 1";
        let result = Program::new("sh").args(["-c", script]).run_and_watch(|line| lines.push(line.to_owned()));
        assert!(result.is_err());
        assert_eq!(lines, ["one", "two"]);
    }
}
