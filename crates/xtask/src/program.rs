//! Running other programs.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use xshell::Cmd;

/// Cargo, without what the one that runs us says about the package `xtask`: build scripts would take it for theirs, and run anew.
pub(crate) fn cargo(command: Cmd<'_>) -> Cmd<'_> {
    let names = env::vars_os().map(|(name, _)| name);
    let of_our_package = names.filter(|name| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    });
    of_our_package.fold(command, Cmd::env_remove)
}

/// Runs a program in view of the user, and hands each line of its standard output to `look` as well.
pub(crate) fn watch(command: Cmd<'_>, mut look: impl FnMut(&str)) -> Result<()> {
    let text = command.to_string();
    say(&format!("$ {text}"));
    let child = Command::from(command).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = child.with_context(|| format!("`{text}` could not be started"))?;
    if let Some(stdout) = child.stdout.take() {
        // A line that is not UTF-8 holds nothing that we look for; it is shown as well as it can be.
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            look(line.trim_end());
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "`{text}` failed: {status}");
    Ok(())
}

/// Tells the user what is being done, apart from the results on standard output.
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use xshell::{Shell, cmd};

    use super::*;

    #[test]
    fn runs_in_the_folder_of_the_shell() {
        let shell = Shell::new().unwrap();
        let _folder = shell.push_dir("src");
        let mut seen = Vec::new();
        watch(cmd!(shell, "pwd"), |line| seen.push(line.to_owned())).unwrap();
        assert!(seen.iter().any(|line| line.ends_with("crates/xtask/src")), "{seen:?}");
    }

    #[test]
    fn hands_over_every_line_of_a_program_that_fails_in_the_end() {
        let (shell, mut lines) = (Shell::new().unwrap(), Vec::new());
        let script = "echo one; printf 'two'; exit 3";
        let error = watch(cmd!(shell, "sh -c {script}"), |line| lines.push(line.to_owned())).unwrap_err();
        assert_eq!(lines, ["one", "two"]);
        assert!(error.to_string().ends_with("failed: exit status: 3"), "{error}");
    }

    #[test]
    fn names_the_program_that_could_not_be_started() {
        let shell = Shell::new().unwrap();
        let error = watch(cmd!(shell, "/no/such/program --fast"), |_| {}).unwrap_err();
        assert_eq!(error.to_string(), "`/no/such/program --fast` could not be started");
    }
}
