//! The command line of `cargo xtask`.

use std::fmt;

/// What `cargo xtask help` prints.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <chore>

Chores:
  serve [--release]  build the page, start the simulated EnOS and the gateway, print the page's address
  test               check, then every test: native, in the browser, end to end
  check              formatting, lints, documentation, licences, size of the page
  size               every file of the page's first load: raw, gzip, brotli, against the budget
  shots              pictures of every state of the page, for phone and laptop, light and dark, in shots/
  bench [NAME]       run a benchmark, or list them
  lighthouse         what Lighthouse says of the page, as on a phone
  help               this text

Missing tools are looked for on PATH, then in the cache folder, then installed there.
With CI=true nothing is skipped for want of a tool: that is a failure there.";

/// One run of this program.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Chore {
    /// Show the page with the simulated EnOS behind it.
    Serve(Programs),
    /// Check everything and run every test.
    Test,
    /// Check everything that needs no test run.
    Check,
    /// Weigh the page's first load.
    Size,
    /// Take pictures of the page.
    Shots,
    /// Have the page looked at by Lighthouse.
    Lighthouse,
    /// Run one benchmark, or list them when no name is given.
    Bench {
        /// The benchmark's name, as `bench` lists it.
        name: Option<String>,
    },
    /// Print the usage.
    Help,
}

/// How the gateway and the simulated EnOS are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Programs {
    /// Quick to compile.
    Debug,
    /// Quick to run.
    Release,
}

/// Why a command line was not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum UsageError {
    /// Nothing was asked for.
    NoChore,
    /// The first word names no chore.
    UnknownChore(String),
    /// A word that the chore does not take.
    UnexpectedArgument {
        /// The chore that was asked for.
        chore: &'static str,
        /// The word that it does not take.
        argument: String,
    },
}

impl Chore {
    /// Reads the words behind the program's name.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, UsageError> {
        let Some(first) = words.next() else {
            return Err(UsageError::NoChore);
        };
        match first.as_str() {
            "serve" => match words.next().as_deref() {
                Some("--release") => end("serve", words, Self::Serve(Programs::Release)),
                Some(other) => Err(unexpected("serve", other)),
                None => Ok(Self::Serve(Programs::Debug)),
            },
            "test" => end("test", words, Self::Test),
            "check" => end("check", words, Self::Check),
            "size" => end("size", words, Self::Size),
            "shots" => end("shots", words, Self::Shots),
            "lighthouse" => end("lighthouse", words, Self::Lighthouse),
            "bench" => {
                let name = words.next();
                end("bench", words, Self::Bench { name })
            }
            "help" | "--help" | "-h" => Ok(Self::Help),
            _ => Err(UsageError::UnknownChore(first)),
        }
    }
}

fn end(chore: &'static str, mut words: impl Iterator<Item = String>, parsed: Chore) -> Result<Chore, UsageError> {
    match words.next() {
        Some(word) => Err(unexpected(chore, &word)),
        None => Ok(parsed),
    }
}

fn unexpected(chore: &'static str, argument: &str) -> UsageError {
    UsageError::UnexpectedArgument { chore, argument: argument.to_owned() }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoChore => write!(f, "no chore was named"),
            Self::UnknownChore(word) => write!(f, "there is no chore `{word}`"),
            Self::UnexpectedArgument { chore, argument } => {
                write!(f, "`{chore}` does not take `{argument}`")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Chore, UsageError> {
        Chore::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_every_chore_of_the_usage() {
        assert_eq!(parse("serve"), Ok(Chore::Serve(Programs::Debug)));
        assert_eq!(parse("serve --release"), Ok(Chore::Serve(Programs::Release)));
        assert_eq!(parse("test"), Ok(Chore::Test));
        assert_eq!(parse("check"), Ok(Chore::Check));
        assert_eq!(parse("size"), Ok(Chore::Size));
        assert_eq!(parse("shots"), Ok(Chore::Shots));
        assert_eq!(parse("lighthouse"), Ok(Chore::Lighthouse));
        assert_eq!(parse("bench"), Ok(Chore::Bench { name: None }));
        let name = Some("codec".to_owned());
        assert_eq!(parse("bench codec"), Ok(Chore::Bench { name }));
        assert_eq!(parse("--help"), Ok(Chore::Help));
    }

    #[test]
    fn says_what_it_did_not_understand() {
        let text = |line| parse(line).unwrap_err().to_string();
        assert_eq!(text(""), "no chore was named");
        assert_eq!(text("polish"), "there is no chore `polish`");
        assert_eq!(text("test --fast"), "`test` does not take `--fast`");
        assert_eq!(text("serve --fast"), "`serve` does not take `--fast`");
        assert_eq!(text("bench codec page"), "`bench` does not take `page`");
    }
}
