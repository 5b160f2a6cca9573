//! The project's commands: serve, test, check, size, shots, bench, lighthouse.
//!
//! `cargo xtask serve` brings the page up on a machine that has nothing but rustup, a C compiler, Node and the
//! system's package manager; `cargo xtask test` runs everything that can be tested. What a command needs and does
//! not find, it installs into a cache folder of the user's, never into the clone.
//!
//! - [`project`], [`program`]: where things are, and running other programs
//! - [`tools`]: finding and installing what is missing
//! - [`browser`], [`suites`]: the browsers, and the test programs that need one
//! - [`serve`], [`check`], [`test_run`], [`size`], [`shots`], [`mod@bench`], [`lighthouse`]: the commands
//! - [`page`], [`mod@digest`]: building the page, and the digests of its files
//! - [`report`], [`tally`]: what came of the parts, and how many tests ran

mod bench;
mod browser;
mod check;
mod digest;
mod lighthouse;
mod page;
mod program;
mod project;
mod report;
mod serve;
mod shots;
mod size;
mod suites;
mod tally;
mod test_run;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::bench::Bench;
use crate::page::Hook;
use crate::project::Project;
use crate::tools::Toolbox;

/// The project's commands
#[derive(Debug, Parser)]
#[command(
    bin_name = "cargo xtask",
    after_help = "Missing tools are looked for on PATH, then in the cache folder, then installed there.\n\
        With CI=true nothing is skipped for want of a tool: that is a failure there."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the page, start the simulated EnOS and the gateway, print the page's address
    Serve {
        /// Compile both programs with optimizations
        #[arg(long)]
        release: bool,
    },
    /// Check, then run every test: native, in the browser, end to end
    Test,
    /// Formatting, lints, documentation, licences, size of the page
    Check,
    /// Every file of the page's first load: raw, gzip, brotli, against the budget
    Size,
    /// Pictures of every state of the page, for phone and laptop, light and dark, in shots/
    Shots,
    /// Run a benchmark, or list them
    #[command(subcommand, disable_help_subcommand = true)]
    Bench(Bench),
    /// What Lighthouse says of the page, as on a phone
    Lighthouse,
    /// What Trunk calls while it builds the page, as Trunk.toml says
    #[command(hide = true)]
    TrunkHook { hook: Hook },
}

fn main() -> ExitCode {
    run(&Arguments::parse().command).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn run(command: &Command) -> anyhow::Result<ExitCode> {
    let project = Project::of_this_clone()?;
    match command {
        Command::Serve { release } => serve::serve(&project, *release)?,
        Command::Test => return Ok(test_run::test(&project)),
        Command::Check => return Ok(check::check(&project)),
        Command::Size => size::size(&project, &mut Toolbox::new(&project))?,
        Command::Shots => shots::shots(&project)?,
        Command::Bench(bench) => bench::bench(&project, *bench)?,
        Command::Lighthouse => lighthouse::lighthouse(&project)?,
        Command::TrunkHook { hook } => page::trunk_hook(&project, *hook)?,
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, clap::error::ErrorKind> {
        let words = ["xtask"].into_iter().chain(line.split_whitespace());
        Arguments::try_parse_from(words).map(|arguments| arguments.command).map_err(|error| error.kind())
    }

    #[test]
    fn reads_every_command() {
        assert!(matches!(parse("serve"), Ok(Command::Serve { release: false })));
        assert!(matches!(parse("serve --release"), Ok(Command::Serve { release: true })));
        assert!(matches!(parse("test"), Ok(Command::Test)));
        assert!(matches!(parse("check"), Ok(Command::Check)));
        assert!(matches!(parse("size"), Ok(Command::Size)));
        assert!(matches!(parse("shots"), Ok(Command::Shots)));
        assert!(matches!(parse("lighthouse"), Ok(Command::Lighthouse)));
        assert!(matches!(parse("bench codec"), Ok(Command::Bench(Bench::Codec))));
        assert!(matches!(parse("bench page-codec"), Ok(Command::Bench(Bench::PageCodec))));
    }

    #[test]
    fn trunk_s_hooks_are_commands_of_ours() {
        let path = Project::of_this_clone().unwrap().root().join("Trunk.toml");
        let trunk: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
        let called = |hook: &toml::Value| {
            let words = hook["command_arguments"].as_array().unwrap().iter().map(|word| word.as_str().unwrap());
            let words: Vec<&str> = words.collect();
            assert_eq!((hook["command"].as_str(), words[0]), (Some("cargo"), "xtask"));
            let Command::TrunkHook { hook: called } = parse(&words[1..].join(" ")).unwrap() else {
                panic!("{words:?}")
            };
            (hook["stage"].as_str().unwrap().to_owned(), called)
        };
        let called: Vec<_> = trunk["hooks"].as_array().unwrap().iter().map(called).collect();
        let stages = ["pre_build", "post_build"].map(str::to_owned);
        assert_eq!(called, stages.into_iter().zip([Hook::PreBuild, Hook::PostBuild]).collect::<Vec<_>>());
    }

    #[test]
    fn refuses_what_a_command_does_not_take() {
        use clap::error::ErrorKind;
        assert!(matches!(parse("polish"), Err(ErrorKind::InvalidSubcommand)));
        assert!(matches!(parse("bench speed"), Err(ErrorKind::InvalidSubcommand)));
        assert!(matches!(parse("bench"), Err(ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)));
        for line in ["test --fast", "serve --fast", "bench codec page"] {
            assert!(matches!(parse(line), Err(ErrorKind::UnknownArgument)), "{line}");
        }
    }
}
