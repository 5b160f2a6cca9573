//! The project's chores: serve, test, check, size, shots, bench, lighthouse.
//!
//! `cargo xtask serve` brings the page up on a machine that has nothing but rustup, a C compiler, Node and the
//! system's package manager; `cargo xtask test` runs everything that can be tested. What a chore needs and does
//! not find, it installs into a cache folder of the user's, never into the clone.
//!
//! - [`arguments`]: the command line, parsed once into a [`Chore`]
//! - [`project`], [`lockfile`]: where things are, and which versions are locked
//! - [`program`]: running other programs
//! - [`tools`]: finding and installing what is missing
//! - [`browser`], [`suites`]: the browsers, and the test programs that need one
//! - [`serve`], [`check`], [`test_run`], [`size`], [`shots`], [`mod@bench`], [`lighthouse`]: the chores
//! - [`mod@paths`]: keeping the builder's folders out of what is shipped
//! - [`page`], [`parts`], [`short_names`], [`styles`], [`mod@minify`], [`shell`]: building the page, taking out what it loads later,
//!   shortening names, joining its styles, making its scripts small, and what keeps it for times without a network
//! - [`report`], [`tally`]: what came of the parts, and how many tests ran

mod arguments;
mod bench;
mod browser;
mod check;
mod error;
mod lighthouse;
mod lockfile;
mod minify;
mod page;
mod parts;
mod paths;
mod program;
mod project;
mod report;
mod serve;
mod shell;
mod short_names;
mod shots;
mod size;
mod styles;
mod suites;
mod tally;
mod test_run;
mod tools;

use std::env;
use std::process::ExitCode;

use crate::arguments::{Chore, USAGE};
use crate::error::Error;
use crate::project::Project;

fn main() -> ExitCode {
    let chore = match Chore::parse(env::args().skip(1)) {
        Ok(chore) => chore,
        Err(error) => {
            eprintln!("error: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&chore) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &Chore) -> Result<ExitCode, Error> {
    let project = Project::of_this_clone();
    match chore {
        Chore::Help => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        Chore::Serve(build) => serve::serve(&project, *build),
        Chore::Test => Ok(test_run::test(&project)),
        Chore::Check => Ok(check::check(&project)),
        Chore::Size => size::size(&project),
        Chore::Shots => shots::shots(&project),
        Chore::Lighthouse => lighthouse::lighthouse(&project),
        Chore::Bench { name } => bench::bench(&project, name.as_deref()),
    }
}
