//! The command line.

use std::path::PathBuf;

use crate::Result;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    /// Which race.
    pub(crate) race: Race,
    /// The folder with the gateway and the simulated EnOS.
    pub(crate) programs: PathBuf,
    /// The built page.
    pub(crate) dist: PathBuf,
    /// The browser.
    pub(crate) chromium: PathBuf,
    /// How often everybody has a turn that counts, if not as often as the race wants.
    pub(crate) rounds: Option<usize>,
}

/// One of the races.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Race {
    /// From the click to the secret.
    Road,
    /// From the address to the button.
    Start,
}

impl Options {
    /// Reads the words behind the program's name.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let race = match words.next().as_deref() {
            Some("road") => Race::Road,
            Some("start") => Race::Start,
            Some(other) => return Err(format!("there is no race {other}; there are road and start").into()),
            None => return Err("no race was named; there are road and start".into()),
        };
        let (programs, dist, chromium) = ("target/debug".into(), "dist".into(), "chromium".into());
        let mut options = Self { race, programs, dist, chromium, rounds: None };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            match word.as_str() {
                "--programs" => options.programs = value()?.into(),
                "--dist" => options.dist = value()?.into(),
                "--chromium" => options.chromium = value()?.into(),
                "--rounds" => options.rounds = Some(number(&word, &value()?)?),
                _ => {
                    let known = "--programs, --dist, --chromium and --rounds";
                    return Err(format!("unknown option {word}; there are {known}").into());
                }
            }
        }
        Ok(options)
    }
}

fn number(option: &str, text: &str) -> Result<usize> {
    let number = text.parse().ok().filter(|number| *number > 0);
    Ok(number.ok_or_else(|| format!("{option} needs a number above 0, not {text}"))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_the_race_and_its_options() {
        let options = parse("road --programs p --dist d --chromium c --rounds 3").unwrap();
        let [programs, dist, chromium] = ["p", "d", "c"].map(PathBuf::from);
        assert_eq!(options, Options { race: Race::Road, programs, dist, chromium, rounds: Some(3) });
        assert_eq!(parse("start").unwrap().rounds, None);
    }

    #[test]
    fn says_what_is_wrong() {
        let wrong = |line| parse(line).unwrap_err().to_string();
        assert_eq!(wrong(""), "no race was named; there are road and start");
        assert_eq!(wrong("walk"), "there is no race walk; there are road and start");
        assert_eq!(wrong("road --rounds 0"), "--rounds needs a number above 0, not 0");
        assert_eq!(
            wrong("road --fast"),
            "unknown option --fast; there are --programs, --dist, --chromium and --rounds"
        );
    }
}
